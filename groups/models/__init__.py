"""A circle of people, who is in it, who holds a role, and the plan by which it reads an edition.

Talk on passages belongs to the discussions; the outbox that reminders go through belongs to the notices.
"""

from groups.models.circles import (
    Group,
    GroupQuerySet,
    Invitation,
    InvitationQuerySet,
    Membership,
    MembershipQuerySet,
    Term,
    TermQuerySet,
)
from groups.models.plans import (
    LeftSitting,
    Look,
    PlanChange,
    Schedule,
    ScheduleQuerySet,
    SeenCorrection,
    Sitting,
    SittingQuerySet,
)

__all__ = [
    "Group",
    "GroupQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "LeftSitting",
    "Look",
    "Membership",
    "MembershipQuerySet",
    "PlanChange",
    "Schedule",
    "ScheduleQuerySet",
    "SeenCorrection",
    "Sitting",
    "SittingQuerySet",
    "Term",
    "TermQuerySet",
]
