"""A curator sees the pages of a scanned booklet before and after, keeps the repair, undoes it, or moves pages by hand."""

import pytest
from django.urls import reverse
from django.utils import timezone

from readings import tasks
from readings.importing import import_text
from readings.models import Edition, Import
from readings.publishing import publish
from readings.repaging import ask_for_order
from tests.factories import make_booklet, make_curator, make_text
from tests.readings.printing import Press, handbook

pytestmark = [pytest.mark.django_db, pytest.mark.long]

SCAN = Press(lines=24, width=56, seed=3).booklet(handbook().part(0, 40)).encode()


@pytest.fixture(scope="module")
def scan(lasting_db) -> Edition:
    return import_text(
        data=SCAN, name="scan.md", title="The Printed Essay", authors=["Rosa"], user=make_curator("Clara")
    )


@pytest.fixture
def draft(scan) -> Edition:
    return Edition.objects.get(pk=scan.pk)


def address(edition: Edition) -> str:
    return reverse("edition_pages", args=[edition.text.slug, edition.number])


def read_all() -> None:
    """What the worker does with the tasks that a page has queued."""
    for brought in Import.objects.filter(state=Import.State.WAITING):
        tasks.read_import(brought.pk)


def orders(edition: Edition) -> tuple[list[int], list[int]]:
    booklet = Edition.objects.get(pk=edition.pk).provenance["booklet"]
    return booklet["order"], booklet["proposed"]["order"]


def test_the_page_shows_every_page_before_and_after(client_of, curator, draft):
    page = client_of(curator).get(address(draft))
    booklet = draft.provenance["booklet"]
    assert [one["number"] for one in page.context["before"]] == list(range(1, len(booklet["pages"]) + 1))
    assert [one["number"] for one, _field, _join in page.context["after"]] == booklet["proposed"]["order"]
    assert page.text.count('class="opening"') == 2 * len(booklet["pages"])
    assert "In the draft now" in page.text
    unproven = booklet["joins"][1:].count("")
    assert (
        page.text.count("nothing shows that it follows")
        == page.text.count('class="unproven"')
        == unproven
        > 0
    )
    assert "Use the suggested order" not in page.text
    assert address(draft) in client_of(curator).get(reverse("edition_detail", args=[draft.text.slug, 1])).text


def test_the_repair_is_undone_and_taken_again(client_of, curator, draft):
    client, content = client_of(curator), draft.content
    asked = client.post(address(draft), {"choice": "found"}).url
    assert asked == f"{address(draft)}?asked=1"
    assert "read again" in client.get(asked).text
    read_all()
    assert "The pages are in the order that you asked for." in client.get(asked).text
    assert "The others close up." in client.get(address(draft)).text
    order, proposed = orders(draft)
    assert order == sorted(proposed)
    assert Edition.objects.get(pk=draft.pk).content != content
    page = client.get(address(draft)).text
    assert "As suggested" in page
    assert "Keep the order of the file" not in page
    client.post(address(draft), {"choice": "proposed"})
    read_all()
    assert orders(draft) == (proposed, proposed)
    again = Edition.objects.get(pk=draft.pk)
    assert again.content == content
    assert again.paragraphs.count() == draft.paragraphs.count()
    assert Edition.objects.count() == 1
    assert (again.text.title, again.text.authors) == ("The Printed Essay", ["Rosa"])


def test_pages_are_moved_by_hand(client_of, curator, draft):
    _order, proposed = orders(draft)
    shown = " ".join(map(str, proposed))
    typed = {f"place_{number}": place for place, number in enumerate(proposed, start=1)}
    typed[f"place_{proposed[-1]}"] = 2
    client_of(curator).post(address(draft), {"choice": "by_hand", "shown": shown, **typed})
    read_all()
    assert orders(draft)[0] == [proposed[0], proposed[-1], *proposed[1:-1]]


def test_what_makes_no_sense_is_asked_again(client_of, curator, draft):
    client, (_order, proposed) = client_of(curator), orders(draft)
    shown = " ".join(map(str, proposed))
    for typed in (
        {},
        {"choice": "backwards"},
        {"choice": "by_hand", "shown": "1 1 2"},
        {"choice": "by_hand", "shown": "9" * 5000},
        {"choice": "by_hand", "shown": shown, f"place_{proposed[0]}": "999"},
        {"choice": "by_hand", "shown": shown, f"place_{proposed[0]}": "-1"},
    ):
        assert client.post(address(draft), {"csrf": 1, **typed}).status_code == 422
    assert not Import.objects.exists()


