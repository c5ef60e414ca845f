"""What goes on in the demo agency these days: plans, sprints, hours, absences with stand-ins, tenders, problems."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.clients.models import Client
from svyazka.growth.actions import add_idea, move_cell
from svyazka.growth.models import Idea
from svyazka.leads.actions import answer_lead, freeze_lead, qualify_lead, take_lead
from svyazka.leads.models import Lead
from svyazka.people.models import Absence, Person
from svyazka.people.queries import today
from svyazka.projects import queries
from svyazka.projects.actions import alert_drift, say_why
from svyazka.projects.models import Project
from svyazka.roles.models import Seat, StandIn
from svyazka.site.demo import handling
from svyazka.site.demo.desk import tell_desk
from svyazka.site.demo.hours import tell_hours
from svyazka.site.demo.intake import tell_intake
from svyazka.site.demo.looks import tell_looks
from svyazka.site.demo.prices import tell_prices
from svyazka.site.demo.promises import tell_promises
from svyazka.site.demo.regulations import tell_regulations
from svyazka.site.demo.rhythm import tell_checklists, tell_problems
from svyazka.site.demo.routing import tell_offers
from svyazka.site.demo.sprints import tell_sprints
from svyazka.site.demo.twins import tell_twins
from svyazka.team.actions import accept_cover, approve_absence, approve_cover, name_deputy, request_absence
from svyazka.team.models import Cover
from svyazka.tenders.actions import decide_tender, move_tender, open_tender, submit_tender
from svyazka.work.actions import (
    forecast_plans,
    pin_task,
    plan_schedule,
    set_task,
)
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
VACATIONS = (("pavel", 150, 14), ("anna", 125, 14), ("maria", 100, 14), ("oleg", 420, 14), ("irina", 470, 14), ("sergey", 75, 7),
             ("dev", 110, 14), ("design", 140, 14), ("seo", 90, 14), ("smm", 480, 14), ("copy", 60, 7))  # fmt: skip
TENDER_GOES = {"sign": 3, "run": 8, "accept": 75, "pay": 84, "finish": 90}  # days after the bidding
SICK = (("dev", 210, 4), ("anna", 300, 3), ("smm", 44, 5), ("design", 330, 2))


def past_absences(story) -> None:
    """Tell the vacations and the sick leaves of two years, each with its covers."""
    for kind, rows in (("vacation", VACATIONS), ("sick", SICK)):
        for login, days_ago, length in rows:
            _away(story, login, kind, today(story.now) - timedelta(days=days_ago), length)


@transaction.atomic
def _away(story, login: str, kind: str, first: date, length: int) -> None:
    person, asked = story.who(login), datetime.combine(first - timedelta(days=10), time(5), story.now.tzinfo)
    absence = request_absence(person, kind=kind, starts_on=first, ends_on=first + timedelta(days=length - 1), by=person, at=asked)
    if absence.covers.exists():
        _covered(story, absence, "sergey" if login == "anna" else "anna", asked)
    else:
        approve_absence(absence, by=story.who("head"), at=asked + timedelta(hours=3))


def tell_today(story) -> None:
    """Tell what is planned, who is away, what is wrong."""
    for n, project in enumerate(Project.objects.filter(state="running").select_related("engagement").order_by("pk")):
        _plan(story, project, n)
    tell_hours(story)
    _vacation_now(story)
    _forecast(story)
    _urgent(story)
    _acts_of_a_stand_in(story)
    _vacation_to_come(story)
    tell_problems(story)
    _leads(story)
    tell_twins(story)
    tell_desk(story)
    tell_offers(story)
    tell_prices(story)
    handling.tell_handling(story)
    tell_intake(story)
    tell_promises(story)
    tell_looks(story)
    tell_regulations(story)
    tell_checklists(story)
    _growth(story)


@transaction.atomic
def _forecast(story) -> None:
    """Let the clock forecast all plans and call to what it shows; a PM has said why one of the stages is late."""
    forecast_plans(story.agency, by=story.who("system"), at=story.now - timedelta(minutes=2))
    for project in queries.projects_to_alert(story.now):
        alert_drift(project, by=story.who("system"), at=story.now - timedelta(minutes=2))
    late = [ghost for project in Project.objects.filter(state="running").order_by("pk") for ghost in queries.ghosts_of(project, today(story.now)) if ghost.late]
    if late:
        say_why(late[0].stage, text="Обмен со складом сложнее, чем в смете: программист клиента отвечает через день", by=seat_of(late[0].stage.project, "pm"), at=story.now - timedelta(minutes=1))


@transaction.atomic
def _urgent(story) -> None:
    """Let a client's exhibition fall into days that are full already: until the plan is made anew the load shows where it does not fit."""
    designer = story.who("design")
    project = Project.objects.filter(state="running", tasks__assignee=designer, stages__state="in_work").order_by("-pk").first()
    stage = project.stages.filter(state="in_work").order_by("position").first()
    due = today(story.now + timedelta(days=5))
    set_task(project, title="Стенд и баннеры к выставке клиента", stage_id=stage.pk, assignee=designer.username, estimate_hours=Decimal(36),
             due_on=due, by=seat_of(project, "pm"), at=story.now - timedelta(minutes=2))  # fmt: skip


