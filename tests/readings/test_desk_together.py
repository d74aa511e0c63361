"""Several paragraphs of a draft at once, items of lists deeper and out again, and references whose note goes."""

import re

import pytest
from django.urls import reverse

from readings.desk import arranging, editing, looking, undoing
from readings.desk.laying import fresh
from readings.desk.mending import CannotMendError
from readings.desk.splicing import StaleError
from readings.models import DeskEdit
from tests.readings.desks import make_draft, row, rows, said
from tests.readings.invariants import assert_sound
from tests.readings.test_desk_laying import stored


@pytest.fixture
def draft(curator):
    return make_draft()


def keys(draft, *words: str) -> list[int]:
    return [row(draft, one).pk for one in words]


def test_several_are_given_a_kind_at_once_and_it_is_undone_at_one_stroke(draft, curator):
    before = rows(draft)
    pks = keys(draft, "The last", "It goes on", "one thing")
    done = arranging.make_kind(edition=draft, user=curator, pks=pks, kind="quotation")
    assert [one.text[:10] for one in done.came] == ["It goes on", "one thing", "The last p"]
    assert [row(draft, words).kind for words in ("The last", "It goes on", "one thing")] == ["quotation"] * 3
    assert DeskEdit.objects.count() == 1
    undoing.undo(edition=draft, number=1)
    assert rows(draft) == before


def test_several_are_taken_out_of_the_content_and_come_back_each_as_it_was(draft, curator):
    pks = keys(draft, "Second thoughts", "Somebody", "one thing")
    done = arranging.make_kind(edition=draft, user=curator, pks=pks, kind="apart")
    assert {one.kind for one in done.came} == {"apart"}
    back = arranging.make_kind(edition=draft, user=curator, pks=[one.pk for one in done.came], kind="prose")
    assert [one.kind for one in back.came] == ["heading", "quotation", "list_item"]


def test_several_that_stand_together_are_joined(draft, curator):
    pks = keys(draft, "It goes on", "The first", "middle of")
    done = arranging.join(edition=draft, user=curator, pks=pks)
    assert done.focus.text.startswith("The first paragraph")
    assert done.focus.text.endswith("stops in the middle of a sentence.")
    assert [edit.verb for edit in DeskEdit.objects.all()] == ["join_several"]
    undoing.undo(edition=draft, number=1)
    assert row(draft, "It goes on").pk == pks[0]


def test_joining_steps_over_what_is_not_content_and_leaves_it_there(draft, curator):
    pages = arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "It goes on"), kind="apart").came
    done = arranging.join(edition=draft, user=curator, pks=keys(draft, "The first"))
    assert done.focus.text.endswith("and a reference.1 middle of a sentence.")
    assert [one.pk for one in pages] == keys(draft, "It goes on")
    assert rows(draft).index(done.focus) < rows(draft).index(pages[0])
    undoing.undo(edition=draft, number=2)
    arranging.join(edition=draft, user=curator, pks=keys(draft, "The first", "middle of"))
    undoing.undo(edition=draft, number=2)
    arranging.join(edition=draft, user=curator, pks=keys(draft, "The first", "It goes on", "middle of"))
    assert row(draft, "It goes on").kind == "apart"
    assert "middle of" in row(draft, "The first").text


def test_what_is_not_content_is_joined_with_no_content(draft, curator):
    arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "It goes on"), kind="apart")
    for chosen in (keys(draft, "It goes on"), keys(draft, "The first", "It goes on")):
        with pytest.raises(CannotMendError, match="apart_joined"):
            arranging.join(edition=draft, user=curator, pks=chosen)


def test_what_does_not_stand_together_is_not_joined(draft, curator):
    with pytest.raises(CannotMendError, match="not_together"):
        arranging.join(edition=draft, user=curator, pks=keys(draft, "The first", "The last"))
    assert not DeskEdit.objects.exists()


def test_several_move_together_and_stand_together_then(draft, curator):
    before = said(draft)
    pks = keys(draft, "It goes on", "Somebody")
    done = arranging.move(edition=draft, user=curator, pks=pks)
    at = said(draft).index("It goes on here, and stops in the")
    assert said(draft)[at + 1] == "Somebody said this."
    assert sorted(said(draft)) == sorted(before)
    arranging.move(edition=draft, user=curator, pks=[one.pk for one in done.came], after=rows(draft)[-1].pk)
    assert said(draft)[-2:] == ["It goes on here, and stops in the", "Somebody said this."]
    moved = rows(draft)[-2:]
    stay = arranging.move(edition=draft, user=curator, pks=[one.pk for one in moved], before=moved[1].pk)
    assert not stay.is_new


