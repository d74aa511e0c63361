"""Talk by keyboard alone, by thumb, and without a script: asked, answered, connected, changed, taken away, followed, lifted."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from discussions.models import Comment, Connection, Lift, Thread
from groups.models import Schedule
from readings.models import Edition
from tests.browser.hands import KEYBOARD, PLAIN, THUMB, Hand, reach
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, choose
from tests.factories import make_comment, make_group, make_schedule, make_text, make_thread, make_user, prose

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

by_hands_without_a_mouse = pytest.mark.parametrize("hand", [KEYBOARD, THUMB, PLAIN], ids=str)
WITHIN = "document.documentElement.scrollWidth <= innerWidth"


def turn_to(page: Page, address: str, hand: Hand) -> None:
    """Come to the page anew, with nothing open on it: a sheet that is left open is there again."""
    panel = page.locator("#panel")
    if panel.locator("[data-close]").count():
        if hand is KEYBOARD:
            page.keyboard.press("Escape")
        else:
            hand.push(panel.get_by_role("button", name="Close"))
        expect(panel).to_be_empty()
    page.goto(address)
    if hand.is_scripted:
        await_reader(page)


def open_beside(page: Page, number: int, hand: Hand) -> None:
    """Press the sign in the margin: the keyboard comes from the paragraph’s number, and a thumb calls an invitation first."""
    sign = page.locator(f"#talk-{number}")
    if hand is KEYBOARD:
        page.locator(f"#p{number} > .number").focus()
    elif hand is THUMB and sign.evaluate("sign => sign.matches('.none')"):
        page.locator(f"#p{number} .words").tap()
    hand.push(sign)


def choose_kind(page: Page, hand: Hand, kind: str) -> None:
    wanted = page.locator(f"[name=kind][value={kind}]")
    if hand is KEYBOARD:
        kinds = page.locator("[name=kind]")
        steps = kinds.evaluate_all("(all, kind) => all.findIndex((one) => one.value === kind)", kind)
        steps -= kinds.evaluate_all("(all) => all.findIndex((one) => one.checked)")
        box = page.locator("[name=kind]:checked")
        for _step in range(10):
            page.keyboard.press("Tab")
            if box.evaluate("box => box === document.activeElement"):
                break
        for _step in range(abs(steps)):
            page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
    else:
        wanted.check()
    expect(wanted).to_be_checked()


@by_hands_without_a_mouse
def test_a_member_asks_connects_settles_edits_removes_follows_and_says_a_thing_once(window, circle, hand):
    content = circle.edition.content
    asked = make_thread(circle.group, circle.edition, circle.bob, kind="question", body="Who is ment?")
    make_comment(asked, circle.alice, parent=asked.comments.get(), body="The neighbours.")
    make_comment(asked, circle.bob, body="Never mind.")
    address = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])
    start, end = content.index("Zalgo"), content.index("then")

    def steps(page):
        turn_to(page, address, hand)
        # A question on words over the end of a paragraph; without a script on the whole paragraph.
        if hand is PLAIN:
            open_beside(page, 3, hand)
            choose_kind(page, hand, "question")
        else:
            choose(page, start, end)
            if hand is KEYBOARD:
                page.keyboard.press("q")
            else:
                hand.push(page.locator("#pick").get_by_role("button", name="Ask"))
            expect(page.locator("[name=kind][value=question]")).to_be_checked()
        hand.write(page.get_by_label("What do you want to say?"), "What is it made of?")
        hand.push(page.get_by_role("button", name="Send"))
        expect(page.locator("#talk-3 .signs")).to_have_text("?")
        # A connection, which stands at both its ends.
        turn_to(page, address, hand)
        open_beside(page, 5, hand)
        hand.write(page.get_by_label("What do you want to say?"), "The same again.")
        choose_kind(page, hand, "connection")
        hand.write(page.get_by_label("With which passage?"), "¶ 8")
        hand.push(page.get_by_role("button", name="Send"))
        expect(page.locator("#talk-5 .signs")).to_have_text("↔")
        expect(page.locator("#talk-8 .signs")).to_have_text("↔")
        # In a thread: what one said is changed, the change looked up, the answer marked, and what one said taken away.
        turn_to(page, address, hand)
        open_beside(page, 2, hand)
        hand.push(page.locator("#c1").get_by_role("link", name="Edit"))
        hand.write(page.get_by_label("Your comment"), "Who is meant?")
        hand.push(page.get_by_role("button", name="Save"))
        expect(page.locator("#c1 .said")).to_have_text("Who is meant?")
        hand.push(page.locator("#c1 header").get_by_role("link", name="edited"))
        expect(page.locator(".version del").first).to_have_text("ment")
        hand.push(
            page.locator("main").get_by_role(
                "link", name="Close" if hand.is_scripted else "Back to the thread"
            )
        )
        hand.push(page.get_by_role("button", name="This answers it Alice"))
        expect(page.locator(".kind-line .tag")).to_have_text("Question, answered")
        hand.push(page.locator("#c3").get_by_role("link", name="Remove"))
        hand.push(page.get_by_role("button", name="Remove"))
        expect(page.locator("#c3.gone")).to_contain_text("Removed by its author.")
        assert page.evaluate(WITHIN)
        # Followed, muted and heard again, with the focus kept; and sent twice, an answer is there once.
        for deed, done in (
            ("Follow", "Following"),
            ("Mute", "Muted: tell me again"),
            ("Muted: tell me again", "Mute"),
        ):
            hand.push(page.locator("#attention").get_by_role("button", name=re.compile(f"^{deed}")))
            hand.has(page.locator("#attention").get_by_role("button", name=re.compile(f"^{done}")))
        hand.write(page.locator("#answering-0 textarea"), "Thank you.")
        send = page.locator("#answering-0").get_by_role("button", name="Answer")
        if hand is KEYBOARD:
            reach(send)
            page.keyboard.press("Enter")
            page.keyboard.press("Enter")
        else:
            send.dblclick()
        expect(page.locator(".said", has_text="Thank you.")).to_have_count(1)

    window(circle.bob, steps, **hand.options)
    assert Comment.objects.filter(body="Thank you.").count() == 1
    made = Thread.objects.get(kind="question", comments__body="What is it made of?")
    assert made.passage.quote.startswith("Zalgo") or hand is PLAIN
    assert ("\n\n" in made.passage.quote) == hand.is_scripted
    assert Connection.objects.get().passage.span == circle.edition.paragraphs.get(number=8).span
    assert Thread.objects.get(pk=asked.pk).answer.number == 2


@by_hands_without_a_mouse
def test_the_veil_is_lifted_for_a_passage_a_sitting_and_always(window, transactional_db, hand):
    alice, bob = make_user("Alice"), make_user("Bob", reads_ahead=False)
    group = make_group(facilitator=alice, members=[bob])
    edition = make_text(["# Setting out", *(prose(60, seed) for seed in range(1, 9))])
    plan = make_schedule(group, edition, sittings=2)
    address = reverse("reader", args=[group.slug, plan.pk, 1])
    last = max(number for number in range(2, 10) if first_sitting_holds(edition, plan, number))
    for number in (2, 3, last + 1):
        make_thread(group, edition, alice, paragraph=number, body=f"Said at {number}.")

    def steps(page):
        for number, lift in (
            (2, "Show it"),
            (3, "Show all of this sitting"),
            (last + 1, "Always show me all talk"),
        ):
            turn_to(page, address, hand)
            expect(page.locator(f"#talk-{number}.ahead")).to_have_count(1)
            open_beside(page, number, hand)
            expect(page.get_by_role("button", name=lift)).to_be_visible()
            expect(page.get_by_text(f"Said at {number}.")).to_have_count(0)
            hand.push(page.get_by_role("button", name=lift))
            expect(page.locator("main .said", has_text=f"Said at {number}.")).to_be_visible()
            assert page.evaluate(WITHIN)

    window(bob, steps, **hand.options)
    lifts = Lift.objects.filter(user=bob)
    assert lifts.filter(thread__isnull=False).count() == lifts.filter(sitting__isnull=False).count() == 1
    assert lifts.filter(thread=None, sitting=None).count() == 1


def first_sitting_holds(edition: Edition, plan: Schedule, number: int) -> bool:
    span = edition.paragraphs.get(number=number).span
    return plan.sittings.get(number=1).span.upper >= span.upper
