"""Notes to self: written beside the words of a text, with a circle or alone, and seen by nobody else."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.leaving import leave, what_happens
from discussions.jotting_lists import A_PAGE
from discussions.models import Comment, Jotting, Thread
from notices.models import Delivery
from readings.publishing import ask
from tests.factories import make_draft, make_group, make_jotting, make_schedule, make_text, publish, withdraw

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "panel"}


def writing(edition):
    return reverse("jotting_create", args=[edition.text.slug, edition.number])


def here(edition, number):
    return reverse("paragraph_jottings", args=[edition.text.slug, edition.number, number])


def page_of(edition):
    return reverse("page_detail", args=[edition.text.slug, 1])


def sent(edition, number=2, length=12, body="Look *this* up.", **more):
    """What the form sends: a note on the first letters of a paragraph."""
    start = edition.paragraphs.get(number=number).start
    quote = edition.content[start : start + length]
    words = {"start": start, "end": start + length, "quote": quote}
    return words | {"body": body, "submission": str(uuid.uuid4())} | more


def pencil(page, number):
    """The markup of the link to one's notes beside a paragraph, if there is one."""
    found = re.findall(rf'<a class="jotted" id="jotted-{number}"[^>]*>', page)
    return found[0] if found else None


# Writing one


def test_a_reader_alone_notes_something_on_exact_words_and_finds_it_beside_them(client_of, charlie, edition):
    client, page = client_of(charlie), page_of(edition)
    assert pencil(client.get(page).text, 2) is None
    asked = sent(edition)
    answer = client.post(writing(edition), asked)
    assert answer.url == reverse("paragraph_detail", args=[edition.text.slug, 2])
    jotting = Jotting.objects.get()
    assert (jotting.user, jotting.edition, jotting.start, jotting.end) == (
        charlie, edition, asked["start"], asked["end"],
    )  # fmt: skip
    assert jotting.quote == asked["quote"]
    assert edition.content[: jotting.end + 32].endswith(jotting.prefix + jotting.quote + jotting.suffix)
    assert jotting.html == "<p>Look <em>this</em> up.</p>"
    shown = client.get(page).text
    assert f'data-spans="{jotting.start}-{jotting.end}"' in pencil(shown, 2)
    assert 'aria-label="Your note to self on paragraph 2"' in pencil(shown, 2)
    assert pencil(shown, 3) is None
    assert "Your note is kept. Only you see it." in shown
    assert "Look <em>this</em> up." in client.get(here(edition, 2)).text


def test_a_member_has_the_same_note_beside_the_page_of_the_circle(client_of, bob, edition, schedule):
    page = reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
    client = client_of(bob)
    assert 'id="jotting-form"' in client.get(page).text
    answer = client.post(writing(edition), sent(edition, plan=schedule.pk))
    assert answer.url == reverse("reader_paragraph", args=[schedule.group.slug, schedule.pk, 2])
    assert f"plan={schedule.pk}" in pencil(client.get(page).text, 2)
    assert pencil(client.get(page_of(edition)).text, 2)


def test_a_note_reaches_over_the_end_of_a_paragraph_and_stands_beside_both(client_of, bob, edition):
    first, second = edition.paragraphs.filter(number__in=[2, 3]).order_by("number")
    start, end = first.end - 9, second.start + 9
    words = {"start": start, "end": end, "quote": edition.content[start:end]}
    client_of(bob).post(writing(edition), sent(edition) | words)
    page = client_of(bob).get(page_of(edition)).text
    assert pencil(page, 2)
    assert pencil(page, 3)


def test_a_form_sent_twice_makes_one_note(client_of, bob, edition):
    asked = sent(edition)
    for _time in range(2):
        assert client_of(bob).post(writing(edition), asked).status_code == 302
    assert Jotting.objects.count() == 1


def test_htmx_gets_the_panel_with_the_note_and_the_link_for_the_margin(client_of, bob, edition):
    answer = client_of(bob).post(writing(edition), sent(edition), **HTMX)
    jotting = Jotting.objects.get()
    assert "<html" not in answer.text
    assert f'id="jotting-{jotting.pk}"' in answer.text
    assert re.search(r'<div data-beside="p2" hidden><a class="jotted"', answer.text)
    assert "Your note is kept" in answer.headers["HX-Trigger-After-Settle"]


