"""What a curator is told of a draft: which edition it is of what, and its doubtful places, sorted."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from readings.desk.arranging import make_kind
from readings.desk.editing import look_at
from readings.desk.opening import open_desk
from readings.doubts import doubt
from readings.importing import import_text
from readings.models import Edition, Import
from readings.publishing import publish
from tests.factories import make_draft, make_group, make_schedule, make_text, prose
from tests.readings.desks import row

pytestmark = pytest.mark.django_db

LINES = ["# Walk", *(prose(12, number) for number in range(6)), "- one", "- two", "- three"]


@pytest.fixture
def correction():
    return make_draft(make_text(LINES).text, [*LINES, prose(5)])


def page(client, name, draft):
    return " ".join(client.get(reverse(name, args=[draft.text.slug, draft.number])).text.split())


def test_a_draft_of_a_correction_says_which_edition_of_what_it_is(client_of, curator, correction):
    shown = page(client_of(curator), "edition_detail", correction)
    assert "Edition 2 of “On Walking Together”, a draft. Only curators see it" in shown
    assert reverse("page_detail", args=[correction.text.slug, 1]) in shown
    assert reverse("edition_compare", args=[correction.text.slug, 1, 2]) in shown


def test_a_draft_of_a_new_text_is_no_edition_of_another(client_of, curator):
    draft = make_text(LINES, published=False)
    shown = page(client_of(curator), "edition_detail", draft)
    assert "A draft. Only curators see it" in shown
    assert "Edition 1" not in shown


def test_wherever_a_correction_is_met_it_is_called_an_edition_and_a_draft(client_of, curator, correction):
    client = client_of(curator)
    Import.objects.create(
        user=curator,
        state=Import.State.REFUSED,
        refusal={"message": "No.", "values": {}},
        edition=correction,
        ended_at=timezone.now(),
    )
    said = "Edition 2, a draft"
    assert said in client.get(reverse("text_list")).text
    assert said in client.get(correction.text.get_absolute_url()).text
    assert said in client.get(reverse("edition_page", args=[correction.text.slug, 2, 1])).text
    assert said in client.get(reverse("import_list")).text
    assert said in page(client, "edition_desk", correction)


def test_a_reader_sees_no_draft_among_the_editions(client_of, bob, correction):
    assert "a draft" not in client_of(bob).get(correction.text.get_absolute_url()).text


def test_an_overtaken_draft_says_so_and_cannot_be_published(client_of, curator, correction):
    later = make_draft(correction.text, LINES)
    publish(edition=later, now=timezone.now())
    shown = page(client_of(curator), "edition_detail", correction)
    assert "Edition 3 has been published since" in shown
    assert reverse("edition_publish", args=[correction.text.slug, 2]) not in shown


def test_publishing_a_correction_says_what_changes_and_not_that_everyone_will_read_it(
    client_of, curator, alice, correction
):
    client = client_of(curator)
    shown = page(client, "edition_publish", correction)
    assert "Edition 2 becomes the current edition of “On Walking Together”" in shown
    assert (
        "A thread whose words are gone stays on the edition that it stands on, which can still be read"
        in shown
    )
    assert "No group is reading this text now." in shown
    make_schedule(make_group(facilitator=alice), correction.text.current_edition)
    assert "1 group is reading this text now." in page(client, "edition_publish", correction)
    assert "Everyone will be able to read" not in shown
    done = client.post(reverse("edition_publish", args=[correction.text.slug, 2]), follow=True)
    assert "Edition 2 is the current one now" in done.text


def test_publishing_a_new_text_says_that_everyone_will_read_it(client_of, curator):
    draft = make_text(LINES, published=False)
    assert "Everyone will be able to read" in page(client_of(curator), "edition_publish", draft)


def test_deleting_a_correction_says_that_what_is_published_stays(client_of, curator, correction):
    shown = page(client_of(curator), "edition_delete", correction)
    assert "What is published stays as it is." in shown
    assert "was never published" not in shown


def test_doubtful_places_are_sorted_and_each_sort_says_how_many_it_has(client_of, curator):
    draft = make_text(LINES, published=False)
    starts = [paragraph.start for paragraph in draft.paragraphs.order_by("number")]
    draft.warnings = [doubt("stops_mid_sentence", at).as_dict() for at in starts[1:7]]
    draft.warnings += [doubt("heading_guessed", starts[0]).as_dict()]
    draft.save(update_fields=["warnings"])
    shown = page(client_of(curator), "edition_detail", draft)
    sorts = re.findall(r'<summary><span>(.*?)</span><span class="count">(\d+)</span>', shown)
    assert sorts == [
        ("This short line was taken as a heading. Please check it.", "1"),
        ("This paragraph stops in the middle of a sentence.", "6"),
    ]
    assert shown.count("?paragraph=") == 7


def test_kinds_and_lengths_are_named_with_their_numbers(client_of, curator):
    draft = make_text(LINES, published=False)
    shown = page(client_of(curator), "edition_detail", draft)
    assert "<dt>List items</dt><dd>3</dd>" in shown
    assert "<dt>Heading</dt><dd>1</dd>" in shown
    assert re.search(r'class="figures">\d+ words</span>', shown)


def test_a_published_edition_lists_no_places_to_look_at(client_of, curator):
    edition = make_text(LINES, published=False)
    Edition.objects.filter(pk=edition.pk).update(warnings=[doubt("heading_guessed", 0).as_dict()])
    publish(edition=edition, now=timezone.now())
    assert "Places to look at" not in page(client_of(curator), "edition_detail", edition)


@pytest.mark.long
def test_breaks_and_blocks_of_code_are_among_what_was_found(client_of, curator):
    words = f"# Walk\n\n{prose(9)}\n\n* * *\n\n{prose(8)}\n\n```\nstep = 1\nstep += 1\n```\n"
    shown = page(client_of(curator), "edition_detail", import_text(data=words.encode(), title="Walk"))
    assert "<dt>Breaks</dt><dd>1</dd>" in shown
    assert "<dt>Code block</dt><dd>1</dd>" in shown
    assert "Verse" not in shown


def test_the_outline_of_a_draft_counts_as_the_contents_of_the_text_do(client_of, curator):
    draft = make_text(["# Walk", prose(10), "## Near", prose(7)], published=False)
    shown = page(client_of(curator), "edition_detail", draft)
    counts = re.findall(r'<span class="figures">([\d,]+) words</span>', shown)
    sections = list(draft.sections.all())
    assert counts == [str(sum(section.own_words for section in sections)), str(sections[1].own_words)]


BROKEN = f"""# Walk

