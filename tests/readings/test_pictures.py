"""Pictures that come with a text: kept, shown with their captions, open to whoever may read the edition."""

import base64
import re

import pytest
from django.db import Error
from django.urls import reverse
from django.utils import timezone

from readings.importing import import_text
from readings.models import Picture
from readings.publishing import publish
from tests.factories import make_picture, make_schedule, make_text, withdraw
from tests.readings.importers.writers import QUAY, SEA, png

pytestmark = pytest.mark.long


def page_with(*figures: str) -> bytes:
    body = "".join(f"<p>{SEA}</p>{figure}<p>{QUAY}</p>" for figure in figures)
    return f"<!doctype html><html><title>Boats</title><body><h1>Boats</h1>{body}</body></html>".encode()


def url(data: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


BOAT = f'<figure><img src="{url(png())}" alt="a small boat"><figcaption>The <i>Anna</i></figcaption></figure>'
WITHOUT_CAPTION = f'<img src="{url(png(shade=20))}" alt="a grey wave">'


def address(edition, picture) -> str:
    return reverse("picture_detail", args=[edition.text.slug, edition.number, picture.key])


def test_a_picture_is_shown_with_its_caption_and_what_is_said_instead_of_it(client, db):
    edition = import_text(data=page_with(BOAT), publish_at=timezone.now())
    picture = edition.pictures.get()
    shown = client.get(reverse("page_detail", args=[edition.text.slug, 1])).text
    figure = re.search(r"<figure>(.*?)</figure>", shown, re.DOTALL)[1]
    assert f'src="{address(edition, picture)}"' in figure
    assert 'alt="a small boat"' in figure
    assert 'width="8" height="6"' in figure
    assert "left out" not in figure
    assert '<figcaption class="words">The <em>Anna</em></figcaption>' in figure


def test_what_is_said_instead_of_a_picture_is_its_caption_when_it_has_none_and_is_not_said_twice(client, db):
    edition = import_text(data=page_with(WITHOUT_CAPTION), publish_at=timezone.now())
    shown = client.get(reverse("page_detail", args=[edition.text.slug, 1])).text
    assert 'alt=""' in shown
    assert '<figcaption class="words">a grey wave</figcaption>' in shown


def test_a_circle_sees_the_pictures_of_what_it_reads(client_of, bob, group):
    edition = import_text(data=page_with(BOAT), publish_at=timezone.now())
    plan = make_schedule(group, edition, sittings=1)
    page = client_of(bob).get(reverse("reader", args=[group.slug, plan.pk, 1]))
    assert f'src="{address(edition, edition.pictures.get())}"' in page.text


def test_a_picture_is_served_as_what_it_is_and_as_nothing_else(client, db):
    edition = import_text(data=page_with(BOAT), publish_at=timezone.now())
    answer = client.get(address(edition, edition.pictures.get()))
    assert answer.content == png()
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in answer["Cache-Control"]


def test_the_pictures_of_a_draft_are_the_curators(client, client_of, alice, curator):
    edition = import_text(data=page_with(BOAT))
    where = address(edition, edition.pictures.get())
    assert [client.get(where).status_code, client_of(alice).get(where).status_code] == [404, 404]
    assert client_of(curator).get(where).status_code == 200


def test_the_pictures_of_a_withdrawn_text_stay_with_the_circles_that_read_it_and_its_curators(
    client, client_of, group, bob, charlie, curator
):
    edition = make_text(published=False)
    where = address(edition, make_picture(edition))
    publish(edition=edition, now=timezone.now())
    make_schedule(group, edition, sittings=1)
    everybody = [client, client_of(charlie), client_of(bob), client_of(curator)]
    assert [one.get(where).status_code for one in everybody] == [200] * 4
    withdraw(edition)
    assert [one.get(where).status_code for one in everybody] == [404, 404, 200, 200]
    group.memberships.filter(user=bob).update(left_at=timezone.now())
    assert client_of(bob).get(where).status_code == 404


def test_a_picture_of_another_edition_or_of_none_is_not_found(client, db):
    one, other = make_text(title="One", published=False), make_text(title="Other")
    picture = make_picture(one)
    publish(edition=one, now=timezone.now())
    assert client.get(address(one, picture)).status_code == 200
    assert client.get(address(other, picture)).status_code == 404
    for key in ("0" * 16, "x", "a" * 300):
        assert client.get(reverse("picture_detail", args=[one.text.slug, 1, key])).status_code == 404


def test_the_same_picture_is_kept_once_however_often_it_is_shown(db):
    edition = import_text(data=page_with(BOAT, BOAT, WITHOUT_CAPTION))
    assert edition.pictures.count() == 2
    assert edition.paragraphs.filter(kind="figure").count() == 3


@pytest.mark.parametrize(
    "picture",
    [
        url(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml"),
        url(b"<html><script>alert(1)</script></html>"),
        url(b"MZ\x90\x00" + bytes(200)),
        "data:text/html,<script>alert(1)</script>",
        "javascript:alert(1)",
        "https://example.org/boat.png",
    ],
)
def test_what_is_no_picture_or_not_in_the_file_is_not_kept_and_leaves_its_caption(picture, client, db):
    figure = f'<figure><img src="{picture}" alt="a boat"><figcaption>The boat</figcaption></figure>'
    edition = import_text(data=page_with(figure), publish_at=timezone.now())
    assert not Picture.objects.exists()
    page = client.get(reverse("page_detail", args=[edition.text.slug, 1])).text
    assert '<figcaption class="words">The boat</figcaption>' in page
    assert '<p class="left-out">Picture left out</p>' in page  # a reader knows that one stood there
    assert "alert(1)" not in page
    assert "example.org" not in page


def test_pictures_go_with_their_draft_and_stay_in_a_published_edition(db):
    edition = import_text(data=page_with(BOAT))
    Picture.objects.update(width=9)
    publish(edition=edition, now=timezone.now())
    with pytest.raises(Error, match="published and cannot be changed"):
        Picture.objects.update(width=10)
