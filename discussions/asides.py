"""What stands in the place of a comment that was set aside: the reason; for its author who did it and as what, too.

Who may set aside, and that it is done, is `setting_aside.py`.
"""

from django.db.models import Case, Exists, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.html import escape

from discussions.models import Removal, Thread, set_aside
from discussions.sheets import Said, markup
from groups.models import Term


def told_of_asides() -> Case:
    """As what, who, and why somebody set a comment aside, in a line each (`Said.aside`); of one that stands no more is asked."""
    member = Q(membership__user=OuterRef("by"), membership__group=OuterRef("comment__thread__group"))
    then = Term.objects.filter(member, role=Term.Role.FACILITATOR, span__contains=OuterRef("at"))
    role = Case(
        When(by_law=True, then=Value("law")),
        When(Exists(then), then=Value("facilitator")),
        default=Value(""),
    )
    told = Concat(role, Value("\n"), "by__display_name", Value("\n"), "reason", output_field=TextField())
    removals = Removal.objects.standing().filter(comment=OuterRef("pk")).order_by("-by_law", "-at")
    return Case(When(pk__in=set_aside(), then=Subquery(removals.values_list(told)[:1])))


def aside_html(said: Said, words: str, thread: Thread, *, is_mine: bool) -> str:
    """What stands in the place of a comment that was set aside: why; for its author who did, too, and their words."""
    role, name, reason = (said.aside or "\n\n").split("\n", 2)
    told: dict[str, str] = {"name": escape(name), "reason": escape(reason)}
    part = f"{'law' if role == 'law' else 'aside'}_{'own' if is_mine else 'why'}"
    if thread.group.text_id and part != "law_why":
        part += "_commons"
    if part == "aside_own":
        by = "aside_by_facilitator" if role == "facilitator" else "aside_by"
        told["by"] = markup(f"thread_detail.html#{by}", ["name", "reason"]).format(**told)
    note = markup(f"thread_detail.html#{part}", ["name", "reason", "record", "by"])
    record = reverse("removal_list", args=[thread.group.slug])
    return note.format(**told, record=record) + (words if is_mine else "")
