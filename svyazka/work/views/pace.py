"""The page of how fast problems are answered, and of the norms of their clocks."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.doing import done
from svyazka.kit.formats import work_length
from svyazka.kit.guard import DUTIES, may
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.work import actions, forms, queries
from svyazka.work.models import ProblemNorm
from svyazka.work.rules import ProblemClock, ProblemKind
from svyazka.work.rules.problem import FEW

PERIODS = (30, 90, 365, 730)


@staff_page
@require_GET
def pace(request):
    """Show the pace of the problems this person sees, by duty and by kind, and the norms."""
    return _draw(request)


def _draw(request, *, status: int = 200, norm_form=None):
    at = timezone.now()
    named = request.GET.get("days", "")
    days = int(named) if named in map(str, PERIODS) else PERIODS[1]
    found = queries.problems_visible_to(request.user, at).filter(opened_at__gte=at - timedelta(days=days))
    day = today(at)
    told = {
        "by_duty": [(DUTIES[row.name].label, row) for row in queries.paces_by(found, "duty", at)],
        "by_kind": [(ProblemKind(row.name).label, row) for row in queries.paces_by(found, "kind", at)],
        "days": days, "periods": PERIODS, "few": FEW, "clocks": ProblemClock, "length_of": work_length,
        "grid": _grid(day), "norms": sorted(ProblemNorm.objects.all(), key=_by_clock), "day": day,
        "minutes_told": lambda minutes: work_length(timedelta(minutes=minutes)),
        "may_keep": may(request.user, actions.NORMS, the_agency(), at),
        "norm_form": norm_form or forms.ProblemNormForm(initial={"starts_on": day + timedelta(days=1)}, auto_id="norm-%s"),
        "tab": "problems",
    }  # fmt: skip
    return render(request, "work/pace.html", told, status=status)


def _by_clock(norm: ProblemNorm) -> tuple:
    """Order norms as their clocks run, any kind first, the latest day of each on top."""
    kinds = ["", *ProblemKind.values]
    return (ProblemClock.values.index(norm.clock), kinds.index(norm.kind), -norm.starts_on.toordinal())


def _grid(day) -> list[tuple]:
    """Return, by kind, the norms in force on that day of each clock in minutes."""
    return [(kind.label, [queries.norm_minutes(clock, kind, day) for clock in ProblemClock]) for kind in ProblemKind]


@staff_page
@require_POST
def new_norm(request):
    """Let a norm of problems hold from a day on."""
    return done(
        request, lambda said: actions.set_problem_norm(the_agency(), by=request.user, at=timezone.now(), **said), to=("work:pace",), name="norm_form",
        form=forms.ProblemNormForm(request.POST, auto_id="norm-%s"), beside=True, said=_("It is written down, by its day."),
        draw=lambda **drawn: _draw(request, **drawn),
    )  # fmt: skip
