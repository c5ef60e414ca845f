"""A plan that came beside the one we have: what would be made, changed, left as it is, refused, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from svyazka.work.exchange.shapes import PlanFile, PlanTask
from svyazka.work.rules import cycle_in

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
    after: frozenset[int]
    done: bool = False


@dataclass(frozen=True)
class Ours:
    """What a file is compared with: tasks by their marks, stages and people by how they may be written.

    `stages` maps a title to its key, `people` a login, a name, an address or what was chosen for it to a login; `stage_id`
    and `login` stand for whatever the file does not say or we do not know.
    """

    tasks: Mapping[str, Known] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    stage_id: int | None = None
    login: str = ""


@dataclass(frozen=True)
class Verdict:
    """What would become of a row; `changed` names the fields, `remarks` tell what is lost or why it is refused."""

    task: PlanTask
    act: str
    login: str = ""
    stage_id: int | None = None
    known: Known | None = None
    changed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Return how a name is looked up: «Алёна  Ким» is «алена ким»."""
    return " ".join(text.casefold().replace("ё", "е").split())


def compare(plan: PlanFile, ours: Ours) -> list[Verdict]:
    """Return what would become of each row of the plan, in its order; a row that waits in a ring is refused."""
    known = {task.uid: ours.tasks[task.mark] for task in plan.tasks if task.mark in ours.tasks}
    told = {person.uid: (person.login, person.email, person.name) for person in plan.people}
    ring = _ring(plan, known, ours)
    again = _again(plan)
    return [_verdict(task, plan, known, told, ours, ring, again) for task in plan.tasks]


def _again(plan: PlanFile) -> frozenset[int]:
    """Return the rows whose mark an earlier row has already: a copied row is a new task."""
    seen: set[str] = set()
    found = set()
    for task in plan.tasks:
        if task.mark in seen:
            found.add(task.uid)
        seen.add(task.mark) if task.mark else None
    return frozenset(found)


def _ring(plan: PlanFile, known: Mapping[int, Known], ours: Ours) -> list[int]:
    """Return rows that would wait for each other, with the links our other tasks have; theirs are negative."""
    rows = {task.uid for task in plan.tasks}
    place = {one.key: uid for uid, one in known.items()}
    after: dict[int, Sequence[int]] = {
        task.uid: [link.after for link in task.after if link.kind == "FS" and link.after in rows]
        + [-key for key in (known[task.uid].after if task.uid in known else ()) if key not in place]
        for task in plan.tasks
    }
    kept = [one for one in ours.tasks.values() if one.key not in place]
    after |= {-one.key: [place.get(key, -key) for key in one.after] for one in kept}
    return cycle_in(after)


def _verdict(task: PlanTask, plan: PlanFile, known: Mapping[int, Known], told: Mapping, ours: Ours, ring: list[int], again: frozenset[int]) -> Verdict:
    mine = known.get(task.uid) if task.uid not in again else None
    login = _login(task, told, ours) or (mine.login if mine and not task.people else "")
    stage_id = ours.stages.get(folded(task.stage)) or ours.stage_id
    wrong = _wrong(task, mine, login, stage_id, ring, plan)
    remarks = _remarks(task, plan, told)
    if wrong:
        return Verdict(task, REFUSE, login, stage_id, mine, remarks=tuple(wrong))
    if mine is None:
        return Verdict(task, MAKE, login, stage_id, remarks=tuple(remarks))
    changed = _changed(task, mine, login, known)
    return Verdict(task, CHANGE if changed else SAME, login, stage_id, mine, changed, tuple(remarks))


def _login(task: PlanTask, told: Mapping[int, tuple], ours: Ours) -> str:
    """Return the login of the first of the row's people whom we know, else the one chosen for all."""
    names = (name for uid in task.people for name in told.get(uid, ()) if name)
    return next((ours.people[folded(name)] for name in names if folded(name) in ours.people), "") or ours.login


def _wrong(task: PlanTask, mine: Known | None, login: str, stage_id: int | None, ring: list[int], plan: PlanFile) -> list[str]:
    wrong = []
    if not task.title:
        wrong.append(_("The row has no title."))
    if task.hours <= 0:
        wrong.append(_("There is no estimate: a milestone without hours is no task."))
    if mine and mine.done:
        wrong.append(_("The task is done here: it does not change any more."))
    if not mine and task.done:
        wrong.append(_("The task is done already: only work to come is set."))
    if not login:
        wrong.append(_("Nobody is chosen to do it."))
    if not mine and stage_id is None:
        wrong.append(_("No stage is chosen for it."))
    if task.uid in ring:
        titles = {one.uid: one.title for one in plan.tasks}
        wrong.append(_("These tasks would wait for each other: %(names)s.") % {"names": " → ".join(titles.get(key, "…") for key in [*ring, ring[0]])})
    return wrong


def _remarks(task: PlanTask, plan: PlanFile, told: Mapping[int, tuple]) -> list[str]:
    rows = {one.uid: one.title for one in plan.tasks}
    found = []
    for link in task.after:
        if link.after not in rows:
            found.append(_("It begins after number %(uid)s, which is no task of the file: this stays out.") % {"uid": link.after})
        elif link.kind != "FS":
            found.append(_("“%(title)s”: a link of the kind %(kind)s stays out; here a task begins when another ends.") % {"title": rows[link.after], "kind": link.kind})
        elif link.lag:
            found.append(_("“%(title)s”: the lag of the link is not kept.") % {"title": rows[link.after]})
    if len(task.people) > 1:
        names = ", ".join(told[uid][2] for uid in task.people if uid in told)
        found.append(_("Several people do it (%(names)s): here a task has one, the first of them whom we know.") % {"names": names})
    return found


def _changed(task: PlanTask, mine: Known, login: str, known: Mapping[int, Known]) -> tuple[str, ...]:
    after = {known[link.after].key for link in task.after if link.kind == "FS" and link.after in known}
    fresh = any(link.kind == "FS" and link.after not in known for link in task.after)
    pairs = {"title": (task.title, mine.title), "assignee": (login, mine.login), "hours": (task.hours, mine.hours), "due_on": (task.due_on, mine.due_on),
             "text": (task.text.split(), mine.text.split()), "after": (after, set(mine.after) & {one.key for one in known.values()})}  # fmt: skip
    return tuple(name for name, (theirs, now) in pairs.items() if theirs != now or (name == "after" and fresh))
