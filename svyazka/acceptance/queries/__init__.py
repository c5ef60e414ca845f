"""Questions about results, defences, remarks and changes, always from the one who asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from svyazka.acceptance.models import ChangeRequest, Defence, Remark, Result
from svyazka.acceptance.rules import UNCONFIRMED
from svyazka.briefs.models import Clause
from svyazka.briefs.queries import edition_in_force, latest_brief
from svyazka.kit.accepted import AcceptedPart
from svyazka.kit.guard import seen_by, within_sight
from svyazka.people.queries import today
from svyazka.projects.models import Stage
from svyazka.projects.rules import ACCEPTED_STATES
from svyazka.roles.queries.place import place_of, seats_for
from svyazka.roles.queries.standing import standing_of
from svyazka.work.models import Task

INSIDE = ("draft", "checked", "handed", "with_am", "returned")  # the client sees a result only once it is shown


def visible_to(person, at: datetime) -> QuerySet[Result]:
    """Return the results this person sees, or was named to check; a client's contact sees those shown to the client."""
    results = Result.objects.select_related("stage", "engagement__client", "made_by", "checked_by", "taken_by").order_by("-pk")
    keys = seen_by(person, at)
    if keys is not None:
        results = results.filter(Q(engagement__in=keys) | Q(checked_by=person.pk))
    return results.exclude(state__in=INSIDE) if person.kind == "contact" else results


def defences_visible_to(person, at: datetime) -> QuerySet[Defence]:
    """Return the defences this person sees."""
    defences = Defence.objects.select_related("result__stage", "engagement__client", "decided_by", "opened_by")
    return within_sight(defences, person, at).order_by("-pk")


def remarks_visible_to(person, at: datetime) -> QuerySet[Remark]:
    """Return the remarks this person sees."""
    remarks = Remark.objects.select_related("defence__result__stage", "engagement__client", "classified_by", "task")
    return within_sight(remarks, person, at).order_by("-pk")


def changes_visible_to(person, at: datetime) -> QuerySet[ChangeRequest]:
    """Return the changes of scope this person sees; a client's contact sees those that were offered."""
    changes = ChangeRequest.objects.select_related("stage", "engagement__client", "task", "remark")
    changes = within_sight(changes, person, at).order_by("-pk")
    return changes.exclude(state="new") if person.kind == "contact" else changes


def stages_visible_to(person, at: datetime) -> QuerySet[Stage]:
    """Return the stages this person sees."""
    return within_sight(Stage.objects.select_related("project", "engagement__client"), person, at)


def open_tasks(stage: Stage) -> int:
    """Count the tasks of the stage that are not done."""
    return Task.objects.filter(stage=stage).exclude(state="done").count()


def unclassified(stage: Stage) -> int:
    """Count the remarks on the stage that nobody has told in scope from changes."""
    return Remark.objects.filter(defence__result__stage=stage, state="new").count()


def unplanned(stage: Stage) -> int:
    """Count the remarks in scope and the agreed changes of the stage that are no tasks yet."""
    return Remark.objects.filter(defence__result__stage=stage, state="in_scope").count() + stage.changes.filter(state="agreed").count()


def unsettled_changes(stage: Stage) -> int:
    """Count the changes of the stage that the client has neither agreed to nor declined."""
    return stage.changes.filter(state__in=("new", "offered")).count()


def buildable(person, at: datetime) -> QuerySet[Stage]:
    """Return the stages whose tasks are done and whose remarks are settled, so that a result can be put together."""
    stages = stages_visible_to(person, at).filter(state__in=("in_work", "plan", "remarks"), engagement__closed_at=None)
    stages = stages.annotate(
        tasks_left=Count("tasks", filter=~Q(tasks__state="done"), distinct=True), tasks_all=Count("tasks", distinct=True)
    )
    waits = Remark.objects.filter(state__in=("new", "in_scope")).values("defence__result__stage")
    stages = stages.exclude(pk__in=waits).exclude(pk__in=ChangeRequest.objects.filter(state="agreed").values("stage"))
    return stages.filter(tasks_all__gt=0, tasks_left=0).order_by("due_on", "pk")


def clauses_of(engagement) -> list[Clause]:
    """Return the clauses of the edition in force that are to be done, in their order; of the newest where none was agreed."""
    brief = edition_in_force(engagement) or latest_brief(engagement)
    return list(brief.clauses.exclude(kind="wont").order_by("position", "pk")) if brief else []


def story_of_stage(stage: Stage) -> list[Result]:
    """Return every edition of the stage's result with its defences and remarks, the latest first."""
    remarks = Prefetch("remarks", Remark.objects.order_by("pk"))
    defences = Prefetch("defences", Defence.objects.select_related("decided_by", "opened_by").prefetch_related(remarks))
    results = Result.objects.filter(stage=stage).select_related("made_by", "checked_by", "taken_by", "engagement__client")
    return list(results.prefetch_related("criteria", defences).order_by("-edition"))


