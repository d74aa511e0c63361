"""The curator's desk as pages: everything works as plain forms, and a script gets only what changed."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from readings.desk import editing, undoing
from readings.desk.emphasising import unsigned
from readings.desk.laying import fresh
from readings.models import DeskEdit, DeskPiece
from readings.models.desks import ABOUT
from readings.publishing import publish
from tests.factories import make_curator, make_picture, make_text, prose
from tests.readings.desks import handbook, make_draft, row, rows, said
from tests.timing import within


@pytest.fixture
def draft(db):
    return make_draft()


@pytest.fixture
def desk(client_of, curator, draft):
    """A curator's browser at the desk of a draft: `desk(name, **posted)`."""
    browser = client_of(curator)

    def post(name: str, *, as_script: bool = False, **posted: object):
        address = reverse(name, args=[draft.text.slug, 1])
        if as_script:
            ends = {"from": rows(draft)[0].place, "to": rows(draft)[-1].place, "seen": changes(draft)}
            return browser.post(address, ends | posted, headers={"HX-Request": "true"})
        return browser.post(address, posted)

    def get(name: str, **asked: object):
        return browser.get(reverse(name, args=[draft.text.slug, 1]), asked)

    post.get = get
    return post


def changes(draft) -> int:
    draft.desk.refresh_from_db()
    return draft.desk.changes


def test_the_page_shows_source_and_result_the_outline_and_the_doubts(desk, draft):
    page = desk.get("edition_desk").content.decode()
    assert page.count('class="piece is-') == len(rows(draft))
    assert '<span class="line">5</span>It goes on here, and stops in the' in page
    assert "Second thoughts</span></a>" in page
    assert "A sentence breaks off here, and the next paragraph begins in the middle of one." in page
    assert "Publish" in page
    place = row(draft, "stops in the").pk
    assert f"?at={place}#b{place}" in page


def test_what_was_only_set_apart_is_listed_and_counted_by_itself(client_of, curator):
    words = f"A WALK ROUND THE POND\nby Ada Finch\n\nCHAPTER ONE\n\n{prose(9)}\n\nIt stops in the\n\nmiddle of it.\n"
    draft = make_draft(words, name="walk.txt", title="")
    assert row(draft, "by Ada").doubts[0][0] == "byline_in_text"
    page = client_of(curator).get(reverse("edition_desk", args=[draft.text.slug, 1])).text
    asked, told = page[page.index('id="desk-doubts"') : page.index('id="desk-outline"')].split(
        "Set apart when"
    )
    assert re.search(rf'figures">{asked.count('class="number"')}<', asked)
    assert "A sentence breaks off here" in asked
    assert "names of the authors" not in asked
    assert "names of the authors" in told
    assert re.search(r'figures">[12]<', told)
    assert 'class="doubt calm"' in page


def test_a_break_is_shown_between_its_paragraphs_and_can_be_taken_away_and_put_elsewhere(client_of, curator):
    draft = make_draft("One is here.\n\n* * *\n\nTwo is here.\n\nThree is here.\n", name="stars.txt")
    browser, where = client_of(curator), [draft.text.slug, 1]

    def turned(words: str) -> str:
        """The desk after the button was pressed with a paragraph chosen."""
        sent = {"piece": row(draft, words).pk, "kind": "break"}
        return browser.post(reverse("piece_kind", args=where), sent, follow=True).text

    page = browser.get(reverse("edition_desk", args=where)).text
    assert page.count('class="break"') == 1
    assert page.index("One is here.</span>") < page.index('class="break"') < page.index("Two is here.</span>")
    assert "Undo: no break before it" in (page := turned("Two"))
    assert page.count('class="break"') == 0
    assert "Undo: break before it" in (page := turned("Three"))
    assert page.count('class="break"') == 1
    assert "There is none before this one" in turned("One")
    fresh(draft)
    assert [one.data for one in draft.paragraphs.order_by("number")] == [{}, {}, {"break_before": True}]