def seat_of(project: Project, seat: str) -> Person:
    """Return who sits there now."""
    return project.engagement.seats.filter(seat=seat, ends_at=None).get().person


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
def _vacation_now(story) -> None:
    """Let a PM be away since the day before yesterday: the other half of each pair stands in."""
    oleg, asked = story.who("oleg"), story.now - timedelta(days=9)
    first = today(story.now) - timedelta(days=2)
    absence = request_absence(oleg, kind="vacation", starts_on=first, ends_on=first + timedelta(days=11),
                              note="Отпуск по графику", by=oleg, at=asked)  # fmt: skip
    _covered(story, absence, "maria", asked)


def _covered(story, absence: Absence, second: str, at: datetime) -> None:
    for cover in absence.covers.order_by("pk"):
        if cover.deputy is None:
            name_deputy(cover, deputy=story.who(second), by=story.who("head"), at=at + timedelta(hours=1))
        accept_cover(cover, by=cover.deputy, at=at + timedelta(hours=4))
        approve_cover(cover, risk_signed=True, by=story.who("head"), at=at + timedelta(hours=20))


@transaction.atomic
def _acts_of_a_stand_in(story) -> None:
    """Let a deputy do the absent PM's work: the journal says for whom."""
    for row in StandIn.objects.filter(absent=story.who("oleg"), seat="pm").select_related("deputy", "engagement").order_by("pk"):
        project = Project.objects.filter(engagement=row.engagement, state="running").first()
        if project is not None:
            plan_schedule(project, by=row.deputy, at=story.now - timedelta(minutes=2))


@transaction.atomic
def _vacation_to_come(story) -> None:
    """Let an AM ask for a vacation in three weeks, with the covers still to be agreed; let a specialist be ill today."""
    irina, copy, day = story.who("irina"), story.who("copy"), today(story.now)
    request_absence(irina, kind="vacation", starts_on=day + timedelta(days=20), ends_on=day + timedelta(days=33),
                    note="Две недели в декабре", by=irina, at=story.now - timedelta(hours=26))  # fmt: skip
    asked = Cover.objects.filter(absent=irina, state="computed").exclude(deputy=None).order_by("pk").first()
    if asked:
        accept_cover(asked, by=asked.deputy, at=story.now - timedelta(hours=7))
    sick = request_absence(copy, kind="sick", starts_on=day - timedelta(days=1), ends_on=day + timedelta(days=3), by=copy,
                           at=story.now - timedelta(hours=27))  # fmt: skip
    approve_absence(sick, by=story.who("head"), at=story.now - timedelta(hours=26))


@transaction.atomic
def _leads(story) -> None:
    """Freeze one of the waiting leads until its client is back."""
    frozen = Lead.objects.filter(title="Соцсети эксперта по тендерам").get()
    irina, at = story.who("irina"), story.now - timedelta(hours=4)
    take_lead(Lead.objects.get(title="Сайт питомника растений"), by=story.who("sergey"), at=story.now - timedelta(hours=2))
    take_lead(frozen, by=irina, at=at)
    answer_lead(frozen, channel="phone", text="Созвонились: вернёмся к разговору после отпуска клиента.", by=irina, at=at)
    qualify_lead(frozen, fits=True, reason="Наша задача, бюджет на следующий квартал", by=irina, at=at)
    freeze_lead(frozen, until=today(story.now) + timedelta(days=21), reason="Клиент в отъезде", by=irina, at=at)


@transaction.atomic
def _growth(story) -> None:
    """Move some cells of the development map, and leave ideas to be taken up."""
    moves = (("ООО «Енисей Карго»", "seo", "proposed", "Запросы по городам Сибири"), ("ООО «Клиника Доверие»", "smm", "idea", "Врачи отвечают"),
             ("ГК «Полюс Строй»", "analytics", "in_work", "Сквозная аналитика заявок"), ("ООО «Кабель-Пром»", "ads", "proposed", "Реклама в сезон"))  # fmt: skip
    for name, direction, state, goal in moves:
        client = Client.objects.get(name=name)
        am = Seat.objects.filter(engagement__client=client, seat="am", ends_at=None).order_by("-pk").first()
        move_cell(client, direction=direction, state=state, goal=goal, next_on=today(story.now) + timedelta(days=14),
                  by=am.person if am else story.who("head"), at=story.lately(3))  # fmt: skip
        if not Idea.objects.filter(client=client).exists():
            add_idea(client, direction=direction, text=f"{goal}: показать на примере соседей по отрасли.", by=story.who("seo"),
                     at=story.lately(4))  # fmt: skip


def tender_story(lead: Lead, case: dict, price: int, am: Person, head: Person, clock: datetime, now: datetime) -> None:
    """Tell a tender from its notice to the contract, with the lead of its engagement."""
    deadline = now + timedelta(days=8) if case["ends"] == "offer" else clock + timedelta(days=9)
    number = f"03192000{lead.pk:011d}"
    tender = open_tender(lead, law="fz44", method="auction", number=number, platform="РТС-тендер", by=am, at=clock,
                         initial_max_price_kopecks=price * 12 // 10, deadline_at=deadline)  # fmt: skip
    decide_tender(tender, go=True, reason="Похожий портал уже делали, обеспечение посильно", by=am, at=clock)
    if case["ends"] == "offer":
        return
    submit_tender(tender, price_kopecks=price, by=head, at=clock)
    for event in ("admit", "bid", "win"):
        move_tender(tender, event=event, by=am, at=clock)
    for event, days in TENDER_GOES.items():
        at = clock + timedelta(days=days)
        if at < now and (case["ends"] == "done" or event in ("sign", "run")):
            move_tender(tender, event=event, by=am, at=at)
