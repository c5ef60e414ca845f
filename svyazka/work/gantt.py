"""The schedule as geometry: where each bar, ghost, weekend and line stands on the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils import translation

from svyazka.kit.worktime import Window
from svyazka.work.rules import FROM_END, HOLDS_START, Wait

LABELS, ROW, HEAD, LEAST_BAR, MOST_DAYS = 250, 30, 44, 3.0, 1100
STEPS = ((75, 26), (260, 11), (MOST_DAYS, 4))  # pixels a day for so many days: months ahead are drawn narrower
MIDDLE, STUB = 12.5, 7  # of a bar in its row; how far a link goes before it turns


@dataclass(frozen=True)
class Bar:
    """One row of the drawing: a stage (its promised day) or a task (its bar and its ghost in the baseline)."""

    y: int
    title: str
    kind: str
    task: object = None
    x: float = 0
    width: float = 0
    ghost_x: float = 0
    ghost_width: float = 0
    promised_x: float | None = None
    critical: bool = False


@dataclass(frozen=True)
class Line:
    """A link between two bars: its way and the head of its arrow, as paths."""

    way: str
    arrow: str
    critical: bool


@dataclass(frozen=True)
class Drawing:
    """The whole chart."""

    width: float
    height: int
    labels: int
    head: int
    days: list[tuple[float, float, bool, str]]
    months: list[tuple[float, str]]
    bars: list[Bar]
    lines: list[Line]
    today_x: float | None
    deadline_x: float | None


def draw(stages: Sequence, rows: Sequence, tasks: Mapping, ghosts: Mapping, window: Window, *, now: datetime,
         deadline_on: date | None, links: Mapping[int, Sequence[Wait]]) -> Drawing:  # fmt: skip
    """Return the drawing of scheduled `rows` by stage; `tasks`, baseline `ghosts` and `links` are looked up by the task's key."""
    zone = ZoneInfo(window.zone)
    first, last = _span(rows, stages, deadline_on, now, zone)
    count = (last - first).days + 1
    step = next(wide for most, wide in STEPS if count <= most)

    def x_of(moment: datetime) -> float:
        local = moment.astimezone(zone)
        worked = min(max((local.hour + local.minute / 60 - window.opens.hour) / 9, 0.0), 1.0)
        return LABELS + ((local.date() - first).days + worked) * step

    def after(day: date) -> float:
        return LABELS + ((day - first).days + 1) * step

    days = [first + timedelta(days=n) for n in range(count)]
    bars = _bars(stages, rows, tasks, ghosts, x_of, after)
    inside = first <= now.astimezone(zone).date() <= last
    return Drawing(
        width=LABELS + count * step, height=HEAD + ROW * len(bars) + 8, labels=LABELS, head=HEAD,
        days=[(LABELS + n * step, step, not window.spans(day), _day(day, step))
              for n, day in enumerate(days)],
        months=[(LABELS + n * step, _month(day)) for n, day in enumerate(days)
                if (day.day == 1 or n == 0) and not _crowded(day, n, step)],
        bars=bars, lines=_lines(bars, links), today_x=x_of(now) if inside else None,
        deadline_x=after(deadline_on) if deadline_on and first <= deadline_on <= last else None,
    )  # fmt: skip


def _day(day: date, step: int) -> str:
    """Return the number of the day where there is room for it: of each, of Mondays, of none."""
    return str(day.day) if step > 20 or (step > 10 and day.weekday() == 0) else ""


def _crowded(day: date, place: int, step: int) -> bool:
    """Tell whether the first month's name would run into the next one's."""
    return place == 0 and day.day > 1 and ((day.replace(day=1) + timedelta(days=32)).replace(day=1) - day).days * step < 90


def _span(rows, stages, deadline_on, now, zone) -> tuple[date, date]:
    moments = [now, *(row.starts_at for row in rows), *(row.ends_at for row in rows)]
    days = [moment.astimezone(zone).date() for moment in moments]
    days += [day for day in (deadline_on, *(stage.promised_on for stage in stages)) if day]
    first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=3)
    return first, min(last, first + timedelta(days=MOST_DAYS - 1))


def _month(day: date) -> str:
    return format_date(day, "LLLL y", locale="en_GB" if (translation.get_language() or "ru").startswith("en") else "ru")


def _bars(stages, rows, tasks, ghosts, x_of, after) -> list[Bar]:
    bars: list[Bar] = []
    for stage in stages:
        mine = [row for row in rows if row.stage_id == stage.pk and row.task_id in tasks]
        if not mine:
            continue
        promised = after(stage.promised_on) if stage.promised_on else None
        bars.append(Bar(HEAD + ROW * len(bars), stage.title, "stage", promised_x=promised))
        for row in mine:
            x, ghost = x_of(row.starts_at), ghosts.get(row.task_id)
            gx = x_of(ghost.starts_at) if ghost else 0
            bars.append(
                Bar(
                    HEAD + ROW * len(bars), tasks[row.task_id].title, "task", tasks[row.task_id], x,
                    max(x_of(row.ends_at) - x, LEAST_BAR), gx, max(x_of(ghost.ends_at) - gx, LEAST_BAR) if ghost else 0,
                    critical=row.critical,
                )
            )  # fmt: skip
    return bars


def _lines(bars: Sequence[Bar], links: Mapping[int, Sequence[Wait]]) -> list[Line]:
    placed = {bar.task.pk: bar for bar in bars if bar.task}  # type: ignore[attr-defined]
    return [_line(placed[wait.after], bar, wait.kind) for key, bar in placed.items() for wait in links.get(key, ()) if wait.after in placed]


def _line(one: Bar, other: Bar, kind: str) -> Line:
    """Return how the link runs: out of a bar, between the rows, into the other one."""
    leaves, out = (one.x + one.width, STUB) if kind in FROM_END else (one.x, -STUB)
    comes, back = (other.x, -STUB) if kind in HOLDS_START else (other.x + other.width, STUB)
    from_y, to_y = one.y + MIDDLE, other.y + MIDDLE
    between = to_y - ROW / 2 if to_y > from_y else to_y + ROW / 2
    way = f"M {leaves:g} {from_y:g} H {leaves + out:g} V {between:g} H {comes + back:g} V {to_y:g} H {comes:g}"
    arrow = f"M {comes:g} {to_y:g} l {5 if back > 0 else -5} -3.5 v 7 z"
    return Line(way, arrow, one.critical and other.critical)
