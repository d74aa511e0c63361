"""What people type about a group, and whether it has the right shape. The verbs do the rest."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import ZoneField
from accounts.names import validate_name
from groups import clocks
from groups.models import Group, Invitation, Schedule, Sitting
from groups.scheduling import FURTHEST, MOST_SITTINGS
from readings.models import Edition, Text
from readings.templatetags.reading_words import duration

LAST_DAY = dt.timedelta(days=5 * 366)
LONGEST_PAUSE = dt.timedelta(days=366)
LONGEST_CHOICE = 48  # characters of a title in a list to choose from


class GroupForm(forms.ModelForm):
    """The group's name, purpose and clock."""

    time_zone = ZoneField(
        label=_("Time zone"), help_text=_("Sittings fall due by this clock, wherever people are.")
    )

    class Meta:
        model = Group
        fields = ["name", "purpose", "time_zone"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": _("What you call yourselves, such as “Tuesday circle”."),
            "purpose": _("What you want from reading together. Those you invite see it before they join."),
        }

    def clean_name(self) -> str:
        """A name that can be read on one line."""
        name: str = self.cleaned_data["name"]
        validate_name(name)
        return name


class CountField(forms.IntegerField):
    """A number of things, within bounds that are said as people would."""

    default_error_messages = {
        "invalid": _("Write a whole number."),
        "min_value": _("At least %(limit_value)s, please."),
        "max_value": _("At most %(limit_value)s, please."),
    }


class InvitationNoteForm(forms.ModelForm):
    """What a link is called among those who facilitate, so that they know which is which."""

    class Meta:
        model = Invitation
        fields = ["note"]

    def clean_note(self) -> str:
        """Words on one line, or none."""
        note: str = self.cleaned_data["note"]
        if note:
            validate_name(note)
        return note


class InvitationForm(InvitationNoteForm):
    """How long a link opens the door, for how many people, and for whom."""

    days = CountField(label=_("Good for how many days"), min_value=1, max_value=30, initial=14)
    max_uses = CountField(label=_("For how many people"), min_value=1, max_value=50, initial=10)


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


def published_text(slug: str) -> Text | None:
    """The text that an address speaks of (`?text=SLUG`), if it is in the library."""
    return Text.objects.published().filter(slug=slug.replace("\0", "")).first()


def current_editions() -> QuerySet[Edition]:
    """What a group can read: of each published text the current edition."""
    current = Edition.objects.filter(text__current_edition=F("pk"), text__withdrawn_at__isnull=True)
    return current.select_related("text").without_content().order_by("text__title", "pk")


class ScheduleForm(forms.Form):
    """The plan: which text, in how many sittings, from which day on, how often, at what time."""

    edition = EditionField(label=_("Text"), queryset=current_editions(), empty_label=_("Choose a text"))
    count = CountField(label=_("Sittings"), min_value=1, max_value=MOST_SITTINGS, initial=8)
    first_due_on = forms.DateField(
        label=_("First one due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
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
    pause_from = forms.DateField(
        label=_("Leave out from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    pause_until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, group: Group, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.now = group, now
        self.plans = {plan.edition_id: plan for plan in group.schedules.all()}
        field = self.fields["edition"]
        if isinstance(field, EditionField):
            field.planned = frozenset(self.plans)
        today = now.astimezone(group.clock).date()
        self.fields["first_due_on"].initial = today + dt.timedelta(days=7)
        self.fields["first_due_on"].widget.attrs |= {"min": today.isoformat()}

    @property
    def plan_there(self) -> Schedule | None:
        """The plan that the group has for the text that is chosen in the form, if it has one."""
        chosen = str(self["edition"].value() or "")
        return self.plans.get(int(chosen)) if chosen.isdecimal() and len(chosen) < 20 else None

    @property
    def stamp(self) -> str:
        """The plan that a valid form describes, as one line: two forms with the same line make the same plan."""
        chosen = self.cleaned_data
        rest = [chosen[name] for name in self.fields if name != "edition"]
        return "|".join([str(chosen["edition"].pk), *("" if value is None else str(value) for value in rest)])

    def clean_edition(self) -> Edition:
        edition: Edition = self.cleaned_data["edition"]
        if edition.pk in self.plans:
            raise forms.ValidationError(_("Your group has a schedule for this text already."), code="planned")
        return edition

    def clean_first_due_on(self) -> dt.date:
        return within_reach(self.cleaned_data["first_due_on"], self.group, self.now)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time = cleaned.get("first_due_on"), cleaned.get("due_time")
        if day and time and clocks.instant(day, time, self.group.clock) <= self.now:
            self.add_error("due_time", _("That hour has passed today. Choose a later one, or another day."))
        self._check_pause(cleaned)
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
            self.add_error("pause_until", _("That is before the first day left out."))
        elif end - begin > LONGEST_PAUSE:
            self.add_error("pause_until", _("That is more than a year. Is the year right?"))
        elif first and begin <= first <= end:
            self.add_error("pause_from", _("The first sitting falls into these days."))


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
        label=_("Move the following sittings by as many days as well"), required=False
    )

    def __init__(
        self, *args: Any, sitting: Sitting, now: dt.datetime, following: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault(
            "initial",
            {"due_on": sitting.due_on, "due_time": sitting.due_time, "move_following": following},
        )
        super().__init__(*args, **kwargs)
        self.sitting, self.now = sitting, now

    def clean_due_on(self) -> dt.date:
        day = self.cleaned_data["due_on"]
        return day if day == self.sitting.due_on else within_reach(day, self.sitting.schedule.group, self.now)
