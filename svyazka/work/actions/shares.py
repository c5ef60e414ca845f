"""Shares of people: the PM takes so many per cent of somebody for the project, from a day till a day."""

from datetime import date, datetime

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import colleague, today
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project
from svyazka.projects.rules import ProjectState
from svyazka.work.models import ProjectShare
from svyazka.work.queries.planning import given_of
from svyazka.work.rules.planning import Given, reasons_not_to_end, reasons_not_to_give


@action(PLAN)
def give_share(project: Project, *, person: str, percent: int, starts_on: date, ends_on: date | None = None, by: Person, at: datetime) -> ProjectShare:
    """Give so many per cent of the person's time to the project on days [starts_on, ends_on); they are told.

    Raises Refused if more than the whole of the person would be given, the project has a share of them then, or it does not run.
    """
    whose = colleague("person", person)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=whose.pk)  # two PMs give no more than the whole of one person
    new, runs = Given(project.pk, percent, starts_on, ends_on), project.state == ProjectState.RUNNING
    refuse_if(reasons_not_to_give(new, given_of(whose.pk, starts_on), today=today(at), runs=runs))
    share = ProjectShare.objects.create(project=project, person=whose, percent=percent, starts_on=starts_on, ends_on=ends_on, set_by=by, set_at=at)
    _tell(share, "work.share_given", by=by, at=at)
    record(share, "work.share_given", by=by, at=at, person=whose.name, percent=percent, on=str(starts_on), until=str(ends_on or ""))
    return share


@action(PLAN)
def end_share(share: ProjectShare, *, on: date, by: Person, at: datetime) -> ProjectShare:
    """Let the share be no more from that day on; one that has not begun by then is taken back. Raises Refused for a day that is past."""
    refuse_if(reasons_not_to_end(ends_on=share.ends_on, on=on, today=today(at)))
    _tell(share, "work.share_ended", by=by, at=at)
    record(share, "work.share_ended", by=by, at=at, person=share.person.name, percent=share.percent, on=str(on))
    share.ends_on = on
    if on > share.starts_on:
        share.save(update_fields=["ends_on"])
    else:
        ProjectShare.objects.filter(pk=share.pk).delete()
    return share


def _tell(share: ProjectShare, verb: str, *, by: Person, at: datetime) -> None:
    if share.person != by:
        tell(share.person, verb, at=at, by=by, engagement=share.engagement, url=f"/projects/{share.project_id}/",
             title=share.project.title, percent=share.percent, on=str(share.starts_on))  # fmt: skip
