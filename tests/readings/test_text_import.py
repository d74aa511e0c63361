"""A curator brings files or pasted words; a worker makes drafts of them; the list says how far they are."""

import datetime as dt
import io
import tempfile
import tracemalloc
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from readings import tasks
from readings.import_views import text_import
from readings.importers.refusing import cut_off
from readings.importing import ATTEMPTS, LEASE, give_up, left_lying, read_import, receive
from readings.keeping import keep
from readings.models import Edition, Import, Original, Text
from tests.factories import make_booklet, make_draft
from tests.readings.importers import samples

pytestmark = [pytest.mark.django_db, pytest.mark.long]

SIGNED_IN = RequestFactory(headers={"cookie": "sessionid=of-somebody"})  # whose, the view looks up

WALK = b"# On Walking\n\n## Setting out\n\nWe set out before the sun was up.\n\n## Coming home\n\nWe came home late.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def odd_zip() -> bytes:
    """A zip file that is sound, and of which only a look inside shows that it is no book."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("chapter.xml", "<p>Words</p>")
    return packed.getvalue()


ODD_ZIP = odd_zip()


def upload(name: str = "walk.md", data: bytes = WALK) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def read_all() -> None:
    """What the worker does with the tasks that a page has queued."""
    for brought in Import.objects.filter(state=Import.State.WAITING):
        tasks.read_import(brought.pk)


def test_a_curator_uploads_looks_and_publishes(client_of, curator):
    client = client_of(curator)
    page = client.post(reverse("text_import"), {"file": upload(), "language": "en"})
    assert page.url == reverse("import_list")
    assert "it goes on" in client.get(page.url).text
    read_all()
    edition = Edition.objects.get()
    address = reverse("edition_detail", args=["on-walking", 1])
    assert address in client.get(page.url).text
    assert edition.imported_by == curator
    assert "Setting out" in client.get(address).text
    publish = reverse("edition_publish", args=["on-walking", 1])
    assert publish in client.get(address).text
    assert "Publish this draft?" in client.get(publish).text
    client.post(publish)
    assert Text.objects.get().current_edition == edition
    assert "Published" in client.get(page.url).text


def test_the_file_is_kept_as_it_came_and_once(curator):
    for _time in range(2):
        receive(data=WALK, name="walk.md", user=curator)
    assert bytes(Original.objects.get().data) == WALK
    read_all()
    assert set(Edition.objects.values_list("original__size", "source_name")) == {(len(WALK), "walk.md")}


def test_several_files_and_pasted_words_come_at_once(client_of, curator):
    client_of(curator).post(
        reverse("text_import"),
        {
            "file": [upload(), upload("rain.txt", b"It rained all day.")],
            "words": "It was dry.",
            "rights": "CC BY",
        },
    )
    read_all()
    assert Text.objects.filter(rights="CC BY").count() == 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("book.epub", samples.epub_book()),
        ("document.docx", samples.docx_document()),
        ("document.odt", samples.odt_document()),
        ("page.html", samples.html()),
        ("what-it-is-not.txt", samples.epub_book()),
    ],
)
def test_books_documents_and_pages_come_with_their_pictures(client_of, curator, name, data):
    client_of(curator).post(reverse("text_import"), {"file": upload(name, data)})
    read_all()
    edition = Import.objects.get().edition
    assert edition.text.authors == ["Ada Example"]
    assert edition.pictures.count() == 1
    kinds = set(edition.paragraphs.values_list("kind", flat=True))
    assert kinds >= {"heading", "prose", "quotation", "list_item", "table", "figure", "note"}


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "file", "Choose a file first"),
        ({"file": [upload("blank.txt", b"")]}, "file", "blank.txt: This file is empty."),
        ({"file": [upload(), upload("blank.txt", b" \r\n")]}, "file", "blank.txt: This file is empty."),
        ({"file": [upload("photo.txt", PICTURE)]}, "file", "photo.txt: This file is in the PNG format."),
        (
            {"file": [upload("noise.txt", b"\0\1\2" * 500)]},
            "file",
            "noise.txt: This file cannot be read as text: there are signs in it that no text has.",
        ),
        ({"file": [upload("old.doc", OLE + bytes(600))]}, "file", "old.doc: This file is in the DOC format."),
        ({"file": [upload("shut.docx", OLE + "EncryptedPackage".encode("utf-16-le"))]}, "file", "locked"),
        (
            {"file": [upload("letter.rtf", b"{\\rtf1 Hello}")]},
            "file",
            "letter.rtf: This file is in the RTF format.",
        ),
        (
            {"file": [upload("half.epub", samples.epub_book()[:900])]},
            "file",
            "half.epub: This file is damaged",
        ),
        (
            {"file": [upload("more.gz", b"\x1f\x8b\x08" + bytes(50))]},
            "file",
            "more.gz: This file is in the GZIP format.",
        ),
        ({"words": "  \n "}, "file", "Choose a file first"),
        ({"file": [upload(), upload("b.md")]}, "title", "several texts"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_what_was_typed_is_kept(
    client_of, curator, typed, field, sentence
):
    facts = {
        "title": "Kept as typed",
        "authors": "Rosa Example\nSam Example",
        "language": "de",
        "rights": "CC BY",
    }
    for file in typed.get("file", []):
        file.seek(0)
    page = client_of(curator).post(reverse("text_import"), facts | typed)
    assert page.status_code == 422
    assert sentence in page.context["form"].errors[field][0]
    for words in ("Kept as typed", "Rosa Example\nSam Example", "CC BY"):
        assert words in page.text
    assert ("choose the files again" in page.text) is ("file" in typed)
    assert not Import.objects.exists()


def test_good_files_are_read_although_bad_ones_are_among_them_and_the_page_names_both(client_of, curator):
    files = [upload("photo.txt", PICTURE), upload(), upload("blank.txt", b"")]
    page = client_of(curator).post(reverse("text_import"), {"file": files, "rights": "CC BY"})
    assert page.status_code == 422
    first, second = page.context["form"].errors["file"]
    assert first.startswith("photo.txt: This file is in the PNG format.")
    assert second == "blank.txt: This file is empty."
    assert "1 text was taken and is being read." in page.text
    assert '<li dir="auto">walk.md</li>' in page.text
    assert reverse("import_list") in page.text
    assert "choose the files again" not in page.text
    assert "CC BY" in page.text
    read_all()
    assert Text.objects.get().title == "On Walking"


def test_nothing_is_taken_while_something_else_on_the_page_is_wrong(client_of, curator):
    typed = {"file": [upload("photo.txt", PICTURE), upload()], "source": "my uncle"}
    page = client_of(curator).post(reverse("text_import"), typed)
    assert page.context["form"].errors["file"][0].startswith("photo.txt: ")
    assert "source" in page.context["form"].errors
    assert "was taken" not in page.text
    assert "choose the files again" in page.text
    assert not Import.objects.exists()


def test_names_of_files_that_were_not_sent_cannot_turn_the_sentence_round(client_of, curator):
    names = ["photo\u202egpj.exe", "", "\u200b", "a\nb.bin"]
    sent = {"words": "We set out before the sun was up.", "left_out": names}
    page = client_of(curator).post(reverse("text_import"), sent, follow=True).content.decode()
    assert "2 files were not taken: photogpj.exe, ab.bin." in page


def test_each_file_that_was_left_out_is_named_with_the_reason(client_of, curator):
    names, whys = ["photo.jpg", "", "ab.bin"], ["This file is in the\x07 JPEG format.", "lost", "x" * 400]
    sent = {"words": "We set out before the sun was up.", "left_out": names, "left_out_why": whys}
    page = client_of(curator).post(reverse("text_import"), sent, follow=True).content.decode()
    assert (
        f"2 files were not taken: photo.jpg (This file is in the JPEG format), ab.bin ({'x' * 199}…)." in page
    )
    del sent["left_out_why"]
    sent["words"] = "We came home after the sun was down."
    page = client_of(curator).post(reverse("text_import"), sent, follow=True).content.decode()
    assert "2 files were not taken: photo.jpg, ab.bin." in page


def test_what_was_not_taken_stays_in_the_list_of_uploads_with_the_reason(client_of, curator):
    browser = client_of(curator)
    names, whys = ["photo.jpg", "noise.bin"], ["This file is in the JPEG format.", ""]
    sent = {"words": "We set out before the sun was up.", "left_out": names, "left_out_why": whys}
    browser.post(reverse("text_import"), sent)
    browser.post(reverse("text_import"), {"file": [upload("blank.txt", b""), upload()]})
    for _time in range(2):  # it is no message that is said once
        page = browser.get(reverse("import_list")).text
        for said in ("photo.jpg", "This file is in the JPEG format.", "noise.bin", "It was not taken."):
            assert said in page
        assert page.index("blank.txt") < page.index("This file is empty.")
        assert page.count("Could not be read") == 3
    assert Original.objects.count() == 2


def test_of_a_file_that_was_mended_in_the_same_form_it_is_not_said_any_more(client_of, curator):
    browser = client_of(curator)
    form = sent(browser.get(reverse("text_import")))
    for words in (b"", b"It rained all day."):
        files = [upload("blank.txt", words), upload()]
        browser.post(reverse("text_import"), {"file": files, "submission": form})
    assert not Import.objects.filter(state="refused").exists()


def test_words_that_were_pasted_beside_a_bad_file_are_taken_and_not_offered_again(client_of, curator):
    brought = {"file": [upload("photo.txt", PICTURE)], "words": "It was dry."}
    page = client_of(curator).post(reverse("text_import"), brought)
    assert "Pasted text</li>" in page.text
    assert "It was dry." not in page.text
    assert bytes(Original.objects.get().data) == b"It was dry."


def test_a_form_of_which_some_was_taken_is_sent_again_and_again_and_brings_each_text_once(client_of, curator):
    client = client_of(curator)
    form = sent(client.get(reverse("text_import")))
    for _time in range(2):
        files = [upload("blank.txt", b""), upload()]
        page = client.post(reverse("text_import"), {"file": files, "submission": form})
        assert (page.status_code, sent(page)) == (422, form)
    assert Import.objects.get(state="refused").name == "blank.txt"
    assert Import.objects.exclude(state="refused").get().name == "walk.md"
    mended = [upload(), upload("blank.txt", b"It rained all day.")]  # chosen again, now in another order
    client.post(reverse("text_import"), {"file": mended, "submission": form})
    assert sorted(Import.objects.values_list("name", flat=True)) == ["blank.txt", "walk.md"]


def test_two_files_of_the_same_bytes_are_two_texts_however_often_they_are_sent(client_of, curator):
    for _time in range(2):
        files = [upload("one.md"), upload("two.md")]
        client_of(curator).post(reverse("text_import"), {"file": files, "submission": uuid.UUID(int=7)})
    assert sorted(Import.objects.values_list("name", flat=True)) == ["one.md", "two.md"]


def test_a_script_that_keeps_the_files_is_told_which_of_them_were_refused(client_of, curator, settings):
    settings.UPLOAD_LIMIT = 20_000
    names = ["walk.md", "big.txt", "photo.txt", "rain.txt"]
    data = [WALK, b"word " * 9_000, PICTURE, b"It rained all day."]
    files = {"file": list(map(upload, names, data))}
    page = client_of(curator).post(reverse("text_import"), files, headers={"HX-Request": "true"})
    form = page.context["form"]
    assert form.errors == {"file": ["2 files cannot be taken."]}
    told = form.outcome()
    assert told["taken"]
    assert [told["refused"][place].partition(".")[0] for place in (1, 2)] == [
        "This file is too large",
        "This file is in the PNG format",
    ]
    assert sorted(Import.objects.values_list("name", "state")) == [
        ("big.txt", "refused"),
        ("photo.txt", "refused"),
        ("rain.txt", "waiting"),
        ("walk.md", "waiting"),
    ]
    nothing = client_of(curator).post(
        reverse("text_import"), {"file": upload("b.txt", b"")}, headers={"HX-Request": "true"}
    )
    assert nothing.context["form"].outcome() == {"refused": {0: "This file is empty."}, "taken": False}
    assert "choose the files again" not in nothing.text


@pytest.mark.parametrize("name", ["text_import", "edition_import"])
def test_more_files_than_fit_are_answered_with_the_form(client_of, curator, edition, name):
    """Django alone answers a hundred and one files with a bare 400."""
    address = reverse(name, args=[edition.text.slug] if name == "edition_import" else [])
    typed = {"file": [upload(f"{number}.md") for number in range(101)], "title": "Kept as typed"}
    page = client_of(curator).post(address, typed)
    assert page.status_code == 422
    assert page.context["form"].errors["file"][0] == "Up to 30 files at a time, please."
    assert name == "edition_import" or "Kept as typed" in page.text
    assert not Import.objects.exists()


def test_more_files_than_anybody_looks_at_are_refused_beside_the_field(client_of, curator):
    files = [
        b'--part\r\nContent-Disposition: form-data; name="file"; filename="%d.txt"\r\n\r\nhello\r\n' % number
        for number in range(12_000)
    ]
    body = b"".join([*files, b"--part--\r\n"])
    kind = "multipart/form-data; boundary=part"
    page = client_of(curator).post(reverse("text_import"), body, content_type=kind)
    assert page.status_code == 422
    assert "Up to 30 files at a time, please." in page.text


def sent(page) -> str:
    return str(page.context["form"]["submission"].value())


def test_a_form_sent_twice_is_one_import_and_the_same_file_on_purpose_is_another(client_of, curator):
    client = client_of(curator)
    form = sent(client.get(reverse("text_import")))
    for _time in range(3):
        answer = client.post(
            reverse("text_import"), {"file": upload(), "words": "It was dry.", "submission": form}
        )
        assert answer.url == reverse("import_list")
    assert Import.objects.count() == 2
    client.post(
        reverse("text_import"), {"file": upload(), "submission": sent(client.get(reverse("text_import")))}
    )
    read_all()
    assert Edition.objects.count() == 3
    warnings = [warning for edition in Edition.objects.all() for warning in edition.warnings]
    assert [warning["code"] for warning in warnings].count("same_file") == 1


def test_a_form_that_was_gone_back_to_brings_another_file(client_of, curator):
    for data in (WALK, b"It rained all day."):
        client_of(curator).post(
            reverse("text_import"), {"file": upload("a.txt", data), "submission": uuid.UUID(int=7)}
        )
    assert Import.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_three_times_at_one_moment_is_one_import(client_of, curator):
    address = reverse("text_import")
    clients = [client_of(curator) for _time in range(3)]

    def send(client):
        try:
            return client.post(address, {"file": upload(), "submission": uuid.UUID(int=7)}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as executor:
        assert list(executor.map(send, clients)) == [302] * 3
    assert Import.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_good_files_beside_bad_ones_sent_three_times_at_one_moment_are_taken_once(client_of, curator):
    address = reverse("text_import")
    clients = [client_of(curator) for _time in range(3)]

    def send(client):
        try:
            files = [upload("blank.txt", b""), upload()]
            page = client.post(address, {"file": files, "submission": uuid.UUID(int=7)})
            return page.status_code, "1 text was taken" in page.text
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as executor:
        assert list(executor.map(send, clients)) == [(422, True)] * 3
    assert sorted(Import.objects.values_list("name", "state")) == [
        ("blank.txt", "refused"),
        ("walk.md", "waiting"),
    ]


def test_files_are_read_one_after_the_other(curator):
    """Each is freed before the next is read: three large ones take no more memory than one."""
    data = b"word " * 1_600_000
    posts = [{"file": [upload(f"{n}.txt", data[n:]) for n in range(count)]} for count in (1, 4)]
    peaks = []
    for post in posts:
        request = SIGNED_IN.post(reverse("text_import"), post)
        request.user = curator
        request.htmx = False
        tracemalloc.start()
        try:
            assert text_import(request).status_code == 302
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
            request.close()
    assert peaks[1] < 1.3 * peaks[0]


def test_a_refused_file_leaves_its_sentence_and_none_of_its_bytes(client_of, curator):
    client = client_of(curator)
    receive(data=ODD_ZIP, name="odd.zip", user=curator, title="Kept as typed")
    read_all()
    brought = Import.objects.get()
    assert (brought.state, brought.original) == (Import.State.REFUSED, None)
    assert not Original.objects.exists()
    assert "This is a ZIP file" in client.get(reverse("import_list")).text
    assert "Kept as typed" in client.get(reverse("text_import"), {"again": brought.pk}).text
    read_import(import_id=brought.pk, now=timezone.now())
    brought.refresh_from_db()
    assert brought.state == Import.State.REFUSED


def test_the_bytes_of_a_refused_file_stay_while_another_import_or_an_edition_has_them(curator, edition):
    first, second = (receive(data=ODD_ZIP, name=name, user=curator) for name in ("a.zip", "b.zip"))
    tasks.read_import(first.pk)
    assert Original.objects.count() == 1
    Edition.objects.filter(pk=make_draft(edition.text, ["# A", "b"]).pk).update(original=second.original)
    tasks.read_import(second.pk)
    assert Original.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_bytes_that_somebody_brings_anew_in_the_moment_of_their_refusal_stay(curator):
    first = receive(data=ODD_ZIP, name="odd.zip", user=curator)

    def refuse() -> None:
        try:
            tasks.read_import(first.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as executor, transaction.atomic():
        original = keep(ODD_ZIP)
        refusing = executor.submit(refuse)
        with connection.cursor() as cursor:
            waiting = 0
            while not waiting and not refusing.done():
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                [waiting] = cursor.fetchone()
        assert waiting
        Import.objects.create(original=original, name="again.zip", user=curator)
    refusing.result()
    assert Import.objects.get(name="odd.zip").state == Import.State.REFUSED
    assert Import.objects.get(name="again.zip").original == Original.objects.get()


def test_another_order_of_a_booklets_pages_is_no_new_row_among_the_uploads(client_of, curator):
    booklet = make_booklet()
    facts = {"user": curator, "original": keep(b"the sheets"), "name": "sheets.txt", "edition": booklet}
    Import.objects.create(**facts)
    Import.objects.create(**facts, page_order=[4, 3, 2, 1])
    page = client_of(curator).get(reverse("import_list")).text
    assert page.count('<span class="file-name">sheets.txt</span>') == 1


def test_a_correction_that_could_not_be_read_is_tried_again_as_a_correction(client_of, curator, edition):
    receive(data=ODD_ZIP, name="odd.zip", user=curator, text=edition.text)
    read_all()
    page = client_of(curator).get(reverse("import_list")).text
    assert reverse("edition_import", args=[edition.text.slug]) in page
    assert "?again=" not in page


def test_an_upload_past_the_limit_is_refused_by_its_name_without_being_kept(client_of, curator, settings):
    settings.UPLOAD_LIMIT = 100_000
    page = client_of(curator).post(
        reverse("text_import"),
        {"file": [upload("big.txt", b"word " * 100_000), upload()], "title": "Kept as typed"},
    )
    assert page.status_code == 422
    assert "big.txt: This file is too large. The limit is" in page.text
    assert "Kept as typed" in page.text
    assert not Original.objects.exists()


def test_an_upload_never_has_a_name_on_the_disk(tmp_path, monkeypatch):
    """So nothing is left of it when a web process is killed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    request = SIGNED_IN.post(reverse("text_import"), {"file": upload(data=WALK * 9_000)})
    assert request.FILES["file"].size == len(WALK) * 9_000
    assert list(tmp_path.iterdir()) == []
    request.close()


