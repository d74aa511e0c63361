"""The empty forms that pages bring along: for a new thread, for an answer to one, for a note to self. Each process renders them once.

A form is the same for everybody, that of a thread for everybody in a circle, who reads in the same language, but for two values that are made for each
page; they go into gaps. It is rendered of what is handed over here, and of no request, so nothing of a person can
be in what is kept.
"""

import uuid
from functools import lru_cache

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.models import User
from discussions.forms import CommentForm, ThreadForm
from discussions.jotting_forms import JottingForm
from discussions.models import Thread
from groups.models import Schedule
from readings.models import Edition
from readings.printing import GAP

MOST_KEPT = 200  # forms of a few kilobytes


def blank_form(request: HttpRequest, plan: Schedule) -> SafeString:
    """The form, as no words have been chosen for it yet."""
    before, between, after = _kept(
        get_language(),
        plan.group.slug,
        plan.group.name,
        plan.group.text_id,
        plan.pk,
        plan.edition.text.language,
        shows_all=plan.shows_all,
    )
    return SafeString(f"{before}{get_token(request)}{between}{uuid.uuid4()}{after}")


def blank_answer(request: HttpRequest, thread: Thread, whom: str) -> SafeString:
    """The form at the foot of a thread, for an answer to its first comment: by `whom`, whom it names, or by nobody who is named."""
    group = thread.group
    before, between, after = _kept_answer(
        get_language(), group.slug, group.name, group.text_id, thread.pk, whom
    )
    return SafeString(f"{before}{get_token(request)}{between}{uuid.uuid4()}{after}")


def blank_jotting(request: HttpRequest, edition: Edition, plan: int | None) -> SafeString:
    """The form for a note to self, as no words have been chosen for it yet."""
    text = edition.text
    before, between, after = _kept_jotting(get_language(), text.slug, text.language, edition.number, plan)
    return SafeString(f"{before}{get_token(request)}{between}{uuid.uuid4()}{after}")


@lru_cache(maxsize=MOST_KEPT)
def _kept_answer(
    language: str | None, slug: str, name: str, commons_of: int | None, thread: int, whom: str
) -> list[str]:
    asked = Thread(pk=thread, author=User(display_name=whom))
    context = {
        "group": {"slug": slug, "name": name, "text_id": commons_of},
        "thread": {"pk": thread},
        "form": CommentForm(thread=asked, by=User(), begun=bool(whom), initial={"submission": GAP}),
        "csrf_token": GAP,
    }
    return render_to_string("discussions/comment_create.html#form", context).split(GAP)


@lru_cache(maxsize=MOST_KEPT)
def _kept_jotting(
    language: str | None, slug: str, text_language: str, edition: int, plan: int | None
) -> list[str]:
    context = {
        "text": {"slug": slug, "language": text_language},
        "edition": {"number": edition},
        "plan": {"pk": plan} if plan else None,
        "form": JottingForm(edition=Edition(), auto_id="jot_%s", initial={"submission": GAP}),
        "quote": "",
        "blank": True,
        "csrf_token": GAP,
    }
    return render_to_string("discussions/jotting_create.html#panel", context).split(GAP)


@lru_cache(maxsize=MOST_KEPT)
def _kept(
    language: str | None,
    slug: str,
    name: str,
    commons_of: int | None,
    plan: int,
    text_language: str,
    *,
    shows_all: bool,
) -> list[str]:
    """What stands before, between and after the two gaps. The language is asked for since all words are in it."""
    context = {
        "group": {"slug": slug, "name": name, "text_id": commons_of},
        "plan": {"pk": plan, "shows_all": shows_all, "edition": {"text": {"language": text_language}}},
        "form": ThreadForm(edition=Edition(), by=User(), auto_id="new_%s", initial={"submission": GAP}),
        "quote": "",
        "blank": True,
        "csrf_token": GAP,
    }
    return render_to_string("discussions/thread_create.html#panel", context).split(GAP)
