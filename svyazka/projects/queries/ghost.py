"""The ghost of a schedule: what was promised, what is forecast, why they part, and whether the client knows. No task, no hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from svyazka.clients.models import Engagement
from svyazka.deals.models import Amendment, AmendmentStage
from svyazka.deals.rules.amendment import OPEN
from svyazka.people.queries import agency_window, today
from svyazka.projects.models import CauseLine, DriftAlert, DriftNote, Forecast, Project, Stage
from svyazka.projects.queries.forecast import alarm_on, last_forecasts
from svyazka.projects.queries.project import StageView, expected_on, stages_visible_to
from svyazka.projects.rules.project import ACCEPTED_STATES, DriftCause, ProjectState, cause_told, drift_days, mood_of


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
    forecast: Forecast | None = None  # of the last day on which one was told

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
        if self.cause:
            return self.cause.text
        known = self.stage.drift_cause or self.forecast
        return str(DriftCause(cause_told(self.stage.drift_cause, late=True)).label) if known else ""

    @property
    def split(self) -> bool:
        """Tell whether the forecast says of what this very drift is made: the plan itself, hours beyond the estimates."""
        told = self.forecast
        return bool(told and self.late and told.promised_on == self.stage.promised_on and told.drift_days == self.drift)

    @property
    def view(self) -> StageView:
        return StageView(self.stage, self.forecast_on, self.drift, self.mood, self.accepted_on)


def ghosts(stages: Iterable[Stage], day: date) -> list[Ghost]:
    """Return the stages as their ghosts on that day. Constant queries."""
    rows, window = list(stages), agency_window()
    keys = [row.pk for row in rows]
    forecasts = last_forecasts(keys)
    causes = {line.stage_id: line for line in CauseLine.objects.filter(stage__in=keys).select_related("written_by").order_by("pk")}
    notes = list(DriftNote.objects.filter(stage__in=keys).select_related("written_by").order_by("pk"))
    told = {note.stage_id: note for note in notes}
    warned = {note.stage_id: note for note in notes if note.message_id}
    return [_ghost(row, day, window, causes.get(row.pk), told.get(row.pk), warned.get(row.pk), forecasts.get(row.pk)) for row in rows]


def _ghost(stage: Stage, day: date, window, cause, told, warned, known) -> Ghost:
    accepted_on = today(stage.accepted_at) if stage.state in ACCEPTED_STATES and stage.accepted_at else None
    expected = expected_on(stage, day)
    drift = drift_days(stage.promised_on, accepted_on or expected, window)
    told_days = known if known and known.days and stage.likely_on and not accepted_on else None
    return Ghost(stage, expected, drift, mood_of(drift), accepted_on, cause, told, warned, told_days)


def ghosts_of(project: Project, day: date) -> list[Ghost]:
    """Return the ghosts of a project's stages in their order."""
    rows = Stage.objects.filter(project=project).select_related("engagement__client", "project")
    return ghosts(rows.order_by("position", "pk"), day)


def changes_on_the_way(project: Project) -> dict[int, Amendment]:
    """Return by the key of the contract's stage the amendment that changes it and is not signed by both yet."""
    rows = AmendmentStage.objects.filter(amendment__contract=project.contract_id, amendment__state__in=OPEN, stage__isnull=False)
    return {row.stage_id: row.amendment for row in rows.select_related("amendment").order_by("pk")}


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


def promised_places(person, at: datetime) -> QuerySet[Engagement]:
    """Return the engagements of running projects in which this person sees stages that are not accepted yet."""
    return Engagement.objects.filter(pk__in=promised_of(person, at).order_by().values("engagement"))


def drifting(person, at: datetime, *, among: Iterable[int] | None = None) -> list[Ghost]:
    """Return the stages that drift in projects this person sees (on some engagements, or all), less those of whose drift the client was told,
    or about which something else was done today: a note is no word to the client, the next day asks for it.

    One that has grown since comes back when it would call again.
    """
    alarm, day = alarm_on(today(at)), today(at)

    def covers(note: DriftNote | None, ghost: Ghost) -> bool:
        return bool(note and note.promised_on in (None, ghost.stage.promised_on) and not alarm.calls(ghost.drift or 0, note.drift_days))

    def answered(ghost: Ghost) -> bool:
        return covers(ghost.warned, ghost) or bool(ghost.told and today(ghost.told.written_at) == day and covers(ghost.told, ghost))

    stages = promised_of(person, at)
    found = ghosts(stages if among is None else stages.filter(engagement__in=list(among)), today(at))
    return [ghost for ghost in found if ghost.late and not answered(ghost)]


@dataclass(frozen=True)
class Called:
    """Stages of which whoever watches is to be told: those that drift further than they know, those that drift no more."""

    late: list[Ghost]
    back: list[Ghost]

    @property
    def all(self) -> list[Ghost]:
        return [*self.late, *self.back]


def to_alert(stages: Iterable[Stage], day: date) -> Called:
    """Return of which stages whoever watches is to be told on that day. Constant queries."""
    shown = [ghost for ghost in ghosts(stages, day) if not ghost.accepted and ghost.drift is not None]
    promised = {ghost.stage.pk: ghost.stage.promised_on for ghost in shown}
    alerts = DriftAlert.objects.filter(stage__in=promised).order_by("pk").values_list("stage", "promised_on", "drift_days")
    told = {key: days for key, promised_on, days in alerts if promised_on == promised[key]}
    alarm = alarm_on(day)
    late = [ghost for ghost in shown if ghost.late and alarm.calls(ghost.drift or 0, told.get(ghost.stage.pk))]
    return Called(late, [ghost for ghost in shown if not ghost.late and told.get(ghost.stage.pk)])


def projects_to_alert(at: datetime) -> list[Project]:
    """Return the running projects of whose drifts whoever watches them is to be told. Constant queries."""
    running = Stage.objects.filter(project__state=ProjectState.RUNNING, promised_on__isnull=False)
    rows = list(running.exclude(state__in=ACCEPTED_STATES).exclude(forecast_on=None, likely_on=None).select_related("project__engagement"))
    called = to_alert(rows, today(at)).all if rows else []
    return list({ghost.stage.project_id: ghost.stage.project for ghost in called}.values())
