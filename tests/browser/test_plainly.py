"""Without any script: each deed of somebody who reads with others, one after the other, by links and forms alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Comment, Jotting, Lift, Seen
from readings.models import Bookmark, Progress
from tests.browser.hands import PHONE
from tests.browser.house import CHROMIUM
from tests.factories import make_comment, make_group, make_schedule, make_text, make_thread, make_user, prose

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


def test_a_member_reads_talks_marks_and_looks_ahead_on_a_phone_without_a_script(window, transactional_db):
    alice, bob = make_user("Alice"), make_user("Bob", reads_ahead=False)
    group = make_group(facilitator=alice, members=[bob])
    edition = make_text(["# Setting out", *(prose(40, seed) for seed in range(1, 6))])
    plan = make_schedule(group, edition, sittings=1)
    first = make_thread(group, edition, alice, paragraph=2, kind="question", body="Who is meant?")
    make_comment(first, alice, parent=first.comments.get(), body="And where?")
    far = make_thread(group, edition, alice, paragraph=5, body="Said far ahead.")
    page_of_text = reverse("reader", args=[group.slug, plan.pk, 1])

    def within(page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    def steps(page):
        page.goto(page_of_text)
        # What is ahead says that it is there, and not what.
        expect(page.locator("#talk-5")).to_contain_text("1 ahead of you")
        page.locator("#talk-2").click()
        expect(page.get_by_text("Who is meant?")).to_have_count(0)
        # "I have read up to here" brings it in sight.
        page.get_by_role("button", name="I’ve read up to here").click()
        page.wait_for_url("**#p2")
        within(page)
        # One page from the text to the talk, with the box to answer it.
        page.locator("#talk-2").click()
        expect(page.locator(".comment.new")).to_have_count(2)
        expect(page.locator("#answering-0 textarea")).to_be_visible()
        within(page)
        # An answer under a comment, one below all, and one to read before it is sent again.
        page.get_by_role("link", name="Answer Alice").last.click()
        page.get_by_label("Answer").fill("Here, I think.")
        page.get_by_role("button", name="Answer").click()
        expect(page.locator("#c3")).to_contain_text("Here, I think.")
        page.locator("#answering-0 textarea").fill("")
        page.locator("#answering-0").evaluate("form => { form.noValidate = true; }")
        page.locator("#answering-0").get_by_role("button", name="Answer").click()
        expect(page.locator("[aria-invalid=true]")).to_be_visible()
        page.go_back()
        # It is edited, looked up, and taken away.
        page.locator("#c3").get_by_role("link", name="Edit").click()
        page.get_by_label("comment").fill("There, I think.")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#c3 .said")).to_have_text("There, I think.")
        page.locator("#c3").get_by_role("link", name="Remove").click()
        page.get_by_role("button", name="Remove").click()
        expect(page.locator("#c3.gone")).to_be_visible()
        # Read, unread, followed, muted.
        page.get_by_role("button", name="Mark as read").click()
        expect(page.locator(".comment.new")).to_have_count(0)
        page.get_by_role("button", name="Mark as unread").click()
        expect(page.locator(".comment.new")).to_have_count(2)
        page.get_by_role("button", name="Mute").click()
        page.get_by_role("button", name="Muted: tell me again").click()
        within(page)
        # The veil over what is ahead is lifted for its place alone.
        page.goto(page_of_text)
        page.locator("#talk-5").click()
        expect(page.get_by_text("Said far ahead.")).to_have_count(0)
        page.get_by_role("button", name="Show it").click()
        expect(page.get_by_text("Said far ahead.")).to_be_visible()
        within(page)
        # To what is new, and on to the next.
        page.goto(reverse("thread_list", args=[group.slug]))
        page.get_by_role("link", name="Go to the first that is new").click()
        within(page)
        page.get_by_role("link", name="Open the thread").click()
        expect(page.locator("#c1")).to_contain_text("Who is meant?")
        page.get_by_role("button", name="Mark as read").click()
        page.get_by_role("link", name="Next new").click()
        page.get_by_role("link", name="Open the thread").click()
        expect(page.locator("#c1")).to_contain_text("Said far ahead.")
        # A thread of one's own, for which one is stuck and writes nothing; a note to oneself; a ribbon.
        page.goto(page_of_text)
        page.locator("#talk-3").click()
        page.get_by_role("button", name="I’m stuck here").click()
        page.wait_for_url("**#p3")
        page.get_by_label("Note to self on paragraph").fill("4")
        page.get_by_role("button", name="Write it").click()
        page.get_by_label("Your note to self").fill("For later.")
        page.get_by_role("button", name="Keep it").click()
        page.wait_for_url("**#p4")
        expect(page.locator("#jotted-4")).to_be_visible()
        page.get_by_role("button", name="Bookmark paragraph 4").click()
        expect(page.locator("#ribbon-4")).to_have_attribute("aria-pressed", "true")
        # What is marked as read is corrected by hand.
        page.locator("#by-hand summary").click()
        page.get_by_label("From paragraph").fill("1")
        page.get_by_label("to paragraph").fill("1")
        page.get_by_role("button", name="Not read").click()
        within(page)

    window(bob, steps, java_script_enabled=False, **PHONE)
    assert Comment.objects.get(number=3, thread=first).removed_at
    assert list(Comment.objects.new_to(bob).values_list("thread", flat=True)) == [far.pk]
    assert Lift.objects.filter(user=bob).count() == 1
    assert Seen.objects.filter(user=bob).exists()
    assert group.threads.filter(author=bob, kind="question").count() == 1
    assert Jotting.objects.get().body == "For later."
    assert Bookmark.objects.get().user == bob
    read = Progress.objects.get(user=bob).read
    assert read[0][0] >= edition.paragraphs.get(number=2).start
