"""The page of load: people by weeks, what lies in a cell and where it does not fit, and moving a task elsewhere."""

from collections.abc import Callable
from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import back, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import staff, today
from svyazka.work import actions, forms
from svyazka.work.models import Task
from svyazka.work.queries.allocation import Load, Week, loads, moves_to_take_back, names_for, people_of_load
from svyazka.work.rules.load import Overbooked
from svyazka.work.views.tasks import found_task

ZERO = Decimal(0)
NAMED = 12  # tasks of a range that are named; of more it is told how many they are
ON_PAGE = 60  # people: their work is laid out day by day, which takes its time


@staff_page
@require_GET
def load(request):
    """Show people by weeks, and one cell of them."""
    at, form = timezone.now(), forms.LoadForm(request.GET)
    asked, day = form.asked(), today(at)
    keys = {name: asked[name].pk if asked[name] else None for name in ("department", "specialism")}
    page = _page(request, list(people_of_load(day, **keys)), asked["person"])
    rows = loads(page.object_list, day, asked["weeks"])
    kept = urlencode({**{name: key for name, key in keys.items() if key}, "weeks": asked["weeks"]})
    told = {
        "form": form,
        "page": page,
        "rows": rows,
        "mondays": [week.monday for week in rows[0].weeks] if rows else [],
        "cell": _cell(request, rows, asked, at),
        "kept": kept,
        "over": sum(bool(row.ranges) for row in rows),
        "here": request.get_full_path(), "moves": moves_to_take_back(request.user, at),
        "totals": [(sum((row.weeks[n].hours for row in rows), ZERO), sum((row.weeks[n].capacity for row in rows), ZERO))
                   for n in range(asked["weeks"])] if rows else [],
    }  # fmt: skip
    return render(request, "work/load.html", told)


def _page(request, people: list[Person], login: str) -> Page:
    """Return the page of people that was asked for, else the one on which the chosen person stands."""
    place = next((n for n, one in enumerate(people) if one.username == login), 0)
    return Paginator(people, ON_PAGE).get_page(request.GET.get("page") or place // ON_PAGE + 1)


def _cell(request, rows: list[Load], asked: dict, at) -> dict | None:
    """Return what lies in the chosen cell: of a person, the week asked for or the first that is overbooked."""
    row = next((row for row in rows if row.person.username == asked["person"]), None)
    if row is None:
        return None
    first = next((week for week in row.weeks if week.over), row.weeks[0])
    week = next((week for week in row.weeks if week.monday == asked["week"]), first)
    named = names_for(request.user, at)
    told = {"row": row, "week": week, "ranges": [_range(row, one, named) for one in row.touching(week)]}
    return {**told, **_items(request, row, week, named, at), "people": list(staff())}


def _range(row: Load, one: Overbooked, named: Callable[[Task], bool]) -> dict:
    work = [row.work[key] for key in one.keys]
    seen = [task for task in work if named(task)]
    return {"range": one, "tasks": seen[:NAMED], "more": len(seen[NAMED:]), "others": len(work) - len(seen)}


def _items(request, row: Load, week: Week, named: Callable[[Task], bool], at) -> dict:
    """Return the tasks of the week that may be named, with their hours and whether they may be moved; the hours of the rest."""
    hours = dict.fromkeys(row.without_room(week.monday, week.sunday), ZERO) | row.within(week.monday, week.sunday)
    seen = [(row.work[key], told) for key, told in hours.items() if named(row.work[key])]
    items = [(task, told, row.days[task.pk], bool(may(request.user, actions.SET_TASK, task, at))) for task, told in seen]
    return {"items": items, "other_hours": sum(hours.values(), ZERO) - sum((told for _task, told in seen), ZERO),
            "may_move": any(movable for *_rest, movable in items)}  # fmt: skip


@staff_page
@require_POST
def level(request, task_id):
    """Move a task to another week, or to another person."""
    task, form = found_task(request, task_id), forms.LevellingForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    moved = actions.level_task(task, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("“%(task)s” is moved; whoever it touches is told.") % {"task": moved.task.title})
    return back(request, "/work/load/")


@staff_page
@require_POST
def take_back(request, task_id):
    """Put a task back where it stood before it was moved."""
    task = found_task(request, task_id)
    with refusals_said(request):
        actions.take_levelling_back(task, by=request.user, at=timezone.now())
        messages.success(request, _("“%(task)s” stands where it stood; whoever it touches is told.") % {"task": task.title})
    return back(request, "/work/load/")