def test_a_picture_is_shown_beside_its_caption(desk, draft):
    picture = make_picture(draft)
    caption = row(draft, "Somebody")
    shown = {"picture": picture.key, "alt": "a grey wave", "width": 1, "height": 1}
    DeskPiece.objects.filter(pk=caption.pk).update(kind="figure", data=shown)
    address = reverse("picture_detail", args=[draft.text.slug, 1, picture.key])
    image = f'<img class="desk-picture" src="{address}" alt="a grey wave" width="1" height="1" loading="lazy"'
    assert image in desk.get("edition_desk").text
    assert image in desk.get("piece_edit", piece=caption.pk).text
    answer = desk("piece_edit", as_script=True, piece=caption.pk, words="a grey wave")
    assert f'src="{address}" alt=""' in answer.text, "what the caption says is not said twice"


def test_a_doubt_that_names_something_names_it_on_the_desk(client_of, curator):
    doors = "".join(f"{name} ........ {at}\n" for at, name in enumerate(["First", "Second", "Third"], 3))
    words = f"# Book\n\n## Contents\n\n{doors}\n## First\n\nIt is open.\n\n## Third\n\nIt is shut.\n"
    draft = make_draft(words, name="doors.md", title="Doors")
    page = client_of(curator).get(reverse("edition_desk", args=[draft.text.slug, 1])).content.decode()
    assert "The table of contents names “Second”, but no such heading was found in the text." in page
    assert "%(title)s" not in page


def test_each_verb_is_a_plain_form_that_comes_back_to_the_place(desk, draft):
    answer = desk("piece_kind", piece=row(draft, "The last").pk, kind="heading-3")
    last = row(draft, "The last")
    assert (last.kind, last.rank) == ("heading", 3)
    assert answer.url.endswith(f"?at={last.pk}#b{last.pk}")
    desk("piece_join", piece=row(draft, "stops in the").pk)
    desk("piece_divide", piece=row(draft, "middle of a").pk, at=16)
    desk("piece_move", piece=row(draft, "one thing").pk, to_where="down")
    desk("piece_edit", piece=row(draft, "Somebody").pk, words="Nobody said this.")
    assert [edit.verb for edit in DeskEdit.objects.all()] == ["as_heading", "join", "divide", "move", "words"]
    assert "Nobody said this." in said(draft)


def test_a_broken_sentence_is_one_place_and_joined_there_whatever_else_is_chosen(desk, draft):
    page = desk.get("edition_desk").content.decode()
    piece = row(draft, "stops in the")
    assert [one.pk for one in rows(draft) if one.doubts] == [piece.pk]
    assert f'name="join" value="{piece.pk}"' in page
    last = row(draft, "The last")
    desk("piece_join", join=piece.pk, piece=last.pk, also=[last.pk])
    joined = row(draft, "stops in the middle of a sentence.")
    assert joined.doubts == []
    assert 'name="join"' not in desk.get("edition_desk").content.decode()


def test_undo_and_redo_say_what_they_would_do_and_do_it(desk, draft):
    before = said(draft)
    desk("piece_join", piece=row(draft, "stops in the").pk)
    assert "Undo: join" in desk.get("edition_desk").content.decode()
    desk("desk_undo", undo=1)
    assert said(draft) == before
    assert "Redo: join" in desk.get("edition_desk").content.decode()
    desk("desk_redo", redo=1)
    assert len(said(draft)) == len(before) - 1


def test_a_script_gets_only_what_changed(desk, draft):
    piece = row(draft, "stops in the")
    before = rows(draft)[rows(draft).index(piece) - 1]
    gone = row(draft, "middle of a")
    answer = desk("piece_join", as_script=True, piece=piece.pk)
    words = answer.content.decode()
    assert f'<div id="b{piece.pk}" hx-swap-oob="delete">' in words
    assert f'<div id="b{gone.pk}" hx-swap-oob="delete">' in words
    assert f"afterend:#b{before.pk}" in words
    assert words.count('class="piece is-') == 1
    assert "Joined paragraphs 3 and 4." in words
    assert answer["HX-Trigger-After-Settle"]


