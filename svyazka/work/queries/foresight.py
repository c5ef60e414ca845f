"""The forecast of every running project, computed from the tables: never on a page's request."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from svyazka.people.queries import agency_window, today
from svyazka.projects.forecast import Finish, Forecaster, History, as_planned, drift, simulate, working_days
from svyazka.projects.models import Forecast, Project, Stage
from svyazka.projects.queries import alarm_on
from svyazka.projects.rules import ACCEPTED_STATES, FEW_FINISHED, Doubt, DoubtTold, ProjectState
from svyazka.work.queries.ahead import work_ahead

RUNS = 1000


class Foresight:
    """What the plans come to as of the moment: all open work walked through a thousand times, and once by the estimates."""

    def __init__(self, history: History, at: datetime):
        self.at, self.day, self.window = at, today(at), agency_window()
        self.alarm, self.ahead = alarm_on(self.day), work_ahead(at)
        few: list[DoubtTold] = [{"code": Doubt.FEW.value, "count": len(history.rows)}]
        self.few = few if len(history.rows) < FEW_FINISHED else []
        self.walked = self._walked(history) if self.ahead.jobs else None
        self.stage_of = {key: (task.project_id, task.stage_id) for key, task in self.ahead.tasks.items()}

    def _walked(self, history: History) -> tuple[Finish, Finish]:
        hours = Forecaster(history, self.day).hours_of(self.ahead.jobs, self.ahead.open, RUNS)
        finish = simulate(self.ahead.jobs, self.ahead.calendars, hours, self.day)
        return finish, as_planned(finish, self.ahead.open)

    def told(self) -> Iterator[Forecast]:
        """Yield what is forecast of each running project and its stages, not stored yet: without days where none can be told."""
        keys: dict[tuple[int, int | None], list[int]] = defaultdict(list)
        for key, (project, stage) in self.stage_of.items():
            keys[project, None].append(key)
            keys[project, stage].append(key)
        for row in Project.objects.filter(state=ProjectState.RUNNING).prefetch_related("stages").order_by("pk"):
            stages = [stage for stage in row.stages.all() if stage.state not in ACCEPTED_STATES]
            last = max((stage.promised_on for stage in stages if stage.promised_on and keys[row.pk, stage.pk]), default=None)
            yield self._row(row, None, keys[row.pk, None], last)
            yield from (self._row(row, stage, keys[row.pk, stage.pk], stage.promised_on) for stage in stages)

    def _row(self, project: Project, stage: Stage | None, keys: list[int], promised_on: date | None) -> Forecast:
        row = Forecast(project=project, stage=stage, told_on=self.day, computed_at=self.at, tasks=len(keys), percent=self.alarm.percent, promised_on=promised_on)
        row.doubts = [] if stage else [*self.ahead.doubts.get(project.pk, []), *self.few]
        if self.walked and keys and project.pk not in self.ahead.untold:
            row.p50_on, row.p80_on, row.p95_on = self.walked[0].dates(keys).values()
            if promised_on:
                self._compare(row, *self.walked, keys, promised_on)
        return row

    def _compare(self, row: Forecast, finish: Finish, plain: Finish, keys: list[int], promised_on: date) -> None:
        """Write down how far the day that alarms is from the promise; of a stage also which tasks bring it there."""
        row.chance_percent, level = round(100 * finish.chance(promised_on, keys)), row.percent / 100
        if row.stage is None:
            row.drift_days, row.plan_days = (working_days(promised_on, one.done_on(level, keys), self._works_on) for one in (finish, plain))
            return
        told = drift(finish, self.ahead.open, promised_on, self._works_on, keys=keys, level=level, plain=plain)
        row.drift_days, row.plan_days = told.days, told.by_plan
        row.drivers = [{"task_id": one.key, "person_id": one.person, "days": int(one.days), "times": round(one.times, 2)} for one in told.drivers]

    def _works_on(self, day: date) -> bool:
        return bool(self.window.spans(day))
