"""The schedule as geometry: where each bar, ghost, weekend and line stands on the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils import translation

from svyazka.kit.worktime import Window

LABELS, ROW, HEAD, LEAST_BAR, MOST_DAYS = 250, 30, 44, 3.0, 260
WIDE, NARROW = 26, 11  # pixels a day: months ahead are drawn narrower


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
class Drawing:
    """The whole chart."""

    width: float
    height: int
    labels: int
    head: int
    days: list[tuple[float, float, bool, str]]
    months: list[tuple[float, str]]
    bars: list[Bar]
    today_x: float | None
    deadline_x: float | None


def draw(stages: Sequence, rows: Sequence, tasks: Mapping, ghosts: Mapping, window: Window, *, now: datetime,
         deadline_on: date | None) -> Drawing:  # fmt: skip
    """Return the drawing of scheduled `rows` by stage; `tasks` and baseline `ghosts` are looked up by the task's key."""
    zone = ZoneInfo(window.zone)
    first, last = _span(rows, stages, deadline_on, now, zone)
    count = (last - first).days + 1
    step = WIDE if count <= 75 else NARROW

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
        days=[(LABELS + n * step, step, not window.spans(day), str(day.day) if step == WIDE or day.weekday() == 0 else "")
              for n, day in enumerate(days)],
        months=[(LABELS + n * step, _month(day)) for n, day in enumerate(days)
                if (day.day == 1 or n == 0) and not _crowded(day, n, step)],
        bars=bars, today_x=x_of(now) if inside else None,
        deadline_x=after(deadline_on) if deadline_on and first <= deadline_on <= last else None,
    )  # fmt: skip


def _crowded(day: date, place: int, step: int) -> bool:
    """Tell whether the first month's name would run into the next one's."""
    return place == 0 and day.day > 1 and ((day.replace(day=1) + timedelta(days=32)).replace(day=1) - day).days * step < 90


def _span(rows, stages, deadline_on, now, zone) -> tuple[date, date]:
    moments = [now, *(row.starts_at for row in rows), *(row.ends_at for row in rows)]
    days = [moment.astimezone(zone).date() for moment in moments]
    days += [day for day in (deadline_on, *(stage.promised_on for stage in stages)) if day]
    first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=3)
    return first, min(last, first + timedelta(days=MOST_DAYS))


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