def test_a_place_is_ticked_off_and_comes_back_with_undo(desk, draft):
    piece = row(draft, "stops in the")
    code, at = piece.doubts[0]
    desk("doubt_look", doubt=f"{piece.pk} {code} {at}")
    assert row(draft, "stops in the").doubts == []
    desk("desk_undo", undo=1)
    assert row(draft, "stops in the").doubts == [[code, at]]


def test_nothing_chosen_is_said_and_nothing_changes(desk, draft):
    answer = desk("piece_kind", kind="verse")
    assert answer.status_code == 422
    assert "Choose a paragraph first." in answer.content.decode()
    for piece in ("x", "-1", "9" * 40, "0"):
        assert desk("piece_kind", kind="verse", piece=piece).status_code in (302, 422)
    assert not DeskEdit.objects.exists()


@pytest.mark.parametrize(
    "kind", ["heading", "heading-0", "heading-7", "heading-", "poem", "", "table", "about"]
)
def test_a_kind_that_is_none_is_refused(desk, draft, kind):
    assert desk("piece_kind", piece=rows(draft)[0].pk, kind=kind).status_code == 422
    assert not DeskEdit.objects.exists()


@pytest.mark.parametrize("at", ["0", "999999", "1e3", "-1", "9" * 30])
def test_dividing_where_nothing_is_to_be_divided_is_refused_or_asked(desk, draft, at):
    answer = desk("piece_divide", piece=row(draft, "The last").pk, at=at)
    assert answer.status_code in (302, 422)
    assert not DeskEdit.objects.exists()


@pytest.mark.parametrize("words", ["", "   \n \n", "a" * 1_000_000, "\x00"])
def test_words_that_cannot_be_are_refused_and_kept(desk, draft, words):
    answer = desk("piece_edit", piece=row(draft, "The last").pk, words=words)
    assert answer.status_code == 422
    assert not DeskEdit.objects.exists()
    if len(words) > 10:
        assert words in answer.content.decode()


def test_signs_that_cannot_be_in_a_text_are_left_out(desk, draft):
    desk("piece_edit", piece=row(draft, "The last").pk, words="One\x00 two \x1bthree\r\nfour")
    assert "One two three four" in said(draft)


def test_the_second_curator_is_told_and_what_they_typed_is_kept(desk, draft, client_of):
    seen = row(draft, "The last").pk
    dora = make_curator("Dora")
    editing.reword(edition=draft, user=dora, pk=seen, words="As Dora has it.")
    answer = desk("piece_edit", piece=seen, words="As I have it.")
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Dora has changed this paragraph in the meantime." in words
    assert "As Dora has it." in words
    assert "As I have it.</textarea>" in words
    assert "As I have it." not in said(draft)
    again = re.search(r'name="piece" value="(\d+)"', words)[1]
    desk("piece_edit", piece=again, words="As I have it.")
    assert "As I have it." in said(draft)


def test_the_second_curator_sees_how_many_places_are_left_now(desk, draft, client_of, curator):
    count = r'id="desk-ways".*?Places to look at <b class="figures">(\d+)'
    before = int(re.search(count, desk.get("edition_desk").text, re.DOTALL)[1])
    dora, seen = make_curator("Dora"), row(draft, "The last").pk
    doubted = row(draft, "stops in the")
    editing.look_at(
        edition=draft, user=dora, pk=doubted.pk, code=doubted.doubts[0][0], at=doubted.doubts[0][1]
    )
    editing.reword(edition=draft, user=dora, pk=seen, words="As Dora has it.")
    address = reverse("piece_edit", args=[draft.text.slug, 1])
    typed = {"piece": seen, "words": "As I have it."}
    told = client_of(curator).post(address, typed, headers={"HX-Request": "true"})
    assert int(re.search(count, told.text, re.DOTALL)[1]) == before - 1
    assert 'id="desk-doubts"' in told.text
    assert 'name="seen"' not in told.text, "what else stands on the page is as old as it was"


