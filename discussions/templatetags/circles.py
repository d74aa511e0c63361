"""What a public page of the library may say of one's own circles, and what it needs for one's own notes."""

from typing import Any

from django import template
from django.db.models import F
from django.utils.safestring import SafeString

from discussions.blanks import blank_jotting
from groups.models import Schedule
from readings.models import Edition

register = template.Library()


@register.simple_tag
def circles_reading(edition: Edition, user: Any) -> list[Schedule]:
    """List the plans by which this person's circles read this edition, the commons last (one query; none for a visitor)."""
    if not user.is_authenticated:
        return []
    plans = Schedule.objects.visible_to(user).filter(edition=edition).select_related("group")
    return list(plans.order_by(F("group__text").asc(nulls_first=True), "group"))


@register.simple_tag(takes_context=True)
def plan_come_from(context: dict[str, Any], edition: Edition) -> Schedule | None:
    """The plan of one's own that the address names with `?plan=`, when it is for this text (one query then)."""
    request = context["request"]
    asked = request.GET.get("plan", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19) or not request.user.is_authenticated:
        return None
    plans = Schedule.objects.visible_to(request.user).filter(edition__text=edition.text_id)
    return plans.select_related("group").filter(pk=asked).first()


@register.simple_tag(takes_context=True)
def jotting_form(context: dict[str, Any], edition: Edition) -> SafeString:
    """The empty form for a note to self on words of this edition; of a circle's page it knows the plan."""
    plan = context.get("plan")
    return blank_jotting(context["request"], edition, plan.pk if plan else None)


@register.filter
def at(found: dict[int, Any], number: int) -> Any:
    """What a dictionary holds for a number, None when nothing."""
    return found.get(number)
