"""Texts that were published before there was a search are found like those after."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from readings.models import SearchRow
from tests.factories import make_text, withdraw

migration = import_module("readings.migrations.0008_fill_search")


@pytest.mark.django_db
def test_the_migration_writes_what_publishing_writes():
    make_text(title="Bread")
    make_text(["# Häuser", "Die <Häuser> 𝔄 standen leer."], title="Homes", language="de")
    make_text(title="A Draft", published=False)
    withdraw(make_text(title="Gone"))
    columns = ("edition", "number", "config", "words", "vector")
    written = list(SearchRow.objects.order_by("edition", "number").values_list(*columns))
    SearchRow.objects.all().delete()
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert list(SearchRow.objects.order_by("edition", "number").values_list(*columns)) == written
    assert len({row[0] for row in written}) == 2