def test_a_verb_on_what_was_changed_meanwhile_tells_who_did(desk, draft):
    seen = row(draft, "The last").pk
    dora = make_curator("Dora")
    editing.reword(edition=draft, user=dora, pk=seen, words="The\n\nlast two.")
    answer = desk("piece_kind", piece=seen, kind="verse")
    assert answer.url.endswith(f"#b{rows(draft)[said(draft).index('The')].pk}")
    assert "Dora has changed" in str(next(iter(get_messages(answer.wsgi_request))))
    assert not DeskPiece.objects.filter(kind="verse").exists()


def line_of(page: str) -> tuple[bool, str]:
    """Whether the line over the text tells of a problem, and what it says."""
    line = re.search(r'<p class="desk-said( problem)?".*?</p>', page, re.DOTALL)
    return bool(line[1]), " ".join(strip_tags(line[0]).split())


def test_the_line_that_would_say_all_is_saved_says_that_a_verb_was_not_done(desk, draft):
    seen = row(draft, "The last").pk
    editing.reword(edition=draft, user=make_curator("Dora"), pk=seen, words="As Dora has it.")
    desk("piece_kind", piece=seen, kind="verse")
    page = desk.get("edition_desk").text
    assert line_of(page) == (
        True,
        "Not done. Dora has changed this paragraph in the meantime. This is how it reads now.",
    )
    assert page.count("Dora has changed") == 1, "and nothing lies over the paragraphs"
    assert line_of(desk.get("edition_desk").text) == (False, "Everything is saved.")


def test_the_line_says_what_was_done_without_a_script_and_that_somebody_else_is_there(desk, draft):
    desk("piece_kind", piece=row(draft, "The last").pk, kind="verse")
    assert line_of(desk.get("edition_desk").text) == (False, "Paragraph 12 is verse now.")
    editing.reword(
        edition=draft, user=make_curator("Dora"), pk=row(draft, "First").pk, words="As Dora has it."
    )
    desk("piece_kind", as_script=True, piece=row(draft, "The last").pk, kind="prose", seen=1)
    assert line_of(desk.get("edition_desk").text) == (
        False,
        "Paragraph 12 is prose now. Somebody else is at this desk too: this is how it reads now.",
    )


def test_who_else_was_at_the_desk_a_moment_ago_is_said_quietly(desk, draft, curator):
    seen = row(draft, "The last")
    editing.reword(edition=draft, user=curator, pk=seen.pk, words="As I have it.")
    assert "at this desk too" not in desk.get("edition_desk").text, "oneself"
    dora = make_curator("Dora")
    editing.reword(edition=draft, user=dora, pk=row(draft, "As I").pk, words="As Dora has it.")
    page = " ".join(strip_tags(desk.get("edition_desk").text).split())
    assert "Dora is at this desk too" in page
    editing.reword(edition=draft, user=curator, pk=row(draft, "First").pk, words="Mine.")
    assert "Dora is at this desk too" in desk.get("edition_desk").text
    DeskEdit.objects.filter(user=dora).update(done_at=timezone.now() - timedelta(hours=1))
    assert "at this desk too" not in desk.get("edition_desk").text


def test_a_title_in_capitals_is_told_at_the_desk_with_the_way_to_its_better_form(client_of, curator):
    browser = client_of(curator)
    for title, told in (("THE LONG WALK HOME", True), ("The Long Walk Home", False), ("NATO", False)):
        draft = make_draft(title=title)
        page = browser.get(reverse("edition_desk", args=[draft.text.slug, 1])).text
        assert ("in capitals" in page) is told


def test_a_script_is_led_to_a_fresh_page_when_somebody_else_is_at_the_desk(desk, draft):
    dora = make_curator("Dora")
    editing.reword(edition=draft, user=dora, pk=row(draft, "The last").pk, words="As Dora has it.")
    answer = desk("piece_join", as_script=True, piece=row(draft, "stops in the").pk, seen=0)
    assert "n=2" in answer["HX-Redirect"]
    assert "middle of a sentence." in row(draft, "stops in the").text


def test_undoing_what_is_no_longer_the_last_is_refused(desk, draft):
    dora = make_curator("Dora")
    desk("piece_join", piece=row(draft, "stops in the").pk)
    editing.reword(edition=draft, user=dora, pk=row(draft, "The last").pk, words="As Dora has it.")
    desk("desk_undo", undo=1)
    assert "As Dora has it." in said(draft)
    assert not DeskEdit.objects.filter(is_undone=True).exists()
    assert "(Dora)" in desk.get("edition_desk").content.decode()


