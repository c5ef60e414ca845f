"""The search for a better plan of the agency, as the queue runs it: what is found is kept, and it ends when nobody looks."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from time import monotonic

from django.utils import timezone

from svyazka.kit.errors import Refused
from svyazka.people.queries import system
from svyazka.projects.solver import NotPlannable, Plan, improving_apart
from svyazka.work import actions
from svyazka.work.models import AgencyPlan, PlanLook
from svyazka.work.queries.agenda import desk_of
from svyazka.work.queries.planning import planned_projects
from svyazka.work.rules.agency_plan import told_plan
from svyazka.work.rules.planning import PlanNorms

BETWEEN_WORDS = 1.0  # seconds: better plans that come faster are not kept one by one


class Search:
    """One search: from the first plan on, which is kept already; `stopped` tells whether the process is to end."""

    def __init__(self, plan: AgencyPlan, norms: PlanNorms, stopped: Callable[[], bool] = lambda: False):
        self.plan, self.norms, self.stopped = plan, norms, stopped
        self.desk = desk_of(list(planned_projects()), plan.made_at, whole=False, alone=False, forgives=False)
        self.began = self.told_at = monotonic()
        self.first: Plan | None = None
        self.waiting: Plan | None = None
        self.proved, self.kept = False, 0

    def run(self) -> int:
        """Look until no plan can be better, the time is over, nobody looks, or it is stopped; return how often a better one was kept."""
        before = None if self.plan.anew else self.desk.before
        try:
            with closing(improving_apart(self.desk.agenda, seconds=self.norms.look_seconds, before=before)) as found:
                for one in found:
                    self._hear(one)
                    if self.stopped() or (monotonic() - self.told_at >= BETWEEN_WORDS and not self._wanted()):
                        break
            self._keep()
            self._note(rests=True)
        except (Refused, NotPlannable, PlanLook.DoesNotExist, AgencyPlan.DoesNotExist):
            pass  # it was accepted, or another one was made, or the tasks have changed: there is nothing to make better
        return self.kept

    def _hear(self, found: Plan | None) -> None:
        if found is None:
            return
        self.proved = found.proved
        if self.first is None:
            self.first = found
        elif found.tasks != self.first.tasks:  # the last word may be only that the first plan is the best
            self.waiting = found

    def _keep(self) -> None:
        if self.waiting is not None:
            actions.better_plan(self.plan, told=told_plan(self.desk, self.waiting), by=system(), at=timezone.now())
            self.waiting, self.kept = None, self.kept + 1

    def _wanted(self) -> bool:
        """Keep what is found, say how long it was looked for; tell whether somebody still waits for a better one."""
        self._keep()
        look = self._note()
        self.told_at = monotonic()
        return not look.plan.accepted_at and timezone.now() - look.seen_at <= timedelta(seconds=self.norms.idle_seconds)

    def _note(self, *, rests: bool = False) -> PlanLook:
        passed = int((monotonic() - self.began) * 1000)
        actions.note_plan_look(self.plan.look, looked_ms=passed, rests=rests, proved=self.proved, by=system(), at=timezone.now())
        return PlanLook.objects.select_related("plan").get(plan=self.plan)