def test_what_stands_under_an_item_goes_with_it_past_what_ends_no_list(draft, curator):
    arranging.nest(edition=draft, user=curator, pks=keys(draft, "First"), deeper=True)
    arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "another thing"), kind="quotation")
    second = next(one.pk for one in rows(draft) if one.text == "Second")
    arranging.nest(edition=draft, user=curator, pks=[second], deeper=True)
    items = [(one.text, one.data["level"]) for one in rows(draft) if one.kind == "list_item"]
    assert items == [("one thing", 1), ("First", 2), ("Second", 2)]
    arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "one thing"), kind="prose")
    with pytest.raises(CannotMendError, match="nothing_above"):
        arranging.nest(edition=draft, user=curator, pks=keys(draft, "First"), deeper=True)


def test_when_one_of_several_was_changed_meanwhile_none_is(draft, curator):
    pks = keys(draft, "The first", "The last")
    editing.reword(edition=draft, user=curator, pk=pks[1], words="Mine.")
    with pytest.raises(StaleError):
        arranging.make_kind(edition=draft, user=curator, pks=pks, kind="verse")
    assert row(draft, "The first").kind == "prose"


def test_several_begin_after_a_break_and_then_none_of_them(draft, curator):
    def turn() -> list[bool]:
        arranging.turn_break(edition=draft, user=curator, pks=keys(draft, "A Walk", "It goes on", "The last"))
        return ["break_before" in row(draft, words).data for words in ("A Walk", "It goes on", "The last")]

    assert rows(draft)[0].text == "A Walk"  # before which no break can stand
    assert [turn(), turn()] == [[False, True, True], [False, False, False]]


def test_an_item_is_nested_and_comes_out_again_with_its_further_paragraphs(draft, curator):
    [item] = keys(draft, "another thing")
    editing.reword(edition=draft, user=curator, pk=item, words="another thing\n\nand more of it")
    arranging.nest(edition=draft, user=curator, pks=keys(draft, "another thing"), deeper=True)
    assert [row(draft, words).data["level"] for words in ("one thing", "another", "more of it")] == [1, 2, 2]
    fresh(draft)
    assert_sound(stored(draft))
    assert draft.paragraphs.filter(data__level=2, kind="list_item").count() == 2
    with pytest.raises(CannotMendError, match="nothing_above"):
        arranging.nest(edition=draft, user=curator, pks=keys(draft, "another thing"), deeper=True)
    arranging.nest(edition=draft, user=curator, pks=keys(draft, "another thing"), deeper=False)
    assert [row(draft, words).data["level"] for words in ("one thing", "another", "more of it")] == [1, 1, 1]
    with pytest.raises(CannotMendError, match="outermost"):
        arranging.nest(edition=draft, user=curator, pks=keys(draft, "another thing"), deeper=False)
    with pytest.raises(CannotMendError, match="no_item"):
        arranging.nest(edition=draft, user=curator, pks=keys(draft, "The last"), deeper=True)


def test_a_reference_is_doubted_when_its_note_becomes_something_else_and_undo_links_it_again(draft, curator):
    before = rows(draft)
    done = arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "A note about"), kind="prose")
    assert done.loose == 1
    first = row(draft, "The first")
    [mark] = [mark for mark in first.marks if mark["kind"] == "note_ref"]
    assert ["note_missing", mark["start"]] in first.doubts
    assert "note_missing" in [warning["code"] for warning in fresh(draft).warnings]
    undoing.undo(edition=draft, number=1)
    assert rows(draft) == before


def test_a_note_that_was_taken_out_is_referred_to_again_when_it_comes_back(draft, curator):
    done = arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "A note about"), kind="apart")
    assert done.loose == 1
    assert row(draft, "The first").doubts
    arranging.make_kind(edition=draft, user=curator, pks=[done.focus.pk], kind="note")
    assert row(draft, "The first").doubts == []
    laid = fresh(draft)
    assert_sound(stored(laid))
    note = laid.paragraphs.get(kind="note").number
    assert laid.paragraphs.filter(marks__contains=[{"data": {"note": note}}]).exists()


