"""The ghost of a schedule: what was promised, what is forecast, why they part, and whether the client knows. No task, no hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from svyazka.people.queries import agency_window, today
from svyazka.projects.models import CauseLine, DriftAlert, DriftNote, Project, Stage
from svyazka.projects.queries.project import StageView, stages_visible_to
from svyazka.projects.rules.project import ACCEPTED_STATES, ProjectState, drift_days, mood_of


@dataclass(frozen=True)
class Ghost:
    """A stage as whoever answers to the client sees it; `told` is the last that was done about its drift."""

    stage: Stage
    forecast_on: date | None
    drift: int | None
    mood: str
    accepted_on: date | None
    cause: CauseLine | None
    told: DriftNote | None
    warned: DriftNote | None  # the last message to the client about it

    @property
    def accepted(self) -> bool:
        return self.stage.state in ACCEPTED_STATES

    @property
    def late(self) -> bool:
        return not self.accepted and (self.drift or 0) > 0

    @property
    def client_knows(self) -> bool:
        """Tell whether a message has told the client of a drift as large as this one, of this promise."""
        return bool(self.warned and _covers(self.warned, self))

    @property
    def why(self) -> str:
        """Return the cause in the PM's words, or the one that was computed; nothing while the stage is in time."""
        if not self.late:
            return ""
        return self.cause.text if self.cause else str(self.stage.get_drift_cause_display() if self.stage.drift_cause else "")

    @property
    def view(self) -> StageView:
        return StageView(self.stage, self.drift, self.mood, self.accepted_on)


def forecast_of(stage: Stage, day: date) -> date | None:
    """Return the day by which the stage is expected on that day: by the last schedule, but never a day that is over."""
    if stage.state in ACCEPTED_STATES or stage.forecast_on is None:
        return stage.forecast_on
    return max(stage.forecast_on, day)


def ghosts(stages: Iterable[Stage], day: date) -> list[Ghost]:
    """Return the stages as their ghosts on that day. Constant queries."""
    rows, window = list(stages), agency_window()
    keys = [row.pk for row in rows]
    causes = {line.stage_id: line for line in CauseLine.objects.filter(stage__in=keys).select_related("written_by").order_by("pk")}
    notes = list(DriftNote.objects.filter(stage__in=keys).select_related("written_by").order_by("pk"))
    told = {note.stage_id: note for note in notes}
    warned = {note.stage_id: note for note in notes if note.message_id}
    return [_ghost(row, day, window, causes.get(row.pk), told.get(row.pk), warned.get(row.pk)) for row in rows]


def _ghost(stage: Stage, day: date, window, cause, told, warned) -> Ghost:
    accepted_on = today(stage.accepted_at) if stage.state in ACCEPTED_STATES and stage.accepted_at else None
    forecast = forecast_of(stage, day)
    drift = drift_days(stage.promised_on, accepted_on or forecast, window)
    return Ghost(stage, forecast, drift, mood_of(drift), accepted_on, cause, told, warned)


def ghosts_of(project: Project, day: date) -> list[Ghost]:
    """Return the ghosts of a project's stages in their order."""
    rows = Stage.objects.filter(project=project).select_related("engagement__client", "project")
    return ghosts(rows.order_by("position", "pk"), day)


def promised_of(person, at: datetime) -> QuerySet[Stage]:
    """Return the stages of running projects that this person sees and that are not accepted yet, the earliest promise first."""
    seen = stages_visible_to(person, at).filter(project__state=ProjectState.RUNNING).exclude(state__in=ACCEPTED_STATES)
    return seen.order_by("promised_on", "pk")


def _covers(note: DriftNote, ghost: Ghost) -> bool:
    """Tell whether what was said then is of this promise, and of a drift no smaller than this one."""
    return note.promised_on in (None, ghost.stage.promised_on) and note.drift_days >= (ghost.drift or 0)


def ghosts_seen_by(person, at: datetime) -> list[Ghost]:
    """Return what this person sees promised and not yet accepted."""
    return ghosts(promised_of(person, at), today(at))


def drifting(person, at: datetime) -> list[Ghost]:
    """Return the stages that drift in projects this person sees, less those about whose drift something was done already."""
    return [ghost for ghost in ghosts_seen_by(person, at) if ghost.late and not (ghost.told and _covers(ghost.told, ghost))]


def to_alert(stages: Iterable[Stage], day: date) -> list[Ghost]:
    """Return the stages whose forecast passes the promise by more than whoever watches has been told of."""
    late = [ghost for ghost in ghosts(stages, day) if ghost.late]
    told: dict[int, int] = {}
    promised = {ghost.stage.pk: ghost.stage.promised_on for ghost in late}
    for alert in DriftAlert.objects.filter(stage__in=promised):
        if alert.promised_on == promised[alert.stage_id]:
            told[alert.stage_id] = max(alert.drift_days, told.get(alert.stage_id, 0))
    return [ghost for ghost in late if (ghost.drift or 0) > told.get(ghost.stage.pk, 0)]


def projects_to_alert(at: datetime) -> list[Project]:
    """Return the running projects whose drifts have grown past what whoever watches them was told. Constant queries."""
    running = Stage.objects.filter(project__state=ProjectState.RUNNING, promised_on__isnull=False, forecast_on__isnull=False)
    rows = list(running.exclude(state__in=ACCEPTED_STATES).select_related("project__engagement"))
    grown = to_alert(rows, today(at)) if rows else []
    return list({ghost.stage.project_id: ghost.stage.project for ghost in grown}.values())
