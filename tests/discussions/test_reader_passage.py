"""The lasting address of any stretch of words as a circle reads them."""

import re

from django.urls import reverse

from tests.factories import make_draft, make_text, publish


def address_of(schedule, start, end, *, edition=1):
    return reverse("reader_passage", args=[schedule.group.slug, schedule.pk, edition, start, end])


def test_a_member_is_led_to_the_circles_page_with_the_words_marked(client_of, bob, schedule):
    content = schedule.edition.content
    second = schedule.edition.paragraphs.get(number=2)
    answer = client_of(bob).get(address_of(schedule, second.start, second.start + 12), follow=True)
    [(onward, _status)] = answer.redirect_chain
    assert onward.startswith(reverse("reader", args=[schedule.group.slug, schedule.pk, 1]))
    assert onward.endswith("#here")
    shown = re.search(r"<mark>(.*?)</mark>", answer.text)[1]
    assert re.sub(r"<[^>]*>", "", shown) == content[second.start : second.start + 12].strip()


def test_nobody_else_learns_whether_there_is_such_a_plan(client, client_of, charlie, schedule):
    address = address_of(schedule, 0, 4)
    assert client_of(charlie).get(address).status_code == 404
    assert client.get(address).url.startswith(reverse("account_login"))


def test_no_edition_of_another_text_is_led_to(client_of, bob, schedule):
    make_text(["# Other", "Words."], title="Another")
    assert client_of(bob).get(address_of(schedule, 0, 4, edition=2)).status_code == 404
    assert client_of(bob).get(address_of(schedule, 4, 4)).status_code == 404


def test_words_that_are_gone_are_shown_on_the_edition_that_they_are_of(client_of, bob, schedule):
    text = schedule.edition.text
    new = publish(make_draft(text, ["# Walk 1", "Wholly other things, none of which stood here."]))
    schedule.edition = new
    type(schedule).objects.filter(pk=schedule.pk).update(edition=new)
    second = text.editions.get(number=1).paragraphs.get(number=2)
    answer = client_of(bob).get(address_of(schedule, second.start, second.end), follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("edition_page", args=[text.slug, 1, 1]))
    assert "This is edition 1, where they stood." in answer.text
