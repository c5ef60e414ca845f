"""What moved, what clashes and why, in the reader's words: titles and names as far as the reader sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from svyazka.kit.formats import day_short, number
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.models import Project, Stage
from svyazka.work.models import Task
from svyazka.work.queries.tasks import visible_to


@dataclass(frozen=True)
class Moved:
    """A task that moved: by days of the agency; `was` None when it is new. `why` are sentences, `days` how much later it ends."""

    task_id: int
    title: str
    project_id: int
    person: str
    was_person: str
    starts_on: date
    ends_on: date
    was_starts_on: date | None
    was_ends_on: date | None
    why: list[str]

    @property
    def days(self) -> int | None:
        return (self.ends_on - self.was_ends_on).days if self.was_ends_on else None


class Words:
    """Titles of tasks that the reader sees, names of people: asked once for many moves."""

    def __init__(self, tasks: Iterable[int], people: Iterable[int], reader, at: datetime):
        seen = visible_to(reader, at).filter(pk__in=set(tasks)).select_related(None).order_by()
        self.titles = dict(seen.values_list("pk", "title"))
        self.owners = dict(Task.objects.filter(pk__in=set(tasks)).values_list("pk", "assignee"))
        self.names = dict(Person.objects.filter(pk__in=set(people) | set(self.owners.values())).values_list("pk", "name"))

    def task(self, key: int) -> str:
        return _("“%(title)s”") % {"title": self.titles[key]} if key in self.titles else _("a task of another project")

    def person(self, key: int | None) -> str:
        return self.names.get(key, "") if key is not None else ""


def told_moves(moves: list[Mapping], reader, at: datetime) -> list[Moved]:
    """Return the moves in the reader's words, what ends latest against its day before first. Constant queries."""
    if not moves:
        return []
    tasks = {one["task_id"] for one in moves} | {why["task_id"] for one in moves for why in one["why"] if why.get("task_id")}
    people = {one[name] for one in moves for name in ("person_id", "was_person_id")} - {None}
    words = Words(tasks, people, reader, at)
    told = [_moved(one, words) for one in moves]
    return sorted(told, key=lambda one: (one.days is None, -(one.days or 0), one.starts_on, one.task_id))


def _moved(one: Mapping, words: Words) -> Moved:
    days = {name: today(datetime.fromisoformat(one[name])) if one[name] else None for name in ("starts_at", "ends_at", "was_starts_at", "was_ends_at")}
    return Moved(
        one["task_id"], words.titles.get(one["task_id"], _("a task of another project")), one["project_id"], words.person(one["person_id"]),
        words.person(one["was_person_id"]), days["starts_at"], days["ends_at"], days["was_starts_at"], days["was_ends_at"],
        [cause_told(why, words, one["person_id"]) for why in one["why"]],
    )  # fmt: skip


def cause_told(why: Mapping, words: Words, person: int | None) -> str:
    """Tell one cause as a sentence."""
    kind, name = why["kind"], words.person(person)
    if kind == "after":
        return _("after %(task)s") % {"task": words.task(why["task_id"])}
    if kind in ("busy", "elsewhere"):
        until = day_short(today(datetime.fromisoformat(why["until"])))
        return _("%(name)s is busy with %(task)s until %(day)s") % {"name": name, "task": words.task(why["task_id"]), "day": until}
    if kind == "away":
        return _("%(name)s is away from %(first)s to %(last)s") % {"name": name, "first": day_short(why["from"]), "last": day_short(why["to"])}
    if kind == "not_before":
        return _("not before %(day)s") % {"day": day_short(why["on"])}
    if kind == "begun":
        return _("begun on %(day)s") % {"day": day_short(today(datetime.fromisoformat(why["on"])))}
    if kind == "overdue":
        return _("it should have begun on %(day)s and is not begun") % {"day": day_short(today(datetime.fromisoformat(why["on"])))}
    return {"hours": _("the next working hours"), "longer": _("it takes longer than was planned"), "shorter": _("it takes less than was planned")}.get(kind, _("nothing held it: sooner now"))


# ---- what clashes -------------------------------------------------------------------------------------------------
def told_clash(things: list | None, reader, at: datetime) -> list[str]:
    """Return what does not go together, a sentence a thing: [kind, key] as the solver tells them."""
    rows = [(kind, tuple(key)) for kind, key in things or () if kind != "could"]
    tasks = {abs(key) for kind, keys in rows if kind in ("task", "due", "not_before", "dependency") for key in keys if key > 0}
    people = {keys[0] for kind, keys in rows if kind in ("absence", "share", "busy")}
    words = Words(tasks, people, reader, at)
    facts = {row.pk: row for row in Task.objects.filter(pk__in=tasks).select_related("assignee", "levelling")}
    stages = {-key for _kind, keys in rows for key in keys if isinstance(key, int) and key < 0}
    named = {row.pk: row for row in Stage.objects.filter(pk__in=stages)}
    projects = {row.pk: row for row in Project.objects.filter(pk__in=[keys[0] for kind, keys in rows if kind == "deadline"])}
    told = [_thing(kind, keys, words, facts, named, projects) for kind, keys in rows]
    return [one for one in told if one]


def _thing(kind: str, keys: tuple, words: Words, facts, stages, projects) -> str:
    if kind == "task" and keys[0] in facts:
        task = facts[keys[0]]
        return _("%(task)s takes %(hours)s h of %(name)s") % {"task": words.task(task.pk), "hours": number(task.expected_hours), "name": task.assignee.name}
    if kind == "due" and -keys[0] in stages:
        stage = stages[-keys[0]]
        return _("the stage “%(stage)s” is promised by %(day)s") % {"stage": stage.title, "day": day_short(stage.promised_on)}
    if kind == "due" and keys[0] in facts:
        return _("%(task)s is to be done by %(day)s") % {"task": words.task(keys[0]), "day": day_short(facts[keys[0]].due_on)}
    if kind == "not_before" and keys[0] in facts and (facts[keys[0]].not_before or hasattr(facts[keys[0]], "levelling")):
        return _("%(task)s may not begin before its day") % {"task": words.task(keys[0])}
    if kind == "deadline" and keys[0] in projects:
        return _("the project is to be done by %(day)s") % {"day": day_short(projects[keys[0]].deadline_on)}
    if kind == "dependency" and keys[1] > 0:
        return _("%(later)s waits for %(earlier)s") % {"earlier": words.task(keys[0]), "later": words.task(keys[1])}
    if kind == "absence":
        return _("%(name)s is away from %(first)s to %(last)s") % {"name": words.person(keys[0]), "first": day_short(keys[1]), "last": day_short(keys[2])}
    if kind == "busy":
        return _("%(name)s is busy in other projects") % {"name": words.person(keys[0])}
    return _("%(name)s has a share of the day for this only") % {"name": words.person(keys[0])} if kind == "share" else ""


def told_offers(things: list | None, reader, at: datetime) -> list[str]:
    """Return who else could take a task of those that lead to a missed day, and when it would end then."""
    rows = [tuple(key) for kind, key in things or () if kind == "could"]
    words = Words([key for key, _person, _day in rows], [person for _key, person, _day in rows], reader, at)
    return [_("%(task)s: %(name)s could take it and end it on %(day)s") % {"task": words.task(key), "name": words.person(person), "day": day_short(day)}
            for key, person, day in rows]  # fmt: skip
