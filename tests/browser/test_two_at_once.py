"""Two people at once: a correction proposed and accepted, and somebody hidden who goes on speaking."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Correction, Hiding
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, beside, choose, cookies_of
from tests.factories import make_comment, make_curator, make_membership, make_thread, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


@pytest.fixture
def page_of_text(circle):
    cache.clear()
    return reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])


def test_a_member_proposes_a_correction_a_curator_accepts_it_and_the_member_sees_what_became_of_it(
    visit, circle, page_of_text
):
    curator = cookies_of(make_curator())
    words = "several, and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 letters"
    start = circle.edition.content.index(words)

    def steps(page):
        with beside(page, curator, reverse("correction_list")) as theirs:
            expect(theirs.get_by_text("No corrections are waiting.")).to_be_visible()
            choose(page, start, start + len(words))
            page.keyboard.press("c")
            page.locator("#panel .kinds label", has_text="Correction").click()
            page.get_by_label("What should stand there instead?").fill("several, and plain letters")
            page.get_by_role("button", name="Send").click()
            expect(page.locator("#thread-about")).to_contain_text("Waiting for a curator")
            theirs.reload()
            waiting = theirs.locator("main .corrections")
            expect(waiting.locator(".thread-quote")).to_contain_text(words)
            expect(waiting.locator("del")).to_have_text("𝔘𝔫𝔦𝔠𝔬𝔡𝔢")
            expect(waiting.locator(".proposed")).to_have_text("several, and plain letters")
            expect(waiting.locator("ins")).to_have_text("plain")
            waiting.get_by_role("button", name="Accept").click()
            expect(theirs.get_by_text("No corrections are waiting.")).to_be_visible()
        page.goto(page_of_text)
        await_reader(page)
        page.locator("#talk-2").click()
        expect(page.locator("#thread-about")).to_contain_text("Accepted: it comes with the next edition")

    visit(steps)
    assert Correction.objects.get().state == "accepted"


def test_who_is_hidden_goes_on_speaking_to_all_others_and_to_themselves(visit, circle, page_of_text):
    dana = make_user("Dana")
    make_membership(circle.group, dana)
    thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=2)
    make_comment(thread, dana, body="Only a dunce would ask.")
    hers, alices = cookies_of(dana), cookies_of(circle.alice)

    def say(window, words):
        window.locator("#answering-0 textarea").fill(words)
        window.locator("#answering-0").get_by_role("button", name="Answer").click()
        expect(window.locator(".said", has_text=words)).to_have_count(1)

    def steps(page):
        page.locator("#talk-2").click()
        page.locator("#c2").get_by_role("link", name="Hide or report…").click()
        page.get_by_role("button", name="Hide all that Dana says").click()
        expect(page.locator("#c2")).to_contain_text("Hidden by you")
        address = thread.get_absolute_url()
        with beside(page, hers, address) as danas, beside(page, alices, address) as others:
            expect(danas.locator("#c2 .said")).to_have_text("Only a dunce would ask.")
            say(danas, "And once more.")
            expect(others.locator("#c3 .said")).to_have_text("And once more.", timeout=5_000)
            say(others, "Let us go on.")
            expect(page.locator("#c4 .said")).to_have_text("Let us go on.", timeout=5_000)
            expect(page.locator("#c3")).to_contain_text("Hidden by you")
            expect(danas.locator("#c4 .said")).to_have_text("Let us go on.", timeout=5_000)
        for words in ("Only a dunce would ask.", "And once more."):
            assert words not in page.content()

    visit(steps)
    assert Hiding.objects.get().person == dana