def test_without_a_script_a_whole_paragraph_is_noted_upon(client_of, bob, edition):
    page = client_of(bob).get(writing(edition), {"paragraph": "3"})
    place = edition.paragraphs.get(number=3)
    form = page.context["form"]
    assert (form["start"].value(), form["end"].value()) == (place.start, place.end)
    assert "Only you see this" in page.text
    for number in ("", "0", "99", "two"):
        assert client_of(bob).get(writing(edition), {"paragraph": number}).status_code == 404


def test_without_a_script_words_of_a_paragraph_can_be_typed(client_of, bob, edition):
    place = edition.paragraphs.get(number=3)
    words = edition.content[place.start + 7 : place.start + 30].strip()
    form = client_of(bob).get(writing(edition), {"paragraph": "3", "words": words}).context["form"]
    assert edition.content[form["start"].value() : form["end"].value()] == words == form["quote"].value()
    page = client_of(bob).get(writing(edition), {"paragraph": "3", "words": "xyzzy"})
    assert "“xyzzy” is not in that paragraph." in page.text
    assert page.context["form"]["end"].value() == place.end


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"body": " "}, "Write something first."),
        ({"body": "x" * 20_001}, "make two notes of it"),
        ({"quote": "other words"}, "These words are not at this place of the text"),
        ({"start": "", "end": ""}, "Choose some words of the text first."),
        ({"end": 10**6}, "Choose fewer words"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_written_stays(
    client_of, bob, edition, wrong, sentence
):
    answer = client_of(bob).post(writing(edition), sent(edition) | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert wrong.get("body", "Look *this* up.") in answer.text
    assert not Jotting.objects.exists()


def test_nothing_is_put_on_an_edition_that_was_corrected_meanwhile(client_of, bob, edition):
    asked = sent(edition)
    publish(make_draft(edition.text, ["Other words."]))
    answer = client_of(bob).post(writing(edition), asked)
    assert answer.status_code == 422
    assert "What you wrote is kept here" in answer.text
    assert not Jotting.objects.exists()


def test_nothing_is_put_on_an_edition_while_the_next_one_is_being_published(client_of, bob, edition):
    ask(edition=make_draft(edition.text, ["Other words."]), now=timezone.now())
    answer = client_of(bob).post(writing(edition), sent(edition))
    assert "being published right now" in answer.text
    assert not Jotting.objects.exists()


def test_drafts_take_no_notes(client_of, curator):
    draft = make_text(title="A Draft", published=False)
    assert client_of(curator).get(writing(draft), {"paragraph": 1}).status_code == 404


def test_html_of_ones_own_is_shown_as_it_was_typed(client_of, bob, edition):
    client_of(bob).post(writing(edition), sent(edition, body="<script>alert(1)</script> [x](javascript:y)"))
    assert "<script>" not in Jotting.objects.get().html
    assert "javascript:y" not in re.findall('href="[^"]*"', Jotting.objects.get().html)


# Whose it is


def test_nobody_else_sees_it_anywhere(client_of, alice, bob, curator, edition, schedule):
    jotting = make_jotting(bob, edition, body="Unseen thoughts.")
    assert list(Jotting.objects.visible_to(bob)) == [jotting]
    pages = [
        page_of(edition),
        reverse("reader", args=[schedule.group.slug, schedule.pk, 1]),
        edition.text.get_absolute_url(),
        here(edition, 2),
        reverse("jotting_list"),
        reverse("paragraph_threads", args=[schedule.group.slug, schedule.pk, 2]),
        reverse("thread_list", args=[schedule.group.slug]),
        schedule.group.get_absolute_url(),
        reverse("group_list"),
        f"{reverse('text_list')}?q=unseen",
    ]
    for other in (alice, curator):
        assert not Jotting.objects.visible_to(other).exists()
        client = client_of(other)
        for page in pages:
            shown = client.get(page)
            assert "Unseen thoughts" not in shown.text
            assert "jotted-2" not in shown.text
        for name in ("jotting_edit", "jotting_answer"):
            assert client.post(reverse(name, args=[jotting.pk]), {"body": "x"}).status_code == 404
        client.post(reverse("jotting_delete", args=[jotting.pk]))
    assert Jotting.objects.get() == jotting


def test_writing_one_tells_nobody_and_stirs_no_talk(client_of, alice, bob, edition, schedule):
    before = client_of(alice).get(reverse("thread_list", args=[schedule.group.slug])).text
    client_of(bob).post(writing(edition), sent(edition, body="@Alice knows this."))
    assert not Delivery.objects.exists()
    assert not Thread.objects.exists()
    assert not Comment.objects.exists()
    after = client_of(alice).get(reverse("thread_list", args=[schedule.group.slug])).text
    assert re.sub("csrf.*", "", after) == re.sub("csrf.*", "", before)


def test_a_visitor_is_asked_to_sign_in_and_has_no_form_on_the_page(client, edition):
    assert client.get(writing(edition)).url.startswith(reverse("account_login"))
    page = client.get(page_of(edition)).text
    assert "jotting-form" not in page
    assert "data-jot" not in page


def test_whoever_leaves_takes_their_notes_with_them(alice, bob, edition):
    make_jotting(bob, edition)
    make_jotting(alice, edition)
    assert "Your notes to self are deleted." in what_happens(bob)
    leave(person=bob, now=timezone.now())
    assert [one.user for one in Jotting.objects.all()] == [alice]


# Changing it and taking it away


def test_it_is_changed_and_says_so(client_of, bob, edition):
    jotting = make_jotting(bob, edition)
    address = reverse("jotting_edit", args=[jotting.pk])
    assert "Look this up." in client_of(bob).get(address).text
    answer = client_of(bob).post(address, {"body": "I **have** looked."})
    assert answer.url == reverse("paragraph_detail", args=[edition.text.slug, 2])
    jotting.refresh_from_db()
    assert (jotting.body, jotting.html) == ("I **have** looked.", "<p>I <strong>have</strong> looked.</p>")
    assert "edited" in client_of(bob).get(here(edition, 2)).text


def test_the_same_words_again_are_no_edit(client_of, bob, edition):
    jotting = make_jotting(bob, edition)
    client_of(bob).post(reverse("jotting_edit", args=[jotting.pk]), {"body": jotting.body})
    jotting.refresh_from_db()
    assert jotting.edited_at is None


def test_an_empty_edit_is_refused_beside_the_field(client_of, bob, edition):
    jotting = make_jotting(bob, edition)
    answer = client_of(bob).post(reverse("jotting_edit", args=[jotting.pk]), {"body": ""}, **HTMX)
    assert answer.status_code == 422
    assert "Write something first." in answer.text
    assert answer.headers["HX-Retarget"] == f"#editing-jotting-{jotting.pk}"


def test_taken_away_it_is_gone_and_undo_puts_it_back_as_it_was(client_of, bob, edition):
    made_at = timezone.now().replace(microsecond=0)
    jotting = make_jotting(bob, edition, words=(3, 20), created_at=made_at)
    client = client_of(bob)
    address = client.post(reverse("jotting_delete", args=[jotting.pk])).url
    assert not Jotting.objects.exists()
    page = client.get(address).text
    assert "Your note is taken away." in page
    assert "You have no note here." in page
    assert 'id="putting-back"' in page
    kept = re.search(r'class="undo" form="putting-back" name="kept" value="([^"]+)"', page)[1]
    for _time in range(2):
        client.post(reverse("jotting_restore"), {"kept": kept})
    again = Jotting.objects.get()
    same = ("user_id", "edition_id", "span", "quote", "prefix", "suffix", "body", "html", "created_at")
    assert [getattr(again, name) for name in same] == [getattr(jotting, name) for name in same]


def test_nobody_puts_back_what_was_anothers(client_of, alice, bob, edition):
    jotting = make_jotting(bob, edition)
    answer = client_of(bob).post(reverse("jotting_delete", args=[jotting.pk]), **HTMX).text
    kept = re.search(r'name="kept" value="([^"]+)"', answer)[1]
    for wrong in (kept, kept + "x", ""):
        client_of(alice).post(reverse("jotting_restore"), {"kept": wrong})
    assert not Jotting.objects.exists()


def test_htmx_gets_the_margin_without_its_link_and_a_way_back(client_of, bob, edition):
    jotting = make_jotting(bob, edition)
    answer = client_of(bob).post(reverse("jotting_delete", args=[jotting.pk]), **HTMX).text
    assert '<div data-beside="p2" hidden></div>' in answer
    assert 'class="undo" name="kept"' in answer


# The list of all


def test_the_list_goes_text_by_text_in_the_order_of_the_words(client_of, bob, edition):
    other = make_text(title="Another Text")
    for number in (4, 2):
        make_jotting(bob, edition, paragraph=number, body=f"On {number}.")
    make_jotting(bob, other, paragraph=3, body="On 3.")
    page = client_of(bob).get(reverse("jotting_list")).text
    assert re.findall(r"<p>On (\d)\.</p>", page) == ["3", "2", "4"]
    within = client_of(bob).get(reverse("jotting_list"), {"text": edition.text.slug}).text
    assert re.findall(r"<p>On (\d)\.</p>", within) == ["2", "4"]


def test_each_leads_to_its_exact_words(client_of, bob, edition):
    jotting = make_jotting(bob, edition, words=(3, 20))
    address = reverse("passage_detail", args=[edition.text.slug, 1, jotting.start, jotting.end])
    assert f'href="{address}"' in client_of(bob).get(reverse("jotting_list")).text
    assert f"?at={jotting.start}-{jotting.end}#here" in client_of(bob).get(address).url


def test_a_long_list_has_pages(client_of, bob, edition):
    for number in range(A_PAGE + 1):
        make_jotting(bob, edition, body=f"Note {number}.")
    page = client_of(bob).get(reverse("jotting_list")).text
    assert page.count('class="comment jotting"') == A_PAGE
    assert client_of(bob).get(reverse("jotting_list"), {"page": 2}).text.count('class="comment jotting"') == 1


def test_an_empty_list_says_how_a_note_is_made(client_of, bob):
    page = client_of(bob).get(reverse("jotting_list")).text
    assert "No notes yet" in page
    assert "the key m" in page


def test_what_is_done_in_the_list_leads_back_to_it(client_of, bob, edition):
    jotting = make_jotting(bob, edition)
    back = f"{reverse('jotting_list')}?text={edition.text.slug}"
    edit = reverse("jotting_edit", args=[jotting.pk])
    client = client_of(bob)
    assert client.post(edit, {"body": "Else.", "next": back}).url == back
    assert client.post(reverse("jotting_delete", args=[jotting.pk]), {"next": back}).url == back
    assert "Undo" in client.get(back).text


def test_nobody_is_led_to_another_site(client_of, bob, edition):
    jotting = make_jotting(bob, edition)
    for elsewhere in ("https://example.org/", "//example.org/"):
        answer = client_of(bob).post(
            reverse("jotting_edit", args=[jotting.pk]), {"body": "Else.", "next": elsewhere}
        )
        assert answer.url == reverse("paragraph_detail", args=[edition.text.slug, 2])


def test_words_of_a_text_that_was_taken_out_are_shown_to_its_circles_alone(client_of, alice, charlie):
    edition = make_text(title="Kept by Some")
    make_schedule(make_group("Those who keep it", facilitator=alice), edition)
    for person in (alice, charlie):
        make_jotting(person, edition, words=(0, 20), body="My own words.")
    quote = Jotting.objects.filter(user=alice).get().quote
    withdraw(edition)
    page = client_of(alice).get(reverse("jotting_list")).text
    assert quote in page
    page = client_of(charlie).get(reverse("jotting_list")).text
    assert quote not in page
    assert "My own words." in page
    assert "withdrawn from the library" in page


def test_all_of_them_can_be_taken_along_as_a_file(client_of, alice, bob, edition):
    jotting = make_jotting(bob, edition, words=(0, 20), body="Look *this* up.")
    make_jotting(alice, edition, body="Not for Bob.")
    answer = client_of(bob).get(reverse("jotting_export"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.md"'
    address = reverse("passage_detail", args=[edition.text.slug, 1, jotting.start, jotting.end])
    written = timezone.localtime(jotting.created_at, bob.clock)
    assert answer.text == (
        f"# Your notes\n\n## {edition.text.title}\n\n### ¶ 2, {written:%Y-%m-%d %H:%M}\n\n"
        f"> {jotting.quote}\n\nLook *this* up.\n\n<http://testserver{address}>\n"
    )
