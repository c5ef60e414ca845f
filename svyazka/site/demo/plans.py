"""Plans of the demo's projects: the works to come, what does not fit, what the forecast shows."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects import queries
from svyazka.projects.actions import alert_drift, say_why
from svyazka.projects.models import Project
from svyazka.site.demo.sprints import tell_sprints
from svyazka.work.actions import forecast_plans, pin_task, plan_schedule, set_task
from svyazka.work.models import Task

NEXT_WORKS = {
    "dev": (("Карточка товара и сравнение", "14"), ("Форма заявки с проверкой ИНН", "9"), ("Перенос 300 позиций из 1С", "18"),
            ("Скорость каталога на телефоне", "7")),
    "design": (("Макеты внутренних страниц", "12"), ("Иллюстрации для главной", "10"), ("Набор значков", "5")),
    "seo": (("Запросы по десяти регионам", "12"), ("Страницы филиалов", "16"), ("Разбор выдачи конкурентов", "8")),
    "copy": (("Тексты услуг", "10"), ("Истории трёх клиентов", "9")),
    "smm": (("Двенадцать постов на месяц", "14"), ("Съёмка в цехе", "6"), ("Ответы на комментарии", "4")),
}  # fmt: skip
FURTHER = {  # of each one's projects in turn: weeks from now, and what is done then
    "dev": ((4, "Обмен с таможенной базой", "44"), (0, "Обмен с 1С и складом", "30"), (6, "Личный кабинет и абонементы", "46"), (2, "Расписание и запись на занятия", "32")),
    "design": ((3, "Кабинет участника", "30"), (0, "Карточки и баннеры", "20"), (5, "Дизайн второй очереди", "34"), (1, "Афиша и страницы отделений", "24")),
    "seo": ((0, "Посадочные страницы по районам", "48"),),
    "copy": ((1, "Тексты страниц районов", "40"),),
    "smm": ((0, "Ролики и подборки", "44"), (3, "Серия прямых эфиров", "36")),
}  # fmt: skip


def tell_plans(story) -> None:
    """Plan every running project: what is done next, and what in the weeks to come."""
    for n, project in enumerate(Project.objects.filter(state="running").select_related("engagement").order_by("pk")):
        _plan(story, project, n)


@transaction.atomic
def _plan(story, project: Project, number: int) -> None:
    pm, at = seat_of(project, "pm"), story.lately(12)
    stage = project.stages.filter(state__in=("plan", "in_work")).order_by("position").first()
    if stage is None:
        return
    team = list(Person.objects.filter(tasks__project=project).distinct().order_by("pk"))
    made: list[Task] = []
    for one in team:
        works = NEXT_WORKS[one.username]
        turned = works[number % len(works) :] + works[: number % len(works)]
        for title, hours in turned[: 2 if number < 3 else 1]:
            made.append(set_task(project, title=title, stage_id=stage.pk, assignee=one.username, estimate_hours=Decimal(hours),
                                 due_on=stage.promised_on or stage.due_on, by=pm, at=at))  # fmt: skip
    if number < 3:
        tell_sprints(story, project, made, number)
    _further(story, project, stage, team, pm, at)
    plan_schedule(project, by=pm, at=story.now - timedelta(minutes=3))


def _further(story, project: Project, stage, team: list[Person], pm: Person, at: datetime) -> None:
    """Set what is to be done in the weeks to come: each begins when its week comes, texts and code after what they stand on."""
    before: list[int] = []
    for one in sorted(team, key=lambda person: person.username in ("dev", "copy")):
        turn = Task.objects.filter(assignee=one, project__state="running", project__lt=project.pk, stage__state="in_work").values("project").distinct().count()
        for weeks, title, hours in FURTHER[one.username][turn : turn + 1]:
            task = set_task(project, title=title, stage_id=stage.pk, assignee=one.username, estimate_hours=Decimal(hours), after=before, by=pm, at=at)
            if weeks:
                pin_task(task, not_before=today(story.now) + timedelta(weeks=weeks), by=pm, at=at)
            before = [task.pk]


@transaction.atomic
def urgent(story) -> None:
    """Let a client's exhibition fall into days that are full already: until the plan is made anew the load shows where it does not fit."""
    designer = story.who("design")
    project = Project.objects.filter(state="running", tasks__assignee=designer, stages__state="in_work").order_by("-pk").first()
    stage = project.stages.filter(state="in_work").order_by("position").first()
    due = today(story.now + timedelta(days=5))
    set_task(project, title="Стенд и баннеры к выставке клиента", stage_id=stage.pk, assignee=designer.username, estimate_hours=Decimal(36),
             due_on=due, by=seat_of(project, "pm"), at=story.now - timedelta(minutes=2))  # fmt: skip


@transaction.atomic
def forecast(story) -> None:
    """Let the clock forecast all plans and call to what it shows; a PM has said why one of the stages is late."""
    forecast_plans(story.agency, by=story.who("system"), at=story.now - timedelta(minutes=2))
    for project in queries.projects_to_alert(story.now):
        alert_drift(project, by=story.who("system"), at=story.now - timedelta(minutes=2))
    late = [ghost for project in Project.objects.filter(state="running").order_by("pk") for ghost in queries.ghosts_of(project, today(story.now)) if ghost.late]
    if late:
        say_why(late[0].stage, text="Обмен со складом сложнее, чем в смете: программист клиента отвечает через день", by=seat_of(late[0].stage.project, "pm"), at=story.now - timedelta(minutes=1))


def seat_of(project: Project, seat: str) -> Person:
    """Return who sits there now."""
    return project.engagement.seats.filter(seat=seat, ends_at=None).get().person
