"""Regulations: written by edition, read by those who do the duty; steps of checklists ticked, or skipped with a reason."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if, unknown
from svyazka.kit.guard import DOORS, DUTIES, Duty, Stage, action
from svyazka.kit.memo import forget
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today
from svyazka.work import queries, rules
from svyazka.work.models import Acknowledgement, ChecklistRun, ChecklistStep, Regulation

KEEP = Duty("regulation.keep", _("Keep the regulations of duties"), stage=Stage.TEAM)
READ = Duty("regulation.read", _("Read the regulations of one's duties"), stage=Stage.TEAM, shared=True)
FOLLOW = Duty("regulation.follow", _("Go through the checklists of the work one sees"), stage=Stage.TEAM, shared=True)


@action(KEEP, lock=False)
def write_regulation(agency: Agency, *, duty: str, title: str, steps: Sequence[str], starts_on: date, text: str = "",
                     starts_by: Sequence[str] = (), each: bool = False, by: Person, at: datetime) -> Regulation:  # fmt: skip
    """Write the next edition of a duty's regulation, in force from a day on; whoever does the duty is told to read it.

    Checklists that began go on by their own edition. Raises Malformed for an unknown duty or act, Refused for what is no regulation.
    """
    if duty not in DUTIES:
        raise unknown("duty", duty)
    for door in starts_by:
        if door not in DOORS:
            raise unknown("starts_by", door)
    steps = [step.strip()[:300] for step in steps if step.strip()]
    taken = Regulation.objects.filter(duty=duty, starts_on=starts_on).exists()
    refuse_if(rules.reasons_not_a_regulation(title=title, steps=steps, starts_on=starts_on, today=today(at), taken=taken))
    last = Regulation.objects.filter(duty=duty).order_by("-edition").values_list("edition", flat=True).first() or 0
    made = Regulation.objects.create(duty=duty, edition=last + 1, title=title.strip()[:200], text=text, steps=steps, starts_by=list(starts_by),
                                     each=each, starts_on=starts_on, made_by=by)  # fmt: skip
    forget("work.regulations")
    for person in queries.readers(made, at).exclude(pk=by.pk):
        tell(person, "work.regulation_written", at=at, by=by, url=f"/work/regulations/{made.pk}/", title=made.title)
    record(made, "work.regulation_written", by=by, at=at, duty=duty, edition=made.edition, title=made.title)
    return made


@action(KEEP)
def end_regulation(regulation: Regulation, *, by: Person, at: datetime) -> Regulation:
    """Let no checklist begin by the duty's regulation from tomorrow on. Raises Refused if a later edition waits or it is ended."""
    later = Regulation.objects.filter(duty=regulation.duty, edition__gt=regulation.edition)
    if later.exists() or not regulation.steps:
        raise Refused(_("This is not the last edition of the regulation."))
    day = date.fromordinal(max(today(at), regulation.starts_on).toordinal() + 1)
    ended = Regulation.objects.create(duty=regulation.duty, edition=regulation.edition + 1, title=regulation.title, starts_on=day, made_by=by,
                                      english={**regulation.english, "text": "", "steps": []} if regulation.english else {})  # fmt: skip
    forget("work.regulations")
    record(ended, "work.regulation_ended", by=by, at=at, duty=regulation.duty, title=regulation.title, on=str(day))
    return ended


@action(READ, lock=False)
def acknowledge(regulation: Regulation, *, by: Person, at: datetime) -> Acknowledgement:
    """Say that one has read the edition and works by it; a second time changes nothing."""
    read, made = Acknowledgement.objects.get_or_create(regulation=regulation, person=by, defaults={"at": at})
    if made:
        record(regulation, "work.regulation_read", by=by, at=at, title=regulation.title, edition=regulation.edition)
    return read


def _waiting(run: ChecklistRun, position: int) -> ChecklistStep:
    step = _step(run, position)
    refuse_if(rules.reasons_not_to_tick(closed=run.closed_at is not None, settled=step.settled))
    return step


def _step(run: ChecklistRun, position: int) -> ChecklistStep:
    step = run.steps.filter(position=position).first()
    if step is None:
        raise unknown("position", position)
    return step


def _close_if_settled(run: ChecklistRun, by: Person, at: datetime) -> None:
    if not run.steps.filter(done_at=None, skipped_at=None).exists():
        run.closed_at = at
        run.save(update_fields=["closed_at"])
        record(run, "work.checklist_closed", by=by, at=at, title=run.regulation.title, skipped=run.steps.filter(skipped_at__isnull=False).count())


@action(FOLLOW)
def tick_step(run: ChecklistRun, *, position: int, by: Person, at: datetime) -> ChecklistRun:
    """Tick a step of the checklist; the last one closes it. Raises Refused if it is settled already."""
    step = _waiting(run, position)
    step.done_at, step.settled_by = at, by
    step.save(update_fields=["done_at", "settled_by"])
    record(run, "work.step_ticked", by=by, at=at, step=step.text)
    _close_if_settled(run, by, at)
    return run


@action(FOLLOW)
def skip_step(run: ChecklistRun, *, position: int, reason: str, by: Person, at: datetime) -> ChecklistRun:
    """Skip a step with a reason: the look back shows it. Raises Refused without a reason, or if it is settled already."""
    if not reason.strip():
        raise Refused(_("Say why the step is skipped: the look back asks whether it is needed at all."))
    step = _waiting(run, position)
    step.skipped_at, step.reason, step.settled_by = at, reason.strip()[:500], by
    step.save(update_fields=["skipped_at", "reason", "settled_by"])
    record(run, "work.step_skipped", by=by, at=at, step=step.text, reason=step.reason)
    _close_if_settled(run, by, at)
    return run


@action(FOLLOW)
def untick_step(run: ChecklistRun, *, position: int, by: Person, at: datetime) -> ChecklistRun:
    """Let a step wait again that was ticked or skipped by a slip; a checklist that it closed is open again.

    Raises Refused if the step waits anyway, or the duty's next checklist has begun there.
    """
    step = _step(run, position)
    followed = run.closed_at is not None and queries.has_open_checklist(run)
    refuse_if(rules.reasons_not_to_untick(settled=step.settled, followed=followed))
    was = {"done_at": step.done_at.isoformat()} if step.done_at else {"reason": step.reason}
    ChecklistStep.objects.filter(pk=step.pk).update(done_at=None, skipped_at=None, reason="", settled_by=None)
    run.closed_at = None
    run.save(update_fields=["closed_at"])
    record(run, "work.step_unticked", by=by, at=at, step=step.text, **was)
    return run
