"""An empty installation gets its first shelf and its first curator, once."""

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration import make_demonstration
from config.filling import CURATOR, HANDBOOK_SLUG, catalogue, fill, shelf
from readings.models import Text

pytestmark = pytest.mark.long

README = """
# A shelf

| file | work | author | year | rights | source |
|---|---|---|---|---|---|
| `walk.txt` | On Walking *Together* (part one) | Rosa Example | 1901 | public domain | a web page |
| `soup.md` | Soup | n.n. (a leaflet) | n.d. | see the source | a kitchen |
"""


def test_the_folders_readme_names_titles_authors_years_and_rights():
    table = catalogue(README)
    assert table["walk.txt"] == {
        "title": "On Walking Together",
        "authors": ["Rosa Example"],
        "year": 1901,
        "rights": "public domain",
    }
    assert table["soup.md"] == {"title": "Soup", "authors": [], "year": None, "rights": ""}


def test_files_that_the_readme_does_not_name_are_on_the_shelf_too(tmp_path):
    (tmp_path / "README.md").write_text(README)
    for name in ("walk.txt", "other.txt", "picture.png"):
        (tmp_path / name).write_text("words")
    assert [(path.name, bool(facts)) for path, facts in shelf(tmp_path)] == [
        ("other.txt", False),
        ("walk.txt", True),
    ]
    assert shelf(tmp_path / "nowhere") == []


@pytest.mark.django_db
def test_an_empty_library_is_filled_once_and_a_file_that_cannot_be_read_is_named(tmp_path, settings):
    settings.CORPUS_DIR = tmp_path
    (tmp_path / "README.md").write_text(README)
    (tmp_path / "walk.txt").write_text("We set out before the bakery opened.\n\nNobody complained.\n")
    (tmp_path / "soup.md").write_bytes(b"\x00\x01" * 800)
    filled = fill(now=timezone.now())
    assert [edition.text.title for edition in filled.texts] == ["How to read together", "On Walking Together"]
    assert filled.refused[0].startswith("soup.md: ")
    assert Text.objects.get(slug=HANDBOOK_SLUG).current_edition.words >= 2500
    assert User.objects.get(email=CURATOR).check_password(filled.password)

    again = fill(now=timezone.now())
    assert (again.texts, again.refused, again.password) == ([], [], None)
    assert Text.objects.count() == 2


@pytest.mark.django_db
def test_a_site_that_has_a_curator_gets_no_second_one(curator, tmp_path, settings):
    settings.CORPUS_DIR = tmp_path
    assert fill(now=timezone.now()).password is None
    assert not User.objects.filter(email=CURATOR).exists()


@pytest.mark.django_db
def test_without_the_handbook_there_is_no_demonstration():
    assert make_demonstration(now=timezone.now()) is None
