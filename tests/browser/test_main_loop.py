"""The main loop, once through: a text comes in, two people read it together, and a reminder finds its way.

Real Chromium, the real server, a real worker and beat, a real mail server, on a whole book. Alice lives in Lisbon and
reads English; Bob lives in Kolkata and wants German.
"""

import os
import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.waits]

CORPUS = Path(os.environ.get("CORPUS_DIR") or Path(__file__).resolve().parents[3] / "shared" / "corpus")
BOOK = CORPUS / "exodus.txt"
PASSWORD = "a lantern, some bread, a ladder"
LISBON, KOLKATA = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Kolkata")
WEEKS = 30


@pytest.mark.skipif(not BOOK.is_file(), reason="the corpus folder with exodus.txt is not here")
def test_a_book_is_brought_in_planned_read_talked_about_and_reminded_of(site, visitor):
    # 1. A curator brings the book in, looks at what came out, and publishes it.
    curator = visitor()
    sign_in(curator, "curator@example.org", site.password)
    curator.goto("/library/add/")
    curator.get_by_label("Files").set_input_files(BOOK)
    expect(curator.get_by_role("listitem").filter(has_text=BOOK.name)).to_be_visible()
    curator.get_by_label("Title").fill("Exodus")
    curator.get_by_label("Authors").fill("Kevin A. Carson")
    curator.get_by_role("button", name="Upload").click()
    curator.wait_for_url("**/library/imports/")
    curator.get_by_role("link", name="Look at the draft").click(timeout=30_000)
    expect(curator.get_by_role("heading", name="Exodus", level=1)).to_be_visible()
    curator.get_by_role("link", name="Read the draft").click()
    expect(curator.get_by_text("Draft", exact=True)).to_be_visible()
    curator.get_by_role("link", name="Back to the draft").click()
    curator.get_by_role("link", name="Publish").click()
    curator.get_by_role("button", name="Publish").click()
    expect(curator.get_by_text("Published. Everyone can")).to_be_visible(timeout=30_000)  # the worker does it

    # 2. Anyone reads it, section by section, with an outline.
    reader = visitor()
    reader.goto("/library/exodus/")
    assert reader.locator("ol.outline a").count() > 40
    reader.get_by_role("link", name="Read", exact=True).click()
    expect(reader.locator(".para .words").first).to_be_visible()
    reader.locator("a[rel=next]").first.click()
    reader.wait_for_url(re.compile(r"/library/exodus/2/"))

    # 3. Alice joins and makes a group; Bob joins by her link. Both addresses are verified by mail.
    alice = visitor(timezone_id="Europe/Lisbon", locale="en-GB")
    sign_up(alice, site, "Alice", "alice@example.org")
    alice.goto("/g/new/")
    alice.get_by_label("Name").fill("Monday circle")
    expect(alice.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    alice.locator("main form button.main").click()
    alice.goto("/g/monday-circle/invitations/new/")
    alice.locator("main form button.main").click()
    link = alice.locator("input[value*='/join/']").first.input_value()

    bob = visitor(timezone_id="Asia/Kolkata", locale="en-GB")
    bob.goto(link)
    expect(bob.get_by_role("heading", name="Monday circle")).to_be_visible()
    bob.get_by_role("button", name="Join").click()
    sign_up(bob, site, "Bob", "bob@example.org", there=True)
    bob.wait_for_url(re.compile("/g/monday-circle/$"))
    bob.goto("/settings/")
    bob.get_by_label("Time zone").select_option("Asia/Kolkata")
    bob.get_by_label("Language").select_option("de")
    bob.locator("main form button.main").click()
    bob.goto("/notices/")
    bob.locator("main select, main input[type=radio][value='0']").first.evaluate(
        "field => field.tagName === 'SELECT' ? (field.value = '0') : (field.checked = true)"
    )
    bob.locator("main form button.main").click()

    # 4. The group plans the book over many weeks; the first sitting is due in a moment, by Lisbon's clock.
    due = (datetime.now(LISBON) + timedelta(seconds=95)).replace(second=0, microsecond=0)
    alice.goto("/g/monday-circle/schedule/new/")
    choose_text(alice, "Exodus")
    alice.locator("[name=count]").first.fill(str(WEEKS))
    alice.locator("[name=first_due_on]").first.fill(f"{due:%Y-%m-%d}")
    alice.locator("[name=due_time]").first.fill(f"{due:%H:%M}")
    alice.locator("button[name=show]").click()
    alice.get_by_role("button", name="Use this plan").click()
    alice.wait_for_url(re.compile(r"/g/monday-circle/(schedule/\d+/)?$"))
    plan = re.search(r"/read/(\d+)/", alice.content())
    assert plan, "the plan leads to its pages"
    check_sittings(alice, plan[1])

    # 5. Bob selects words and opens a thread on exactly those; Alice answers, and her answer nests.
    bob.goto(f"/g/monday-circle/read/{plan[1]}/1/")
    words = select_words(bob, 3, 20)
    bob.locator("#pick [data-comment='']").click()
    bob.locator("#panel [name=body]").fill("Warum gerade *so*?")
    bob.locator("#panel form button.main").first.click()
    expect(bob.locator("#panel .comment .said em")).to_have_text("so")
    number = bob.locator(".para:has(a.talk:not(.none))").first.get_attribute("data-number")

    alice.goto(f"/g/monday-circle/read/{plan[1]}/1/")
    expect(alice.locator(f"#talk-{number}.ahead")).to_contain_text(
        "1 ahead of you"
    )  # she has read nothing yet
    alice.locator(f"#talk-{number}").click()
    expect(alice.locator("#panel .thread-quote")).to_have_count(0)
    alice.get_by_role("button", name="Show it").click()
    expect(alice.locator("#panel .thread-quote").first).to_contain_text(words.strip()[:60])
    alice.locator("#panel .comment").first.get_by_role("link", name=re.compile("Answer")).click()
    alice.locator("#panel .slot textarea").fill("Because the next page needs it.")
    alice.locator("#panel .slot button.main").click()
    expect(alice.locator("#panel .comment ~ ol .said, #panel li li .said").first).to_have_text(
        "Because the next page needs it."
    )
    without_javascript(visitor, site, plan[1])

    # 6. What is read is kept as ranges; the reader sees where they are.
    alice.goto(f"/g/monday-circle/read/{plan[1]}/1/")
    before = int(alice.locator("#sitting-bar progress").get_attribute("value") or 0)
    alice.locator("main form:has([name=ranges]) button").last.click()
    alice.wait_for_load_state()
    alice.goto(f"/g/monday-circle/read/{plan[1]}/1/")
    assert int(alice.locator("#sitting-bar progress").get_attribute("value") or 0) > before

    # 7. The sitting falls due: one mail, in German, by Kolkata's clock, with a link to the right paragraph.
    mail = site.await_mail("bob@example.org", "Exodus|Monday circle", seconds=200)
    told = body(mail)
    local = due.astimezone(KOLKATA)
    assert f"{local:%H:%M}" in told
    assert mail["List-Unsubscribe"]
    back = re.search(r"http://\S+/g/monday-circle/read/\d+/p/(\d+)/", told)
    assert back, told
    bob.goto(back[0])
    expect(bob.locator(f"#p{back[1]}")).to_be_in_viewport()
    assert bob.evaluate("document.documentElement.lang") == "de"
    alice.wait_for_timeout(65_000)  # another tick of beat
    reminders = [m for m in site.mails("bob@example.org") if m["List-Unsubscribe"]]
    assert len(reminders) == 1


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile("/(g|library)/"))


