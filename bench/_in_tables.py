"""An agenda of the solver written into the tables of an agency, row by row what the program itself would have written."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from svyazka.people.models import Absence, NormHours, Person, Specialism
from svyazka.projects.actions import start_project
from svyazka.projects.models import Project, Stage
from svyazka.projects.solver import Agenda
from svyazka.projects.tests.make import contract
from svyazka.roles.models import Seat
from svyazka.roles.tests.make import MONDAY, START, agency, person
from svyazka.work.models import ProjectShare, ProjectWeight, Task, TaskDependency

SET_AT = datetime(2026, 1, 11, 2, 0, tzinfo=UTC)


def written(agenda: Agenda) -> Person:
    """Write the agenda; return the head of the agency. Whoever could do a task of no named person, in turn, does it."""
    agency()
    head, am, pm = person("head", "head"), person("anna", "am"), person("pavel", "pm")
    people = _people(agenda)
    projects = _projects(agenda, am, pm)
    stages = {key: list(project.stages.all()) for key, project in projects.items()}
    tasks = {}
    for n, one in enumerate(agenda.tasks):
        able = one.people or tuple(worker.id for worker in agenda.workers if one.specialism in worker.specialisms)
        project, mine = projects[one.project], stages[one.project]
        stage = mine[n * len(mine) // len(agenda.tasks)]
        tasks[one.id] = Task(
            project=project, engagement=project.engagement, stage=stage, title=f"Работа {n}", assignee=people[able[n % len(able)]],
            estimate_hours=Decimal(one.hours), due_on=one.due_on, set_by=pm, set_at=SET_AT, position=n,
        )  # fmt: skip
    Task.objects.bulk_create(tasks.values())
    TaskDependency.objects.bulk_create(
        TaskDependency(task=tasks[one.later], after=tasks[one.earlier], kind=one.kind.value, lag_hours=one.lag) for one in agenda.dependencies
    )
    ProjectShare.objects.bulk_create(
        ProjectShare(project=projects[one.project], person=people[one.person], percent=one.percent, starts_on=agenda.starts_at.date(), set_by=pm, set_at=SET_AT)
        for one in agenda.shares
    )
    return head


def _people(agenda: Agenda) -> dict[int, Person]:
    codes = {code: Specialism.objects.get_or_create(code=code, defaults={"name": code})[0]
             for code in sorted({code for worker in agenda.workers for code in worker.specialisms})}  # fmt: skip
    found = {}
    for worker in agenda.workers:
        one = found[worker.id] = person(f"p{worker.id}", "specialist")
        one.specialisms.set([codes[code] for code in worker.specialisms])
        off = sorted(worker.window.days_off)
        Absence.objects.create(person=one, kind="vacation", starts_on=off[0], ends_on=off[-1], state="approved", requested_at=SET_AT)
        if worker.window.week:
            NormHours.objects.create(person=one, starts_on=off[0] - timedelta(days=800), hours=list(worker.window.week))
    return found


def _projects(agenda: Agenda, am: Person, pm: Person) -> dict[int, Project]:
    found = {}
    for one in agenda.projects:
        signed = contract(title=f"Проект {one.id}", stages=("Первый", "Второй", "Третий"), due_on=one.deadline_on, am=am, pm=pm)
        project = found[one.id] = start_project(signed, by=pm, at=MONDAY)
        ProjectWeight.objects.create(project=project, weight=one.weight, starts_on=SET_AT.date(), set_by=pm, set_at=SET_AT)
    Stage.objects.update(state="in_work")
    Seat.objects.update(starts_at=START)
    return found
