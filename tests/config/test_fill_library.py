"""The command that a first start runs."""

import stat

import pytest
from django.core.management import call_command

from accounts.models import User
from config.filling import CURATOR
from config.management.commands import fill_library
from groups.models import Group

pytestmark = pytest.mark.long


@pytest.mark.django_db
def test_the_curators_password_is_made_once_and_told_at_every_start(tmp_path, settings, monkeypatch, capsys):
    settings.CORPUS_DIR = tmp_path / "empty"
    monkeypatch.setattr(fill_library, "NOTE", tmp_path / "curator_password")
    call_command("fill_library")
    first = capsys.readouterr().out
    password = (tmp_path / "curator_password").read_text()
    assert User.objects.get(email=CURATOR).check_password(password)
    assert stat.S_IMODE((tmp_path / "curator_password").stat().st_mode) == 0o600
    assert f"{CURATOR}, password {password}" in first
    assert "How to read together: " in first
    assert Group.objects.filter(is_demonstration=True).exists()

    call_command("fill_library")
    assert capsys.readouterr().out == f"  curator  {CURATOR}, password {password}\n"


@pytest.mark.django_db
def test_a_site_that_is_not_for_development_gets_no_demonstration(tmp_path, settings, monkeypatch):
    settings.CORPUS_DIR, settings.DEVELOPMENT = tmp_path / "empty", False
    monkeypatch.setattr(fill_library, "NOTE", tmp_path / "curator_password")
    call_command("fill_library")
    assert not Group.objects.exists()
