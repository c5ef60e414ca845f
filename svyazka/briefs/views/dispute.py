"""It is said that what was caught is no promise, and answered."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.briefs import actions
from svyazka.briefs.views.promises import plainly, reason_of
from svyazka.kit.http import staff_page


@staff_page
@require_POST
def say(request, promise_id):
    """Say that it is not a promise: another agrees."""
    told = _("It is asked whether this is a promise: whoever judges answers, till then it stands.")
    return plainly(request, promise_id, actions.dispute_promise, told, reason=reason_of(request))


@staff_page
@require_POST
def answer(request, promise_id):
    """Agree that it is no promise, or say that it is one."""
    agreed = request.POST.get("agreed") == "1"
    told = _("It is struck out: it was not a promise.") if agreed else _("It stands: it is a promise.")
    return plainly(request, promise_id, actions.answer_dispute, told, agreed=agreed)
