"""The page of what alarms: which day of a forecast, and when a drift is told again."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.doing import done
from svyazka.kit.guard import may
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.projects import actions, forms, queries


@staff_page
@require_GET
def drift_norms(request):
    """Show what alarms, by date."""
    return _draw(request)


def _draw(request, *, status: int = 200, form=None):
    at = timezone.now()
    day = today(at)
    alarm = queries.alarm_on(day)
    told = {
        "rows": queries.drift_norms(), "now": queries.drift_norm_on(day), "alarm": alarm, "day": day,
        "may_keep": may(request.user, actions.NORMS, the_agency(), at), "duty": actions.NORMS.code,
        "form": form or forms.DriftNormForm(initial=vars(alarm) | {"starts_on": day + timedelta(days=1)}, auto_id="norm-%s"),
    }  # fmt: skip
    return render(request, "projects/drift_norms.html", told, status=status)


@staff_page
@require_POST
def set_drift_norm(request):
    """Let another day of the forecasts alarm from a day on."""
    return done(
        request, lambda said: actions.set_drift_norm(the_agency(), by=request.user, at=timezone.now(), **said), to=("projects:drift_norms",), name="form",
        form=forms.DriftNormForm(request.POST, auto_id="norm-%s"), beside=True, said=_("It is written down, by its day."),
        draw=lambda **drawn: _draw(request, **drawn),
    )  # fmt: skip