def test_what_somebody_else_did_is_undone_only_after_a_question(desk, draft):
    dora = make_curator("Dora")
    editing.reword(edition=draft, user=dora, pk=row(draft, "The last").pk, words="As Dora has it.")
    asked = desk("desk_undo", undo=1, piece=row(draft, "Somebody").pk)
    assert asked.status_code == 422
    assert "Dora did this: edit. Undo it?" in asked.text
    asked = desk("desk_undo", as_script=True, undo=1, piece=row(draft, "Somebody").pk)
    assert asked.status_code == 422
    assert "Dora did this: edit. Undo it?" in asked.text
    assert "As Dora has it." in said(draft)
    desk("desk_undo", sure=1)
    assert "The last paragraph." in said(draft)
    desk("desk_redo", redo=1)
    assert "As Dora has it." in said(draft)
    desk("piece_join", piece=row(draft, "stops in the").pk)
    desk("desk_undo", undo=2)
    assert "middle of a sentence." in said(draft), "what one did oneself is undone at once"


def test_who_would_undo_what_was_undone_meanwhile_is_told_so_and_stays_at_the_paragraph(desk, draft):
    desk("piece_kind", piece=row(draft, "The last").pk, kind="verse")
    mine = row(draft, "The last").pk
    undoing.undo(edition=draft, number=1)
    answer = desk("desk_undo", as_script=True, undo=1, piece=mine)
    back = row(draft, "The last").pk
    assert answer["HX-Redirect"].endswith(f"?at={back}&n=2#b{back}")
    page = desk.get("edition_desk").text
    assert "This was undone in the meantime." in page
    assert "Redo: verse" in page


def test_words_are_linked_with_a_note_on_a_page_of_its_own(desk, draft):
    piece, note = row(draft, "The last"), row(draft, "A note about")
    page = desk.get("note_link", piece=piece.pk, place="4-8").content.decode()
    assert "A note about the reference." in page
    assert re.search(r'value="4-8" checked', page)
    desk("note_link", piece=piece.pk, words="last", note=note.pk)
    linked = row(draft, "The last")
    assert linked.text == "The last[1] paragraph."
    [mark] = linked.marks
    assert (mark["kind"], mark["start"], mark["end"]) == ("note_ref", 8, 11)
    assert mark["data"]["key"] == note.data["key"]
    page = desk.get("note_link", piece=linked.pk).text
    assert "Unlink" in page
    assert 'name="place"' not in page  # what leads to a note is not offered again
    desk("piece_kind", piece=row(draft, "A note about").pk, kind="prose")
    page = desk.get("note_link", piece=row(draft, "The last").pk).text
    assert "Unlink" in page
    desk("note_link", piece=row(draft, "The last").pk, unlink="8-11")
    assert row(draft, "The last").marks == []
    assert row(draft, "The last").text == "The last paragraph."


@pytest.mark.parametrize(
    "sent",
    [
        {"words": "not there"},
        {"place": "9-2"},
        {"place": "x"},
        {"words": "last", "note": 0},
        {"place": "0-9999"},
    ],
)
def test_a_note_that_cannot_be_linked_is_asked_for_again(desk, draft, sent):
    note = row(draft, "A note about").pk
    assert desk("note_link", **({"piece": row(draft, "The last").pk, "note": note} | sent)).status_code == 422


