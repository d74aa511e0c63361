"""Reactions, hiding for oneself, reporting, and setting aside: by every hand, and with two people at once."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from discussions.models import Comment, Hiding, Reaction, Removal, Report
from tests.browser.axe import faults
from tests.browser.hands import KEYBOARD, MOUSE, PHONE, PLAIN, THUMB, Hand, by_every_hand
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, beside, cookies_of
from tests.factories import make_comment, make_membership, make_term, make_thread, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

UNKIND = "Only a dunce would ask."
WITHIN = "document.documentElement.scrollWidth <= innerWidth"
WHY = "We agreed to speak of the text."


@pytest.fixture
def talk(circle):
    """Alice, who facilitates, has asked something, and Dana has said something unkind and something more."""
    cache.clear()
    make_term(circle.group.memberships.get(user=circle.alice))
    circle.dana = make_user("Dana")
    make_membership(circle.group, circle.dana)
    circle.thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=2)
    make_comment(circle.thread, circle.dana, body=UNKIND)
    make_comment(circle.thread, circle.dana, body="I was tired.")
    circle.page = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])
    return circle


def open_talk(page: Page, talk: SimpleNamespace, hand: Hand) -> None:
    """In the panel beside the text; without a script on the page of the thread."""
    page.goto(talk.page if hand.is_scripted else talk.thread.get_absolute_url())
    if hand.is_scripted:
        await_reader(page)
        page.locator("#p2 > .number").focus()
        hand.push(page.locator("#talk-2"))
        expect(page.locator("#panel .comment")).to_have_count(3)
        hand.has(page.locator("#talk-head"))


def told(page: Page, hand: Hand, sentence: str) -> None:
    """What was done is said to whoever listens; where there is no script it stands over the page."""
    said = page.locator("#announcer" if hand.is_scripted else "#messages")
    expect(said).to_contain_text(sentence)


@by_every_hand
def test_a_comment_is_answered_in_a_word_hidden_and_reported(window, talk, hand):
    def steps(page):
        found = []
        open_talk(page, talk, hand)
        second, third = page.locator("#c2"), page.locator("#c3")
        # A word for it, taken back.
        hand.push(page.locator("#r1 summary"))
        if hand is KEYBOARD:
            page.keyboard.press("Escape")  # closes the words, and not the thread with them
            expect(page.locator("#r1 summary")).to_be_focused()
            expect(page.locator("#r1 .offers")).to_be_hidden()
            hand.push(page.locator("#r1 summary"))
        hand.push(page.locator("#r1 .offers").get_by_role("button", name="This helps me"))
        given = page.locator("#r1 .reaction")
        expect(given).to_have_text("This helps me 1")
        expect(given).to_have_attribute("aria-pressed", "true")
        hand.has(page.locator("#r1"))
        hand.push(given)
        expect(given).to_have_count(0)
        hand.has(page.locator("#r1"))
        # Hidden for oneself, looked at, hidden no more.
        hand.push(second.get_by_role("link", name="Hide or report…"))
        if hand.is_scripted:
            expect(second.locator("[data-focus]")).to_be_focused()
        found += faults(page) if hand is MOUSE else []
        hand.push(page.get_by_role("button", name="Hide this comment"))
        expect(second).to_contain_text("Hidden by you")
        expect(second).not_to_contain_text(UNKIND)
        told(page, hand, "Hidden for you. Nobody else learns of it.")
        hand.has(second)
        hand.push(second.get_by_role("link", name="Show"))
        expect(page.locator("main .said", has_text=UNKIND)).to_be_visible()
        hand.has(second)
        found += faults(page) if hand is MOUSE else []
        hand.push(page.locator("main").get_by_role("button", name="Hide it no more"))
        expect(second.locator(".said")).to_have_text(UNKIND)
        told(page, hand, "You see this comment again.")
        hand.has(second)
        # Reported: with a reason, and once.
        hand.push(second.get_by_role("link", name="Hide or report…"))
        hand.push(page.get_by_role("button", name="Report it to the group"))
        why = page.get_by_label("Why?")
        expect(page.get_by_text("Say why, in a few words.")).to_be_visible()
        expect(why).to_be_focused()
        hand.write(why, "It is about me.")
        hand.push(page.get_by_role("button", name="Report it to the group"))
        # In the place of the form, also where no script led there.
        thanks = page.get_by_text("Thank you. Somebody of the group looks at it.").first
        expect(thanks).to_be_in_viewport(ratio=1)
        expect(why).to_have_count(0)
        found += faults(page) if hand is MOUSE else []
        if hand.is_scripted:
            expect(second.locator(".slot")).to_contain_text("Thank you.")
            hand.has(thanks)
            hand.push(second.get_by_role("link", name="Close"))
            hand.push(second.get_by_role("link", name="Hide or report…"))
        expect(page.get_by_text("You have reported this comment.")).to_be_visible()
        expect(why).to_have_count(0)
        hand.push(page.get_by_role("link", name="Close" if hand.is_scripted else "Back to the thread"))
        # All that its author says, and back from the list.
        hand.push(third.get_by_role("link", name="Hide or report…"))
        hand.push(page.get_by_role("button", name="Hide all that Dana says"))
        expect(second).to_contain_text("Hidden by you")
        expect(third).to_contain_text("Hidden by you")
        expect(page.locator("#c1")).to_contain_text("What does this mean?")
        assert page.evaluate(WITHIN)
        page.goto(reverse("hidden_list"))
        hand.push(page.get_by_role("button", name="Show again Dana"))
        expect(page.get_by_text("You have hidden nothing.")).to_be_visible()
        assert page.evaluate(WITHIN)
        return found

    assert window(talk.bob, steps, **hand.options) == []
    assert not Reaction.objects.exists()
    assert not Hiding.objects.exists()
    assert Report.objects.get().reason == "It is about me."


@pytest.mark.parametrize("hand", [KEYBOARD, THUMB, PLAIN], ids=str)
def test_what_was_reported_is_set_aside_with_a_reason_and_put_back_from_the_record(window, talk, hand):
    comment = Comment.objects.get(body=UNKIND)
    Report.objects.create(
        comment=comment, by=talk.bob, reason="It is about me.", created_at=comment.created_at
    )

    def steps(page):
        page.goto(reverse("thread_list", args=[talk.group.slug]))
        hand.push(page.get_by_role("link", name="1 comment was reported"))
        hand.push(page.locator("summary", has_text="Set it aside…"))
        hand.push(page.get_by_role("button", name="Set it aside"))
        why = page.get_by_label("Why?")
        expect(page.get_by_text("Say why, in a few words.")).to_be_visible()
        expect(why).to_be_focused()
        assert page.evaluate(WITHIN)
        hand.write(why, WHY)
        hand.push(page.get_by_role("button", name="Set it aside"))
        page.wait_for_url(f"**{reverse('removal_list', args=[talk.group.slug])}")
        expect(page.get_by_role("listitem")).to_contain_text(WHY)
        assert page.evaluate(WITHIN)
        hand.push(page.get_by_role("link", name="to its place"))
        expect(page.locator("#c2 .said")).to_have_text(f"Set aside by the group: {WHY}")
        page.go_back()
        hand.push(page.get_by_role("link", name="Put it back…"))
        expect(page.locator(".said")).to_have_text(UNKIND)
        assert page.evaluate(WITHIN)
        hand.push(page.get_by_role("button", name="Put it back"))
        expect(page.get_by_role("listitem")).to_contain_text("Alice put it back")

    window(talk.alice, steps, **hand.options)
    assert Removal.objects.get().reason == WHY
    assert not Report.objects.waiting().exists()


@pytest.mark.parametrize("hand", [KEYBOARD, THUMB, PLAIN], ids=str)
def test_at_the_thread_what_was_reported_is_left_and_what_was_reported_next_set_aside(window, talk, hand):
    for comment in Comment.objects.filter(author=talk.dana):
        Report.objects.create(comment=comment, by=talk.bob, reason="Hm.", created_at=comment.created_at)

    def steps(page):
        open_talk(page, talk, hand)
        second, third = page.locator("#c2"), page.locator("#c3")
        expect(second).to_contain_text("Bob asks you to look at this: Hm.")
        found = faults(page) if hand.is_scripted else []
        assert page.evaluate(WITHIN)
        hand.push(second.get_by_role("button", name="Let it stand"))
        expect(second).not_to_contain_text("asks you to look")
        told(page, hand, "It stays as it is.")
        hand.has(second)
        hand.push(third.get_by_role("link", name="Set it aside…"))
        hand.write(page.get_by_label("Why?"), WHY)
        hand.push(page.get_by_role("button", name="Set it aside"))
        if hand.is_scripted:
            expect(third.locator(".said")).to_have_text(f"Set aside by the group: {WHY}")
        else:
            page.wait_for_url(f"**{reverse('removal_list', args=[talk.group.slug])}")
        return found

    assert window(talk.alice, steps, **hand.options) == []
    assert Removal.objects.get().comment.number == 3
    assert not Report.objects.waiting().exists()


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_the_words_that_one_can_say_move_nothing_when_they_come(visit, talk, options):
    Reaction.objects.create(comment=Comment.objects.get(body=UNKIND), user=talk.alice, kind="helps")

    def steps(page):
        page.locator("#p2 > .number").focus()
        page.locator("#talk-2").click()
        word, dots = page.locator("#r2 summary"), page.locator("#c2 .dots")
        places = [one.bounding_box() for one in (word, dots, page.locator("#c3"))]
        word.click()
        expect(page.locator("#r2 .offers")).to_be_in_viewport(ratio=1)
        assert [one.bounding_box() for one in (word, dots, page.locator("#c3"))] == places
        assert not faults(page)
        assert page.evaluate(WITHIN)
        word.click()
        expect(page.locator("#r2 .offers")).to_be_hidden()

    visit(steps, **options)


def test_who_has_the_thread_open_sees_at_once_that_it_is_set_aside_why_and_that_it_is_back(visit, talk):
    hers = cookies_of(talk.alice)

    def steps(page):
        page.locator("#talk-2").click()
        second = page.locator("#c2 .said")
        expect(second).to_have_text(UNKIND)
        page.locator("#answering-0 textarea").fill("Half a thought")
        with beside(page, hers, talk.page) as alice:
            await_reader(alice)
            alice.locator("#talk-2").click()
            alice.locator("#c2").get_by_role("link", name="Hide or report…").click()
            alice.locator("#c2").get_by_label("Why?").fill(WHY)
            alice.locator("#c2").get_by_role("button", name="Set it aside").click()
            expect(alice.locator("#c2 .said")).to_have_text(f"Set aside by the group: {WHY}")
            expect(second).to_have_text(f"Set aside by the group: {WHY}", timeout=5_000)
            alice.goto(reverse("removal_list", args=[talk.group.slug]))
            alice.get_by_role("link", name="Put it back…").click()
            alice.get_by_role("button", name="Put it back").click()
            expect(second).to_have_text(UNKIND, timeout=5_000)
        expect(page.locator("#answering-0 textarea")).to_have_value("Half a thought")

    visit(steps)


def test_two_who_react_and_decide_in_the_same_moment_do_not_undo_each_other(visit, talk):
    hers = cookies_of(talk.alice)

    def steps(page):
        page.locator("#talk-2").click()
        with beside(page, hers, talk.page) as alice:
            await_reader(alice)
            alice.locator("#talk-2").click()
            for one in (page, alice):
                one.locator("#r3 summary").click()
            for one in (page, alice):
                one.locator("#r3 .offers").get_by_role("button", name="Tell me more").click()
            expect(alice.locator("#r3 .reaction")).to_have_text("Tell me more 2")
            expect(page.locator("#r3 .reaction")).to_contain_text("Tell me more")
            # What Bob reacts to is set aside meanwhile: his press says that it came to nothing.
            page.locator("#r2 summary").click()
            alice.locator("#c2").get_by_role("link", name="Hide or report…").click()
            alice.locator("#c2").get_by_label("Why?").fill(WHY)
            alice.locator("#c2").get_by_role("button", name="Set it aside").click()
            expect(alice.locator("#c2 .set-aside")).to_be_visible()
            page.evaluate("console.error = () => {}")  # htmx notes there what is about to come
            page.locator("#r2 .offers").get_by_role("button", name="This helps me").click()
            expect(page.get_by_role("alert")).to_contain_text("That did not get through.")

    visit(steps)
    assert Reaction.objects.filter(comment__number=3).count() == 2
    assert not Reaction.objects.filter(comment__number=2).exists()


def test_what_was_not_sent_says_so_until_the_next_press_and_leaves_the_hand_where_it_was(visit, talk):
    def steps(page):
        said, box = page.locator("#failed"), page.locator("#answering-0 textarea")
        page.locator("#talk-2").click()
        box.fill("Half a thought")
        page.evaluate("console.error = () => {}")  # htmx notes there what is about to come
        page.route("**/comments/", lambda route: route.fulfill(status=503, body=""))
        box.press("Control+Enter")
        expect(said).to_contain_text("That did not get through.")
        expect(box).to_be_focused()
        page.evaluate(
            "document.body.dispatchEvent(new CustomEvent('htmx:beforeRequest', { detail: { requestConfig: {} } }))"
        )
        expect(said).to_contain_text(
            "That did not get through."
        )  # though the page asked for something by itself
        page.unroute("**/comments/")
        box.press("Control+Enter")
        expect(said).to_be_empty()
        expect(page.locator("#panel article.comment", has_text="Half a thought")).to_have_count(1)

    visit(steps)


def test_what_opens_under_the_lowest_comment_in_sight_comes_in_sight_and_the_text_stays(window, talk):
    for _more in range(9):
        make_comment(talk.thread, talk.dana, body="And more.")
    make_comment(talk.thread, talk.bob, body="Mine.")

    def steps(page):
        open_talk_of_many(page, talk)
        comments = page.locator("#panel .comment")
        inside = "e => { const box = e.getBoundingClientRect(); return box.bottom < innerHeight - 140; }"
        lowest = [one for one in comments.all() if one.evaluate(inside)][-1]
        lowest.get_by_role("link", name="Hide or report…").click()
        expect(page.get_by_role("heading", name="Hide or report what Dana said")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Hide this comment")).to_be_in_viewport(ratio=1)
        for what, button in (("Edit", "Save"), ("Remove", "Remove this comment")):
            comments.last.get_by_role("link", name=what, exact=True).click()
            expect(page.get_by_role("button", name=button)).to_be_in_viewport(ratio=1)
        assert page.evaluate("scrollY") == 0

    window(talk.bob, steps, viewport={"width": 1440, "height": 900})


def open_talk_of_many(page: Page, talk: SimpleNamespace) -> None:
    page.goto(talk.page)
    await_reader(page)
    page.locator("#talk-2").click()
    expect(page.locator("#panel .comment")).to_have_count(13)


def test_what_people_say_grows_with_the_letters_that_a_reader_has_chosen(window, talk):
    def steps(page):
        open_talk(page, talk, MOUSE)
        sizes = [
            page.evaluate(
                """size => { document.documentElement.dataset.size = size;
                return parseFloat(getComputedStyle(document.querySelector("#panel .said")).fontSize); }""",
                size,
            )
            for size in ("", "large", "larger", "largest")
        ]
        assert sizes == sorted(set(sizes))
        assert sizes[-1] >= 1.3 * sizes[0]

    window(talk.bob, steps)
