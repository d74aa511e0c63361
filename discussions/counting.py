"""What of a thread stands, looked up again when something was taken away or put back."""

from django.db.models import Exists, Max, OuterRef

from discussions.models import Thread


def count_again(thread: Thread) -> None:
    """Say whose comments stand in a thread, and when it was last spoken in. The caller holds the thread, and saves both."""
    standing = thread.comments.standing()
    all_of_them = thread.comments.order_by("number").values_list(
        "author", Exists(standing.filter(pk=OuterRef("pk")))
    )
    thread.authors = [author if stands else 0 for author, stands in all_of_them]
    thread.last_comment_at = standing.aggregate(last=Max("created_at"))["last"] or thread.last_comment_at
