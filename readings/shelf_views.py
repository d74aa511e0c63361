"""The curators' pages on the order of the library: its shelves, and what stands on each.

Every step is a button that works without JavaScript; `js/arrange.js` adds dragging, which sends the whole order.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from readings import shelving
from readings.curating import curators_only
from readings.library_forms import NewShelfForm, ShelfForm
from readings.models import Shelf, Text
from readings.names import named

OFFERED = 12  # texts that a search for something to put on a shelf shows
LONGEST_QUERY = 100


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def shelf_list(request: PersonRequest) -> HttpResponse:
    """All shelves in their order, and a form for another one."""
    form = NewShelfForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shelf = shelving.make_shelf(**form.cleaned_data)
        if shelf:
            return redirect("shelf_edit", shelf.slug)
        form.add_error(None, _("There are as many shelves as there can be. Delete one first."))
    return render(
        request,
        "readings/shelf_list.html",
        {"shelves": Shelf.objects.with_counts(), "form": form},
        status=422 if form.errors else 200,
    )


@curators_only
@require_POST
def shelf_order(request: PersonRequest) -> HttpResponse:
    """Bring the shelves into another order: one up or down, or all as they were dragged."""
    order = asked_order(request, [shelf.pk for shelf in Shelf.objects.all()])
    shelving.arrange_shelves(order)
    shelves = list(Shelf.objects.with_counts())
    moved, said = where_it_is_now(request, [(shelf.pk, shelf.name) for shelf in shelves])
    if request.htmx:
        context = {"shelves": shelves, "moved": moved, "said": said, "oob": True}
        return render(request, "readings/shelf_list.html#arranged", context)
    if said:
        messages.success(request, said)
    return redirect("shelf_list")


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def shelf_edit(request: PersonRequest, shelf: str) -> HttpResponse:
    """One shelf: its name, what stands on it, and (`?find=WORDS`) what could."""
    found = get_object_or_404(Shelf, slug=shelf)
    form = ShelfForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        Shelf.objects.filter(pk=found.pk).update(**form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("shelf_edit", shelf)
    taken = Text.objects.filter(
        slug=request.GET.get("taken", "").replace("\0", ""), current_edition__isnull=False
    )
    context = {"form": form, **shown(found, request.GET.get("find", ""))}
    context |= {"taken": taken.exclude(places__shelf=found).first(), "at": request.GET.get("at", "")}
    return render(request, "readings/shelf_edit.html", context, status=422 if form.errors else 200)


def shown(shelf: Shelf, asked: str) -> dict[str, Any]:
    """What the page of a shelf shows: what stands on it, and what could, of all or of what somebody asked for."""
    find = " ".join(asked.replace("\0", "").split())[:LONGEST_QUERY]
    texts = Text.objects.published().exclude(places__shelf=shelf)
    offered = (
        named(find, among=texts) if find else texts.order_by("-current_edition__published_at", "title", "pk")
    )
    return {
        "shelf": shelf,
        "places": places_on(shelf),
        "find": find,
        "offered": offered[:OFFERED],
        "more": not find and offered.count() > OFFERED,
    }


def places_on(shelf: Shelf) -> list:
    return list(shelf.places.select_related("text").order_by("position"))


@curators_only
@require_POST
def shelf_arrange(request: PersonRequest, shelf: str) -> HttpResponse:
    """Put a text on a shelf (`add`), take one away (`take`), or bring them into another order.

    What was taken away is put back with `add` and `at`, where it stood.
    """
    found = get_object_or_404(Shelf, slug=shelf)
    done: dict[str, Any] = {}
    find = request.POST.get("find", "")
    if "add" in request.POST:
        done = added(request, found, request.POST["add"].replace("\0", ""))
    elif (place := number_in(request, "take")) is not None:
        if gone := shelving.take_away(shelf=found, place=place):
            done = {"taken": gone[0], "at": gone[1]}
    else:
        keys = list(found.places.order_by("position").values_list("pk", flat=True))
        shelving.arrange_texts(found, asked_order(request, keys))
        standing = [(place.pk, place.text.title) for place in places_on(found)]
        moved, said = where_it_is_now(request, standing)
        done = {"said": said, "moved": moved} if said else {}
    if request.htmx:
        context = {**shown(found, find), **done, "oob": True}
        return render(request, "readings/shelf_edit.html#arranged", context)
    asked = {"find": find} if find else {}
    if "taken" in done:
        asked |= {"taken": done["taken"].slug, "at": done["at"]}
    if "said" in done:
        messages.success(request, done["said"])
    part = "#offered" if "add" in request.POST and "at" not in request.POST else ""
    return redirect(reverse("shelf_edit", args=[shelf], query=asked or None) + part)


def added(request: PersonRequest, shelf: Shelf, slug: str) -> dict[str, str]:
    """Put a text on a shelf, or back where it stood (`at`) even if it was withdrawn; what is to be said of it."""
    at = number_in(request, "at")
    texts = Text.objects.published() if at is None else Text.objects.filter(current_edition__isnull=False)
    text = get_object_or_404(texts, slug=slug)
    if at is None:
        is_there = shelving.place_text(shelf=shelf, text=text)
    else:
        is_there = shelving.put_back(shelf=shelf, text=text, position=at)
    if not is_there:
        return {"said": _("This shelf is full.")}
    return {"said": _("“%(title)s” stands on the shelf now.") % {"title": text.title}}


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def shelf_delete(request: PersonRequest, shelf: str) -> HttpResponse:
    """Take a shelf down, after asking. The texts on it stay in the library."""
    if request.method == "POST" and not Shelf.objects.filter(slug=shelf).exists():
        messages.info(request, _("That shelf was deleted already."))  # the button was pressed twice
        return redirect("shelf_list")
    found = get_object_or_404(Shelf, slug=shelf)
    if request.method == "POST":
        shelving.remove_shelf(shelf=found)
        messages.success(request, _("The shelf was deleted. Its texts are still in the library."))
        return redirect("shelf_list")
    return render(request, "readings/shelf_delete.html", {"shelf": found, "count": found.places.count()})


def asked_order(request: PersonRequest, keys: list[int]) -> list[int]:
    """The order that a button (`up`, `down`) or a drag (`order`) asks for; what makes no sense changes nothing."""
    for name, step in (("up", -1), ("down", 1)):
        if (key := number_in(request, name)) is not None:
            return shelving.moved(keys, key, step)
    dragged = [int(key) for key in request.POST.get("order", "").split(",")[:1000] if is_number(key)]
    return dragged or keys


def where_it_is_now(request: PersonRequest, standing: Sequence[tuple[int, str]]) -> tuple[int | None, str]:
    """What a button (`up`, `down`) or a hand (`moved`) has moved, and a sentence on where it stands of all in their order."""
    moved = {number_in(request, name) for name in ("up", "down", "moved")}
    for place, (key, name) in enumerate(standing, start=1):
        if key in moved:
            where = {"title": name, "place": place, "count": len(standing)}
            return key, _("“%(title)s” is now %(place)d of %(count)d.") % where
    return None, ""


def number_in(request: PersonRequest, name: str) -> int | None:
    value = request.POST.get(name, "")
    return int(value) if is_number(value) else None


def is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 19
