"""A curator takes a file that was refused off the list of what came in."""

import pytest
from django.urls import reverse
from django.utils import timezone

from readings.models import Import, Text
from tests.factories import make_text

pytestmark = pytest.mark.django_db


def refused(curator, name="photo.txt", **fields) -> Import:
    told = {"message": "This file is empty.", "values": {}}
    return Import.objects.create(
        name=name, user=curator, state=Import.State.REFUSED, refusal=told, ended_at=timezone.now(), **fields
    )


def clear(browser, brought, **sent):
    return browser.post(reverse("import_clear", args=[brought.pk]), sent, follow=True)


def test_a_refused_file_is_taken_off_the_list_and_the_others_stay(client_of, curator):
    gone, kept = refused(curator), refused(curator, "blank.txt")
    browser = client_of(curator)
    listed = browser.get(reverse("import_list")).text
    assert f'action="{reverse("import_clear", args=[gone.pk])}"' in listed
    assert "Take off the list" in listed
    page = clear(browser, gone)
    assert page.redirect_chain == [(reverse("import_list"), 302)]
    assert "“photo.txt” is off the list." in page.text
    assert list(Import.objects.all()) == [kept]
    assert ">blank.txt</h2>" in page.text


def test_a_correction_that_was_refused_goes_by_the_name_of_its_text(client_of, curator):
    text = make_text(title="Bread").text
    page = clear(client_of(curator), refused(curator, text=text))
    assert "“Bread” is off the list." in page.text
    assert Text.objects.filter(pk=text.pk).exists()


def test_what_another_curator_brought_is_taken_off_as_well(client_of, curator, admin):
    assert "is off the list" in clear(client_of(admin), refused(curator)).text
    assert not Import.objects.exists()


def test_what_is_read_still_or_became_a_text_stays(client_of, curator):
    from readings.importing import receive

    brought = receive(data=b"It rained all day.", name="walk.txt", user=curator)
    browser = client_of(curator)
    assert "Take off the list" not in browser.get(reverse("import_list")).text
    assert "is off the list" not in clear(browser, brought).text
    assert Import.objects.get() == brought


def test_a_row_that_is_gone_already_leads_back_to_the_list(client_of, curator):
    brought = refused(curator)
    browser = client_of(curator)
    clear(browser, brought)
    page = browser.post(reverse("import_clear", args=[brought.pk]), follow=True)
    assert page.status_code == 200


def test_one_stays_on_the_page_of_the_list_that_one_was_on(client_of, curator):
    for number in range(32):
        refused(curator, f"{number}.txt")
    last = Import.objects.last()
    browser = client_of(curator)
    assert clear(browser, last, page="2").redirect_chain[0][0] == f"{reverse('import_list')}?page=2"
    assert clear(browser, Import.objects.first(), page="x&y").redirect_chain[0][0] == reverse("import_list")


def test_nobody_else_takes_anything_off(client_of, curator, bob):
    brought = refused(curator)
    assert client_of(bob).post(reverse("import_clear", args=[brought.pk])).status_code == 403
    assert Import.objects.get() == brought