def test_files_of_somebody_who_is_not_signed_in_are_not_received():
    request = RequestFactory().post(reverse("text_import"), {"file": upload(), "title": "Soup"})
    assert request.POST["title"] == "Soup"
    assert not request.FILES


def test_neither_files_nor_pasted_words_are_called_optional_as_one_of_them_is_needed(client_of, curator):
    page = client_of(curator).get(reverse("text_import")).text
    assert '<label for="id_file">Files</label>' in page
    assert '<label for="id_words">Or paste the text here</label>' in page
    assert '<label for="id_title">Title <span class="optional">' in page


def test_authors_are_bounded_in_number(client_of, curator):
    page = client_of(curator).post(reverse("text_import"), {"file": upload(), "authors": "A\n" * 51})
    assert page.status_code == 422
    assert "Up to 50 authors" in page.text


def test_a_file_that_cannot_be_read_says_why_and_can_be_said_in_any_language(client_of, curator):
    client = client_of(curator)
    client.post(reverse("text_import"), {"file": upload("odd.zip", ODD_ZIP), "title": "Kept as typed"})
    read_all()
    brought = Import.objects.get()
    assert brought.state == Import.State.REFUSED
    assert "This is a ZIP file" in client.get(reverse("import_list")).text
    assert brought.refusal["message"].startswith("This is a ZIP file")
    assert brought.refusal["values"] == {}
    again = client.get(reverse("text_import"), {"again": brought.pk})
    assert "Kept as typed" in again.text
    assert not Text.objects.exists()