def test_a_reference_and_its_note_that_go_together_leave_nothing_to_look_at(draft, curator):
    pks = keys(draft, "The first", "A note about")
    done = arranging.make_kind(edition=draft, user=curator, pks=pks, kind="apart")
    assert done.loose == 0
    alone = arranging.make_kind(edition=draft, user=curator, pks=[done.came[0].pk], kind="prose")
    assert [code for code, _at in alone.focus.doubts] == ["note_missing"]


def test_a_note_is_doubted_when_nothing_refers_to_it_any_more(draft, curator):
    arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "The first"), kind="apart")
    assert row(draft, "A note about").doubts == [["note_unreferenced", 0]]
    arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "The first"), kind="prose")
    assert row(draft, "A note about").doubts == []


def test_a_place_that_was_ticked_off_is_not_doubted_again_by_other_words(draft, curator):
    arranging.make_kind(edition=draft, user=curator, pks=keys(draft, "A note about"), kind="prose")
    first = row(draft, "The first")
    [[code, at]] = first.doubts
    editing.look_at(edition=draft, user=curator, pk=first.pk, code=code, at=at)
    first = row(draft, "The first")
    editing.reword(edition=draft, user=curator, pk=first.pk, words=f"{first.text} More.")
    assert row(draft, "The first").doubts == []


def test_ticked_boxes_say_what_a_button_acts_on_without_a_script(draft, client_of, curator):
    browser = client_of(curator)
    pks = keys(draft, "The last", "It goes on")
    where = [draft.text.slug, 1]
    browser.post(
        reverse("piece_kind", args=where),
        {"piece": row(draft, "Somebody").pk, "also": [*pks, "x", "9" * 30], "kind": "verse"},
    )
    assert row(draft, "The last").kind == row(draft, "It goes on").kind == "verse"
    assert row(draft, "Somebody").kind == "quotation"
    late = browser.post(reverse("piece_join", args=where), {"also": pks}, follow=True)
    assert "You have changed this paragraph in another window." in late.content.decode()


def test_boxes_stay_ticked_over_a_change_without_a_script(draft, client_of, curator):
    browser = client_of(curator)

    def pressed(name: str, **sent: object) -> list[str]:
        """The words of what is ticked on the page that comes after a button was pressed."""
        address = reverse(name, args=[draft.text.slug, 1])
        page = browser.post(address, {"also": ticked, **sent}, follow=True).text
        ticked[:] = [int(pk) for pk in re.findall(r'name="also" value="(\d+)"[^>]* checked>', page)]
        assert (f'<b class="figures">{len(ticked)}</b>' in page) == bool(ticked)
        return [one.text for one in rows(draft) if one.pk in ticked]

    ticked = keys(draft, "another thing", "First")
    both = ["another thing", "First"]
    assert pressed("piece_nest", to_where="deeper") == both
    assert pressed("piece_nest", to_where="deeper") == both  # refused: they stand under nothing that deep
    assert pressed("piece_kind", kind="verse") == ["another thing", "1. First"]
    assert pressed("desk_undo", undo=2) == both
    assert pressed("piece_join") == []
    ticked = keys(draft, "The last", "It goes on")
    editing.reword(edition=draft, user=curator, pk=keys(draft, "The last")[0], words="Mine.")
    assert pressed("piece_kind", kind="verse") == [row(draft, "It goes on").text]


def test_who_undoes_a_note_is_told_what_refers_to_it(draft, client_of, curator):
    browser = client_of(curator)
    address = reverse("piece_kind", args=[draft.text.slug, 1])
    answer = browser.post(address, {"piece": row(draft, "A note about").pk, "kind": "prose"}, follow=True)
    assert "1 place referred to this note and leads nowhere now." in answer.content.decode()
    undoing.undo(edition=draft, number=1)
    note = row(draft, "A note about")
    sent = {"piece": note.pk, "kind": "apart", "from": note.place, "to": note.place}  # on a page of its own
    part = browser.post(address, sent, headers={"HX-Request": "true"}).content.decode()
    assert "1 place referred to this note and leads nowhere now." in part
    assert part.count('class="piece is-') == 1
    assert 'name="undo" value="1">Undo</button>' in part


