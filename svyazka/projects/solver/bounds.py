"""Below what a schedule cannot cost: the longest chain, and the work there is for each resource."""

from svyazka.projects.solver.jobs import Cost, Jobs
from svyazka.projects.solver.network import heads, tails


def floor(jobs: Jobs) -> int:
    """Return a lower bound of the weighted finish: each project's longest chain; of a plain problem its energy too."""
    least = sum(weight * end for weight, end in zip(jobs.weights, soonest_ends(jobs), strict=True))
    return max([least, *(_energy(jobs, resource) for resource in range(len(jobs.resources)))]) if jobs.plain else least


def soonest_ends(jobs: Jobs) -> list[int]:
    """Return the end of each project's longest chain."""
    _begins, ends = heads(jobs)
    soonest = [0] * len(jobs.weights)
    for job, end in enumerate(ends):
        soonest[jobs.project[job]] = max(soonest[jobs.project[job]], end)
    return soonest


def _energy(jobs: Jobs, resource: int) -> int:
    """Return how long the work for the resource takes it, with the least wait before its first job and after its last one."""
    begins, _ends = heads(jobs)
    behind = tails(jobs)
    users = [(job, mode.length, amount) for job, (mode,) in enumerate(jobs.modes) for one, amount in mode.demands if one == resource]
    if not users:
        return 0
    work = sum(length * amount for _job, length, amount in users)
    before = min(begins[job] for job, _length, _amount in users)
    after = min(behind[job] - length for job, length, _amount in users)
    return before + -(-work // jobs.resources[resource].capacity) + after


def nothing_better(jobs: Jobs, cost: Cost, floor: int) -> bool:
    """Tell whether the cost is the least there can be: nothing broken, no harm, done by the bound."""
    return cost == (0, 0, floor)
