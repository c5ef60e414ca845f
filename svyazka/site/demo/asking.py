"""Talks about needs in the demo agency: one was held and left gaps, its need has three options and the pair has chosen; one goes on."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.briefs.actions import (
    answer_choice,
    answer_question,
    begin_interview,
    draw_need,
    hold_interview,
    pick_option,
    propose_option,
)
from svyazka.briefs.models import Interview
from svyazka.clients.models import Engagement

HELD = {
    "goal": "Полный зал с понедельника по четверг. Сейчас в будни занята половина столов, а кухня и смена стоят те же.",
    "measure": "Брони на будни: сегодня 11 в день, нужно 20. Смотрит управляющая в журнале броней.",
    "reader": "Пара за тридцать, ужинает в центре после работы, выбирает по фотографиям блюд и по тому, где можно посидеть тихо.",
    "voice": "По-домашнему, без «уважаемых гостей». В кадре шеф-повар. О политике и о конкурентах не пишем.",
    "stuff": "Шеф согласен сниматься по вторникам до открытия, два часа. Фотографии блюд есть за прошлую осень.",
    "approval": "Согласует управляющая, отвечает за три часа. Молчит — публикуем, но цены всегда показываем ей.",
    "tried": "Год вёл племянник собственника: посты раз в две недели, розыгрыши. Подписчики есть, броней нет.",
    "money": "Собственник, свои. Выбирает между нами и новой летней верандой.",
    "gains": "Выигрывает управляющая: у неё план по будням. Теряет племянник — он обидится, его надо куда-то пристроить.",
    "boss": "«Веранда работает три месяца, а будни — весь год». Спросит, почему не просто реклама.",
}
ASKED = ("deadline",)  # asked, and left without an answer
NEEDS = (
    (("goal", "measure", "money", "gains"), {
        "text": "Зал заполнен в будние вечера", "goal": "Окупить будние смены", "measure": "20 броней на будни в день вместо 11, по журналу броней",
        "payer": "Собственник, личные; выбирает между нами и верандой", "priority": "high",
        "touched": [{"who": "Управляющая", "effect": "gains", "change": "выполняет план по будням"},
                    {"who": "Племянник собственника", "effect": "loses", "change": "соцсети ведёт не он; предложить ему съёмку"},
                    {"who": "Шеф-повар", "effect": "changes", "change": "два часа съёмки по вторникам"}]}),
    (("voice", "approval"), {"text": "Ресторан говорит своим голосом и не ждёт согласования сутками", "goal": "Посты выходят в день, когда они нужны"}),
)  # fmt: skip
OPTIONS = (
    ("maria", "Ведение с шефом в кадре", {
        "what": "12 публикаций в месяц, из них 4 коротких видео с шефом\nСъёмка раз в неделю, по вторникам\nБронь по ссылке из каждой публикации",
        "lacks": "Продвижение за деньги\nОтветы на отзывы ночью", "hours": (24, 32), "weeks": (3, 4), "price_kopecks": (6_600_000, 8_800_000),
        "risk": "medium", "risk_why": "Держится на времени шефа: заболеет — нет видео"}),
    ("anna", "Публикации из готового, реклама на брони", {
        "what": "8 публикаций в месяц из снятого осенью\nРеклама брони на будни по соседним районам",
        "lacks": "Новая съёмка\nГолос шефа", "hours": (14, 18), "weeks": (1, 2), "price_kopecks": (3_900_000, 5_200_000),
        "risk": "low", "risk_why": "Снятого хватит на два месяца"}),
    ("maria", "Большой запуск с блогерами", {
        "what": "Ужин для шести местных блогеров\nСерия из 16 публикаций за месяц\nРозыгрыш брони",
        "lacks": "Поток броней после месяца", "hours": (48, 64), "weeks": (5, 7), "price_kopecks": (14_000_000, 19_000_000),
        "risk": "high", "risk_why": "Придут подписчики блогеров, а не соседи: брони будней не растут"}),
)  # fmt: skip
GOING = {"goal": "Жильцы перестают звонить диспетчеру с вопросами, на которые есть ответ.", "tried": "Группа в мессенджере, её никто не читает."}


@transaction.atomic
def tell_asking(story) -> None:
    """Hold one interview to the choice of a solution, and leave one open."""
    held = Engagement.objects.get(title="Соцсети ресторана")
    anna, maria, at = story.who("anna"), story.who("maria"), _lately(story, held, 8)
    interview = _begin(held, "smm", anna, at)
    _answer(interview, HELD, anna, at)
    _answer(interview, dict.fromkeys(ASKED, ""), anna, at)
    hold_interview(interview, by=anna, at=(at := _on(story, at, 1)))
    keys = dict(interview.answers.values_list("question__code", "pk"))
    need, *_others = [draw_need(interview, answers=[keys[code] for code in codes], by=anna, at=at, **told) for codes, told in NEEDS]
    at = _on(story, at, 1)
    options = [propose_option(need, title=title, by=story.who(login), at=at, **_ranges(told)) for login, title, told in OPTIONS]
    first = pick_option(options[1], reason="Собственник сравнивает с верандой: начнём с дешёвого", by=anna, at=(at := _on(story, at)))
    answer_choice(first, agreed=False, reason="Снятого хватит на два месяца, а план по будням — на год", by=maria, at=(at := _on(story, at)))
    second = pick_option(options[0], reason="Шеф согласен, а голос ресторана — то, чего нет у соседей", by=anna, at=(at := _on(story, at)))
    answer_choice(second, agreed=True, reason="Если съёмка по вторникам попадёт в договор", by=maria, at=_on(story, at))
    open_one = Engagement.objects.get(title="Сайт управляющей компании")
    at = _lately(story, open_one, 1)
    _answer(_begin(open_one, "site", story.who("sergey"), at), GOING, story.who("sergey"), at)


def _lately(story, engagement: Engagement, hours: float) -> datetime:
    """Return a moment of the last working days, and not before somebody led the engagement: on holidays those days are far."""
    return max(story.lately(hours), *engagement.seats.filter(ends_at=None).values_list("starts_at", flat=True))


def _on(story, at: datetime, hours: float = 0) -> datetime:
    """Return a later moment."""
    return max(story.at(at, hours), at + timedelta(minutes=1))


def _begin(engagement: Engagement, service: str, am, at: datetime) -> Interview:
    contact = engagement.client.contacts.order_by("pk").first()
    return begin_interview(engagement, service=service, contact=contact.pk if contact else None, held_at=at, by=am, at=at)


def _answer(interview: Interview, said: dict[str, str], am, at: datetime) -> None:
    rows = {row.question.code: row for row in interview.answers.select_related("question")}
    for code, text in said.items():
        answer_question(rows[code], text=text, asked=True, by=am, at=at)


def _ranges(told: dict) -> dict:
    return {**told, **{name: tuple(Decimal(one) for one in told[name]) for name in ("hours", "weeks")}}
