"""A site that holds one of everything, and the address of each of its pages: for tests that go through all of them."""

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.urls import reverse
from django.utils import timezone

from discussions.live import Ear
from discussions.models import Hiding, Removal
from groups.joining import invite
from notices.stopping import stop_token
from readings.desk.opening import open_desk
from readings.models import DeskPiece
from tests.factories import (
    make_admin,
    make_booklet,
    make_bookmark,
    make_comment,
    make_correction,
    make_curator,
    make_group,
    make_jotting,
    make_picture,
    make_revision,
    make_schedule,
    make_shelf,
    make_suggestion,
    make_text,
    make_thread,
    make_user,
    publish,
)

PASSWORD = "seven quiet evenings"
DESK = (
    "edition_desk",
    "piece_edit",
    "piece_kind",
    "piece_divide",
    "piece_join",
    "piece_nest",
    "piece_move",
    "note_link",
    "doubt_look",
    "desk_undo",
    "desk_redo",
)


class Site:
    """A circle that reads a text, with a thread, an invitation and everyone in the cast."""

    def __init__(self) -> None:
        self.people = {
            "charlie": make_user("Charlie", password=PASSWORD),
            "bob": make_user("Bob", password=PASSWORD),
            "alice": make_user("Alice", password=PASSWORD),
            "curator": make_curator(password=PASSWORD),
            "admin": make_admin(password=PASSWORD),
        }
        self.alice, self.bob = self.people["alice"], self.people["bob"]
        self.group = make_group(facilitator=self.alice, members=[self.bob])
        self.edition = make_text(published=False)
        self.picture = make_picture(self.edition)
        publish(self.edition)
        self.draft = make_text(title="A Draft", published=False)
        open_desk(self.draft)
        self.piece = DeskPiece.objects.filter(desk=self.draft.pk, kind="prose").earliest("place").pk
        self.booklet = make_booklet()
        self.shelf = make_shelf("To begin with", self.edition.text)
        self.suggestion = make_suggestion(self.bob, file=("missing.txt", b"Some words that were missed."))
        self.bookmark = make_bookmark(self.bob, self.edition)
        self.jotting = make_jotting(self.alice, self.edition)
        self.schedule = make_schedule(self.group, self.edition)
        self.thread = make_thread(self.group, self.edition, self.alice)
        make_revision(self.thread.comments.get(), body="What I said at first.")
        self.correction = make_correction(self.group, self.edition, self.bob)
        aside = make_comment(self.correction.thread, self.bob, body="What I should not have said.")
        self.branch = make_comment(self.correction.thread, self.bob, parent=aside)
        self.removal = Removal.objects.create(
            comment=aside, by=self.alice, reason="It hurt somebody.", at=timezone.now()
        )
        self.hiding = Hiding.objects.create(user=self.bob, person=self.people["charlie"])
        self.invitation, self.token = invite(
            group=self.group, by=self.alice, days=1, max_uses=5, now=timezone.now()
        )

    def address(self, name: str) -> str:
        """Where the page of this URL name is."""
        return reverse(name, args=self.arguments(name))

    def arguments(self, name: str) -> list:
        circle, plan, slug = self.group.slug, self.schedule.pk, self.edition.text.slug
        membership = self.group.memberships.get(user=self.bob).pk
        term = self.group.memberships.get(user=self.alice).pk
        unverified = EmailAddress(user=self.bob, email="new@example.org", pk=0)
        return {
            "text_detail": [slug],
            "page_detail": [slug, 1],
            "paragraph_detail": [slug, 2],
            "text_find": [slug],
            "picture_detail": [slug, 1, self.picture.key],
            "text_edit": [slug],
            "text_withdraw": [slug],
            "text_correct": [slug],
            "shelf_edit": [self.shelf.slug],
            "shelf_delete": [self.shelf.slug],
            "shelf_arrange": [self.shelf.slug],
            "suggestion_detail": [self.suggestion.pk],
            "suggestion_file": [self.suggestion.pk],
            "suggestion_delete": [self.suggestion.pk],
            "edition_detail": [slug, 1],
            "edition_publish": [self.draft.text.slug, 1],
            "edition_move": [self.draft.text.slug, 1],
            "edition_again": [self.draft.text.slug, 1],
            "edition_delete": [self.draft.text.slug, 1],
            "edition_paragraph": [slug, 1, 2],
            "edition_compare": [slug, 1, 1],
            "passage_detail": [slug, 1, 0, 20],
            "passage_words": [slug, 1, 0, 20],
            "import_clear": [2**31],
            "edition_import": [slug],
            "edition_pages": [self.booklet.text.slug, 1],
            "edition_page": [self.draft.text.slug, 1, 1],
            **{name: [self.draft.text.slug, 1] for name in DESK},
            "progress_update": [slug, 1],
            "bookmark_set": [slug, 1],
            "bookmark_delete": [self.bookmark.pk],
            "bookmark_answer": [self.bookmark.pk],
            "bookmark_place": [self.bookmark.pk],
            "jotting_create": [slug, 1],
            "paragraph_jottings": [slug, 1, 2],
            "paragraph_connections": [slug, 1, 2],
            "jotting_edit": [self.jotting.pk],
            "jotting_delete": [self.jotting.pk],
            "jotting_bring": [self.jotting.pk],
            "jotting_answer": [self.jotting.pk],
            "jotting_place": [self.jotting.pk],
            "preference_stop": [stop_token(self.bob.pk)],
            "commons_detail": [slug],
            "group_detail": [circle],
            "group_edit": [circle],
            "group_leave": [circle],
            "member_list": [circle],
            "term_create": [circle, membership],
            "term_end": [circle, term],
            "invitation_create": [circle],
            "invitation_revoke": [circle, self.invitation.pk],
            "invitation_edit": [circle, self.invitation.pk],
            "invitation_accept": [self.token],
            "schedule_create": [circle],
            "schedule_detail": [circle, plan],
            "schedule_edit": [circle, plan],
            "correction_dismiss": [circle, plan],
            "sittings_agree": [circle, plan],
            "reading_count": [circle, plan],
            "schedule_delete": [circle, plan],
            "sitting_edit": [circle, plan, 1],
            "reader": [circle, plan, 1],
            "reader_live": [circle, plan, 1],
            "reader_progress": [circle, plan, 1, 1],
            "talk_poll": [Ear(self.bob.pk, self.group.pk, self.thread.pk).token, 1],
            "reader_paragraph": [circle, plan, 2],
            "reader_find": [circle, plan],
            "reader_passage": [circle, plan, 1, 0, 20],
            "passage_quote": [circle, plan, 1, 0, 20],
            "paragraph_threads": [circle, plan, 2],
            "thread_create": [circle, plan],
            "thread_next": [circle],
            "thread_live": [circle, self.thread.pk],
            "thread_seen": [circle, self.thread.pk],
            "thread_kind": [circle, self.thread.pk],
            "thread_stuck": [circle, self.thread.pk],
            "thread_widen": [circle, self.thread.pk],
            "thread_hide": [circle, self.thread.pk],
            "comment_report": [circle, self.thread.pk, 1],
            "comment_decide": [circle, self.thread.pk, 1],
            "report_list": [circle],
            "removal_list": [circle],
            "removal_undo": [circle, self.removal.pk],
            "comment_care": [circle, self.thread.pk, 1],
            "hidden_undo": [self.hiding.pk],
            "comment_react": [circle, self.thread.pk],
            "thread_answer": [circle, self.thread.pk],
            "correction_answer": [self.correction.pk],
            "cold_list": [circle, plan],
            "glossary": [circle, plan],
            "thread_list": [circle],
            "veil_lift": [circle],
            "veil_lower": [circle],
            "name_list": [circle],
            "thread_detail": [circle, self.thread.pk],
            "comment_create": [circle, self.thread.pk],
            "comment_detail": [circle, self.thread.pk, 1],
            "comment_branch": [circle, self.correction.thread.pk, self.branch.number],
            "comment_place": [circle, self.thread.pk, 1],
            "comment_history": [circle, self.thread.pk, 1],
            "comment_edit": [circle, self.thread.pk, 1],
            "comment_remove": [circle, self.thread.pk, 1],
            "move_answer": [circle, self.thread.pk],
            "passage_seek": [circle, self.thread.pk],
            "passage_place": [circle, self.thread.pk],
            "dev_mail": ["none.eml"],
            "dev_mail_html": ["none.eml"],
            "account_confirm_email": [EmailConfirmationHMAC(unverified).key],
            "account_reset_password_from_key": ["1", "set-password"],
            "mfa_remove_webauthn": [1],
            "mfa_edit_webauthn": [1],
        }.get(name, [])
