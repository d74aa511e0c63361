"""What a member sends: the words of a thread or an answer, and the place in the text that they are about."""

import uuid
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from discussions.body_field import body_field
from discussions.commenting import worded_since
from discussions.connecting import chosen, found, meant, standing
from discussions.models import LONGEST_WHY, Comment, Thread
from discussions.openings import is_begun
from discussions.passages import LONGEST, words_at
from discussions.signs import ASKS
from discussions.wording import is_seen, literally
from notices.turning import without_turns
from readings.form_fields import SubmissionField
from readings.importers.decoding import clean
from readings.models import Edition
from readings.searching import FoundText


class WordsForm(forms.Form):
    """A range of the edition that was chosen on the page. The quote is what the browser saw at that place."""

    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    quote = forms.CharField(strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if any(field in self.errors for field in ("start", "end", "quote")):
            raise ValidationError(_("Choose some words of the text first."), code="no_words")
        start, end = data["start"], data["end"]
        if end - start > LONGEST:
            raise ValidationError(_("That is a long passage. Choose fewer words."), code="too_long")
        if not 0 <= start < end <= self.edition.length:
            raise ValidationError(self.stale(), code="stale")
        if words_at(self.edition.pk, start, end).quote != data["quote"].replace("\r\n", "\n"):
            raise ValidationError(self.stale(), code="stale")
        if not data["quote"].strip():
            raise ValidationError(_("Choose some words of the text first."), code="no_words")
        return data

    @staticmethod
    def stale() -> Any:
        return _(
            "These words are not at this place of the text: the page was out of date. Choose the words once more."
        )


class ThreadForm(WordsForm):
    """A new thread on a range of the edition. Of no kind that is named it is a comment."""

    # A correction needs no comment: a browser that asked for one would keep it back.
    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Thread.Kind.choices,
        required=False,
        initial=Thread.Kind.COMMENT,
        widget=forms.RadioSelect,
    )
    body = body_field(label=_("What do you want to say?"), placeholder=ASKS[Thread.Kind.COMMENT])
    submission = SubmissionField(required=False, initial=uuid.uuid4)
    words = forms.CharField(
        label=_("What should stand there instead?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Its length is looked at with a correction alone: of another kind nobody sees the box.
    why = forms.CharField(
        label=_("Why, for the curators (optional)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_WHY}),
    )
    to = forms.CharField(
        label=_("With which passage?"),
        required=False,
        max_length=500,
        help_text=_(
            "A link to it, the number of a paragraph of this text, or words to look for in the library."
        ),
    )
    stuck = forms.BooleanField(required=False)  # a question, which needs no words
    place = forms.CharField(required=False)  # which of those that were found

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("stuck"):
            said = self.data.get("body", "").strip() or gettext("I am stuck here.")
            self.data = dict(self.data.items()) | {"kind": Thread.Kind.QUESTION, "body": said}
        self.fields["body"].required = self.data.get("kind") != Thread.Kind.CORRECTION
        asks = ASKS.get(self["kind"].value()) or ASKS[Thread.Kind.COMMENT]
        self.fields["body"].widget.attrs["placeholder"] = asks
        self.by = by
        self.found: list[FoundText] = []

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Thread.Kind.COMMENT

    def clean(self) -> dict[str, Any]:
        """For a connection, add `other_end`."""
        data = super().clean()
        if self.errors:
            return data
        if data["kind"] == Thread.Kind.CORRECTION:
            return self.with_correction(data)
        if data["kind"] == Thread.Kind.CONNECTION:
            return self.with_connection(data)
        return data

    def with_connection(self, data: dict[str, Any]) -> dict[str, Any]:
        typed = data["to"]
        end = chosen(data["place"], typed) or meant(typed, edition=self.edition, user=self.by)
        if end and not (end := standing(end)):
            self.add_error(None, self.being_published())
            return data
        if end and (end.edition_id, end.start, end.end) == (self.edition.pk, data["start"], data["end"]):
            self.add_error("to", _("That is this very passage. Choose another."))
        elif end and end.end - end.start > LONGEST:
            self.add_error("to", _("That is a long passage. Choose fewer words."))
        elif end:
            return data | {"other_end": end}
        elif not typed:
            self.add_error("to", _("Say which passage this one belongs with."))
        else:
            self.found = [] if "/" in typed else found(typed)
            sentence = _("Which of these do you mean?") if self.found else _("Nothing was found by this.")
            self.add_error("to", sentence)
        return data

    def with_correction(self, data: dict[str, Any]) -> dict[str, Any]:
        for name in ("words", "why"):
            data[name] = clean(without_turns(data[name].replace("\r\n", "\n")))
        data["why"] = data["why"] if is_seen(data["why"]) else ""
        if not is_seen(data["words"]):
            self.add_error("words", _("Write what should stand there."))
        elif data["words"] == data["quote"].replace("\r\n", "\n").strip():
            self.add_error("words", _("These are the words that stand there already."))
        elif not self.edition.paragraphs.filter(span__contains=(data["start"], data["end"])).exists():
            self.add_error(None, _("Choose words within one paragraph to correct them."))
        elif len(data["why"]) > LONGEST_WHY:
            fits = {"show_value": len(data["why"]), "limit_value": LONGEST_WHY}
            self.add_error("why", ValidationError(MaxLengthValidator.message, params=fits))
        elif not data["body"]:
            data["body"] = gettext("Instead:") + f"\n\n{literally(data['words'])}"
        return data

    @staticmethod
    def stale() -> Any:
        return _(
            "These words are not at this place of the text: the page is out of date. "
            "Load it again and choose the words once more. What you wrote is kept here."
        )

    @staticmethod
    def being_published() -> Any:
        return _(
            "A corrected edition is being published right now. What you wrote is kept here: send it again in a moment."
        )


class KindForm(forms.Form):
    """Of which kind a thread is from now on."""

    # The others bring something along that is asked for when they are opened.
    KINDS = [one for one in Thread.Kind.choices if one[0] not in {"correction", "connection"}]

    kind = forms.ChoiceField(choices=KINDS)


class CommentForm(forms.Form):
    """An answer in a thread. Without a parent it answers the first comment.

    `is_ahead` is whether the thread is veiled to whoever answers: then nobody's name is said. `begun` is whether its
    first comment stands; where that is not known it is asked.
    """

    parent = forms.ModelChoiceField(
        queryset=Comment.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": _("The comment you answer is not in this thread. Open the thread again.")
        },
    )
    body = body_field(label=_("Answer"), placeholder=_("Answer…"))
    submission = SubmissionField(required=False, initial=uuid.uuid4)

    def __init__(
        self,
        *args: Any,
        thread: Thread,
        by: User,
        parent: Comment | None = None,
        is_ahead: bool = False,
        begun: bool | None = None,
        in_branch: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stands_under(parent)
        if begun is None and not is_ahead and not parent:
            begun = is_begun(thread)
        if not is_ahead and (parent or begun):
            whom = parent.author if parent else thread.author
            if whom != by:  # nobody is told to answer themselves by name
                asks = gettext("Answer %(name)s…")
                if in_branch:  # in which they may have spoken more than once
                    asks = gettext("Answer %(name)s, who begins this branch…")
                self.fields["body"].widget.attrs["placeholder"] = asks % {"name": whom.display_name}
        parents = cast("forms.ModelChoiceField", self.fields["parent"])
        parents.queryset = thread.comments.select_related("author")

    def stands_under(self, parent: Comment | None) -> None:
        """Give the fields names of their own on the page: several of these stand on one."""
        self.auto_id = f"answer_{parent.pk if parent else 0}_%s"


class EditForm(forms.Form):
    """Other words for a comment. `since` says which of its words somebody had before them."""

    body = body_field(label=_("Your comment"), placeholder="")
    since = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, comment: Comment) -> None:
        initial = {"body": comment.body, "since": worded_since(comment)}
        super().__init__(data, initial=initial, auto_id=f"edit_{comment.pk}_%s")


class SeenForm(forms.Form):
    """What somebody has had before them of a thread: numbers of its comments such as "3-7,9", or what else they want.

    After `is_valid()`, `cleaned_data["numbers"]` holds half-open ranges.
    """

    DEEDS = ["seen", "unseen", "mute", "unmute", "follow", "unfollow"]

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    numbers = forms.RegexField(r"^\d{1,6}(-\d{1,6})?(,\d{1,6}(-\d{1,6})?)*$", required=False, max_length=4000)

    def clean_numbers(self) -> list[tuple[int, int]]:
        pairs = []
        for part in filter(None, self.cleaned_data["numbers"].split(",")):
            first, _dash, last = part.partition("-")
            pairs.append((int(first), int(last or first) + 1))
        if any(first >= end for first, end in pairs):
            raise ValidationError(_("That is no range of comments."))
        return pairs
