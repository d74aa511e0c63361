"""The bar beside chosen words in a real Chromium: what is copied, where a link leads, the way into a circle."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from readings.models import Text
from readings.reading import progress_of
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, choose
from tests.factories import make_group, make_schedule, make_text, make_thread, prose, publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

COPIED = """async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (item.types.includes(type) ? (await item.getType(type)).text() : "");
    return [await read("text/plain"), await read("text/html")];
}"""
NOTED = {"kind": "note_ref", "data": {"note": 17}}


@pytest.fixture
def edition(transactional_db):
    edition = make_text(
        [
            "# Bread",
            *(prose(60, number) for number in range(6)),
            "Rye keeps longer than wheat1 does.",
            "Both want & need time.",
            "Salt is last.",
            *(prose(60, number) for number in range(6, 12)),
            "[^] So it is.",
        ],
        published=False,
    )
    second = edition.paragraphs.get(number=8)
    at = second.start + edition.content[second.start :].index("1")
    keeps = at - len("longer than wheat")
    marks = [
        {**NOTED, "start": at, "end": at + 1},
        {"kind": "emphasis", "start": keeps, "end": keeps + len("longer")},
    ]
    type(second).objects.filter(pk=second.pk).update(marks=marks)
    return publish(edition)


@pytest.fixture
def page_of(window, bob, edition):
    address = reverse("page_detail", args=[edition.text.slug, 1])

    def opened(steps, **options):
        def at_the_page(page):
            page.goto(address)
            page.wait_for_load_state()
            return steps(page)

        permitted = {"permissions": ["clipboard-read", "clipboard-write"]}
        return window(bob, at_the_page, **permitted, **options)

    return opened


def test_words_are_copied_with_where_they_are_from_and_the_link_leads_back_to_them(page_of, edition, bob):
    start = edition.content.index("longer")
    end = edition.content.index(" time")
    Text.objects.update(year=1934)

    def steps(page):
        choose(page, start, end)
        page.get_by_role("button", name="Copy with citation").click()
        expect(page.locator("#announcer")).to_have_text("Copied, with where it is from.")
        text, html = page.evaluate(COPIED)
        page.goto(text.splitlines()[-1])
        middle = "document.getElementById('here').getBoundingClientRect().top / innerHeight"
        page.wait_for_function(f"() => 0.3 < {middle} && {middle} < 0.6")
        marked = page.locator(".words mark").all_inner_texts()
        return text, html, marked

    text, html, marked = page_of(steps, viewport={"width": 1280, "height": 600})
    words, after, source, address = re.fullmatch(r"“(.*)\n\n(.*)”\n(.*)\n(http.*)", text).groups()
    assert (words, after) == ("longer than wheat does.", "Both want & need")
    assert source == "Rosa Example, On Walking Together, 1934, edition 1, ¶ 8–9"
    assert address.endswith(reverse("passage_detail", args=[edition.text.slug, 1, start, end]))
    assert f'<blockquote lang="en" cite="{address}"><p><em>longer</em> than wheat does.</p>' in html
    assert "<p>Both want &amp; need</p></blockquote>" in html
    assert (
        f'Rosa Example, <cite>On Walking Together</cite>, 1934, edition 1, <a href="{address}">¶ 8–9</a>'
        in html
    )
    assert "".join(marked).replace("1", "") == "longer than wheat does.Both want & need"


def test_the_number_of_a_paragraph_chooses_all_of_it_and_the_keyboard_copies(page_of, edition):
    def steps(page):
        page.locator("#p10 > .number").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("toolbar")).to_be_visible()
        expect(page.get_by_role("button", name="Copy with citation")).to_be_focused()
        chosen = page.evaluate("String(getSelection())")
        page.keyboard.press("y")
        expect(page.locator("#announcer")).to_have_text("Copied, with where it is from.")
        expect(page.get_by_role("toolbar")).to_be_hidden()
        return chosen, page.evaluate(COPIED)[0]

    chosen, text = page_of(steps)
    assert chosen.strip() == "Salt is last."
    assert "¶ 10\n" in text


def test_by_its_number_all_up_to_a_paragraph_is_marked_as_read_and_it_alone_as_not_read(
    page_of, edition, bob
):
    def steps(page):
        page.locator("#p9 > .number").click()
        page.wait_for_timeout(400)  # the choice has settled
        page.get_by_role("toolbar").get_by_text("More").click()
        page.get_by_role("button", name="Read up to here").click()
        expect(page.get_by_text("This is marked as read.")).to_be_visible()
        assert page.url.endswith("#p9")
        page.locator("#p8 > .number").click()
        page.get_by_role("toolbar").get_by_text("More").click()
        page.get_by_role("toolbar").get_by_role("button", name="Not read").click()
        expect(page.get_by_text("This is marked as not read.")).to_be_visible()
        choose(page, edition.content.index("Salt"), edition.content.index("Salt") + 4)
        expect(page.get_by_role("button", name="Copy link")).to_be_visible()
        expect(page.get_by_role("button", name="Read up to here")).to_be_hidden()

    page_of(steps)
    starts = [0, *(edition.paragraphs.get(number=number).start for number in (8, 9, 10))]
    assert progress_of(bob, edition).read == [(0, starts[1]), (starts[2], starts[3])]


def test_from_the_public_page_words_are_taken_along_to_the_circle_where_the_form_opens_on_them(
    page_of, edition, group
):
    make_schedule(group, edition, sittings=1)
    start = edition.content.index("Salt")

    def steps(page):
        choose(page, start, start + 4)
        page.get_by_role("link", name=f"Comment with {group.name}").click()
        await_reader(page)
        expect(page.locator("#panel .thread-quote")).to_have_text("Salt")
        expect(page.locator("#panel textarea[name=body]")).to_be_focused()
        assert "say" not in page.url
        choose(page, start, start + 4)
        page.get_by_role("toolbar").get_by_text("More").click()
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator("#announcer")).to_have_text("The link is copied.")
        return page.evaluate(COPIED)[0]

    inside = page_of(steps)
    plan = group.schedules.get()
    assert inside.endswith(reverse("reader_passage", args=[group.slug, plan.pk, 1, start, start + 4]))


# How much of the bar lies on the chosen words, and on the words of any paragraph, in pixels of their overlap's height.
COVERED = """() => {
    const bar = document.getElementById("pick").getBoundingClientRect();
    const over = ({ left, right, top, bottom }) =>
        Math.min(right, bar.right) > Math.max(left, bar.left) ? Math.min(bottom, bar.bottom) - Math.max(top, bar.top) : 0;
    const most = (boxes) => Math.max(0, ...[...boxes].map(over));
    const chosen = getSelection().getRangeAt(0).getClientRects();
    const words = [...document.querySelectorAll(".words")].map((one) => one.getBoundingClientRect());
    return [most(chosen), most(words), bar.top >= 0 && bar.bottom <= innerHeight];
}"""


@pytest.mark.parametrize("width", [1440, 1100, 390])
@pytest.mark.parametrize("block", ["start", "end"])
def test_the_bar_covers_no_chosen_word_and_in_a_wide_window_no_word_at_all(page_of, edition, width, block):
    start = edition.paragraphs.get(number=5).start

    def steps(page):
        page.locator("#p5").evaluate(
            "(para, block) => para.scrollIntoView({ block, behavior: 'instant' })", block
        )
        choose(page, start, start + 20)
        expect(page.get_by_role("toolbar")).to_be_visible()
        page.wait_for_timeout(400)  # the choice has settled
        return page.evaluate(COVERED)

    on_chosen, on_words, is_seen = page_of(steps, viewport={"width": width, "height": 700})
    assert on_chosen <= 0
    assert is_seen
    assert on_words == 0 or width < 1440


def test_what_is_wanted_less_often_is_reached_by_keyboard_under_more(page_of, edition):
    def steps(page):
        page.locator("#p10 > .number").focus()
        page.keyboard.press("Enter")
        for _step in range(10):
            if page.locator("#pick summary").evaluate("more => more === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Read up to here")).to_be_focused()
        expect(page.get_by_role("button", name="Read up to here")).to_be_in_viewport(ratio=1)

    page_of(steps)


def test_what_is_chosen_over_the_end_of_a_paragraph_and_copied_is_its_words_alone(
    window, bob, alice, edition
):
    group = make_group(members=[alice, bob])
    plan = make_schedule(group, edition, sittings=1)
    make_thread(group, edition, alice, paragraph=9)
    public = reverse("page_detail", args=[edition.text.slug, 1])
    circles = reverse("reader", args=[group.slug, plan.pk, 1])

    def steps(page):
        for address in (public, circles):
            page.goto(address)
            page.wait_for_load_state()
            page.evaluate(
                """() => {
                    const node = (number) => document.querySelector(`#p${number} .words`).firstChild;
                    getSelection().setBaseAndExtent(node(9), 5, node(10), 4);
                }"""
            )
            page.keyboard.press("Control+c")
            words, _html = page.evaluate(COPIED)
            assert re.sub(r"\s+", " ", words) == "want & need time. Salt"

    window(bob, steps, permissions=["clipboard-read", "clipboard-write"])


def test_a_passage_over_the_end_of_a_paragraph_tints_no_count_and_no_number(window, bob, alice, edition):
    group = make_group(members=[alice, bob])
    plan = make_schedule(group, edition, sittings=1)
    make_thread(group, edition, alice, paragraph=9)

    def steps(page):
        page.goto(reverse("reader", args=[group.slug, plan.pk, 1]))
        await_reader(page)
        for name in ("passage", "passage-mine", "passage-active", "jotted", "selection"):
            tint = "(one, name) => getComputedStyle(one, `::highlight(${name})`).backgroundColor"
            for place in ("#p9 > .number", "#talk-9"):
                assert page.locator(place).evaluate(tint, name) == "rgba(0, 0, 0, 0)"
            assert page.locator("#p9 .words").evaluate(tint, name) != "rgba(0, 0, 0, 0)"

    window(bob, steps)


def test_on_a_phone_no_word_in_the_bar_runs_into_the_next(window, bob, alice, edition):
    plan = make_schedule(make_group(members=[alice, bob]), edition, sittings=1)

    def steps(page):
        page.goto(reverse("reader", args=[plan.group.slug, plan.pk, 1]))
        await_reader(page)
        start = edition.content.index("longer")
        choose(page, start, start + len("longer"))
        expect(page.locator("#pick")).to_be_visible()
        wide = """() => [...document.querySelectorAll("#pick > button, #pick > details > summary")].map((one) => {
            const words = document.createRange();
            words.selectNodeContents(one);
            const [inner, outer] = [words.getBoundingClientRect(), one.getBoundingClientRect()];
            return [one.textContent, inner.left - outer.left, outer.right - inner.right, outer.width, outer.right];
        })"""
        german = ["Kommentieren", "Fragen", "Definieren", "Notiz für dich", "Mit Quelle kopieren", "Mehr"]
        for words in ([], german):
            page.locator("#pick > button, #pick > details > summary").evaluate_all(
                "(all, words) => words.forEach((word, place) => { all[place].textContent = word; })", words
            )
            for word, before, after, width, right in page.evaluate(wide):
                assert min(before, after) >= 0, word
                assert width >= 44, word
                assert right <= 390, word

    window(bob, steps, viewport={"width": 390, "height": 844}, has_touch=True)