def test_the_order_that_there_is_already_is_not_read_again(client_of, curator, draft):
    answer = client_of(curator).post(address(draft), {"choice": "proposed"}, follow=True)
    assert "already" in answer.text
    assert not Import.objects.exists()


def test_two_curators_at_once_do_not_undo_each_other(client_of, curator, draft):
    client = client_of(curator)
    client.post(address(draft), {"choice": "found"})
    answer = client.post(address(draft), {"choice": "found"}, follow=True)
    assert "Somebody is changing this draft" in answer.text
    assert Import.objects.count() == 1


def test_of_a_published_edition_the_page_is_shown_and_changes_nothing(client_of, curator, draft):
    publish(edition=draft, now=timezone.now())
    booklet = draft.provenance["booklet"]
    page = client_of(curator).get(address(draft))
    assert page.text.count('class="opening"') == 2 * len(booklet["pages"])
    assert [one["number"] for one, _field, _join in page.context["after"]] == booklet["order"]
    assert "As it was published" in page.text
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    assert "<form" not in main
    assert "<input" not in main
    assert address(draft) in client_of(curator).get(reverse("edition_detail", args=[draft.text.slug, 1])).text


def test_the_desk_of_a_correction_leads_to_the_pages_of_the_edition_that_was_scanned(
    client_of, curator, draft
):
    slug = draft.text.slug
    own = reverse("edition_desk", args=[slug, 1])
    assert f'href="{address(draft)}"' in client_of(curator).get(own).text
    publish(edition=draft, now=timezone.now())
    client_of(curator).post(reverse("text_correct", args=[slug]))
    copy = draft.text.editions.get(number=2)
    assert "booklet" not in copy.provenance
    desk = client_of(curator).get(reverse("edition_desk", args=[slug, 2])).text
    assert f'href="{address(copy)}"' in desk
    assert client_of(curator).get(address(copy)).url == address(draft)
    publish(edition=copy, now=timezone.now())
    client_of(curator).post(reverse("text_correct", args=[slug]))
    again = draft.text.editions.get(number=3)
    assert client_of(curator).get(address(again)).url == address(draft)


def test_what_is_published_keeps_its_order(client_of, curator, draft):
    publish(edition=draft, now=timezone.now())
    answer = client_of(curator).post(address(draft), {"choice": "found"}, follow=True)
    assert "was published in the meantime" in answer.text
    assert not Import.objects.exists()
    assert client_of(curator).get(address(make_text(published=False))).status_code == 404


@pytest.mark.parametrize("published", [True, False])
def test_a_draft_that_is_published_or_deleted_in_the_meantime_stays_so(client_of, curator, draft, published):
    content = draft.content
    brought = ask_for_order(edition=draft, order=sorted(orders(draft)[1]), user=curator)
    if published:
        publish(edition=draft, now=timezone.now())
    else:
        draft.text.delete()
    tasks.read_import(brought.pk)
    brought.refresh_from_db()
    assert brought.state == Import.State.REFUSED
    assert "before it could be read again" in brought.sentence
    assert set(Edition.objects.values_list("content", flat=True)) == ({content} if published else set())


def test_an_order_that_cannot_be_is_said_on_the_page_and_the_draft_stays(client_of, curator, draft):
    brought = ask_for_order(edition=draft, order=[1, 2], user=curator)
    tasks.read_import(brought.pk)
    assert "does not name each page" in client_of(curator).get(address(draft)).text
    assert Edition.objects.get(pk=draft.pk).content == draft.content


def test_where_no_order_is_sure_pages_can_still_be_moved(client_of, curator):
    edition = make_booklet()
    booklet = edition.provenance["booklet"]
    booklet.update(order=[1, 2, 3, 4], joins=[], proposed=None)
    edition.save(update_fields=["provenance"])
    page = client_of(curator).get(address(edition))
    assert "No order is certain enough" in page.text
    assert [one["number"] for one, _field, _join in page.context["after"]] == [1, 2, 3, 4]
    assert client_of(curator).post(address(edition), {"choice": "proposed"}).status_code == 422
