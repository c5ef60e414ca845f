"""A checklist starts where its duty starts: by the act that its regulation names."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from svyazka.clients.models import Engagement
from svyazka.journal.steps import record, tell
from svyazka.kit.guard import Door, after_acts
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.people.rules import Kind
from svyazka.roles.queries.holders import holder_of
from svyazka.work.models import ChecklistRun, ChecklistStep, Regulation
from svyazka.work.queries.regulations import in_force_on
from svyazka.work.rules.regulation import begins, shipped


@after_acts
def begin_checklists(door: Door, subject, result, *, by: Person, at: datetime) -> list[ChecklistRun]:
    """Begin every checklist that the act starts on its engagement; whoever holds the duty gets it, else whoever acted."""
    if by.kind != Kind.STAFF or getattr(result, "unsigned", False):  # a checklist would tell who has put a card
        return []
    engagement = getattr(result, "engagement", None) or getattr(subject, "engagement", None)
    if not isinstance(engagement, Engagement):
        return []
    starting = [row for row in in_force_on(today(at)).values() if begins(row.starts_by, door=door.name, duty=door.duty.code, of=row.duty)]
    made = [_begin(row, engagement, result, by, at) for row in starting]
    return [run for run in made if run is not None]


def _begin(regulation: Regulation, engagement: Engagement, result, by: Person, at: datetime) -> ChecklistRun | None:
    """Begin the checklist unless one is open, or it has been gone through already and does not come each time."""
    before = ChecklistRun.objects.filter(duty=regulation.duty, engagement=engagement)
    if before.filter(closed_at=None).exists() or (not regulation.each and before.exists()):
        return None
    person = holder_of(engagement, regulation.duty, at) or by
    try:
        with transaction.atomic():  # two acts at once begin it once
            run = ChecklistRun.objects.create(regulation=regulation, duty=regulation.duty, engagement=engagement, person=person, started_at=at,
                                              about=str(result)[:200] if hasattr(result, "title") else "")  # fmt: skip
    except IntegrityError:
        return None
    ChecklistStep.objects.bulk_create(ChecklistStep(run=run, position=n, text=text) for n, text in enumerate(regulation.steps, 1))
    if person != by:
        tell(person, "work.checklist_begun", at=at, by=by, engagement=engagement, url=f"/work/checklists/{run.pk}/", title=regulation.words_in(person.language).title)
    record(run, "work.checklist_begun", by=by, at=at, title=regulation.title, person=person.name)
    return run


def ship_regulations(since: date) -> None:
    """Write down the usual regulations, once."""
    if not Regulation.objects.exists():
        Regulation.objects.bulk_create(Regulation(duty=duty, edition=1, starts_on=since, **row) for duty, row in shipped().items())