def test_words_that_are_not_there_are_named_and_what_was_typed_and_chosen_stays(desk, draft):
    note = row(draft, "A note about").pk
    page = desk("note_link", piece=row(draft, "The last").pk, note=note, words="not there").text
    assert "“not there” does not stand in this paragraph." in page
    assert re.search(
        r'<input id="words" name="words" value="not there"[^>]* aria-invalid="true" autofocus>', page
    )
    assert re.search(rf'name="note" value="{note}" checked', page)
    page = desk("note_link", piece=row(draft, "The last").pk, words="last").text
    assert 'value="last"' in page
    assert re.search(r'name="note" [^>]*autofocus', page)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("not there", "“not there” does not stand in this paragraph."),
        ("", "Say which words refer to the note"),
    ],
)
def test_what_is_wrong_with_the_words_and_with_the_note_is_said_at_once(desk, draft, words, said):
    page = desk("note_link", piece=row(draft, "The last").pk, words=words).text
    assert said in page
    assert "Choose the note that these words refer to." in page
    assert page.count('<ul class="errors" role="alert">') == 2
    assert page[page.index("<main") :].count(" autofocus") == 1, "at the first of them"
    assert re.search(r'<input id="words"[^>]* autofocus>', page)


def test_a_note_that_is_gone_is_told_beside_words_that_are_not_there(desk, draft):
    note = row(draft, "A note about").pk
    desk("piece_kind", piece=note, kind="prose")
    page = desk("note_link", piece=row(draft, "The last").pk, words="not there", note=note).text
    told = re.findall(
        r"<li>(.*?)</li>", page[page.index('<ul class="errors nonfield"') :].partition("</ul>")[0]
    )
    assert told[0] == "“not there” does not stand in this paragraph."
    assert len(told) == 2


def test_words_that_are_there_are_not_refused_with_the_note(desk, draft):
    page = desk("note_link", piece=row(draft, "The last").pk, words="last").text
    assert page.count('<ul class="errors" role="alert">') == 1


def test_the_first_field_of_the_page_for_a_note_has_the_focus(desk, draft):
    page = desk.get("note_link", piece=row(draft, "The last").pk).text
    assert re.search(r'<input id="words"[^>]* autofocus>', page)
    page = desk.get("note_link", piece=row(draft, "The last").pk, place="4-8").text
    assert re.search(r'name="place" value="4-8" checked autofocus', page)


def test_a_choice_that_begins_and_ends_within_words_is_offered_with_whole_words(desk, draft):
    page = desk.get("note_link", piece=row(draft, "The last").pk, place="5-11").text
    assert re.search(r'value="4-18" checked autofocus> <span>last paragraph</span>', page)


def test_buttons_lead_on_to_the_pages_for_words_and_notes(desk, draft):
    piece = row(draft, "The last").pk
    for name in ("piece_edit", "note_link", "piece_divide"):
        answer = desk(name, piece=piece)
        assert answer.url.endswith(f"?piece={piece}")
        assert desk.get("piece_edit" if name == "piece_divide" else name, piece=piece).status_code == 200


def test_what_is_published_has_no_desk(desk, draft):
    piece = rows(draft)[0].pk
    publish(edition=draft, now=timezone.now())
    assert desk.get("edition_desk").url == draft.text.get_absolute_url()
    assert desk("piece_join", piece=piece).url == draft.text.get_absolute_url()


def test_a_long_text_has_pages_and_a_place_leads_to_its_own(client_of, curator):
    draft = make_draft(
        "\n\n".join(f"Paragraph {number} has words." for number in range(200)), name="long.txt"
    )
    browser = client_of(curator)
    address = reverse("edition_desk", args=[draft.text.slug, 1])
    assert browser.get(address).content.decode().count('class="piece is-') == 80
    late = row(draft, "Paragraph 150 ")
    page = browser.get(address, {"at": late.pk})
    assert page.context["page"] == 2
    assert f'value="{late.pk}" form="verbs" aria-describedby="w{late.pk}" checked' in page.content.decode()
    for wrong in ("0", "99", "x", "-1"):
        assert browser.get(address, {"page": wrong}).status_code == 200


def test_a_draft_from_before_the_desk_says_that_it_has_no_source(client_of, curator):

    draft = make_text(title="Older", published=False)
    page = client_of(curator).get(reverse("edition_desk", args=[draft.text.slug, 1]))
    assert "No source is kept for this draft" in page.content.decode()


def test_where_drafts_are_shown_their_places_lead_to_the_desk(desk, draft, client_of, curator):
    piece = row(draft, "stops in the")
    page = desk.get("edition_detail").content.decode()
    root = reverse("edition_desk", args=[draft.text.slug, 1])
    assert f'href="{root}?paragraph=3"' in page
    assert client_of(curator).get(root, {"paragraph": 3}).context["chosen"] == piece.pk
    assert root in desk.get("edition_publish").content.decode()


