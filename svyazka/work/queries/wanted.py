"""Tasks narrowed to what a person asks for, and the filters they have saved."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from svyazka.projects.models import Project
from svyazka.work.models import SavedFilter, Task
from svyazka.work.rules import Due, TaskState

SAME = {"assignee": "assignee__username", "project": "project", "stage": "stage", "sprint": "sprint"}


def only_wanted(found: QuerySet[Task], wanted: Mapping, day: date) -> QuerySet[Task]:
    """Keep the tasks that are as wanted on that day; `clause` is the key a clause bears in every edition."""
    found = found.filter(**{SAME[name]: value for name, value in wanted.items() if name in SAME})
    if "clause" in wanted:
        found = found.filter(clause__key=wanted["clause"])
    if "q" in wanted:
        found = found.filter(Q(title__icontains=wanted["q"]) | Q(text__icontains=wanted["q"]))
    if "blocked" in wanted:
        found = found.exclude(blocked_reason="")
    return _by_state(found, wanted.get("state", "")).filter(_due(wanted.get("due", ""), day))


def _by_state(found: QuerySet[Task], state: str) -> QuerySet[Task]:
    if state in TaskState.values:
        return found.filter(state=state)
    return found.exclude(state=TaskState.DONE) if state == "open" else found


def _due(due: str, day: date) -> Q:
    return {
        Due.LATE: Q(due_on__lt=day) & ~Q(state=TaskState.DONE), Due.TODAY: Q(due_on=day),
        Due.WEEK: Q(due_on__gte=day, due_on__lte=day + timedelta(days=7)), Due.NONE: Q(due_on=None),
    }.get(due, Q())  # fmt: skip


def filters_for(person, project: Project | None = None) -> QuerySet[SavedFilter]:
    """Return the saved filters this person may use: their own, and on a project those shared with it."""
    theirs = Q(person=person, project=project) if project else Q(person=person, project=None)
    shared = Q(project=project, shared=True) if project else Q(pk__in=())
    return SavedFilter.objects.filter(theirs | shared).select_related("person")
