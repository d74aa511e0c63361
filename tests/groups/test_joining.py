"""Starting, inviting, accepting, leaving."""

import datetime as dt
import hashlib
import threading

import pytest
from django.db import connection
from django.utils import timezone

from groups import joining
from groups.joining import InvitationClosedError
from groups.models import Group, Invitation, Membership, Term
from tests.factories import make_group, make_user

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def start(by, name="Tuesday circle", now=None, **fields):
    fields = {"purpose": "", "time_zone": "Europe/Lisbon"} | fields
    return joining.start_group(by=by, name=name, now=now or timezone.now(), **fields)


def invite(group, by, *, days=14, max_uses=10, now=None):
    return joining.invite(group=group, by=by, days=days, max_uses=max_uses, now=now or timezone.now())


def test_who_starts_a_group_is_its_first_member_and_facilitates_for_ninety_days(alice):
    now = timezone.now()
    group = start(alice, now=now)
    membership = Membership.objects.get(group=group, user=alice)
    term = Term.objects.get(membership=membership)
    assert (term.span.lower, term.span.upper) == (now, now + dt.timedelta(days=90))
    assert list(Group.objects.facilitated_by(alice)) == [group]


def test_two_groups_of_one_name_have_addresses_of_their_own(alice, bob):
    assert start(alice).slug == "tuesday-circle"
    other = start(bob).slug
    assert other.startswith("tuesday-circle-")
    assert other != "tuesday-circle"


@pytest.mark.parametrize(
    ("name", "slug"), [("読書会", "group"), ("New", "new-"), ("Círculo de sopa", "circulo-de-sopa")]
)
def test_any_name_makes_an_address(alice, name, slug):
    assert start(alice, name).slug.startswith(slug)
    assert start(alice, name).slug != "new"


def test_a_form_sent_twice_starts_one_group(alice):
    now = timezone.now()
    first = start(alice, now=now)
    assert start(alice, now=now + dt.timedelta(seconds=2)) == first
    assert start(alice, now=now + dt.timedelta(minutes=5)) != first


def test_only_a_hash_of_the_token_is_kept(group, alice):
    invitation, token = invite(group, alice)
    assert len(token) >= 43  # 256 bits
    assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert invite(group, alice)[1] != token


def test_accepting_makes_a_member_and_counts_a_use(group, alice, charlie):
    invitation, _token = invite(group, alice)
    joining.accept(invitation=invitation, user=charlie, now=timezone.now())
    invitation.refresh_from_db()
    assert invitation.uses == 1
    assert Group.objects.visible_to(charlie).get() == group
    assert not Group.objects.facilitated_by(charlie).exists()


def test_a_member_who_accepts_again_uses_nothing_up(group, alice, bob):
    invitation, _token = invite(group, alice, max_uses=1)
    joining.accept(invitation=invitation, user=bob, now=timezone.now())
    invitation.refresh_from_db()
    assert invitation.uses == 0
    assert Membership.objects.filter(group=group, user=bob).count() == 1


@pytest.mark.parametrize("reason", ["revoked", "expired", "used_up"])
def test_a_closed_link_lets_nobody_in_and_says_why(group, alice, charlie, reason):
    now = timezone.now()
    invitation, _token = invite(group, alice, now=now, days=2)
    later = now + dt.timedelta(days=1)
    if reason == "revoked":
        joining.revoke(invitation=invitation, now=now)
    elif reason == "expired":
        later = now + dt.timedelta(days=2)
    else:
        Invitation.objects.filter(pk=invitation.pk).update(uses=10)
    with pytest.raises(InvitationClosedError) as closed:
        joining.accept(invitation=invitation, user=charlie, now=later)
    assert closed.value.reason == reason
    assert not Membership.objects.filter(user=charlie).exists()


def test_revoking_twice_keeps_the_first_time(group, alice):
    invitation, _token = invite(group, alice)
    joining.revoke(invitation=invitation, now=NOW)
    joining.revoke(invitation=invitation, now=NOW + dt.timedelta(days=1))
    invitation.refresh_from_db()
    assert invitation.revoked_at == NOW


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_door_with_one_use_left_exactly_one_gets_in():
    alice, people = make_user("Alice"), [make_user("Charlie"), make_user("Dora")]
    group = make_group(facilitator=alice)
    invitation, _token = invite(group, alice, max_uses=1)
    together, results = threading.Barrier(2), []

    def come(person):
        try:
            together.wait(timeout=10)
            joining.accept(invitation=invitation, user=person, now=timezone.now())
            results.append("in")
        except InvitationClosedError as closed:
            results.append(closed.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(results) == ["in", "used_up"]
    assert Membership.objects.filter(group=group, user__in=people).count() == 1
    invitation.refresh_from_db()
    assert invitation.uses == 1


@pytest.mark.django_db(transaction=True)
def test_one_person_with_two_links_at_once_comes_in_once():
    alice, charlie = make_user("Alice"), make_user("Charlie")
    group = make_group(facilitator=alice)
    invitations = [invite(group, alice)[0], invite(group, alice)[0]]
    together, results = threading.Barrier(2), []

    def come(invitation):
        try:
            together.wait(timeout=10)
            results.append(joining.accept(invitation=invitation, user=charlie, now=timezone.now()).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=[invitation]) for invitation in invitations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(results) == 2
    assert len(set(results)) == 1
    assert sum(Invitation.objects.values_list("uses", flat=True)) == 1


def test_leaving_keeps_the_membership_as_history_and_closes_the_group_to_the_person(group, bob):
    membership = Membership.objects.get(group=group, user=bob)
    now = timezone.now()
    joining.leave(membership=membership, now=now)
    membership.refresh_from_db()
    assert membership.left_at == now
    assert not Group.objects.visible_to(bob).exists()


def test_a_facilitator_who_leaves_ends_the_term(group, alice):
    membership = Membership.objects.get(group=group, user=alice)
    now = timezone.now()
    joining.leave(membership=membership, now=now)
    assert membership.terms.get().span.upper == now
    assert not Group.objects.facilitated_by(alice).exists()


def test_who_left_can_come_back_by_a_new_link_and_has_no_role(group, alice, bob):
    joining.leave(membership=Membership.objects.get(group=group, user=alice), now=timezone.now())
    invitation, _token = invite(group, bob)
    joining.accept(invitation=invitation, user=alice, now=timezone.now())
    assert Group.objects.visible_to(alice).exists()
    assert not Group.objects.facilitated_by(alice).exists()
