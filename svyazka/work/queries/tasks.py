"""Which tasks a person sees, the board, what is to be done."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from svyazka.briefs.models import Clause
from svyazka.briefs.queries import document, edition_in_force, latest_brief
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight
from svyazka.work.models import Task, TimeEntry
from svyazka.work.rules import ON_THE_DESK, OPEN_TASKS, WAITS_FOR_ASSIGNEE, TaskState

HOURS = DecimalField(max_digits=8, decimal_places=2)


ZERO = Decimal("0.00")


def _logged(before: date | None) -> Coalesce:
    """Return the hours written on the task, of days before that one if it is told, as one subquery: joins would count hours twice."""
    sums = TimeEntry.objects.filter(task=OuterRef("pk"), **({"worked_on__lt": before} if before else {})).order_by().values("task").annotate(s=Sum("hours")).values("s")
    return Coalesce(Subquery(sums, output_field=HOURS), Value(ZERO, output_field=HOURS))


def tasks(before: date | None = None) -> QuerySet[Task]:
    """Return all tasks as pages tell them; `logged` are the hours written on each, of the days `before` one if it is told."""
    found = Task.objects.select_related("engagement__client", "project", "stage", "assignee", "sprint")
    return found.annotate(logged=_logged(before))


def visible_to(person, at: datetime) -> QuerySet[Task]:
    """Return the tasks of the engagements this person sees; a client's contact sees none."""
    return tasks().none() if person.kind == "contact" else within_sight(tasks(), person, at)


def by_urgency(found: QuerySet[Task]) -> QuerySet[Task]:
    """Order tasks: what is due first, then what was set first."""
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def begun_first(found: QuerySet[Task]) -> QuerySet[Task]:
    """Put what is begun or given back before all else: of a desk with very many tasks it is never left out."""
    begun = Q(state=TaskState.DOING) | ~Q(returned_reason="")
    return found.order_by(Case(When(begun, then=Value(0)), default=Value(1)), F("due_on").asc(nulls_last=True), "pk")


def tasks_of(person) -> QuerySet[Task]:
    """Return the tasks this person is to do now, by due day."""
    return by_urgency(tasks().filter(assignee=person, state__in=ON_THE_DESK))


def tasks_to_do(person) -> QuerySet[Task]:
    """Return the tasks that wait for this person's hands."""
    return by_urgency(tasks().filter(assignee=person, state__in=WAITS_FOR_ASSIGNEE))


def tasks_in(engagements, **where) -> QuerySet[Task]:
    """Return the open tasks of these engagements."""
    return by_urgency(tasks().filter(engagement__in=engagements, state__in=OPEN_TASKS, **where))


def clauses_to_do(engagement: Engagement) -> list[tuple[str, Clause]]:
    """Return the clauses of the edition in force that are to be done, each with its number in it; of the newest before any is."""
    brief = edition_in_force(engagement) or latest_brief(engagement)
    clauses = [row for part in document(brief) for row in part.clauses] if brief else []
    return [(number, clause) for number, clause in clauses if clause.kind != "wont"]
