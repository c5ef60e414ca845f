"""Prices of the demo agency these days: rates to come, an estimate with choices and a discount that waits, a price in the portal."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.acceptance.models import Defence
from svyazka.briefs.actions import judge_brief, submit_brief, write_brief
from svyazka.briefs.queries import waiting_promises
from svyazka.clients.models import Engagement
from svyazka.deals.actions import (
    ask_discount,
    build_estimate,
    draft_estimate,
    freeze_estimate,
    send_proposal,
    set_person_rate,
    set_rate,
    set_term,
    write_estimate,
)
from svyazka.leads.actions import qualify_lead
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.actions import seat_person

SHOP = (
    {"title": "Каталог продукции с фильтрами", "specialism": "dev", "three": ("34", "42", "68")},
    {"title": "Форма заявки для снабженцев", "specialism": "dev", "three": ("8", "11", "20")},
    {"title": "Макеты каталога и карточки", "specialism": "design", "three": ("22", "28", "40")},
    {"title": "Тексты разделов", "specialism": "copy", "hours": "18"},
    {"title": "Сборка на «1С-Битрикс»", "specialism": "dev", "three": ("20", "26", "44"), "group": "Система управления", "option": "1С-Битрикс"},
    {"title": "Сборка на WordPress", "specialism": "dev", "three": ("12", "16", "26"), "group": "Система управления", "option": "WordPress"},
    {"title": "Настройка поиска и метатегов", "specialism": "seo", "hours": "14", "option": "Подготовка к продвижению"},
)
HOURS_COST = {"anna": 92_000, "irina": 84_000, "sergey": 88_000, "pavel": 104_000, "maria": 98_000, "oleg": 110_000}
HANDED = (
    {"kind": "licence", "title": "Лицензия «1С-Битрикс: Стандарт»", "sum_kopecks": 2_990_000, "fee_percent": None,
     "vat_note": "без НДС, п. 26 ст. 149 НК РФ", "in_price": True},
    {"kind": "media", "title": "Реклама в день запуска", "sum_kopecks": 6_000_000, "fee_percent": Decimal(15),
     "vat_note": "НДС 22 % в счёте площадки", "in_price": False},
)  # fmt: skip
NEXT_CLAUSES = (
    {"kind": "must", "section": "Расчёт", "text": "Калькулятор стоимости доставки", "criterion": "Сумма совпадает с тарифом на 20 примерах"},
    {"kind": "must", "section": "Заявка", "text": "Заявка с готовым расчётом", "criterion": "Расчёт виден менеджеру в письме"},
    {"kind": "should", "section": "Заявка", "text": "Версия для телефона", "criterion": "Работает на экране 390 точек"},
)
NEXT_LINES = (
    {"title": "Калькулятор стоимости доставки", "specialism": "dev", "three": ("26", "34", "60"), "clause": 0},
    {"title": "Заявка с готовым расчётом", "specialism": "dev", "three": ("6", "9", "14"), "clause": 1},
    {"title": "Макеты калькулятора и заявки", "specialism": "design", "three": ("12", "16", "26"), "clause": 2},
    {"title": "Подсказки и тексты писем", "specialism": "copy", "hours": "8"},
    {"title": "Тарифы раз в сутки из таблицы", "specialism": "dev", "hours": "6", "group": "Откуда тарифы", "option": "Из таблицы"},
    {"title": "Обмен с 1С каждый час", "specialism": "dev", "three": ("14", "20", "36"), "group": "Откуда тарифы", "option": "Из 1С"},
    {"title": "Расчёт на английском языке", "specialism": "copy", "hours": "10", "option": "Английская версия"},
    {"title": "Сравнение трёх вариантов маршрута", "specialism": "dev", "three": ("10", "14", "22"), "option": "Сравнение маршрутов"},
)


def _line(told: dict, clauses: list) -> dict:
    points = dict(zip(("optimistic", "likely", "pessimistic"), map(Decimal, told.get("three", ())), strict=False))
    clause = clauses[told["clause"]].pk if "clause" in told and told["clause"] < len(clauses) else None
    return {"title": told["title"], "specialism": told["specialism"], "group": told.get("group", ""), "option": told.get("option", ""),
            "hours": Decimal(told.get("hours", 0)), "clause_id": clause, **points}  # fmt: skip


def tell_prices(story) -> None:
    """Tell the rates that are to come, and three estimates: one with a discount that waits, a draft, one in the portal."""
    _rates(story)
    _discount(story, Engagement.objects.get(title="Сайт производителя мебели"))
    _draft(Engagement.objects.get(title="Сайт музея"), story)
    _portal(story)


@transaction.atomic
def tell_first_costs(story, start) -> None:
    """Tell what an hour of each manager costs: without it their hours would be worked for nothing."""
    for login, kopecks in HOURS_COST.items():
        set_person_rate(story.agency, person=login, cost_kopecks=kopecks, starts_on=today(start), by=story.who("head"), at=start)


@transaction.atomic
def _rates(story) -> None:
    head, at, day = story.who("head"), story.now - timedelta(minutes=4), today(story.now)
    set_rate(story.agency, specialism="dev", price_kopecks=330_000, cost_kopecks=165_000, starts_on=day + timedelta(days=36), by=head, at=at)
    set_rate(story.agency, specialism="seo", price_kopecks=270_000, cost_kopecks=120_000, starts_on=day + timedelta(days=36), by=head, at=at)
    set_person_rate(story.agency, person="design", cost_kopecks=142_000, starts_on=day + timedelta(days=6), by=head, at=at)
    set_term(story.agency, code="margin_floor", value=Decimal(35), starts_on=day + timedelta(days=36), by=head, at=at)


@transaction.atomic
def _discount(story, engagement: Engagement) -> None:
    pm, am, at = _holder(engagement, "pm"), _holder(engagement, "am"), story.lately(3)
    draft = draft_estimate(engagement, by=pm, at=at)
    clauses = list(draft.brief.clauses.exclude(kind="wont").order_by("position"))
    lines = [{**_line(told, []), "clause_id": clauses[n].pk if n < len(clauses) else None} for n, told in enumerate(SHOP)]
    write_estimate(draft, lines=lines, reserve_percent=Decimal(10), passed=HANDED, by=pm, at=at)
    ready = freeze_estimate(draft, by=pm, at=at + timedelta(minutes=2))
    ask_discount(ready, percent=Decimal(15), reason="Первый заказ из трёх: рамочный договор на год, если запустимся к весне", by=am,
                 at=story.lately(1))  # fmt: skip


@transaction.atomic
def _draft(engagement: Engagement, story) -> None:
    draft_estimate(engagement, by=_holder(engagement, "pm"), at=story.lately(2))


@transaction.atomic
def _portal(story) -> None:
    """Let the client of the portal ask for more, and wait for their word on the price."""
    client = Person.objects.get(username="client").contact.client
    before = Defence.objects.filter(verdict="", engagement__client=client).latest("pk").engagement
    am, pm = _holder(before, "am"), _holder(before, "pm")
    lead, _seller = story.lead("Калькулятор доставки на сайте", client.name, "referral", client.region, story.lately(20), am=am.username)
    engagement = lead.engagement
    qualify_lead(lead, fits=True, reason="Продолжение работы, задача понятна", by=am, at=story.lately(16))
    seat_person(engagement, seat="pm", person=pm, by=story.who("head"), at=story.lately(15))
    due = today(story.now) + timedelta(days=45)
    brief = write_brief(engagement, needs=["Клиенты хотят знать цену доставки до звонка"], clauses=NEXT_CLAUSES, by=am, at=story.lately(14),
                        promises=[{"kind": "term", "text": "Запуск за шесть недель", "due_on": due}])  # fmt: skip
    submit_brief(brief, by=am, at=story.lately(13))
    said = [{"id": row.pk, "verdict": "feasible", "reason": ""} for row in waiting_promises(brief)]
    judge_brief(brief, verdict="feasible", hours=Decimal(90), risks="Тарифы меняются без предупреждения", promises=said, by=pm, at=story.lately(9))
    clauses = list(brief.clauses.order_by("position"))
    estimate = build_estimate(engagement, brief_id=brief.pk, lines=[_line(told, clauses) for told in NEXT_LINES], reserve_percent=Decimal(10),
                              by=pm, at=story.lately(6))  # fmt: skip
    send_proposal(estimate, percent=Decimal(5), reason="Постоянный клиент", by=am, at=story.lately(4),
                  message="Добрый день! Собрали калькулятор так, чтобы его можно было начать с таблицы тарифов и позже подключить 1С. "
                          "Выберите, что нужно сейчас, — остальное добавим в любой момент.")  # fmt: skip


def _holder(engagement: Engagement, seat: str) -> Person:
    return engagement.seats.filter(seat=seat, ends_at=None).get().person
