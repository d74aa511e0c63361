"""What looks after published editions goes with its migration, and comes back with it as it was."""

import pytest
from django.core.management import call_command
from django.db import connection

from readings.models import Edition
from tests.factories import make_text

CATALOGUE = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
UNION ALL
SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT '', proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'readings%'
"""


def rules() -> set[tuple[str, str, str]]:
    """Constraints, triggers and our functions, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        return set(cursor.fetchall())


@pytest.mark.long
@pytest.mark.django_db
def test_the_rules_for_published_editions_are_taken_back_and_come_again_the_same():
    make_text(title="Bread")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a migration comes when nothing else is under way
    before = rules()
    call_command("migrate", "readings", "0012", verbosity=0)
    without = {name for _table, name, _rule in rules()}
    assert {"published_edition_stays", "published_paragraph_stays"} <= without
    assert "published_edition_is_not_deleted" not in without
    call_command("migrate", verbosity=0)
    assert rules() == before
    assert Edition.objects.get().text.title == "Bread"
