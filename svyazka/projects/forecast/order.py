"""In which order jobs can be placed: each after those it waits for and after its person's earlier ones."""

from collections.abc import Hashable, Sequence

from svyazka.projects.forecast.shapes import Job, Ring


def in_order(jobs: Sequence[Job]) -> list[int]:
    """Return the rows so that each comes after those it waits for and after its person's earlier ones."""
    waits = _waits(jobs)
    behind: list[list[int]] = [[] for _job in jobs]
    for row, earlier in enumerate(waits):
        for one in earlier:
            behind[one].append(row)
    left = [len(earlier) for earlier in waits]
    order = [row for row, count in enumerate(left) if not count]
    for row in order:
        for later in behind[row]:
            left[later] -= 1
            if not left[later]:
                order.append(later)
    if len(order) < len(jobs):
        raise Ring(_ring(jobs, waits, {row for row, count in enumerate(left) if count}))
    return order


def _waits(jobs: Sequence[Job]) -> list[set[int]]:
    """Return for each row the rows that must be placed before it."""
    rows, last = {job.key: n for n, job in enumerate(jobs)}, dict[Hashable, int]()
    waits = []
    for row, job in enumerate(jobs):
        queue = {last[job.person]} if job.person in last else set()
        waits.append({rows[link.key] for link in job.links if link.key in rows} | queue)
        if job.person is not None:
            last[job.person] = row
    return waits


def _ring(jobs: Sequence[Job], waits: Sequence[set[int]], caught: set[int]) -> tuple:
    """Follow what waits for what among the caught rows until one comes up again."""
    way, row = list[int](), min(caught)
    while row not in way:
        way.append(row)
        row = min(waits[row] & caught)
    return tuple(jobs[one].key for one in way[way.index(row) :])
