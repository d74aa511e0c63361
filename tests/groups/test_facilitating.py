"""Taking the role, handing it on, letting it go."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone, translation

from groups import facilitating, joining
from groups.models import Group, Membership, Term
from notices.models import Delivery
from notices.posting import unseal
from tests.factories import make_group, make_membership, make_term, make_user


def membership_of(group, user):
    return Membership.objects.current().get(group=group, user=user)


def test_a_member_takes_the_role_that_nobody_holds(alice, bob):
    group = make_group(members=[alice, bob])
    now = timezone.now()
    term = facilitating.take(membership=membership_of(group, bob), now=now)
    assert term.span.upper == now + facilitating.TERM
    assert list(Group.objects.facilitated_by(bob)) == [group]


def test_a_role_that_is_held_cannot_be_taken(group, bob):
    with pytest.raises(ValidationError, match="Alice facilitates"):
        facilitating.take(membership=membership_of(group, bob), now=timezone.now())


def test_a_term_that_ran_out_leaves_the_role_free(alice, bob):
    group = make_group(members=[alice, bob])
    long_ago = timezone.now() - dt.timedelta(days=100)
    make_term(membership_of(group, alice), since=long_ago)
    assert not Group.objects.facilitated_by(alice).exists()
    facilitating.take(membership=membership_of(group, bob), now=timezone.now())
    assert Group.objects.facilitated_by(bob).exists()


def test_a_facilitator_hands_the_role_to_another_member(group, alice, bob):
    now = timezone.now()
    facilitating.hand_over(giver=membership_of(group, alice), to=membership_of(group, bob), now=now)
    assert not Group.objects.facilitated_by(alice).exists()
    assert Group.objects.facilitated_by(bob).exists()
    assert Term.objects.running().get().span.upper == now + facilitating.TERM


def test_who_is_handed_the_role_gets_a_mail_in_their_language(group, alice, bob):
    bob.language = "de"
    bob.save()
    with translation.override("de"):
        hello = translation.gettext("Hello %(person)s,") % {"person": "Bob"}
    facilitating.hand_over(
        giver=membership_of(group, alice), to=membership_of(group, bob), now=timezone.now()
    )
    delivery = Delivery.objects.get()
    letter = unseal(delivery.letter)
    assert delivery.user == bob
    assert "Tuesday circle" in letter.subject
    for words in (letter.text, letter.html):
        assert hello in words
        assert "Alice" in words
        assert f"/g/{group.slug}/people/" in words
    assert letter.html.startswith('<!doctype html>\n<html lang="de">')


def test_who_takes_the_role_themselves_gets_no_mail(alice):
    group = make_group(members=[alice])
    facilitating.take(membership=membership_of(group, alice), now=timezone.now())
    assert not Delivery.objects.exists()


def test_the_role_can_be_handed_back_the_same_minute(group, alice, bob):
    now = timezone.now()
    mine, theirs = membership_of(group, alice), membership_of(group, bob)
    facilitating.hand_over(giver=mine, to=theirs, now=now)
    facilitating.hand_over(giver=theirs, to=mine, now=now)
    assert Group.objects.facilitated_by(alice).exists()


def test_nobody_hands_over_what_they_do_not_hold(group, alice, bob):
    with pytest.raises(ValidationError, match="nothing to hand over"):
        facilitating.hand_over(
            giver=membership_of(group, bob), to=membership_of(group, alice), now=timezone.now()
        )
    assert Group.objects.facilitated_by(alice).exists()


def test_the_role_is_not_handed_to_somebody_who_has_left(group, alice, bob):
    theirs = membership_of(group, bob)
    joining.leave(membership=theirs, now=timezone.now())
    with pytest.raises(ValidationError, match="has left"):
        facilitating.hand_over(giver=membership_of(group, alice), to=theirs, now=timezone.now())
    assert Group.objects.facilitated_by(alice).exists()


def test_a_role_let_go_is_free(group, alice, bob):
    assert facilitating.end_term(membership=membership_of(group, alice), now=timezone.now())
    assert not facilitating.end_term(membership=membership_of(group, alice), now=timezone.now())
    facilitating.take(membership=membership_of(group, bob), now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_of_two_who_reach_for_the_role_at_once_one_gets_it():
    people = [make_user("Alice"), make_user("Bob")]
    group = make_group()
    memberships = [make_membership(group, person) for person in people]
    together, results = threading.Barrier(2), []

    def reach(membership):
        try:
            together.wait(timeout=10)
            facilitating.take(membership=membership, now=timezone.now())
            results.append("mine")
        except ValidationError:
            results.append("theirs")
        finally:
            connection.close()

    threads = [threading.Thread(target=reach, args=[membership]) for membership in memberships]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(results) == ["mine", "theirs"]
    assert Term.objects.running().count() == 1
