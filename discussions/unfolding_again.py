"""Unfolding a thread again: what a page that shows it gets for htmx after something was said or changed in it.

The whole thread as it is now; after an answer no more than what the page does not show yet.
"""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.requests import PersonRequest
from discussions.access import thread_or_404
from discussions.arriving import arrived
from discussions.beside import talk_links
from discussions.branches import AT_ONCE, Path, branch_asked, page_in_view, shown_in, view_of
from discussions.choosing import chosen, plan_of_page
from discussions.ends import connection_of
from discussions.models import Comment, Thread
from discussions.showing import margins_beside, page_behind
from discussions.tree import DEEPEST
from discussions.unfolding import attention, foot, part_for, plans_of, thread_context
from groups.models import Schedule


def said(request: PersonRequest, made: Comment, sentence: str, now: dt.datetime) -> HttpResponse:
    """Answer htmx, after something was said or changed, with the thread as it is now, on the page of that comment.

    Where that stands in the branch that was shown, with that branch.
    """
    thread = thread_or_404(request.user, made.thread.group.slug, made.thread_id)
    branch = branch_asked(thread, request.POST.get("branch", ""))
    if not (branch and shown_in(thread.pk, branch).filter(pk=made.pk).exists()):
        branch = view_of(made.path)
    page = page_in_view(made, branch) if len(thread.authors) > AT_ONCE else 1
    return shown_again(request, thread, sentence, now, focus=f"c{made.number}", page=page, branch=branch)


def shown_again(
    request: PersonRequest,
    thread: Thread,
    sentence: str,
    now: dt.datetime,
    *,
    focus: str,
    page: int = 1,
    branch: Path = (),
) -> HttpResponse:
    """Answer htmx with a thread as it is now, and with what counts it or says its kind elsewhere on the page.

    `focus` is the id of what gets the focus; the sentence is heard.
    """
    context = thread_context(request, thread, now, page=page, branch=branch)
    part = part_for(request)
    response = render(request, "discussions/thread_detail.html" + part, context)
    if part == "#talk":
        for head in ("#count", "#kind", "#correction"):
            response.write(
                render_to_string(f"discussions/thread_detail.html{head}", context | {"oob": True}, request)
            )
    response.writelines(_beside(request, thread, context["plan"], now))
    return trigger_client_event(response, "said", {"comment": focus, "sentence": sentence}, after="settle")


def answered(
    request: PersonRequest, made: Comment, sentence: str, now: dt.datetime, *, after: int
) -> HttpResponse:
    """Answer htmx, after an answer was given, with what the page does not show yet; or with the whole thread (`said`).

    `after` is the number of the last comment that the page shows, 0 where it does not say that. In pieces when that is
    known and the answer has its place there: not in the view of a branch, not on one of several pages.
    """
    thread = thread_or_404(request.user, made.thread.group.slug, made.thread_id)
    is_shown = 0 < after < made.number and len(made.path) <= DEEPEST and not request.POST.get("branch")
    if not is_shown:
        return said(request, made, sentence, now)
    noted = attention(thread, request.user)
    came = arrived(thread, request.user, after=after, is_reported=noted["is_reported"], now=now)
    if came is None:
        return said(request, made, sentence, now)
    context = noted | {"thread": thread, "oob": True, "last_number": came.last}
    response = HttpResponse(came.pieces)
    for part in ("#count" if part_for(request) == "#talk" else "#head", "#shown"):
        response.write(render_to_string(f"discussions/thread_detail.html{part}", context))
    if not noted["is_muted"]:
        response.write(render_to_string("discussions/thread_detail.html#following", context))
    if request.htmx.trigger == "answering-0":
        form = foot(request, thread, (), begun=came.begun, is_named=came.begun)["blank_answer"]
        response.write(form.replace("<form ", '<form hx-swap-oob="true" ', 1))
    else:
        response.write(f'<div class="slot" id="answer-{made.parent_id}" hx-swap-oob="true"></div>')
    plan, _newest = plans_of(thread)
    response.writelines(_beside(request, thread, chosen(request, plan) if plan else None, now))
    # Only the pieces are put in: what stands in the page stays.
    response = retarget(reswap(response, "none"), "#shown")
    return trigger_client_event(
        response, "said", {"comment": f"c{made.number}", "sentence": sentence}, after="settle"
    )


def _beside(request: PersonRequest, thread: Thread, plan: Schedule | None, now: dt.datetime) -> list[str]:
    """What stands now beside the paragraphs that a thread is about, on the page of text that htmx asked from, if on one."""
    plan = plan_of_page(request, plan)
    behind = page_behind(request, plan) if plan else None
    if not plan or not behind:
        return []
    changed = margins_beside(plan, thread.passage, behind, viewer_id=request.user.pk, now=now)
    if (other := connection_of(thread)) and other.passage.edition_id == plan.edition_id:
        changed |= margins_beside(plan, other.passage, behind, viewer_id=request.user.pk, now=now)
    return list(talk_links(plan, changed, changed, oob=True).values())
