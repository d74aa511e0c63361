"""How much of a thread stands, counted again when something was taken away or put back."""

from django.db.models import Max

from discussions.models import Thread


def count_again(thread: Thread) -> None:
    """Count what stands in a thread, and when it was last spoken in. The caller holds the thread, and saves both."""
    standing = thread.comments.standing()
    thread.comment_count = standing.count()
    thread.last_comment_at = standing.aggregate(last=Max("created_at"))["last"] or thread.last_comment_at
