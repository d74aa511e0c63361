"""What people type about a plan of reading, and whether it has the right shape. The verbs do the rest."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups import clocks
from groups.forms import CountField
from groups.models import Group, Schedule, Sitting
from groups.replanning import rhythm, suggested_count
from groups.scheduling import FURTHEST, MOST_SITTINGS, Cadence
from groups.templatetags.due import plain_day
from readings.models import Edition, Text
from readings.templatetags.reading_words import duration

LAST_DAY = dt.timedelta(days=5 * 366)
LONGEST_PAUSE = dt.timedelta(days=366)
LONGEST_CHOICE = 90  # characters of a title in a list to choose from


class EditionField(forms.ModelChoiceField):
    """A published text, with how long it is, and whether the group has planned it (`planned`, primary keys)."""

    planned: frozenset[int] = frozenset()

    default_error_messages = {
        "required": _("Choose a text."),
        "invalid_choice": _("That text isn’t in the library any more in this form. Choose again."),
    }

    def label_from_instance(self, edition: Any) -> str:
        # Short, because a closed list shows one line of it. The sittings tell the words.
        words = {
            "title": Truncator(edition.text.title).chars(LONGEST_CHOICE),
            "time": duration(edition.minutes),
        }
        if edition.pk in self.planned:
            return gettext("%(title)s, %(time)s (planned already)") % words
        return gettext("%(title)s, %(time)s") % words


def current_editions() -> QuerySet[Edition]:
    """What a group can read: of each published text the current edition."""
    current = Edition.objects.filter(text__current_edition=F("pk"), text__withdrawn_at__isnull=True)
    return current.select_related("text").without_content().order_by("text__title", "pk")


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )


class PlanForm(forms.Form):
    """In how many sittings, from which day on, how often, at what time, and when not."""

    count = CountField(label=_("Sittings"), min_value=1, max_value=MOST_SITTINGS, required=False)
    first_due_on = day_field(_("First one due on"))
    due_time = forms.TimeField(
        label=_("At"), initial=dt.time(19, 0), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    every_weeks = forms.TypedChoiceField(
        label=_("How often"), coerce=int, initial=1,
        choices=[
            (1, _("every week")),
            (2, _("every two weeks")),
            (3, _("every three weeks")),
            (4, _("every four weeks")),
        ],
    )  # fmt: skip
    pause_from = day_field(_("Break from"), required=False)
    pause_until = day_field(_("to"), required=False)

    def __init__(self, *args: Any, group: Group, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.now = group, now
        today = now.astimezone(group.clock).date()
        self.fields["first_due_on"].initial = today + dt.timedelta(days=7)
        self.fields["first_due_on"].widget.attrs |= {"min": today.isoformat()}

    @property
    def stamp(self) -> str:
        """The plan that a valid form describes, as one line: two forms with the same line make the same plan."""
        values = [self.cleaned_data[name] for name in self.fields]
        return "|".join("" if value is None else str(getattr(value, "pk", value)) for value in values)

    @property
    def cadence(self) -> Cadence:
        """The plan that a valid form describes."""
        return Cadence(**{field.name: self.cleaned_data[field.name] for field in fields(Cadence)})

    def clean_first_due_on(self) -> dt.date:
        return within_reach(self.cleaned_data["first_due_on"], self.group, self.now)

    def suggestion(self) -> int | None:
        """How many sittings to make unless told; None while nothing is known of the text."""
        return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time = cleaned.get("first_due_on"), cleaned.get("due_time")
        if day and time and clocks.instant(day, time, self.group.clock) <= self.now:
            self.add_error("due_time", _("That hour has passed today. Choose a later one, or another day."))
        self._check_pause(cleaned)
        if "count" not in self.errors and not cleaned.get("count") and (count := self.suggestion()):
            cleaned["count"] = count
            self.data = {**self.data, "count": str(count)}  # so that the field shows what it came to
        count, weeks = cleaned.get("count"), cleaned.get("every_weeks")
        if day and count and weeks and not self.errors:
            pause = (cleaned.get("pause_from") or day, cleaned.get("pause_until") or day)
            last = day + dt.timedelta(weeks=weeks * (count - 1)) + (pause[1] - pause[0])
            if last > self.now.date() + FURTHEST:
                sentence = _(
                    "The last sitting would be due more than ten years from now. Choose fewer, or sooner."
                )
                self.add_error("count", sentence)
        return cleaned

    def _check_pause(self, cleaned: dict[str, Any]) -> None:
        """Both days of the pause or neither, in order, not for years, and not over the first sitting."""
        begin, end, first = (cleaned.get(name) for name in ("pause_from", "pause_until", "first_due_on"))
        if "pause_from" in self.errors or "pause_until" in self.errors or not (begin or end):
            return
        if not (begin and end):
            self.add_error("pause_until" if begin else "pause_from", _("Choose this day too, or neither."))
        elif end < begin:
            self.add_error("pause_until", _("That is before the break begins."))
        elif end - begin > LONGEST_PAUSE:
            self.add_error("pause_until", _("That is more than a year. Is the year right?"))
        elif end > self.now.date() + FURTHEST:  # no sitting falls due so late
            self.add_error("pause_until", _("That is more than ten years away. Is the year right?"))
        elif first and begin <= first <= end:
            self.add_error("pause_from", _("The first sitting falls into this break."))


class ScheduleForm(PlanForm):
    """The plan for a text that is chosen here."""

    edition = EditionField(label=_("Text"), queryset=current_editions(), empty_label=_("Choose a text"))

    field_order = ["edition"]

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        self.plans = {plan.edition_id: plan for plan in group.schedules.all()}
        field = self.fields["edition"]
        if isinstance(field, EditionField):
            field.planned = frozenset(self.plans)

    @property
    def plan_there(self) -> Schedule | None:
        """The plan that the group has for the text that is chosen in the form, if it has one."""
        chosen = str(self["edition"].value() or "")
        return self.plans.get(int(chosen)) if chosen.isdecimal() and len(chosen) < 20 else None

    def clean_edition(self) -> Edition:
        edition: Edition = self.cleaned_data["edition"]
        if edition.pk in self.plans:
            raise forms.ValidationError(_("Your group has a schedule for this text already."), code="planned")
        return edition

    def suggest(self, text: Text) -> None:
        """Begin with this text, in as many sittings as suit its length."""
        self.initial["edition"] = text.current_edition_id
        edition = text.current_edition
        if edition:
            self.initial["count"] = suggested_count(edition.minutes, edition.paragraphs.count())

    def suggestion(self) -> int | None:
        edition = self.cleaned_data.get("edition")
        return suggested_count(edition.minutes, edition.paragraphs.count()) if edition else None


class ChangeForm(PlanForm):
    """The plan for what is left of a text: begins with what stands, of which `past` stays as it is."""

    def __init__(
        self,
        *args: Any,
        schedule: Schedule,
        past: Sequence[Sitting],
        coming: Sequence[Sitting],
        **kwargs: Any,
    ) -> None:
        pause = schedule.pause_days
        kwargs["initial"] = {
            "count": len(coming),
            "first_due_on": coming[0].due_on,
            "due_time": coming[0].due_time,
            "every_weeks": rhythm(coming if len(coming) > 1 else [*past[-1:], *coming]),
            "pause_from": pause[0] if pause else None,
            "pause_until": pause[1] if pause else None,
        }
        super().__init__(*args, group=schedule.group, **kwargs)
        self.past, self.coming = past, coming
        self.fields["count"].label = _("Sittings still to come") if past else _("Sittings")
        self.fields["first_due_on"].label = _("Next one due on") if past else _("First one due on")

    @property
    def stamp(self) -> str:
        return f"{len(self.past)}|{super().stamp}"

    def suggestion(self) -> int | None:
        paragraphs = self.coming[-1].last_paragraph - self.coming[0].first_paragraph + 1
        return suggested_count(sum(sitting.minutes for sitting in self.coming), paragraphs)


def within_reach(day: dt.date, group: Group, now: dt.datetime) -> dt.date:
    """Pass a day on, unless it is past by the group's clock or years away. Raises ValidationError."""
    today = now.astimezone(group.clock).date()
    if day < today:
        raise forms.ValidationError(_("That day has passed. Choose today or a later one."), code="past")
    if day > today + LAST_DAY:
        raise forms.ValidationError(_("That is more than five years away. Is the year right?"), code="far")
    return day


