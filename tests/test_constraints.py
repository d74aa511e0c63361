"""Every named constraint of ours holds in the database itself: each is violated once, around all Python."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.apps import apps
from django.db import Error, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange, NumericRange

from accounts.models import User
from discussions.models import (
    LONGEST_WHY,
    Comment,
    Correction,
    Hiding,
    Jotting,
    Lift,
    Mention,
    Move,
    Outward,
    Passage,
    Reaction,
    Removal,
    Report,
    Seen,
    Stuck,
    Thread,
)
from groups.models import (
    Group,
    Invitation,
    LeftSitting,
    Look,
    Membership,
    PlanChange,
    Schedule,
    SeenCorrection,
    Sitting,
    Term,
)
from notices.models import Delivery, Preference
from readings.models import (
    Bookmark,
    Desk,
    DeskEdit,
    DeskPiece,
    Edition,
    Import,
    Original,
    Paragraph,
    Picture,
    Progress,
    SearchRow,
    Section,
    Shelf,
    ShelfPlace,
    SourcePart,
    SourceSide,
    Text,
)
from tests.factories import (
    make_bookmark,
    make_comment,
    make_group,
    make_jotting,
    make_revision,
    make_schedule,
    make_shelf,
    make_suggestion,
    make_term,
    make_text,
    make_thread,
    make_user,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OURS = ("accounts", "notices", "readings", "groups", "discussions")
EMPTY = NumericRange(3, 3)


@pytest.fixture(scope="module")
def made(lasting_db):
    """A circle that reads a text in two sittings, with a thread of two comments and one of everything else."""
    alice, bob = make_user("Alice"), make_user("Bob")
    group = make_group(facilitator=alice, members=[bob])
    edition = make_text()
    thread = make_thread(group, edition, alice)
    return SimpleNamespace(
        alice=alice,
        bob=bob,
        group=group,
        edition=edition,
        draft=make_text(title="A Draft", published=False),
        schedule=make_schedule(group, edition, sittings=2),
        thread=thread,
        other_thread=make_thread(group, edition, bob),
        answer=make_comment(thread, bob, parent=thread.comments.get()),
        delivery=Delivery.objects.create(user=bob, kind="sitting_due", subject=1, due_at=NOW),
        shelf=make_shelf("To begin with", edition.text),
        bookmark=make_bookmark(bob, edition),
        jotting=make_jotting(bob, edition),
        progress=Progress.objects.create(user=bob, edition=edition, read=[(0, 9)]),
        invitation=Invitation.objects.create(
            group=group, token_hash="a" * 64, created_by=alice, created_at=NOW,
            expires_at=NOW + timedelta(days=1), max_uses=1,
        ),
    )  # fmt: skip


@pytest.fixture
def world(made, db):
    """All of that, to be spoiled in one test: the database undoes its part by itself."""
    return deepcopy(made)


def sitting(world, **fields):
    first = world.schedule.sittings.first()
    fields = {
        "schedule": world.schedule, "number": 3, "title": "x", "span": NumericRange(900000, 900001),
        "first_paragraph": 1, "last_paragraph": 1, "words": 1, "due_on": first.due_on, "due_time": first.due_time,
        "time_zone": "UTC", "due_at": first.due_at,
    } | fields  # fmt: skip
    return Sitting.objects.create(**fields)


def left_sitting(world, **fields):
    fields = {
        "schedule": world.schedule, "edition": world.edition, "number": 3, "title": "x",
        "span": NumericRange(900000, 900001), "first_paragraph": 1, "last_paragraph": 1, "due_on": NOW,
    } | fields  # fmt: skip
    return LeftSitting.objects.create(**fields)


def removal(world, **fields):
    return Removal.objects.create(
        **{"comment": world.answer, "by": world.alice, "reason": "x", "at": NOW} | fields
    )


def report(world, **fields):
    return Report.objects.create(**{"comment": world.answer, "by": world.alice, "reason": "x"} | fields)


def paragraph(world, **fields):
    fields = {
        "edition": world.draft,
        "number": 900,
        "kind": "prose",
        "span": NumericRange(900000, 900001),
        "words": 1,
    } | fields
    return Paragraph.objects.create(**fields)


def brought(w, **fields) -> Import:
    original, _made = Original.objects.get_or_create(digest="1", data=b"x", size=1)
    return Import.objects.create(original=original, user=w.alice, **fields)


def bookmark(w, **fields) -> Bookmark:
    return Bookmark.objects.create(
        **{"user": w.bob, "edition": w.edition, "span": NumericRange(900, 901)} | fields
    )


def jotting(w, **fields) -> Jotting:
    values = {"user": w.bob, "edition": w.edition, "span": NumericRange(0, 9), "quote": "x", "body": "x"}
    return Jotting.objects.create(**values | {"html": "<p>x</p>"} | fields)


def picture(w, **fields) -> Picture:
    values = {
        "edition": w.draft, "key": "1", "media_type": "image/png", "data": b"x", "width": 1, "height": 1
    } | fields  # fmt: skip
    return Picture.objects.create(**values)


def section(world, **fields):
    fields = {
        "edition": world.draft,
        "number": 900,
        "level": 1,
        "title": "x",
        "span": NumericRange(0, 5),
        "own_words": 1,
    } | fields
    return Section.objects.create(**fields)


def invitation(world, **fields):
    fields = {
        "group": world.group, "token_hash": "b" * 64, "created_by": world.alice, "created_at": NOW,
        "expires_at": NOW + timedelta(days=1), "max_uses": 1,
    } | fields  # fmt: skip
    return Invitation.objects.create(**fields)


def comment(world, **fields):
    fields = {
        "thread": world.thread, "number": 90, "path": [90], "author": world.alice, "body": "x", "html": "<p>x</p>"
    } | fields  # fmt: skip
    return Comment.objects.create(**fields)


def move(world, **fields):
    fields = {
        "passage": world.thread.passage, "old_edition": world.edition, "old_span": NumericRange(0, 1),
        "old_quote": "x", "new_edition": world.edition, "confidence": 0.5,
    } | fields  # fmt: skip
    return Move.objects.create(**fields)


def published(model, **fields):
    def change(world):
        model.objects.filter(edition=world.edition, number=1).update(**fields)

    return change


def piece(world, **fields):
    desk, _made = Desk.objects.get_or_create(edition=world.draft)
    values = {"desk": desk, "place": "V", "kind": "prose", "text": "x"} | fields
    return DeskPiece.objects.create(**values)


def deed(world, **fields):
    desk, _made = Desk.objects.get_or_create(edition=world.draft)
    return DeskEdit.objects.create(**{"desk": desk, "number": 1, "before": [1], "after": []} | fields)


def side(world, kind="lines"):
    return SourceSide.objects.create(edition=world.draft, kind=kind, paragraphs=[], set_apart=[])


def source_part(side):
    return SourcePart.objects.create(side=side, first=1, units=["x"])


def emptied(tables):
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} CASCADE")


VIOLATIONS = {
    "desk_lays_what_was_done": lambda w: Desk.objects.create(edition=w.draft, laid=1),
    "desk_piece_place_unique": lambda w: (piece(w), piece(w)),
    "desk_piece_kind_known": lambda w: piece(w, kind="poem"),
    "desk_piece_has_words": lambda w: piece(w, text=""),
    "desk_heading_rank_one_to_six": lambda w: piece(w, kind="heading", rank=7),
    "desk_edit_number_unique": lambda w: (deed(w), deed(w)),
    "desk_edit_changes_something": lambda w: deed(w, before=[]),
    "source_side_kind_known": lambda w: side(w, kind="back"),
    "source_part_once": lambda w: [source_part(made) for made in [side(w)] * 2],
    "move_once_per_edition": lambda w: (move(w), move(w)),
    "move_is_less_than_certain": lambda w: move(w, confidence=1),
    "move_answer_known": lambda w: move(w, answer="so", answered_at=NOW),
    "move_answered_at_some_time": lambda w: move(w, answer="yes"),
    "user_email_unique": lambda w: User.objects.create_user("ALICE@example.org", display_name="Another"),
    "user_display_name_given": lambda w: User.objects.create_user("x@example.org", display_name=""),
    "text_title_given": lambda w: Text.objects.create(slug="x", title=""),
    "text_slug_given": lambda w: Text.objects.create(slug="", title="x"),
    "text_subjects_are_few": lambda w: Text.objects.create(slug="x", title="x", subjects=["x"] * 13),
    "text_year_of_our_era": lambda w: Text.objects.create(slug="x", title="x", year=2101),
    "import_year_of_our_era": lambda w: brought(w, year=2101),
    "text_withdrawn_with_reason": lambda w: Text.objects.filter(pk=w.edition.text_id).update(
        withdrawn_at=NOW
    ),
    "shelf_name_given": lambda w: Shelf.objects.create(name="", slug="x", position=9),
    "shelf_slug_given": lambda w: Shelf.objects.create(name="x", slug="", position=9),
    "shelf_position_unique": lambda w: Shelf.objects.create(name="x", slug="x", position=1),
    "shelf_submission_once": lambda w: [
        Shelf.objects.create(name=slug, slug=slug, position=position, submission=UUID(int=1))
        for position, slug in ((8, "x"), (9, "y"))
    ],
    "shelf_place_once_a_text": lambda w: ShelfPlace.objects.create(
        shelf=w.shelf, text=w.edition.text, position=9
    ),
    "shelf_place_position_unique": lambda w: ShelfPlace.objects.create(
        shelf=w.shelf, text=w.draft.text, position=1
    ),
    "search_row_once_a_paragraph": lambda w: SearchRow.objects.create(
        edition=w.edition, number=1, config="simple", words="x", vector="x"
    ),
    "suggestion_title_given": lambda w: make_suggestion(w.bob, title=""),
    "suggestion_says_where_or_brings_words": lambda w: make_suggestion(w.bob, link=""),
    "suggestion_state_known": lambda w: make_suggestion(w.bob, state="lost", decided_at=NOW),
    "suggestion_decided_unless_waiting": lambda w: make_suggestion(w.bob, state="taken"),
    "suggestion_declined_with_reason": lambda w: make_suggestion(w.bob, state="declined", decided_at=NOW),
    "suggestion_year_of_our_era": lambda w: make_suggestion(w.bob, year=0),
    "suggestion_file_named": lambda w: make_suggestion(w.bob, file=("", b"Some words.")),
    "suggestion_declined_keeps_no_file": lambda w: make_suggestion(
        w.bob, file=("a.txt", b"Some words."), state="declined", reason="No.", decided_at=NOW
    ),
    "suggestion_submission_once": lambda w: [
        make_suggestion(w.bob, submission=UUID(int=1)) for _time in range(2)
    ],
    "edition_number_unique": lambda w: Edition.objects.create(
        text=w.edition.text, number=1, content="x", length=1, words=1
    ),
    "edition_number_from_one": lambda w: Edition.objects.create(
        text=w.edition.text, number=0, content="x", length=1, words=1
    ),
    "edition_not_empty": lambda w: Edition.objects.create(
        text=w.edition.text, number=9, content="", length=0, words=0
    ),
    "edition_length_is_true": lambda w: Edition.objects.create(
        text=w.edition.text, number=9, content="four", length=5, words=1
    ),
    "published_edition_stays": lambda w: Edition.objects.filter(pk=w.edition.pk).update(
        content="x", length=1
    ),
    "published_section_stays": published(Section, span=NumericRange(0, 1)),
    "published_paragraph_stays": published(Paragraph, span=NumericRange(0, 1)),
    "published_picture_stays": lambda w: picture(w, edition=w.edition),
    "published_editions_are_not_emptied": lambda w: emptied("readings_picture"),
    "current_edition_is_published": lambda w: Text.objects.filter(pk=w.draft.text_id).update(
        current_edition=w.draft
    ),
    "parts_within_content": lambda w: paragraph(w),
    "section_span_bounded": lambda w: section(w, span=NumericRange(0, None)),
    "paragraph_span_bounded": lambda w: paragraph(w, span=NumericRange(-9, -5)),
    "section_number_unique": lambda w: section(w, number=1),
    "edition_asked_until_published": lambda w: Edition.objects.filter(pk=w.edition.pk).update(
        publish_asked_at=NOW
    ),
    "section_span_not_empty": lambda w: section(w, span=EMPTY),
    "section_level_one_to_six": lambda w: section(w, level=7),
    "paragraph_number_unique": lambda w: paragraph(w, number=1),
    "paragraph_span_not_empty": lambda w: paragraph(w, span=EMPTY),
    "paragraph_kind_known": lambda w: paragraph(w, kind="poem"),
    "paragraphs_do_not_overlap": lambda w: paragraph(w, span=NumericRange(0, 5)),
    "progress_changed_is_read": lambda w: Progress.objects.create(
        user=w.alice, edition=w.edition, read=[(0, 9)], changed=[(5, 12)]
    ),
    "progress_once_per_edition": lambda w: Progress.objects.create(user=w.bob, edition=w.edition),
    "bookmark_once_per_place": lambda w: bookmark(w, span=w.bookmark.span),
    "bookmark_span_not_empty": lambda w: bookmark(w, span=EMPTY),
    "bookmark_span_bounded": lambda w: bookmark(w, span=NumericRange(-9, -5)),
    "bookmark_confidence_is_a_share": lambda w: bookmark(
        w, confidence=-0.5, former_edition=w.edition, former_span=w.bookmark.span
    ),
    "bookmark_asked_keeps_where_it_stood": lambda w: bookmark(w, confidence=0.5),
    "jotting_submission_once": lambda w: jotting(w, submission=w.jotting.submission),
    "jotting_span_not_empty": lambda w: jotting(w, span=EMPTY),
    "jotting_span_bounded": lambda w: jotting(w, span=NumericRange(-9, -5)),
    "jotting_quote_given": lambda w: jotting(w, quote=""),
    "jotting_body_given": lambda w: jotting(w, body=""),
    "jotting_edited_after_it_was_made": lambda w: jotting(
        w, edited_at=NOW, created_at=NOW + timedelta(days=1)
    ),
    "jotting_confidence_is_a_share": lambda w: jotting(
        w, confidence=-0.5, former_edition=w.edition, former_span=w.bookmark.span
    ),
    "jotting_asked_keeps_where_it_stood": lambda w: jotting(w, confidence=0.5),
    "original_not_empty": lambda w: Original.objects.create(digest="0", data=b"", size=0),
    "import_state_known": lambda w: brought(w, state="lost", ended_at=NOW),
    "import_read_as_known": lambda w: brought(w, read_as="pdf"),
    "import_ended_when_done_or_refused": lambda w: brought(w, state="done"),
    "import_refusal_says_why": lambda w: brought(w, state="refused", ended_at=NOW),
    "import_refused_keeps_no_file": lambda w: brought(
        w, state="refused", ended_at=NOW, refusal={"message": "No.", "values": {}}
    ),
    "import_submission_once": lambda w: [brought(w, submission=UUID(int=1)) for _time in range(2)],
    "picture_once_per_edition": lambda w: [picture(w), picture(w)],
    "picture_type_known": lambda w: picture(w, media_type="image/svg+xml"),
    "group_name_given": lambda w: Group.objects.create(slug="x", name="", time_zone="UTC"),
    "group_slug_given": lambda w: Group.objects.create(slug="", name="x", time_zone="UTC"),
    "membership_once_at_a_time": lambda w: Membership.objects.create(group=w.group, user=w.bob),
    "membership_ends_after_start": lambda w: Membership.objects.create(
        group=w.group, user=make_user("Dora"), joined_at=NOW, left_at=NOW - timedelta(days=1)
    ),
    "term_span_not_empty": lambda w: Term.objects.create(
        membership=w.group.memberships.get(user=w.bob), role="facilitator", span=DateTimeTZRange(NOW, NOW)
    ),
    "term_role_known": lambda w: Term.objects.create(
        membership=w.group.memberships.get(user=w.bob),
        role="king",
        span=DateTimeTZRange(NOW, NOW + timedelta(1)),
    ),
    "terms_of_one_role_do_not_overlap": lambda w: make_term(w.group.memberships.get(user=w.alice)),
    "invitation_uses_within_bound": lambda w: invitation(w, uses=2),
    "invitation_opens_at_least_once": lambda w: invitation(w, max_uses=0),
    "invitation_expires_after_creation": lambda w: invitation(w, expires_at=NOW),
    "schedule_once_per_edition": lambda w: Schedule.objects.create(group=w.group, edition=w.edition),
    "schedule_submission_once": lambda w: [
        Schedule.objects.create(group=w.group, edition=edition, submission=UUID(int=1))
        for edition in (w.draft, make_text(title="Another"))
    ],
    "plan_change_deed_known": lambda w: PlanChange.objects.create(
        group=w.group, plan=1, title="x", deed="burnt", sittings=1, made_at=NOW
    ),
    "correction_seen_once": lambda w: [
        SeenCorrection.objects.create(membership=w.group.memberships.get(user=w.bob), edition=w.edition)
        for _time in range(2)
    ],
    "look_once": lambda w: [
        Look.objects.create(group=w.group, text=w.edition.text, edition=w.edition, looked_on=NOW)
        for _time in range(2)
    ],
    "schedule_pause_has_both_days": lambda w: Schedule.objects.filter(pk=w.schedule.pk).update(
        pause=DateRange(NOW.date(), None)
    ),
    "sitting_number_unique": lambda w: sitting(w, number=1),
    "sitting_span_not_empty": lambda w: sitting(w, span=EMPTY),
    "sitting_confidence_is_a_share": lambda w: sitting(w, confidence=1.1),
    "left_sitting_once": lambda w: [left_sitting(w), left_sitting(w)],
    "left_sitting_span_not_empty": lambda w: left_sitting(w, span=EMPTY),
    "left_sitting_paragraphs_in_order": lambda w: left_sitting(w, first_paragraph=2, last_paragraph=1),
    "sitting_paragraphs_in_order": lambda w: sitting(w, first_paragraph=2),
    "sittings_do_not_overlap": lambda w: sitting(w, span=NumericRange(0, 5)),
    "passage_span_not_empty": lambda w: Passage.objects.create(edition=w.edition, span=EMPTY, quote="x"),
    "passage_quote_given": lambda w: Passage.objects.create(
        edition=w.edition, span=NumericRange(0, 5), quote=""
    ),
    "seen_once_per_thread": lambda w: [
        Seen.objects.create(user=w.bob, thread=w.thread) for _time in range(2)
    ],
    "correction_words_given": lambda w: Correction.objects.create(thread=w.thread, words=""),
    "correction_why_with_words": lambda w: Correction.objects.create(
        thread=w.thread, words="", why="x", state="accepted", decided_at=NOW
    ),
    "correction_why_is_short": lambda w: Correction.objects.create(
        thread=w.thread, words="x", why="x" * (LONGEST_WHY + 1)
    ),
    "correction_state_known": lambda w: Correction.objects.create(
        thread=w.thread, words="x", state="lost", decided_at=NOW
    ),
    "correction_decided_unless_waiting": lambda w: Correction.objects.create(
        thread=w.thread, words="x", decided_at=NOW
    ),
    "correction_asked_again_while_waiting": lambda w: Correction.objects.create(
        thread=w.thread, words="x", state="accepted", decided_at=NOW, asked_again_at=NOW
    ),
    "correction_declined_with_reason": lambda w: Correction.objects.create(
        thread=w.thread, words="x", state="declined", decided_at=NOW
    ),
    "stuck_once_per_thread": lambda w: [
        Stuck.objects.create(user=w.bob, thread=w.thread) for _time in range(2)
    ],
    "lift_once": lambda w: [Lift.objects.create(user=w.alice, thread=w.thread) for _time in range(2)],
    "lift_of_a_thread_or_a_sitting": lambda w: Lift.objects.create(
        user=w.bob, thread=w.thread, sitting=w.schedule.sittings.first()
    ),
    "outward_to_another_thread": lambda w: Outward.objects.create(thread=w.thread, commons_thread=w.thread),
    "thread_kind_known": lambda w: Thread.objects.filter(pk=w.thread.pk).update(kind="riddle"),
    "thread_answer_of_a_question_marked_by_somebody": lambda w: Thread.objects.filter(pk=w.thread.pk).update(
        answer=w.answer, answered_by=w.bob, answered_at=NOW
    ),
    "thread_answer_in_same_thread": lambda w: Thread.objects.filter(pk=w.other_thread.pk).update(
        kind="question", answer=w.answer, answered_by=w.bob, answered_at=NOW
    ),
    "mention_once": lambda w: [
        Mention.objects.create(comment=w.thread.comments.first(), user=w.bob) for _time in range(2)
    ],
    "reaction_once": lambda w: [
        Reaction.objects.create(comment=w.answer, user=w.alice, kind="helps") for _time in range(2)
    ],
    "reaction_kind_known": lambda w: Reaction.objects.create(comment=w.answer, user=w.alice, kind="shrug"),
    "hiding_once": lambda w: [Hiding.objects.create(user=w.bob, person=w.alice) for _time in range(2)],
    "hiding_of_a_comment_or_a_person": lambda w: Hiding.objects.create(user=w.bob),
    "hiding_not_of_oneself": lambda w: Hiding.objects.create(user=w.bob, person=w.bob),
    "removal_standing_once": lambda w: [removal(w, by_law=True), removal(w), removal(w)],
    "removal_reason_given": lambda w: removal(w, reason=""),
    "removal_of_an_answer_marked_by_somebody": lambda w: removal(w, answered_at=NOW),
    "removal_undone_by_somebody": lambda w: removal(w, undone_at=NOW),
    "removal_undone_after_it_was_made": lambda w: removal(
        w, undone_by=w.alice, undone_at=NOW - timedelta(seconds=1)
    ),
    "report_waiting_once": lambda w: [report(w), report(w)],
    "report_reason_given": lambda w: report(w, reason=""),
    "report_decided_by_somebody": lambda w: report(w, decided_by=w.alice),
    "revision_body_given": lambda w: make_revision(w.thread.comments.first(), body=""),
    "comment_number_unique": lambda w: comment(w, number=1),
    "comment_path_unique": lambda w: comment(w, path=[1]),
    "comment_submission_once": lambda w: comment(w, submission=w.thread.comments.first().submission),
    "comment_body_given": lambda w: comment(w, body=""),
    "comment_removed_says_nothing": lambda w: comment(w, created_at=NOW, removed_at=NOW),
    "comment_edited_after_it_was_made": lambda w: comment(
        w, created_at=NOW, edited_at=NOW - timedelta(seconds=1)
    ),
    "comment_removed_after_it_was_made": lambda w: comment(
        w, body="", html="", created_at=NOW, removed_at=NOW - timedelta(seconds=1)
    ),
    "comment_not_its_own_parent": lambda w: Comment.objects.filter(pk=w.answer.pk).update(parent=w.answer.pk),
    "comment_parent_in_same_thread": lambda w: comment(w, parent=w.other_thread.comments.get()),
    "preference_lead_within_two_weeks": lambda w: Preference.objects.create(user=w.bob, lead_minutes=20161),
    "delivery_once_per_key": lambda w: Delivery.objects.create(
        user=w.bob, kind="sitting_due", subject=1, due_at=NOW
    ),
    "delivery_sent_has_instant": lambda w: Delivery.objects.filter(pk=w.delivery.pk).update(state="sent"),
    "delivery_letter_kept_no_longer": lambda w: Delivery.objects.filter(pk=w.delivery.pk).update(
        state="dropped", letter="x"
    ),
    "delivery_state_known": lambda w: Delivery.objects.filter(pk=w.delivery.pk).update(state="lost"),
}


def named() -> set[str]:
    """The constraints our models declare, and those that stand in migrations as SQL."""
    in_models = {
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for constraint in model._meta.constraints
    }
    in_sql = {
        "published_edition_stays",
        "published_section_stays",
        "published_paragraph_stays",
        "published_picture_stays",
        "published_editions_are_not_emptied",
        "current_edition_is_published",
        "parts_within_content",
        "comment_parent_in_same_thread",
        "thread_answer_in_same_thread",
    }
    return in_models | in_sql


def test_every_named_constraint_is_violated_below():
    assert set(VIOLATIONS) == named()


@pytest.mark.parametrize("name", sorted(VIOLATIONS))
def test_the_database_refuses_what_a_constraint_forbids(world, name):
    with pytest.raises(Error) as refusal:
        violate(VIOLATIONS[name], world)
    assert refusal.value.__cause__.diag.constraint_name == name


@transaction.atomic
def violate(change, world):
    """Do it, and have the database check at once what it would check at the end of the transaction."""
    change(world)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