@pytest.mark.long
def test_a_page_of_the_desk_takes_little_time(client_of, curator):
    words = handbook().decode()
    draft = make_draft("\n\n".join([words] * 6), name="long.md")
    browser = client_of(curator)
    address = reverse("edition_desk", args=[draft.text.slug, 1])
    browser.get(address)
    within(0.5, lambda: browser.get(address, {"page": 3}))


@pytest.mark.parametrize("number", ["9" * 5000, "0" * 21 + "9" * 4400, "-1", "1e9", "٣"])
def test_a_number_that_is_no_key_is_no_error_of_ours(desk, draft, number):
    for name in ("piece_kind", "piece_join", "piece_nest", "piece_move", "piece_divide"):
        for field in ("piece", "also"):
            assert desk(name, kind="prose", **{field: number}).status_code in {302, 422}
    for name, field in (("desk_undo", "undo"), ("desk_redo", "redo")):
        assert desk(name, **{field: number}).status_code in {302, 422}
    for field in ("page", "paragraph", "at"):
        assert desk.get("edition_desk", **{field: number}).status_code == 200


@pytest.mark.long
@pytest.mark.parametrize("typed", ["\\*", "*a* "])
def test_very_many_asterisks_are_read_in_time(typed):
    within(4, lambda: unsigned(typed * 50_000))


@pytest.mark.parametrize("is_opened", [True, False])
def test_a_title_that_was_given_is_asked_for_no_more(client_of, curator, is_opened):
    draft = make_draft("only a line of words.\n\nAnd one more.", name="a.txt", title="")
    if not is_opened:
        draft.desk.delete()
    browser = client_of(curator)
    facts = {"title": "On lines", "authors": "", "language": "en"}
    guessed = reverse("text_edit", args=[draft.text.slug]) + "?title=On+lines"
    pages = [reverse(name, args=[draft.text.slug, 1]) for name in ("edition_detail", "edition_publish")]
    asked = "The file does not say what the text is called."
    assert asked in browser.get(pages[0]).text
    browser.post(guessed, facts)
    for page in [*pages, reverse("edition_desk", args=[draft.text.slug, 1])]:
        assert asked not in browser.get(page).text


@pytest.mark.parametrize("is_opened", [True, False])
def test_a_missing_author_is_asked_for_until_one_is_given(client_of, curator, is_opened):
    draft = make_draft("only a line of words.\n\nAnd one more.", name="a.txt", title="")
    if not is_opened:
        draft.desk.delete()
    browser, form = client_of(curator), reverse("text_edit", args=[draft.text.slug])
    asked = "The file does not say who wrote the text."
    shown = browser.get(reverse("edition_desk", args=[draft.text.slug, 1])).text
    assert f'href="{form}?next=desk&amp;field=authors">Name the author</a>' in shown
    assert re.search(r"<textarea[^>]*autofocus", browser.get(form, {"field": "authors"}).text)
    facts = {"title": draft.text.title, "authors": "", "language": "en"}
    browser.post(form, facts)
    assert asked in browser.get(reverse("edition_desk", args=[draft.text.slug, 1])).text
    browser.post(form, facts | {"authors": "Ada Quill"})
    for name in ("edition_detail", "edition_desk"):
        page = browser.get(reverse(name, args=[draft.text.slug, 1])).text
        assert asked not in page
        assert "The file does not say what the text is called." in page


def test_of_an_anonymous_text_a_curator_says_that_the_missing_author_was_looked_at(client_of, curator):
    draft = make_draft("only a line of words.\n\nAnd one more.", name="a.txt")
    about = draft.desk.pieces.get(kind=ABOUT)
    editing.look_at(edition=draft, user=curator, pk=about.pk, code="author_missing", at=0)
    shown = client_of(curator).get(reverse("edition_desk", args=[draft.text.slug, 1])).text
    assert "The file does not say who wrote the text." not in shown


