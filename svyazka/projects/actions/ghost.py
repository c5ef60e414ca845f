"""Answering for a drift: the PM says why, the AM warns the client, the clock calls the AM."""

from datetime import datetime

from svyazka.clients.actions import TALK, say_to_client
from svyazka.clients.rules import Channel, reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects import rules
from svyazka.projects.actions.project import CHANGE_PLAN, WATCH
from svyazka.projects.models import CauseLine, DriftAlert, DriftNote, Project, Stage
from svyazka.projects.queries.ghost import ghosts
from svyazka.projects.steps import tell_of_drifts
from svyazka.roles.steps import tell_holder


@action(CHANGE_PLAN)
def say_why(stage: Stage, *, text: str, by: Person, at: datetime) -> CauseLine:
    """Say in one line why the stage ends later than promised: it stands beside the day in place of the computed cause.

    Raises Refused if the stage is accepted, or nothing is said.
    """
    refuse_if([*reasons_if_closed(stage.engagement), *rules.reasons_not_to_say_why(state=stage.state, text=text)])
    line = CauseLine.objects.create(stage=stage, text=text.strip(), written_by=by, written_at=at)
    tell_holder(stage.engagement, WATCH, "projects.cause_told", url=f"/projects/{stage.project_id}/promises/", title=stage.title,
                note=line.text, by=by, at=at)  # fmt: skip
    record(stage, "projects.cause_told", by=by, at=at, text=line.text)
    return line


@action(TALK)
def warn_client(stage: Stage, *, text: str, channel: str = Channel.PORTAL, by: Person, at: datetime) -> DriftNote:
    """Tell the client that the stage will be later than promised; the message is kept as what shows that they know.

    Raises Refused if the stage ends in time, or the words do not leave for the client yet.
    """
    drift = ghosts([stage], today(at))[0].drift
    refuse_if([*reasons_if_closed(stage.engagement), *rules.reasons_not_to_warn(state=stage.state, drift=drift)])
    said = say_to_client(stage.engagement, text=text, channel=channel, by=by, at=at)
    note = DriftNote.objects.create(stage=stage, drift_days=drift or 0, promised_on=stage.promised_on, text=said.text[:1000], message=said,
                                    written_by=by, written_at=at)  # fmt: skip
    record(stage, "projects.client_warned", by=by, at=at, days=drift, message=said.pk)
    return note


@action(WATCH)
def alert_drift(project: Project, *, by: Person, at: datetime) -> list[DriftAlert]:
    """Call whoever watches the promised days to the drifts that have grown beyond what they were told, or have gone; a second run tells nothing."""
    told = tell_of_drifts(project, by=by, at=at)
    if told:
        record(project, "projects.drift_alerted", by=by, at=at, days=max(alert.drift_days for alert in told))
    return told
