"""Sprints and looks back of the demo agency: one sprint behind, one that runs, cards that wait for the reveal."""

from datetime import UTC, date, datetime, time, timedelta

from svyazka.people.models import Person
from svyazka.people.queries import system, today
from svyazka.projects.models import Project
from svyazka.work.actions import (
    add_card,
    add_to_sprint,
    check_task,
    close_action,
    close_retro,
    close_sprint,
    count_sprint,
    finish_task,
    group_cards,
    lead_retro,
    open_retro,
    promise_action,
    start_sprint,
    start_task,
    vote,
)
from svyazka.work.models import Retro, Sprint, Task

HELD = (("start", "Просить контент у клиента вместе с договором"), ("stop", "Начинать вёрстку без текстов"),
        ("continue", "Показывать стенд AM до клиента"), ("start", "Спрашивать про фотографии в первый же день"))  # fmt: skip
OPEN = (("liked", "Стенд поднялся с первого раза"), ("learned", "Выгрузка из 1С приходит по пятницам"), ("lacked", "Живого человека на той стороне"),
        ("longed", "Одного места, где лежат все доступы"))  # fmt: skip
PAIR = (("expect", "Говори о сдвигах до планёрки, а не на ней"), ("give", "Ответ по срокам в тот же день"))


def tell_sprints(story, project: Project, tasks: list[Task], number: int) -> None:
    """Close one sprint with its look back, run the next one, leave a look back open."""
    seats = {seat: project.engagement.seats.filter(seat=seat, ends_at=None).get().person for seat in ("pm", "am")}
    day = today(story.now)
    monday = day - timedelta(days=day.weekday())
    _behind(story, project, tasks, seats["pm"], monday)
    _looked_back(story, project, tasks[0].assignee, seats, day)
    _running(story, project, tasks, seats["pm"], monday)
    _waiting(story, project, tasks[0].assignee, seats, number)


def _behind(story, project: Project, tasks: list[Task], pm: Person, monday: date) -> None:
    first, last, at = monday - timedelta(days=14), monday - timedelta(days=3), story.lately(11)
    sprint = start_sprint(project, goal="Собрать каталог и показать клиенту", starts_on=first, ends_on=last, tasks=[task.pk for task in tasks[:2]],
                          by=pm, at=at)  # fmt: skip
    for n in range((last - first).days + 1):
        if n == 6 and len(tasks) > 1:
            _do(tasks[0], pm, at)
        _count(sprint, first + timedelta(days=n))
    close_sprint(sprint, reason="Клиент прислал фотографии на четыре дня позже", by=pm, at=at)


def _count(sprint: Sprint, day: date) -> None:
    """Let the clock count the sprint as at the noon of that day."""
    count_sprint(sprint, by=system(), at=datetime.combine(day, time(5), UTC))


def _do(task: Task, pm: Person, at) -> None:
    start_task(task, by=task.assignee, at=at)
    finish_task(task, by=task.assignee, at=at)
    check_task(task, by=pm, at=at)


def _looked_back(story, project: Project, who: Person, seats: dict[str, Person], day: date) -> None:
    pm, am, at = seats["pm"], seats["am"], story.lately(11)
    retro = open_retro(project, format="start_stop", by=pm, at=at)
    for n, (column, text) in enumerate(HELD):
        add_card(retro, column=column, text=text, by=(who, am, who, am)[n], at=at)
    lead_retro(retro, to="reveal", by=pm, at=at)
    lead_retro(retro, to="group", by=pm, at=at)
    same = [retro.cards.get(text=HELD[n][1]).pk for n in (0, 3)]
    group_cards(retro, cards=same, by=pm, at=at)
    lead_retro(retro, to="vote", by=pm, at=at)
    for person in {who, pm}:
        vote(retro, card=same[0], by=person, at=at)
    lead_retro(retro, to="act", by=pm, at=at)
    first = promise_action(retro, text="Список контента прикладывать к ТЗ", owner=am.username, due_on=day + timedelta(days=6), by=pm, at=at)
    promise_action(retro, text="Проверка стенда за день до показа", owner=pm.username, due_on=day + timedelta(days=10), by=pm, at=at)
    if am == pm:
        close_action(first, outcome="Список есть, клиент заполнил", by=pm, at=at)
    close_retro(retro, by=pm, at=at)


def _running(story, project: Project, tasks: list[Task], pm: Person, monday: date) -> None:
    left, at = tasks[1:] or tasks, story.lately(10)
    sprint: Sprint = start_sprint(project, goal="Запустить первую очередь", starts_on=monday, ends_on=monday + timedelta(days=11),
                                  tasks=[task.pk for task in left[:3]], by=pm, at=at)  # fmt: skip
    days = (today(story.now) - monday).days
    for n in range(days + 1):
        if n == 1 and left[3:4]:
            add_to_sprint(sprint, tasks=[left[3].pk], by=pm, at=at)
        if n == 2:
            _do(left[0], pm, at)
        _count(sprint, monday + timedelta(days=n))


def _waiting(story, project: Project, who: Person, seats: dict[str, Person], number: int) -> None:
    """Leave cards that wait for the reveal, a vote that goes on, or a pair alone."""
    pm, am, at = seats["pm"], seats["am"], story.lately(9)
    if number == 2 and am != pm:
        pair = open_retro(project, format="pair", by=pm, at=at)
        for (column, text), person in zip(PAIR, (pm, am), strict=True):
            add_card(pair, column=column, text=text, by=person, at=at)
        return
    retro: Retro = open_retro(project, format="four_l", by=pm, at=at)
    for n, (column, text) in enumerate(OPEN):
        add_card(retro, column=column, text=text, by=(who, am, am, who)[n], at=at)
    if number == 1:
        lead_retro(retro, to="reveal", by=pm, at=at)
        lead_retro(retro, to="vote", by=pm, at=at)
