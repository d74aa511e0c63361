"""The facts about a text, as curators mend them; of a draft they are guessed at."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from readings.curating import curators_only, gone
from readings.desk import editing
from readings.forms import TextForm
from readings.guessing import origin
from readings.indexing import index
from readings.models import Edition, Text
from readings.suggested_facts import GUESSED, ends, found_facts
from readings.templatetags.reading_words import language_name

BACK = {"desk": "edition_desk", "publish": "edition_publish"}  # where `?next=` leads, of a draft


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
    took = [name for name in GUESSED if f"take_{name}" in request.POST][:1]
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
    guessed = guesses_at(text, draft)
    rows = []
    for bound in form:
        offered = [one for one in guessed.get(bound.name, ()) if one["value"] != bound.value()]
        rows.append({"field": bound, "took": bound.name in took, "guesses": offered})
    context = {"form": form, "text": text, "draft": draft, "rows": rows, "guesses": guessed, "back": back}
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


def guesses_at(text: Text, draft: Edition | None) -> dict[str, list[dict[str, Any]]]:
    """What the facts about a draft may be, by field, with how each is shown and where it was found."""
    if draft is None:
        return {}
    looked_in = ends(draft, draft.content)
    told = {
        "entry": _("from the file’s own entry"),
        "beginning": _("from its first words"),
        "end": _("from its last words"),
        "name": _("from the file’s name"),
        "words": _("from the text as a whole"),
    }
    return {
        field: [
            {
                "value": value,
                "shown": language_name(value) if field == "language" else value,
                "origin": told[
                    origin(value, name=draft.source_name, provenance=draft.provenance, **looked_in)
                ],
            }
            for value in values
        ]
        for field, values in found_facts(text, draft).items()
    }
