"""A note to self is brought to a circle, and a slip of the text to its curators: by every hand."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from discussions.models import Comment, Correction, Jotting
from tests.browser.axe import faults
from tests.browser.hands import MOUSE, by_every_hand
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, choose, tinted
from tests.factories import make_curator, make_jotting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


def within(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@by_every_hand
def test_a_note_is_brought_to_the_circle_from_the_list_and_stays_ones_own(window, circle, hand):
    jotting = make_jotting(circle.bob, circle.edition, words=(0, 11), body="Who speaks here?")
    make_jotting(circle.bob, circle.edition, paragraph=4, body="This stays mine.")

    def steps(page):
        page.goto(reverse("jotting_list"))
        row = page.locator(f"#jotting-{jotting.pk}")
        assert within(page)
        found = faults(page) if hand is MOUSE else []
        hand.push(row.get_by_role("link", name="Bring it to a group…"))
        expect(page.get_by_text("2 members, you among them")).to_be_visible()
        expect(page.get_by_text("This stays mine.")).to_have_count(0)
        assert within(page)
        found += faults(page) if hand is MOUSE else []
        hand.push(page.get_by_role("button", name="Open the thread"))
        page.wait_for_url("**/read/**#p2")
        expect(page.locator("#talk-2")).to_have_text("1")
        if hand.is_scripted:
            await_reader(page)
            assert tinted(page, "passage-mine") == [jotting.quote] == tinted(page, "jotted")[:1]
        page.goto(reverse("jotting_list"))
        hand.push(row.get_by_role("link", name="You brought it to Tuesday circle"))
        expect(page.locator("#c1 .said")).to_have_text("Who speaks here?")
        return found

    assert window(circle.bob, steps, **hand.options) == []
    assert Comment.objects.get().thread.passage.span == jotting.span
    assert Jotting.objects.count() == 2


@by_every_hand
def test_a_slip_is_put_right_under_more_and_a_curator_takes_it_or_says_why_not(window, circle, hand):
    curator = make_curator()
    words = "several, and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 letters"
    start = circle.edition.content.index(words)

    def propose(page):
        page.goto(reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1]))
        if hand.is_scripted:
            await_reader(page)
            choose(page, start, start + len(words))
            bar = page.get_by_role("toolbar")
            hand.push(bar.locator("summary", has_text="More"))
            unfolded = bar.get_by_role("button", name="Correction")
            expect(unfolded).to_be_in_viewport(ratio=1)
            hand.push(unfolded)
        else:
            hand.push(page.locator("#talk-2"))
            page.get_by_label("Correction").check()
        instead = page.get_by_label("What should stand there instead?")
        if hand.is_scripted:
            expect(instead).to_have_value(words)
            expect(instead).to_be_focused()
        hand.write(instead, "several, and plain letters")
        found = faults(page) if hand is MOUSE else []
        hand.push(page.get_by_role("button", name="Send"))
        if not hand.is_scripted:
            page.goto(reverse("paragraph_threads", args=[circle.group.slug, circle.schedule.pk, 2]))
        expect(page.locator("main")).to_contain_text("several, and plain letters")
        assert within(page)
        return found

    def decide(page):
        page.goto(reverse("correction_list"))
        hand.push(page.locator("summary", has_text="Decline…"))
        hand.write(page.get_by_label("Why it stays as it is"), "So it is in print.")
        assert within(page)
        found = faults(page) if hand is MOUSE else []
        hand.push(page.get_by_role("button", name="Decline"))
        expect(page.get_by_text("No corrections are waiting.")).to_be_visible()
        hand.push(page.get_by_role("link", name="Decided"))
        expect(page.get_by_role("main").get_by_role("listitem")).to_contain_text("So it is in print.")
        return found

    assert window(circle.bob, propose, **hand.options) == []
    made = Correction.objects.get()
    assert made.words == "several, and plain letters"
    whole = circle.edition.paragraphs.get(number=2)
    stands = words if hand.is_scripted else circle.edition.content[whole.start : whole.end]
    assert made.thread.passage.quote == stands
    assert window(curator, decide, **hand.options) == []
    assert Correction.objects.get().state == "declined"
