"""A plan that came beside the one we have: what would be made, changed, left as it is, refused, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from svyazka.work.exchange.linking import LinkChange, changes, kept_of, ring_in
from svyazka.work.exchange.shapes import Link, PlanFile, PlanTask
from svyazka.work.rules import MOST_LAG, Wait

MAKE, CHANGE, SAME, REFUSE = "make", "change", "same", "refuse"


@dataclass(frozen=True)
class Known:
    """A task of ours as far as a file can tell it."""

    key: int
    title: str
    login: str
    hours: Decimal
    due_on: date | None
    text: str
    after: frozenset[Wait]
    done: bool = False


@dataclass(frozen=True)
class Ours:
    """What a file is compared with: tasks by their marks, stages and people by how they may be written.

    `stages` maps a title to its key, `people` a login, a name, an address or what was chosen for it to a login; `stage_id`
    and `login` stand for whatever the file does not say or we do not know; `titles` are those of each stage, as they are looked up.
    """

    tasks: Mapping[str, Known] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    stage_id: int | None = None
    login: str = ""
    titles: Collection[tuple[int, str]] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """What would become of a row; `changed` names the fields, `remarks` tell what is lost or why it is refused.

    `after` are the links of the file that are kept, `links` what changes by them; `lacks` tells that the row is refused only
    because nobody, or no stage, is chosen for it yet.
    """

    task: PlanTask
    act: str
    login: str = ""
    stage_id: int | None = None
    known: Known | None = None
    changed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    after: tuple[Link, ...] = ()
    links: tuple[LinkChange, ...] = ()
    lacks: bool = False


def folded(text: str) -> str:
    """Return how a name is looked up: «Алёна  Ким» is «алена ким»."""
    return " ".join(text.casefold().replace("ё", "е").split())


def compare(plan: PlanFile, ours: Ours) -> list[Verdict]:
    """Return what would become of each row of the plan, in its order; a row that waits in a ring is refused."""
    again = _again(plan)
    known = {task.uid: ours.tasks[task.mark] for task in plan.tasks if task.mark in ours.tasks and task.uid not in again}
    keys = {uid: one.key for uid, one in known.items()}
    told = {person.uid: (person.login, person.email, person.name) for person in plan.people}
    ring = ring_in(plan.tasks, keys, {one.key: one.after for one in ours.tasks.values()})
    judged = [_judged(task, plan, known.get(task.uid), told, ours, ring) for task in plan.tasks]
    lost = {one.task.uid for one in judged if one.act == REFUSE and one.known is None}
    return [one if one.act == REFUSE else _compared(one, plan, keys, told, lost) for one in judged]


def _again(plan: PlanFile) -> frozenset[int]:
    """Return the rows whose mark an earlier row has already: a copied row is a new task."""
    seen: set[str] = set()
    found = set()
    for task in plan.tasks:
        if task.mark in seen:
            found.add(task.uid)
        seen.add(task.mark) if task.mark else None
    return frozenset(found)


def _judged(task: PlanTask, plan: PlanFile, mine: Known | None, told: Mapping, ours: Ours, ring: list[int]) -> Verdict:
    """Return whether the row is made, stays or is refused; what changes is not looked at yet."""
    login = _login(task, told, ours) or (mine.login if mine and not task.people else "")
    stage_id = ours.stages.get(folded(task.stage)) or ours.stage_id
    wrong, lacking = _wrong(task, mine, ring, plan), _lacking(mine, login, stage_id)
    twin = not mine and stage_id and (stage_id, folded(task.title)) in ours.titles
    said = [*wrong, *lacking] or ([_("The stage has a task of this title already: there would be two.")] if twin else [])
    act = REFUSE if wrong or lacking else SAME if mine else MAKE
    return Verdict(task, act, login, stage_id, mine, remarks=tuple(said), lacks=bool(lacking and not wrong))


def _compared(one: Verdict, plan: PlanFile, keys: Mapping[int, int], told: Mapping, lost: Collection[int]) -> Verdict:
    rows = {row.uid: row.title for row in plan.tasks}
    kept, said = kept_of(one.task, rows, lost)
    links = changes(kept, rows, keys, one.known.after if one.known else ())
    changed = _changed(one.task, one.known, one.login, links) if one.known else ()
    if changed and one.known and one.known.done:  # a done task that comes back as it went is no matter
        return replace(one, act=REFUSE, remarks=(_("The task is done here: it does not change any more."), *one.remarks))
    remarks = (*one.remarks, *said, *_several(one.task, told))
    return replace(one, act=CHANGE if changed else one.act, changed=changed, remarks=remarks, after=tuple(kept), links=links)


def _login(task: PlanTask, told: Mapping[int, tuple], ours: Ours) -> str:
    """Return the login of the first of the row's people whom we know, else the one chosen for all."""
    names = (name for uid in task.people for name in told.get(uid, ()) if name)
    return next((ours.people[folded(name)] for name in names if folded(name) in ours.people), "") or ours.login


def _lacking(mine: Known | None, login: str, stage_id: int | None) -> list[str]:
    lacking = [] if login else [_("Nobody is chosen to do it.")]
    return lacking if mine or stage_id is not None else [*lacking, _("No stage is chosen for it.")]


def _wrong(task: PlanTask, mine: Known | None, ring: list[int], plan: PlanFile) -> list[str]:
    wrong = []
    if not task.title:
        wrong.append(_("The row has no title."))
    if task.hours <= 0:
        wrong.append(_("There is no estimate: a milestone without hours is no task."))
    if not mine and task.done:
        wrong.append(_("The task is done already: only work to come is set."))
    if any(abs(link.lag_hours) > MOST_LAG for link in task.after):
        wrong.append(_("A lag is at most %(most)s hours either way.") % {"most": MOST_LAG})
    if task.uid in ring:
        titles = {one.uid: one.title for one in plan.tasks}
        wrong.append(_("These tasks would wait for each other: %(names)s.") % {"names": " → ".join(titles.get(key, "…") for key in [*ring, ring[0]])})
    return wrong


def _several(task: PlanTask, told: Mapping[int, tuple]) -> list[str]:
    if len(task.people) < 2:
        return []
    names = ", ".join(told[uid][2] for uid in task.people if uid in told)
    return [_("Several people do it (%(names)s): here a task has one, the first of them whom we know.") % {"names": names}]


def _changed(task: PlanTask, mine: Known, login: str, links: tuple[LinkChange, ...]) -> tuple[str, ...]:
    pairs = {"title": (task.title, mine.title), "assignee": (login, mine.login), "hours": (task.hours, mine.hours), "due_on": (task.due_on, mine.due_on),
             "text": (task.text.split(), mine.text.split()), "after": (links, ())}  # fmt: skip
    return tuple(name for name, (theirs, now) in pairs.items() if theirs != now)