def test_a_button_nests_and_one_that_is_done_several_times_keeps_the_boxes_ticked(draft, client_of, curator):
    stand = {"from": rows(draft)[0].place, "to": rows(draft)[-1].place}
    sent = {"also": keys(draft, "another thing", "First"), "to_where": "deeper", **stand}
    address = reverse("piece_nest", args=[draft.text.slug, 1])
    part = client_of(curator).post(address, sent, headers={"HX-Request": "true"}).content.decode()
    assert part.count('aria-describedby="w') == 4
    assert part.count(" checked>") == 3  # two boxes, and the piece with which one goes on
    assert "Undo: deeper in the list" in part


def test_all_places_with_one_doubt_are_looked_at_with_one_press_and_come_back_with_one(client_of, curator):
    words = "\n\n".join(
        [*(f"Words that end in {at} and" for at in range(200)), "It stands.", "a small beginning."]
    )
    draft = make_draft(words, name="long.txt", title="Long")
    browser = client_of(curator)
    where = [draft.text.slug, 1]
    page = browser.get(reverse("edition_desk", args=where)).text
    assert "Mark all 200 as looked at" in page
    first, last = rows(draft)[0], rows(draft)[-1]
    doubt = f"{first.pk} stops_mid_sentence {len(first.text)}"
    answer = browser.post(reverse("doubt_look", args=where), {"alike": doubt, "piece": last.pk})
    assert answer["Location"].endswith(f"?at={last.pk}#b{last.pk}")
    assert [one.doubts for one in rows(draft) if one.doubts] == [last.doubts]
    assert last.doubts[0][0] == "starts_mid_sentence"
    assert [edit.verb for edit in DeskEdit.objects.all()] == ["look_all"]
    back = browser.post(reverse("desk_undo", args=where), {"undo": 1, "piece": last.pk})
    assert back["Location"].endswith(f"?at={last.pk}#b{last.pk}")
    assert sum(bool(one.doubts) for one in rows(draft)) == 201


def test_a_script_gets_of_all_that_were_looked_at_only_what_its_page_shows(client_of, curator):
    words = "\n\n".join(f"Words that end in {at} and" for at in range(200))
    draft = make_draft(words, name="long.txt", title="Long")
    on_page = rows(draft)[80:160]
    chosen = on_page[7]
    sent = {"alike": f"{chosen.pk} stops_mid_sentence {len(chosen.text)}", "piece": chosen.pk}
    ends = {"from": on_page[0].place, "to": on_page[-1].place, "seen": 0}
    answer = client_of(curator).post(
        reverse("doubt_look", args=[draft.text.slug, 1]), sent | ends, headers={"HX-Request": "true"}
    )
    assert "HX-Redirect" not in answer
    assert answer.text.count('class="piece is-') == 80
    assert answer.text.count('hx-swap-oob="delete"') == 80
    now = rows(draft)[87]
    assert f'value="{now.pk}" form="verbs" aria-describedby="w{now.pk}" checked' in answer.text
    assert f'"at": {now.pk}' in answer["HX-Trigger-After-Settle"]
    back = client_of(curator).post(
        reverse("desk_undo", args=[draft.text.slug, 1]),
        {**ends, "undo": 1, "piece": now.pk, "seen": 1},
        headers={"HX-Request": "true"},
    )
    assert "HX-Redirect" not in back
    assert back.text.count('class="piece is-') == 80
    assert f'"at": {chosen.pk}' in back["HX-Trigger-After-Settle"]


def test_of_doubts_that_name_something_only_those_with_the_same_words_are_looked_at(draft, curator):
    for one, title in zip(rows(draft)[:3], ("A", "B", "A"), strict=True):
        one.doubts = [["contents_entry_missing", 0, {"title": title}]]
        one.save()
    one = rows(draft)[0]
    looking.look_at_alike(edition=draft, user=curator, pk=one.pk, code="contents_entry_missing", at=0)
    assert [one.doubts[0][2]["title"] for one in rows(draft)[:3] if one.doubts] == ["B"]


def test_what_is_not_doubted_cannot_be_looked_at_with_all_like_it(draft, curator):
    with pytest.raises(CannotMendError, match="no_such_doubt"):
        looking.look_at_alike(
            edition=draft, user=curator, pk=row(draft, "The last").pk, code="stops_mid_sentence", at=0
        )