@pytest.mark.parametrize("again", ["x", "-1", "999999999999", "0"])
def test_an_earlier_try_that_is_not_there_is_no_harm(client_of, curator, again):
    assert client_of(curator).get(reverse("text_import"), {"again": again}).status_code == 200


def test_with_htmx_the_form_alone_comes_back_and_success_leads_to_the_list(client_of, curator):
    htmx = {"HX-Request": "true"}
    refused = client_of(curator).post(reverse("text_import"), {"title": ""}, headers=htmx)
    assert (refused.status_code, "<html" in refused.text) == (422, False)
    taken = client_of(curator).post(reverse("text_import"), {"file": upload()}, headers=htmx)
    assert taken["HX-Redirect"] == reverse("import_list")


def test_a_file_read_twice_makes_one_draft(curator):
    brought = receive(data=WALK, name="walk.md", user=curator)
    for _time in range(2):
        read_import(import_id=brought.pk, now=timezone.now())
    assert Edition.objects.count() == 1


def test_a_killed_workers_file_is_left_to_the_next_only_when_its_time_is_over(curator):
    brought = receive(data=WALK, name="walk.md", user=curator)
    now = timezone.now()
    Import.objects.update(state=Import.State.READING, begun_at=now, created_at=now - dt.timedelta(hours=1))
    read_import(import_id=brought.pk, now=now + LEASE / 2)
    assert (Edition.objects.count(), left_lying(now=now)) == (0, [])
    assert left_lying(now=now + LEASE * 2) == [brought.pk]
    read_import(import_id=brought.pk, now=now + LEASE * 2)
    assert Edition.objects.count() == 1
    assert left_lying(now=now + LEASE * 9) == []


