"""The facilitator's yes to what a correction of the text did to the sittings of a plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import PersonRequest
from groups import access, settling
from groups.models import Schedule


@login_required
@require_POST
def sittings_agree(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say that the sittings are right in the edition (`edition` is its number) that one was shown."""
    circle = access.facilitated_group_or_404(request.user, group)
    plan = Schedule.objects.filter(group=circle, pk=pk).first()
    if plan is None:
        messages.info(request, _("That plan was taken off already."))
        return redirect(circle)
    plan.group = circle
    number = request.POST.get("edition", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    if is_number and settling.agree(schedule=plan, number=int(number)):
        messages.success(request, _("Good: the sittings stay as they are now."))
    else:
        messages.info(request, _("The plan was changed a moment ago. This is how it stands now."))
    return redirect(plan)
