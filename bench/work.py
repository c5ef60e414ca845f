"""What the pages of work cost in an agency of some years, and in one ten times as large, beside their own statements asked bare.

`--tasks` and `--entries` (hours written) are how much there is at first, `--times` how many times as much there is then; `--people` work
there at first, as many times more then, up to 500. The measured project has a hundred tasks and the measured people their own work, as much
at both sizes: the pages of one project and of one person should cost as much (`growth`, at most 1.5). Those of the whole agency show more
where there is more. The floor is the page's own statements through psycopg, bare, in turn with the page; `--turns` of each, medians.
`cpu` are the milliseconds of this process and of its own database connection together. `--data DIR` takes the tasks' words and estimates
from DIR/tasks.csv (title, text, hours), repeated as often as needed.
"""

import os
import statistics
import time
from datetime import UTC, date, datetime
from pathlib import Path

from _agency import options, replayed, said_by, tell, wake

told = options(__doc__ or "", tasks=100_000, entries=300_000, times=10, people=60, turns=9)
wake()

import _work  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from svyazka.people.models import Person  # noqa: E402
from svyazka.projects.models import Project  # noqa: E402
from svyazka.site import urls  # noqa: E402, F401  every room's duties are registered
from svyazka.site.founding import found  # noqa: E402
from svyazka.work.models import Task, TimeEntry  # noqa: E402

NOW = datetime.now(UTC)
MOST_PEOPLE = 500
TICK = os.sysconf("SC_CLK_TCK")
figures: dict[str, float] = {}


def founded() -> None:
    """Found an agency with its head; its people come with its years."""
    found({"name": "Старта", "scheme": "pm_am", "since": date(2016, 1, 1), "legal_entity": {"name": "ООО", "inn": "2460000003"},
           "people": [{"login": "head", "name": "Никита Седов", "track": "head", "since": date(2016, 1, 1)}]}, at=NOW)  # fmt: skip


def looked_at() -> dict[str, tuple[str, str]]:
    """Return what is measured, by name: who asks and for what. Pages of the agency as a whole are named so."""
    project = Project.objects.filter(state="running", engagement__seats__person__username="pm0").order_by("pk").first()
    assert project is not None
    seen, task = f"/work/projects/{project.pk}", Task.objects.filter(project=project, state="doing").order_by("pk").first()
    return {
        "board": ("pm0", f"{seen}/"), "board cards": ("pm0", f"{seen}/cards/"), "board of the AM": ("am0", f"{seen}/"), "task": ("pm0", f"/work/tasks/{task and task.pk}/"),
        "my day": ("specialist0", "/work/"), "day of the PM": ("pm0", "/work/"), "today": ("specialist0", "/"), "today of the PM": ("pm0", "/"),
        "tasks of mine": ("specialist0", "/work/tasks/?assignee=specialist0"), "tasks of a project": ("pm0", f"/work/tasks/?project={project.pk}&state=done"),
        "search in mine": ("pm0", "/work/tasks/?q=каталог"), "week": ("specialist0", "/work/hours/"), "week as planned": ("specialist0", "/work/hours/?fill=plan"),
        "hours to check": ("pm0", "/work/hours/to-check/"), "hours agreed": ("pm0", "/work/hours/agreed/"), "report of my projects": ("pm0", "/work/hours/report/?by=project"),
        "plan": ("pm0", f"{seen}/plan/"), "project": ("pm0", f"/projects/{project.pk}/"), "sprints": ("pm0", f"{seen}/sprints/"),
        "next sprint": ("pm0", f"{seen}/sprints/plan/"), "my problems": ("pm0", "/work/problems/"), "my calendar": ("specialist0", "/work/calendar/tasks.ics"),
        "agency: tasks": ("head", "/work/tasks/"), "agency: late tasks": ("head", "/work/tasks/?due=late"), "agency: tasks of one": ("head", "/work/tasks/?assignee=specialist0"),
        "agency: search": ("head", "/work/tasks/?q=каталог склад"), "agency: report by client": ("head", "/work/hours/report/?by=client"),
        "agency: load": ("head", "/work/load/"), "agency: load of one": ("head", "/work/load/?person=specialist0"), "agency: problems": ("head", "/work/problems/"),
        "agency: today": ("head", "/"),
    }  # fmt: skip


def taken_by_the_database() -> float:
    """Return the seconds of processor that our own connection to the database has taken; none without /proc."""
    try:
        fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def page_cost(who: str, address: str) -> dict[str, float]:
    """Return milliseconds of the page and of its own statements, asked in turn; the statements and the bytes it sends."""
    visitor = Client()
    visitor.force_login(Person.objects.get(username=who), backend="allauth.account.auth_backends.AuthenticationBackend")

    def page():
        answer = visitor.get(address, headers={"accept-language": "ru"})
        assert answer.status_code == 200, (who, address, answer.status_code)
        return answer

    page()
    statements, whole, bare, own, database = said_by(page), [], [], [], 0.0
    for _n in range(told.turns):
        began, busy, taken = time.perf_counter(), time.process_time(), taken_by_the_database()
        page()
        whole.append(time.perf_counter() - began)
        own.append(time.process_time() - busy)
        database += taken_by_the_database() - taken
        began = time.perf_counter()
        replayed(statements)
        bare.append(time.perf_counter() - began)
    cost, floor, cpu = statistics.median(whole), statistics.median(bare), statistics.median(own) + database / told.turns
    return {"ms": cost * 1000, "floor_ms": floor * 1000, "ratio": cost / floor, "cpu_ms": cpu * 1000, "statements": len(statements), "bytes": len(page().content)}


def measured(name: str) -> dict[str, dict[str, float]]:
    """Measure every page and print its line."""
    costs = {}
    for page, (who, address) in looked_at().items():
        cost = costs[page] = page_cost(who, address)
        print(f"{name} {page:24} {cost['ms']:8.1f} ms, bare {cost['floor_ms']:8.1f}, ratio {cost['ratio']:5.2f}, cpu {cost['cpu_ms']:7.1f} ms, "
              f"{cost['statements']:3.0f} statements, {cost['bytes'] / 1024:6.0f} KiB", flush=True)  # fmt: skip
        figures.update({f"{name} {page} {key}": value for key, value in cost.items()})
    return costs


def grown(times: int) -> None:
    """Let the agency be so many times as large as at first."""
    began = time.perf_counter()
    years.grow(tasks=told.tasks * times, entries=told.entries * times, people=min(told.people * times, max(MOST_PEOPLE, told.people)))
    print(f"{Task.objects.count():,} tasks, {TimeEntry.objects.count():,} entries, {Person.objects.count():,} people: {time.perf_counter() - began:.0f} s", flush=True)


founded()
with connection.cursor() as cursor:
    years = _work.Years(cursor, NOW, _work.told(told.data))
    grown(1)
    few = measured("few")
    if told.times > 1:
        grown(told.times)
        many = measured("many")
        for page in few:
            growth = figures[f"{page} growth"] = many[page]["ms"] / few[page]["ms"]
            cpu_growth = figures[f"{page} cpu growth"] = many[page]["cpu_ms"] / few[page]["cpu_ms"]
            print(f"{page:24} growth {growth:5.2f}, by cpu {cpu_growth:5.2f}")
tell(tasks=told.tasks, entries=told.entries, times=told.times, people=told.people, **figures)
