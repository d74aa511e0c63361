"""The facts about a text, as curators mend them; of a draft they are guessed at."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Left, Right
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from readings.curating import curators_only, gone
from readings.desk import editing
from readings.forms import TextForm
from readings.guessing import guesses
from readings.indexing import index
from readings.models import Edition, Text
from readings.templatetags.reading_words import language_name

BACK = {"desk": "edition_desk", "publish": "edition_publish"}  # where `?next=` leads, of a draft
ENDS = 10_000  # code points of each end of a text in which the desk looks for facts
FILLED_IN = {"authors", "year", "source"}  # what a page of a text shows; rights may be meant to be empty
GUESSED = ("title", "authors", "year", "language", "rights", "source", "subjects")


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def text_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Mend the facts about a text: title, authors, year, language, rights, source, description.

    Of a draft the page guesses what they may be. A guess is a button of the form (`take_title` and the like): it
    comes back as it was typed, with the guess filled in, and nothing is saved. `?next=desk` leads back to the desk,
    `?next=publish` to the question whether to publish; `?field=title` puts the focus there.
    """
    text = Text.objects.filter(slug=slug).first()
    if text is None:
        return gone(request, slug, 1)
    draft = text.editions.filter(published_at=None).order_by("-number").first()
    back = way_back(request, text, draft)
    was = {"title": text.title, "authors": text.authors, "language": text.language}
    took = any(f"take_{name}" in request.POST for name in GUESSED)
    if took:
        form = TextForm(instance=text, initial=filled_in(request.POST))
    else:
        form = TextForm(request.POST or None, instance=text)
    if (field := request.GET.get("field")) in GUESSED and request.method != "POST":
        form.fields[field].widget.attrs["autofocus"] = True
    if request.method == "POST" and form.is_valid():
        # Only what the form has: somebody may publish, or delete, the text in the same moment.
        with transaction.atomic():
            if not Text.objects.filter(pk=text.pk).update(**form.cleaned_data):
                return gone(request, slug, 1)
            if "language" in form.changed_data:
                index(text.pk)
            given = [fact for fact, before in was.items() if form.cleaned_data[fact] not in (before, [])]
            for one in text.editions.filter(published_at=None).only("pk") if given else ():
                for fact in given:
                    editing.fact_given(edition=one, fact=fact)
        messages.success(request, _("Saved."))
        return redirect(back)
    status = 422 if form.errors else 200
    guessed = guesses_at(text, draft, form)
    context = {"form": form, "text": text, "draft": draft, "took": took, "guesses": guessed, "back": back}
    return render(request, "readings/text_edit.html", context, status=status)


def way_back(request: PersonRequest, text: Text, draft: Edition | None) -> str:
    """The address that Save and Cancel lead to: where one came from, else the text, else what there is of it."""
    if draft and (name := BACK.get(request.GET.get("next", ""))):
        return reverse(name, args=[text.slug, draft.number])
    if text.current_edition_id:
        return text.get_absolute_url()
    return reverse("edition_detail", args=[text.slug, draft.number]) if draft else reverse("text_list")


def filled_in(typed: QueryDict) -> dict[str, str]:
    """What was typed, with the guesses that were chosen; another author comes under those that are there."""
    filled = {name: typed.get(name, "") for name in TextForm.base_fields}
    for name in GUESSED:
        guess = typed.get(f"take_{name}")
        if not guess:
            continue
        between = {"authors": "\n", "subjects": ", "}.get(name, "")
        parts = (
            [part.strip() for part in filled[name].split(between.strip(" ")) if part.strip()]
            if between
            else []
        )
        filled[name] = between.join([*parts, *([] if guess in parts else [guess])])
    return filled


def guesses_at(text: Text, draft: Edition | None, form: TextForm) -> list[dict[str, Any]]:
    """What the facts about a draft may be, field by field, with how each is shown."""
    if draft is None:
        return []
    found = found_facts(text, draft, draft.content)
    return [
        {
            "field": form[name],
            "name": name,
            "values": [
                {"value": value, "shown": language_name(value) if name == "language" else value}
                for value in values
            ],
        }
        for name, values in found.items()
    ]


def found_facts(text: Text, draft: Edition, content: str) -> dict[str, list[str]]:
    """What the facts about a draft may be, by field; `content` is its words, or both ends of them."""
    return guesses(
        name=draft.source_name,
        openings=[*_apart_from(draft, 0), *content[:20_000].split("\n\n")[:12]],
        furniture=_apart_from(draft, 0, why=("aside", "furniture", "beside")),
        endings=[*content[-20_000:].split("\n\n")[-12:], *_apart_from(draft, draft.length)],
        provenance=draft.provenance,
        content=content,
        known={name: getattr(text, name) for name in GUESSED},
    )


def found_and_missing(text: Text, draft: Edition) -> int:
    """How many facts a draft of a new text lacks for which its file suggests something (one query).

    Of a corrected text nobody is asked again.
    """
    if text.current_edition_id or all(getattr(text, name) for name in FILLED_IN):
        return 0
    ends = Edition.objects.annotate(first=Left("content", ENDS), last=Right("content", ENDS))
    row = ends.filter(pk=draft.pk).values_list("first", "last").first()
    if row is None:  # deleted meanwhile
        return 0
    words = "\n\n".join(row)
    return len(FILLED_IN & {name for name in found_facts(text, draft, words) if not getattr(text, name)})


def _apart_from(draft: Edition, where: int, why: tuple[str, ...] = ()) -> list[str]:
    """What was set apart at the beginning of a text, or at its end, and may tell something about it."""
    telling = why or (
        "title",
        "byline",
        "imprint",
        "colophon",
        "aside",
        "furniture",
        "beside",
        *(("page_furniture",) if where else ()),
    )
    apart = draft.provenance.get("set_apart", ())
    return [one["text"] for one in apart if one["where"] == where and one["why"] in telling][:12]
