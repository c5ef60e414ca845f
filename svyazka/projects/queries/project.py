"""Questions about projects: which this person sees, where they stand, what was scheduled."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Prefetch, QuerySet

from svyazka.clients.models import Engagement
from svyazka.deals.models import Contract
from svyazka.deals.queries import contracts_visible_to
from svyazka.kit.guard import within_sight
from svyazka.people.queries import agency_window, today
from svyazka.projects.models import Project, Schedule, ScheduledTask, Stage
from svyazka.projects.rules import ACCEPTED_STATES, DriftCause, cause_told, drift_days, mood_of


def visible_to(person, at: datetime) -> QuerySet[Project]:
    """Return the projects this person sees; a client's contact looks at the portal instead."""
    projects = Project.objects.select_related("engagement__client", "contract")
    return projects.none() if person.kind == "contact" else within_sight(projects, person, at)


def stages_visible_to(person, at: datetime) -> QuerySet[Stage]:
    """Return the stages of the projects this person sees."""
    stages = Stage.objects.select_related("engagement__client", "project")
    return stages.none() if person.kind == "contact" else within_sight(stages, person, at)


def listed(person, at: datetime) -> QuerySet[Project]:
    """Return the visible projects with their stages, the running ones first, then the newest."""
    return visible_to(person, at).prefetch_related("stages").order_by(F("done_at").desc(nulls_first=True), "-pk")


def project_of(engagement: Engagement) -> Project | None:
    """Return the project of the engagement, if it was started."""
    return Project.objects.filter(engagement=engagement).select_related("engagement").first()


def contracts_to_start(person, at: datetime) -> QuerySet[Contract]:
    """Return the signed contracts this person sees that have no project yet, the oldest first."""
    signed = contracts_visible_to(person, at).filter(state="signed", project=None)
    return signed.select_related("engagement__client").order_by("signed_on", "pk")


def stages(project: Project) -> list[Stage]:
    """Return the stages in their order."""
    return list(Stage.objects.filter(project=project).order_by("position", "pk"))


@dataclass(frozen=True)
class StageView:
    """A stage as the pages tell it."""

    stage: Stage
    expected_on: date | None
    drift: int | None
    mood: str
    accepted_on: date | None = None

    @property
    def accepted(self) -> bool:
        return self.stage.state in ACCEPTED_STATES

    @property
    def cause(self) -> DriftCause:
        """Return why the stage drifts, as it is told without names."""
        return DriftCause(cause_told(self.stage.drift_cause, late=not self.accepted and (self.drift or 0) > 0))


@dataclass(frozen=True)
class Outlook:
    """Where a project stands: the stage that is on now, its dates, its drift."""

    stages: list[StageView]
    now: StageView | None

    @property
    def worst(self) -> StageView | None:
        """Return the unaccepted stage that drifts most."""
        drifting = [view for view in self.stages if not view.accepted and (view.drift or 0) > 0]
        return max(drifting, key=lambda view: view.drift or 0, default=None)


def expected_on(stage: Stage, day: date) -> date | None:
    """Return the day by which the stage is expected on that day: by the forecast or the plan, but never a day that is over."""
    expected = stage.expected_on
    return expected if stage.state in ACCEPTED_STATES or expected is None else max(expected, day)


def outlook(stages_of_it: list[Stage], day: date) -> Outlook:
    """Return where these stages stand on that day; asks nothing of the database but the agency's calendar, once."""
    window = agency_window()
    views = [_view(stage, day, window) for stage in sorted(stages_of_it, key=lambda one: (one.position, one.pk))]
    return Outlook(views, next((view for view in views if not view.accepted), None))


def _view(stage: Stage, day: date, window) -> StageView:
    accepted_on = today(stage.accepted_at) if stage.state in ACCEPTED_STATES and stage.accepted_at else None
    expected = expected_on(stage, day)
    drift = drift_days(stage.promised_on, accepted_on or expected, window)
    return StageView(stage, expected, drift, mood_of(drift), accepted_on)


def latest_schedule(project: Project) -> Schedule | None:
    """Return the schedule computed last, with its tasks."""
    return _with_tasks(project).order_by("-pk").first()


def baseline_of(project: Project) -> Schedule | None:
    """Return the first schedule, against which later ones are compared."""
    return _with_tasks(project).filter(baseline=True).first()


def _with_tasks(project: Project) -> QuerySet[Schedule]:
    rows = ScheduledTask.objects.select_related("person").order_by("starts_at", "task_id")
    return Schedule.objects.filter(project=project).prefetch_related(Prefetch("tasks", rows))
