"""The links of a plan beside ours: which can be kept, which change how, which tasks would wait for each other."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from svyazka.kit.formats import hours
from svyazka.work.exchange.shapes import Link, PlanTask
from svyazka.work.rules import Wait, cycle_in, wait_told


@dataclass(frozen=True)
class LinkChange:
    """What becomes of a link to the task of this title: how it is now and then, None where it is not."""

    title: str
    now: Wait | None = None
    then: Wait | None = None

    @property
    def said(self) -> str:
        if self.then is None:
            return _("“%(title)s”: the link goes") % {"title": self.title}
        told = {"title": self.title, "said": wait_told(self.then.kind, self.then.lag_hours)}
        if self.now is None:
            return _("“%(title)s”: %(said)s") % told
        return _("“%(title)s”: %(said)s (now: %(was)s)") % {**told, "was": wait_told(self.now.kind, self.now.lag_hours)}


def kept_of(task: PlanTask, rows: Mapping[int, str], lost: Collection[int]) -> tuple[list[Link], list[str]]:
    """Return the links of a row that can be kept, the first to each task, and sentences about the others.

    `rows` are titles by number, `lost` the rows that are no task here and become none.
    """
    kept: dict[int, Link] = {}
    said = []
    for link in task.after:
        if link.after not in rows:
            said.append(_("It begins after number %(uid)s, which is no task of the file: this stays out.") % {"uid": link.after})
        elif link.after in lost:
            said.append(_("“%(title)s” is refused: the link to it stays out.") % {"title": rows[link.after]})
        elif link.after in kept:
            said.append(_("“%(title)s”: a second link to the same task stays out.") % {"title": rows[link.after]})
        else:
            kept[link.after] = link
            said += _measure(link, rows[link.after])
    return list(kept.values()), said


def _measure(link: Link, title: str) -> Iterable[str]:
    if link.told:
        yield _("“%(title)s”: a lag of %(told)s is taken as %(lag)s of working time.") % {"title": title, "told": link.told, "lag": hours(link.lag_hours)}


def changes(links: Iterable[Link], rows: Mapping[int, str], keys: Mapping[int, int], now: Iterable[Wait]) -> tuple[LinkChange, ...]:
    """Return what becomes of the links of a task; `keys` are ours by number, `now` what the task waits for here.

    Links of ours to tasks that the file does not know stay as they are.
    """
    place = {key: uid for uid, key in keys.items()}
    mine = {place[one.after]: one for one in now if one.after in place}
    theirs = {link.after: Wait(keys.get(link.after, 0), link.kind, link.lag_hours) for link in links}
    told = (LinkChange(rows[uid], mine.get(uid), theirs.get(uid)) for uid in {**mine, **theirs})
    return tuple(one for one in told if one.now is None or one.then is None or one.now[1:] != one.then[1:])


def ring_in(tasks: Iterable[PlanTask], keys: Mapping[int, int], ours: Mapping[int, Iterable[Wait]]) -> list[int]:
    """Return rows that would wait for each other, whatever the kinds, with the links our other tasks have; theirs are negative.

    `keys` are ours by number, `ours` what each of our tasks waits for, by its key.
    """
    rows = {task.uid: task for task in tasks}
    place = {key: uid for uid, key in keys.items()}
    after = {
        uid: [link.after for link in task.after if link.after in rows] + [-one.after for one in ours.get(keys.get(uid, 0), ()) if one.after not in place]
        for uid, task in rows.items()
    }
    after |= {-key: [place.get(one.after, -one.after) for one in waits] for key, waits in ours.items() if key not in place}
    return cycle_in(after)