def test_a_file_that_cannot_be_read_and_saved_in_time_is_refused_once_and_not_begun_again(
    monkeypatch, client_of, curator
):
    def out_of_time(brought: Import) -> Edition:
        Text.objects.create(slug="half", title="Half")
        raise SoftTimeLimitExceeded  # as the worker does wherever the reading or the saving is by then

    monkeypatch.setattr("readings.repaging.draft_of", out_of_time)
    brought = receive(data=WALK, name="walk.md", user=curator)
    tasks.read_import(brought.pk)
    brought.refresh_from_db()
    assert (brought.state, brought.original, brought.attempts) == (Import.State.REFUSED, None, 1)
    assert "takes too long to read" in client_of(curator).get(reverse("import_list")).text
    assert (Text.objects.count(), Original.objects.count()) == (0, 0)
    assert left_lying(now=timezone.now() + LEASE * 9) == []


def test_a_worker_whose_time_is_up_leaves_a_file_to_the_one_that_has_it_by_now(curator):
    brought = receive(data=WALK, name="walk.md", user=curator)
    now = timezone.now()
    Import.objects.update(state=Import.State.READING, begun_at=now)
    give_up(import_id=brought.pk, begun_at=now - LEASE * 2)
    brought.refresh_from_db()
    assert (brought.state, brought.original_id is None) == (Import.State.READING, False)