## Near

{prose(9)}

and so it broke off

{prose(8)}

and here it broke off again
"""


def places(edition):
    """What is open in an edition: by its code and the words before the place."""
    return [(one["code"], edition.content[: one["where"]][-9:]) for one in edition.warnings]


def looked_through(edition, curator, words):
    """Tick off what is doubted in the paragraph with these words, and publish the draft."""
    open_desk(edition)
    while doubts := row(edition, words).doubts:
        code, at, *_names = doubts[0]
        look_at(edition=edition, user=curator, pk=row(edition, words).pk, code=code, at=at)
    publish(edition=edition, now=timezone.now())
    return Edition.objects.select_related("text").get(pk=edition.pk)


@pytest.mark.long
def test_of_the_next_edition_only_what_was_looked_at_is_asked_no_more(curator):
    first = import_text(data=BROKEN.encode(), title="Walk")
    before = places(first)
    first = looked_through(first, curator, "and so it broke")
    assert len(before) - len(first.warnings) == 2
    second = import_text(data=f"{BROKEN}\nbut here is another\n".encode(), text=first.text)
    *before, (_code, last) = places(first)  # which is a break of two halves now
    assert places(second)[: len(first.warnings)] == [*before, ("sentence_broken", last)]
    assert len(second.warnings) > len(first.warnings), "what is new is asked"


@pytest.mark.long
def test_what_was_looked_at_is_asked_no_more_though_its_kind_was_changed_at_the_desk(curator):
    draft = import_text(data=BROKEN.encode(), title="Walk")
    open_desk(draft)
    make_kind(edition=draft, user=curator, pks=[row(draft, "and so it broke").pk], kind="quotation")
    first = looked_through(draft, curator, "and so it broke")
    assert places(import_text(data=BROKEN.encode(), text=first.text))[: len(first.warnings)] == places(first)


@pytest.mark.long
def test_what_was_looked_at_is_asked_no_more_though_a_word_was_mended_beside_it(curator):
    words = BROKEN.replace("and so it broke off", f"and so {prose(30)[:-1]} it broke off")
    first = looked_through(import_text(data=words.encode(), title="Walk"), curator, "and so")
    at = words.index("and so") + 90
    second = import_text(data=f"{words[:at]}x{words[at:]}".encode(), text=first.text)
    assert second.content != first.content
    assert places(second) == places(first)


@pytest.mark.long
def test_what_was_published_without_a_look_is_asked_again():
    first = import_text(data=BROKEN.encode(), title="Walk", publish_at=timezone.now())
    second = import_text(data=f"{BROKEN}\nIt ended.\n".encode(), text=first.text)
    assert places(second) == places(first)


@pytest.mark.long
def test_what_was_set_apart_is_shown_with_its_own_words(client_of, curator):
    words = f"A WALK ROUND THE POND\nby Ada Finch\n\nCHAPTER ONE\n\n{prose(9)}\n\nCHAPTER TWO\n\n{prose(8)}\n"
    shown = page(client_of(curator), "edition_detail", import_text(data=words.encode(), name="walk.txt"))
    places = shown[shown.index("Places to look at") : shown.index("What was found")]
    quotes = re.findall(r'<p class="thread-quote"[^>]*>(.*?)</p>', places)
    assert quotes[:2] == ["A WALK ROUND THE POND", "by Ada Finch"]
    assert "CHAPTER ONE" not in quotes
    assert places.count("Before paragraph 1<") == 2
    assert "What was set apart is not read; at the desk it can be looked at and brought back." in places
    assert "<dd>Ada Finch</dd>" in shown


@pytest.mark.long
def test_that_lines_were_set_apart_is_said_at_their_own_places_alone(client_of, curator):
    words = f"A WALK ROUND THE POND\n\nCHAPTER ONE\n\n{prose(9)}\n\nCHAPTER TWO\n\n{prose(8)}\n"
    draft = import_text(data=words.encode(), name="walk.txt")
    asked = [doubt("stops_mid_sentence", 0).as_dict(), doubt("running_heads_apart", 0).as_dict()]
    Edition.objects.filter(pk=draft.pk).update(warnings=asked)
    shown = page(client_of(curator), "edition_detail", draft)
    places = shown[shown.index("Places to look at") : shown.index("What was found")]
    assert places.lower().count("set apart: kept on the desk") == 1
    assert "What was set apart is not read" not in places


def test_the_outline_of_a_draft_folds_chapters_around_what_is_within_them(client_of, curator):
    words = "Some words stand here."
    draft = make_draft(make_text(title="A walk").text, ["# One", words, "## Within", words, "# Two", words])
    page = client_of(curator).get(reverse("edition_detail", args=["a-walk", draft.number])).text
    outline = page.split('class="outline open chapters"')[1]
    folded = outline.split("<details open>")[1].split("</details>")[0]
    assert "One" in folded.split("</summary>")[0]
    assert 'class="level-2"' in folded
    assert "Within" in folded
    assert "Two" in outline.split("</details>")[1]