def test_a_missing_title_is_named_where_one_publishes_and_the_way_to_give_one_is_offered(client_of, curator):
    draft = make_draft("only a line of words.\n\nAnd one more.", name="a.txt", title="")
    browser = client_of(curator)
    for name, came_from in [("edition_desk", "desk"), ("edition_publish", "publish")]:
        shown = browser.get(reverse(name, args=[draft.text.slug, 1])).text
        address = f"{reverse('text_edit', args=[draft.text.slug])}?next={came_from}&amp;field=title"
        assert f'href="{address}">Give it a title</a>' in shown
    assert "The title is still missing" in shown
    facts = browser.get(reverse("text_edit", args=[draft.text.slug]), {"next": "desk", "field": "title"}).text
    assert re.search(r'<input[^>]*name="title"[^>]*autofocus', facts)


@pytest.mark.parametrize("is_looked_at", [True, False])
def test_undoing_at_the_desk_never_asks_for_a_title_that_was_given(client_of, curator, is_looked_at):
    draft = make_draft("only a line of words.\n\nAnd one more.", name="a.txt", title="")
    browser, where = client_of(curator), [draft.text.slug, 1]
    editing.reword(edition=draft, user=curator, pk=row(draft, "And one").pk, words="And two more.")
    if is_looked_at:
        about = draft.desk.pieces.get(kind=ABOUT)
        editing.look_at(edition=draft, user=curator, pk=about.pk, code="title_missing", at=0)
    facts = {"title": "On lines", "authors": "", "language": "en"}
    browser.post(reverse("text_edit", args=[draft.text.slug]), facts)
    steps = range(1 + is_looked_at, 0, -1)
    for number in steps:
        page = browser.post(reverse("desk_undo", args=where), {"undo": number}, follow=True).text
        assert "The file does not say what the text is called." not in page
    assert "And one more." in said(draft)
    for number in reversed(steps):
        page = browser.post(reverse("desk_redo", args=where), {"redo": number}, follow=True).text
        assert "The file does not say what the text is called." not in page
    assert "And two more." in said(draft)


def test_saving_other_facts_leaves_the_doubt_about_the_title(client_of, curator):
    draft = make_draft("only a line of words.\n\nAnd one more.", name="a.txt", title="")
    browser = client_of(curator)
    facts = {"title": draft.text.title, "authors": "Ada Quill", "language": "en"}
    browser.post(reverse("text_edit", args=[draft.text.slug]), facts)
    shown = browser.get(reverse("edition_desk", args=[draft.text.slug, 1])).text
    assert "The file does not say what the text is called." in shown


def test_the_doubt_about_a_sentence_goes_with_a_heading_and_comes_back_with_undo(desk, draft):
    was = row(draft, "stops in the").doubts
    assert was
    desk("piece_kind", piece=row(draft, "stops in the").pk, kind="heading-1")
    assert row(draft, "stops in the").doubts == []
    desk("desk_undo", undo=1)
    assert row(draft, "stops in the").doubts == was


def test_the_desk_speaks_plainly(desk, draft):
    page = desk.get("edition_desk").text
    assert "<span>English</span>" in page
    assert "Mark as looked at" in page
    piece = row(draft, "The last").pk
    desk("piece_edit", piece=piece, words="The very last paragraph.")
    assert "Undo: edit" in desk.get("edition_desk").text
    piece = row(draft, "The very last").pk
    desk("piece_kind", piece=piece, kind="apart")
    assert "Undo: not content" in desk.get("edition_desk").text
    assert ">Cancel</a>" in desk.get("piece_edit", piece=row(draft, "Somebody").pk).text


def test_the_words_of_a_reference_are_asked_for_as_they_can_be_given(desk, draft):
    piece = row(draft, "Somebody").pk
    page = desk.get("note_link", piece=piece).text
    assert '<p class="hint" id="words-hint">Type them as they stand in this paragraph.' in page
    assert ">Cancel</a>" in page
    note = row(draft, "A note about").pk
    answer = desk("note_link", piece=piece, words="", note=note)
    assert "Say which words refer to the note" in answer.text
