"""Who may do what in a group."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from groups import access, joining
from groups.models import Membership


def test_a_group_is_there_for_its_members_alone(group, alice, bob, charlie, admin):
    assert access.group_or_404(bob, group.slug) == group
    assert access.group_or_404(alice, group.slug) == group
    for outsider in (charlie, admin, AnonymousUser()):
        with pytest.raises(Http404):
            access.group_or_404(outsider, group.slug)
        assert not access.is_facilitator(outsider, group)


def test_what_binds_the_others_is_done_by_the_facilitator(group, alice, bob):
    assert access.facilitated_group_or_404(alice, group.slug) == group
    with pytest.raises(PermissionDenied, match="Whoever facilitates “Tuesday circle” does this"):
        access.facilitated_group_or_404(bob, group.slug)


def test_who_has_left_is_an_outsider(group, bob):
    joining.leave(membership=Membership.objects.get(user=bob), now=timezone.now())
    with pytest.raises(Http404):
        access.group_or_404(bob, group.slug)
