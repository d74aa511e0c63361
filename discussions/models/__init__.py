"""Talk on exact words: a passage of an edition, the thread that stands on it, and the comments in the thread."""

from discussions.models.attention import Mention, Seen, SeenQuerySet, Stuck, StuckQuerySet
from discussions.models.comments import Comment, CommentQuerySet
from discussions.models.corrections import LONGEST_WHY, Correction, CorrectionQuerySet
from discussions.models.hiding import Hiding, HidingQuerySet, blocked_by, hidden_from
from discussions.models.jottings import Jotting, JottingQuerySet
from discussions.models.passages import CONTEXT, Move, MoveQuerySet, Passage, PassageQuerySet
from discussions.models.reactions import Reaction
from discussions.models.removals import Removal, RemovalQuerySet, set_aside
from discussions.models.reports import Report, ReportQuerySet
from discussions.models.revisions import Revision
from discussions.models.threads import LOST, MOVED, Connection, Outward, Thread, ThreadQuerySet
from discussions.models.veil import Lift, LiftQuerySet

__all__ = [
    "CONTEXT",
    "LONGEST_WHY",
    "LOST",
    "MOVED",
    "Comment",
    "CommentQuerySet",
    "Connection",
    "Correction",
    "CorrectionQuerySet",
    "Hiding",
    "HidingQuerySet",
    "Jotting",
    "JottingQuerySet",
    "Lift",
    "LiftQuerySet",
    "Mention",
    "Move",
    "MoveQuerySet",
    "Outward",
    "Passage",
    "PassageQuerySet",
    "Reaction",
    "Removal",
    "RemovalQuerySet",
    "Report",
    "ReportQuerySet",
    "Revision",
    "Seen",
    "SeenQuerySet",
    "Stuck",
    "StuckQuerySet",
    "Thread",
    "ThreadQuerySet",
    "blocked_by",
    "hidden_from",
    "set_aside",
]