def sign_up(page: Page, site, name: str, email: str, *, there: bool = False) -> None:
    """Join with a name and an address, and follow the link in the mail."""
    if not there:
        page.goto("/accounts/signup/")
    page.locator("[name=display_name]").fill(name)
    page.locator("[name=email]").fill(email)
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password1]").press("Enter")
    page.wait_for_url(re.compile("confirm-email"))
    mail = site.await_mail(email, ".", seconds=75)
    link = re.search(r"http://\S+/accounts/confirm-email/\S+", body(mail))
    assert link, body(mail)
    page.goto(link[0])
    page.locator("main form button.main").click()
    page.wait_for_url(re.compile("/(g|join)/"))


def body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content()


def choose_text(page: Page, title: str) -> None:
    field = page.locator("select[name=edition]").first
    field.select_option(
        label=page.locator("select[name=edition] option", has_text=title).first.inner_text().strip()
    )


def check_sittings(page: Page, plan: str) -> None:
    """The sittings are many, near equal in words, and follow each other."""
    page.goto(f"/g/monday-circle/schedule/{plan}/")
    assert page.locator(".sittings > li").count() == WEEKS
    told = page.locator(".sittings > li").all_inner_texts()
    words = [int(re.search(r"([\d,.]+) words", text)[1].replace(",", "")) for text in told]  # type: ignore[index]
    middle = sum(words) / len(words)
    assert all(0.6 * middle < count < 1.4 * middle for count in words), words


def select_words(page: Page, start: int, length: int) -> str:
    """Choose some letters of the first long paragraph as a pointer would, and return them."""
    return page.evaluate(
        """([start, length]) => {
            const words = [...document.querySelectorAll(".para:not(.heading) .words")]
                .find((element) => element.textContent.length > 200);
            words.scrollIntoView({block: "center"});
            const text = document.createTreeWalker(words, NodeFilter.SHOW_TEXT).nextNode();
            const range = document.createRange();
            range.setStart(text, start);
            range.setEnd(text, start + length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            document.dispatchEvent(new PointerEvent("pointerup", {bubbles: true}));
            return range.toString();
        }""",
        [start, length],
    )


def without_javascript(visitor, site, plan: str) -> None:
    """The same with scripts off, on a whole paragraph, with plain forms."""
    plain = visitor(java_script_enabled=False)
    sign_in_plainly(plain)
    plain.goto(f"/g/monday-circle/read/{plan}/1/")
    target = plain.locator(".para:not(.heading) a.talk.none").nth(2)
    number = re.search(r"paragraph=(\d+)", target.get_attribute("href") or "")[1]  # type: ignore[index]
    plain.goto(target.get_attribute("href") or "")
    plain.locator("[name=body]").fill("Said without any script.")
    plain.locator("main form button.main").last.click()
    plain.wait_for_url(re.compile(rf"#p{number}$"))
    plain.goto(plain.locator(f"#talk-{number}").get_attribute("href") or "")
    expect(plain.get_by_text("Said without any script.")).to_be_visible()


def sign_in_plainly(page: Page) -> None:
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill("alice@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button.main").first.click()
    page.wait_for_url(re.compile("/g/"))
