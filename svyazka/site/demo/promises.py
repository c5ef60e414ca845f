"""What was promised in the demo agency: golden mountains of the past, a day changed with consent, and the PM's queue of today."""

from datetime import datetime, timedelta

from svyazka.briefs.actions import (
    CATCH,
    FEASIBLE,
    accept_conditions,
    dispute_promise,
    judge_promise,
    make_promise,
    settle_promise,
)
from svyazka.briefs.rules.catching import guessed_kind
from svyazka.clients.actions import TALK, note_inside, say_to_client
from svyazka.clients.models import Engagement
from svyazka.kit.guard import may
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.models import Seat

INSTEAD = "Личный кабинет к концу следующего месяца, без оплаты внутри"


def say_golden(engagement: Engagement, case: dict, *, by: Person, at: datetime) -> None:
    """Tell the client what nobody has asked the PM about, where the case says so; it is judged with the specification."""
    if (words := case.get("golden")) and may(by, CATCH, engagement, at):
        make_promise(engagement, kind=guessed_kind(words), text=words, said=True, source="call", by=by, at=at)


def take_conditions(engagement: Engagement, *, by: Person, at: datetime) -> None:
    """Accept every condition of the PM's yeses, so that the promises may leave."""
    for promise in engagement.promises.conditions_wait():
        accept_conditions(promise, by=by, at=at)


def agree_later(engagement: Engagement, *, talker: Person, pm: Person, at: datetime) -> None:
    """Agree another day with the client in time: the PM is asked first, then the former promise is changed with consent."""
    for promise in engagement.promises.filter(state="given", kind="term", due_on__gte=today(at)):
        due_on = promise.due_on + timedelta(days=14)
        later = make_promise(engagement, kind="term", text=f"Запуск к {due_on:%d.%m.%Y}", due_on=due_on, by=talker, at=at)
        judge_promise(later, verdict="feasible", by=pm, at=at + timedelta(minutes=20))
        settle_promise(promise, outcome="changed", reason="Клиент задержал тексты, новый день подтвердил письмом", replacement=later.pk,
                       by=talker, at=at + timedelta(minutes=40))  # fmt: skip


def tell_promises(story) -> None:
    """Fill the queues of today: two that wait, one of them said already; a no with an alternative; a small one that passed by the rule;
    a yes whose conditions the AM has not accepted yet, and words that were caught though they promise nothing."""  # fmt: skip
    works = [pair for pair in _pairs() if may(pair[1], TALK, pair[0], story.now) and may(pair[2], FEASIBLE, pair[0], story.now)]
    if len(works) < 4:
        return
    (first, am, pm), (second, other_am, _other_pm), (third, third_am, third_pm), (fourth, fourth_am, _fourth_pm) = works[:4]
    said = say_to_client(first, text="Добрый день! Посмотрели ваш список: фильтры по размеру и марке покажем через две недели.", channel="email", by=am,
                         at=story.lately(3))  # fmt: skip
    make_promise(first, kind="term", text="фильтры по размеру и марке покажем через две недели", due_on=today(story.now) + timedelta(days=14),
                 message=said, by=am, at=story.lately(2.5))  # fmt: skip
    make_promise(second, kind="price", text="Поддержка после запуска – 25 000 ₽ в месяц", source="draft", price_kopecks=2_500_000, by=other_am,
                 at=story.lately(1))  # fmt: skip
    note = note_inside(third, text="На созвоне просили личный кабинет с оплатой к концу месяца, хочу ответить сегодня.", by=third_am, at=story.lately(6))
    cabinet = make_promise(third, kind="feature", text="Личный кабинет с оплатой к концу месяца", message=note, by=third_am, at=story.lately(5.5))
    judge_promise(cabinet, verdict="infeasible", reason="Оплата – новая интеграция, проверка магазина идёт две недели", alternative=INSTEAD,
                  alternative_due_on=today(story.now) + timedelta(days=45), by=third_pm, at=story.lately(4))  # fmt: skip
    make_promise(fourth, kind="feature", text="Кнопка «Позвонить» в шапке на телефоне", hours=2, integration=False, by=fourth_am, at=story.lately(2))
    export = make_promise(first, kind="feature", text="Выгрузка заказов в Excel к концу месяца", source="draft", by=am, at=story.lately(6))
    judge_promise(export, verdict="conditional", reason="Если клиент до пятницы пришлёт образец выгрузки", by=pm, at=story.lately(5))
    thought = say_to_client(first, text="Подумаем, можно ли показать видео на главной.", channel="email", by=am, at=story.lately(4.5))
    caught = make_promise(first, kind="feature", text="видео на главной", message=thought, by=pm, at=story.lately(4))
    dispute_promise(caught, reason="Это вопрос, а не обещание: мы ничего не назвали", by=am, at=story.lately(3.5))


def _pairs() -> list[tuple[Engagement, Person, Person]]:
    """Return the engagements in delivery whose two seats are held by two people, Pavel's first: it is his queue that a visitor opens."""
    seats = Seat.objects.filter(ends_at=None, seat__in=("am", "pm"), engagement__state="delivery").select_related("person", "engagement__client")
    held: dict[int, dict[str, Seat]] = {}
    for seat in seats.order_by("-engagement"):
        held.setdefault(seat.engagement_id, {})[seat.seat] = seat
    whole = [(pair["am"].engagement, pair["am"].person, pair["pm"].person) for pair in held.values() if len(pair) == 2]
    return sorted((row for row in whole if row[1] != row[2]), key=lambda row: row[2].username != "pavel")