def test_a_file_over_which_workers_are_killed_again_and_again_is_refused(curator):
    class KilledError(BaseException):
        """What ends a worker in the middle."""

    def killed(brought: Import) -> Edition:
        raise KilledError

    brought, now = receive(data=WALK, name="walk.md", user=curator), timezone.now()
    for _attempt in range(ATTEMPTS):
        with pytest.raises(KilledError):
            read_import(import_id=brought.pk, now=now, make=killed)
        now += LEASE * 2
        assert left_lying(now=now) == [brought.pk]
    read_import(import_id=brought.pk, now=now, make=killed)
    brought.refresh_from_db()
    assert brought.state == Import.State.REFUSED
    assert "takes too long to read" in brought.sentence
    assert left_lying(now=now + LEASE * 9) == []


def test_a_file_whose_reading_is_cut_off_is_read_once_again_before_it_is_judged(curator):
    def cut(brought: Import) -> Edition:
        raise cut_off()

    brought, now = receive(data=WALK, name="walk.md", user=curator), timezone.now()
    other = receive(data=WALK + b" and on", name="other.md", user=curator)
    for one in (brought, other):
        read_import(import_id=one.pk, now=now, make=cut)
        one.refresh_from_db()
        assert (one.state, one.original_id is None) == (Import.State.READING, False)
    assert left_lying(now=now + LEASE * 2) == [other.pk, brought.pk]
    read_import(import_id=other.pk, now=now + LEASE * 2)
    assert Edition.objects.count() == 1
    read_import(import_id=brought.pk, now=now + LEASE * 2, make=cut)
    brought.refresh_from_db()
    assert (brought.state, brought.original) == (Import.State.REFUSED, None)
    assert "was cut off" in brought.sentence