def accepted_part(stage: Stage, page: str) -> AcceptedPart | None:
    """Return the accepted stage as other rooms ask about it; None before that."""
    if stage.state not in ACCEPTED_STATES or stage.accepted_at is None:
        return None
    accepted_on, promised_on = today(stage.accepted_at), stage.promised_on or stage.due_on
    last = not Stage.objects.filter(project=stage.project_id).exclude(state__in=ACCEPTED_STATES).exists()
    return AcceptedPart(stage.engagement, accepted_on, max(accepted_on, promised_on or accepted_on), last, page)


def holds(person, duty: str, subject, at: datetime) -> bool:
    """Tell whether the person is responsible for the duty here; unlike the guard, without asking who else is."""
    standing = standing_of(person, at)
    engagement_id, client_id, department_id = place_of(subject)
    scheme = standing.scheme_for(engagement_id=engagement_id, client_id=client_id, department_id=department_id)
    if scheme is None:
        return False
    held = seats_for(standing, scheme, subject)
    return any(seat in held for seat in scheme.opening(duty, "R"))


@dataclass(frozen=True)
class Waits:
    """One thing on its way between the PM, the AM and the client: the step that comes next, and whose it is."""

    step: str
    duty: str
    subject: object
    engagement: object
    stage: Stage
    due_on: date | None
    mine: bool
    text: str = ""


STEPS = {
    ("result", "draft"): ("hand_over", "result.handover"),
    ("result", "checked"): ("hand_over", "result.handover"),
    ("result", "handed"): ("take", "result.defend"),
    ("result", "with_am"): ("defend", "result.defend"),
    ("defence", ""): ("decide", "result.accept"),
    ("remark", "new"): ("classify", "remark.class"),
    ("remark", "in_scope"): ("plan", "change.plan"),
    ("change", "new"): ("price", "change.sell"),
    ("change", "offered"): ("settle", "change.sell"),
    ("change", "agreed"): ("plan_change", "change.plan"),
}
MOST_WAITING = 200


def desk(person, at: datetime) -> list[Waits]:
    """Return what is on its way, the person's own steps first; a constant number of queries."""
    found = [*_stages_on_desk(person, at), *_results_on_desk(person, at), *_changes_on_desk(person, at)]
    return sorted(found, key=lambda row: (not row.mine, row.due_on or date.max))


def _stages_on_desk(person, at: datetime) -> Iterator[Waits]:
    for stage in buildable(person, at)[:MOST_WAITING]:
        mine = holds(person, "result.handover", stage, at)
        yield Waits("build", "result.handover", stage, stage.engagement, stage, stage.due_on, mine)


def _results_on_desk(person, at: datetime) -> Iterator[Waits]:
    results = visible_to(person, at).filter(state__in=("draft", "checked", "handed", "with_am"))
    for result in results[:MOST_WAITING]:
        yield _waits("result", result.state, result, result.stage, result.stage.due_on, person, at)
    for result in to_confirm(person)[:MOST_WAITING]:
        yield Waits("confirm", "quality.check", result, result.engagement, result.stage, None, True)
    for defence in defences_visible_to(person, at).filter(verdict="")[:MOST_WAITING]:
        yield _waits("defence", "", defence, defence.result.stage, defence.silence_due_on, person, at)


def to_confirm(person) -> QuerySet[Result]:
    """Return the results that were handed over in this person's name as the checker, who has not said so yet."""
    named = Result.objects.filter(checked_by=person.pk, confirmed_at=None, state__in=UNCONFIRMED)
    return named.select_related("stage", "engagement__client").order_by("pk")


def _changes_on_desk(person, at: datetime) -> Iterator[Waits]:
    remarks = remarks_visible_to(person, at).filter(state__in=("new", "in_scope"))
    for remark in remarks[:MOST_WAITING]:
        yield _waits("remark", remark.state, remark, remark.defence.result.stage, None, person, at, remark.text)
    changes = changes_visible_to(person, at).filter(state__in=("new", "offered", "agreed"))
    for change in changes[:MOST_WAITING]:
        yield _waits("change", change.state, change, change.stage, None, person, at, change.text)


def _waits(kind: str, state: str, subject, stage: Stage, due_on, person, at: datetime, text: str = "") -> Waits:
    step, duty = STEPS[kind, state]
    return Waits(step, duty, subject, subject.engagement, stage, due_on, holds(person, duty, subject, at), text)


def silent(today: date) -> QuerySet[Defence]:
    """Return the open defences whose last day for an answer has passed."""
    return Defence.objects.filter(verdict="", silence_due_on__lt=today).order_by("pk")


def paper_changes(stage: Stage) -> list[ChangeRequest]:
    """Return the changes of the stage that the client agreed to pay for."""
    return list(stage.changes.filter(state__in=("agreed", "planned"), price_kopecks__gt=0).order_by("pk"))
