"""How soon the plan of a whole agency is there, out of the tables: 40 projects, 4,000 open tasks, 60 people, a year.

The agenda of `schedule.py` is written into a database of its own; then, as the page does it, all of it is loaded, solved and kept, and
once more after one task has become three times as long. Each part is told apart, and beside it, in the same run, the pure solver over
the same agenda (the floor). `…_cpu_s` are the seconds of this process alone, whatever else the machine does. `--tasks`, `--projects`, `--people` ask for another size; `--data DIR` is taken and holds nothing here.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import _plans
from _agency import median_of, options, tell, wake

told = options(__doc__ or "", tasks=4_000, projects=40, people=60)
wake()

from _in_tables import written  # noqa: E402  after Django is awake

from svyazka.people.queries import the_agency  # noqa: E402
from svyazka.projects.solver import first  # noqa: E402
from svyazka.projects.solver.oracle import wrong_with  # noqa: E402
from svyazka.work import actions  # noqa: E402
from svyazka.work.models import Task  # noqa: E402
from svyazka.work.queries.agenda import desk_of  # noqa: E402
from svyazka.work.queries.planning import planned_projects  # noqa: E402
from svyazka.work.rules.agency_plan import told_plan  # noqa: E402
from svyazka.work.steps.plans import solved  # noqa: E402

TIMES = 3
AT = _plans.STARTS_AT


def main() -> None:
    agenda = _plans.agency(projects=told.projects, tasks=told.tasks, people=told.people)
    head = written(agenda)
    desk = whole(AT)
    plan = solved(desk)
    figures = {"tasks": len(desk.rows), "wrong": len(wrong_with(desk.agenda, plan))}
    figures |= {f"first_{name}": seconds for name, seconds in parts(AT, anew=True).items()}
    figures |= spent("first_page_act", lambda: actions.plan_agency(the_agency(), anew=True, by=head, at=AT))
    figures |= spent("pure_first", lambda: first(desk.agenda))
    made = actions.plan_agency(the_agency(), anew=True, by=head, at=AT)
    figures |= spent("accept", lambda: actions.accept_agency_plan(made, by=head, at=AT), times=1)
    changed = Task.objects.order_by("pk")[told.tasks // 3]
    Task.objects.filter(pk=changed.pk).update(estimate_hours=changed.estimate_hours * 3)
    later = AT + timedelta(minutes=1)
    figures |= {f"replan_{name}": seconds for name, seconds in parts(later, anew=False).items()}
    figures |= spent("replan_page_act", lambda: actions.plan_agency(the_agency(), by=head, at=later))
    figures["replan_moved"] = actions.plan_agency(the_agency(), by=head, at=later).now["moved"]
    again = whole(later)
    figures |= spent("pure_replan", lambda: first(again.agenda, again.before))
    for name in ("first", "replan"):
        figures[f"{name}_ratio"] = figures[f"{name}_page_act_cpu_s"] / figures[f"pure_{name}_cpu_s"]
    one = changed.project
    figures |= spent("one_project", lambda: actions.plan_schedule(one, by=one.started_by, at=later))
    tell(**figures)


def spent(name: str, act: Callable, times: int = TIMES) -> dict[str, float]:
    """Return the median seconds of the act, by the clock on the wall and by this process alone."""
    runs = []
    for _n in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        act()
        runs.append((time.perf_counter() - wall, time.process_time() - cpu))
    return {f"{name}_s": statistics.median(run[0] for run in runs), f"{name}_cpu_s": statistics.median(run[1] for run in runs)}


def whole(at):
    return desk_of(list(planned_projects()), at, whole=False, alone=False, forgives=False)


def parts(at, *, anew: bool) -> dict[str, float]:
    """Return the seconds of loading, of solving and of telling the plan as it is kept."""
    desk = whole(at)
    plan = solved(desk, anew=anew)
    return {
        "load_s": median_of(lambda: whole(at), TIMES),
        "solve_s": median_of(lambda: solved(desk, anew=anew), TIMES),
        "told_s": median_of(lambda: told_plan(desk, plan), TIMES),
    }


main()