def test_a_file_whose_task_was_lost_is_found_again(curator):
    brought = receive(data=WALK, name="walk.md", user=curator)
    assert left_lying(now=brought.created_at + LEASE / 2) == []
    assert left_lying(now=brought.created_at + LEASE * 2) == [brought.pk]


def test_the_list_takes_as_many_queries_for_six_as_for_two(client_of, curator):
    client = client_of(curator)
    counts = []
    for names in (["a", "b"], ["c", "d", "e", "f"]):
        for name in names:
            receive(data=f"words of {name}".encode(), name=f"{name}.txt", user=curator)
        read_all()
        client.get(reverse("import_list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("import_list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_says_how_large_a_file_may_be_without_needless_decimals(client_of, curator):
    page = client_of(curator).get(reverse("text_import")).text
    assert "up to 50 MB each. HTML, Markdown and plain text: up to 20 MB." in page
    assert "50.0" not in page


def test_the_list_of_uploads_says_of_each_its_state_and_the_next_step(client_of, curator, edition):
    client = client_of(curator)
    client.post(reverse("text_import"), {"file": upload()})
    assert "Upload in progress" in client.get(reverse("import_list")).text
    read_all()
    page = client.get(reverse("import_list")).text
    assert "Look at the draft" in page
    assert curator.display_name in page
    draft = Import.objects.get().edition
    client.post(reverse("edition_publish", args=[draft.text.slug, draft.number]))
    page = client.get(reverse("import_list")).text
    assert "See the text" in page
    assert "Look at the draft" not in page


def test_what_is_no_web_address_is_told_how_one_looks_and_the_hints_fit_what_is_pasted_too(
    client_of, curator
):
    browser, address = client_of(curator), reverse("text_import")
    page = browser.get(address).text
    assert "The web address it comes from" in page
    assert "file’s own" not in page
    assert "As in the file" not in page
    answer = browser.post(address, {"words": "All of it.", "source": "my uncle"})
    assert "This is no web address." in answer.text


def test_more_than_can_be_pasted_is_told_beside_the_box_and_kept_in_it(client_of, curator):
    client = client_of(curator)
    box = client.get(reverse("text_import")).context["form"]["words"].as_widget()
    assert "maxlength" not in box, "a browser would cut what is pasted, and say nothing"
    words = "It was dry. " * 45_000
    answer = client.post(reverse("text_import"), {"words": words})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "Save it as a file" in form.errors["words"][0]
    assert form["words"].value() == words
    assert not Import.objects.exists()
