"""Looks back of the demo agency that come by themselves: on the switch of scheme, and in the client's words after an acceptance."""

from datetime import timedelta

from django.db import transaction

from svyazka.acceptance.actions import answer_look, look_back_on
from svyazka.acceptance.models import ClientLook
from svyazka.people.models import Person
from svyazka.people.queries import system
from svyazka.roles.queries.holders import holder_of
from svyazka.site.demo.hours import attempt
from svyazka.work.actions import add_card, settle_look
from svyazka.work.queries import due_looks

SWITCHED = (("better", "Клиенту отвечают в тот же день"), ("better", "У задач один постановщик"), ("worse", "Сроки в письмах AM узнаём последними"),
            ("unclear", "Кто собирает доступы от клиента?"), ("fix", "Показ стенда: сначала AM, потом клиент"))  # fmt: skip
SAID = {
    "valued": "Отчёт приходил в первый рабочий день месяца, ни разу не пришлось напоминать.",
    "strained": "Не сразу поняли, кому из двоих писать, когда в выходной перестала работать запись.",
    "next": "Присылайте темы статей за неделю, а не за день: врачам нужно время.",
}


def tell_looks(story) -> None:
    """Open the look back on the switch on its day, and let the client's words on a stage be looked back on."""
    _on_the_switch(story)
    _of_the_client(story)


@transaction.atomic
def _on_the_switch(story) -> None:
    at = story.lately()
    for due in due_looks(at):
        look = settle_look(due.rule, days=due.days, ask=True, by=system(), at=at)
        for retro in look.retros.order_by("pk")[:1]:
            seats = list(retro.engagement.seats.filter(ends_at=None, person__is_active=True).select_related("person").order_by("pk"))
            for n, (column, text) in enumerate(SWITCHED):
                attempt(add_card, retro, column=column, text=text, by=seats[n % len(seats)].person, at=at)


@transaction.atomic
def _of_the_client(story) -> None:
    """Let the contact who has an account answer on the stage before the last; the questions on the last one wait."""
    who = Person.objects.get(username="client")
    asked = ClientLook.objects.filter(engagement__client=who.contact.client).select_related("engagement", "stage").order_by("-offered_at")
    for look in asked[1:2]:
        attempt(answer_look, look, answers=SAID, by=who, at=min(look.offered_at + timedelta(hours=20), story.lately(4)))
        pm = holder_of(look.engagement, "retro.run", story.now)
        if pm:
            attempt(look_back_on, look, by=pm, at=story.lately(3))