class SittingForm(forms.Form):
    """Another day and time for one sitting, and whether those after it move along."""

    due_on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_time = forms.TimeField(label=_("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    move_following = forms.BooleanField(
        label=_("Move all later sittings too"),
        required=False,
    )
    despite_break = forms.BooleanField(label=_("Yes, on a day of the break"), required=False)

    def __init__(
        self, *args: Any, sitting: Sitting, now: dt.datetime, following: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault(
            "initial",
            {"due_on": sitting.due_on, "due_time": sitting.due_time, "move_following": following},
        )
        super().__init__(*args, **kwargs)
        self.sitting, self.now = sitting, now
        self.pause = sitting.schedule.pause_days
        self.fields["move_following"].help_text = (
            _("Each by as many days as this one. They pass over your break, %(first)s to %(last)s.")
            % self._break_words()
            if self.pause
            else _("Each by as many days as this one.")
        )

    @property
    def asks_about_break(self) -> bool:
        """Whether the day that was typed lies in the break, so that this has to be meant."""
        return self.has_error("due_on", "break") or bool(self["despite_break"].value())

    def _break_words(self) -> dict[str, str]:
        days = zip(("first", "last"), self.pause or (), strict=False)
        return {name: plain_day(day) for name, day in days}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day = cleaned.get("due_on")
        inside = day and self.pause and self.pause[0] <= day <= self.pause[1]
        if inside and day != self.sitting.due_on and not cleaned.pop("despite_break"):
            sentence = gettext(
                "That day lies in your break, %(first)s to %(last)s. Choose another, or tick below that you mean it."
            )
            self.add_error("due_on", forms.ValidationError(sentence % self._break_words(), code="break"))
        cleaned.pop("despite_break", None)
        return cleaned

    def clean_due_on(self) -> dt.date:
        day = self.cleaned_data["due_on"]
        return day if day == self.sitting.due_on else within_reach(day, self.sitting.schedule.group, self.now)
