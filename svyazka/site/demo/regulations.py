"""Regulations of the demo agency: one has a second edition since the switch, and people have read what is theirs."""

from datetime import timedelta

from django.db import transaction

from svyazka.people.models import Person
from svyazka.people.queries import the_agency, today
from svyazka.work.actions import acknowledge, write_regulation
from svyazka.work.models import Regulation
from svyazka.work.queries import to_read

SETTING = ("У задачи есть пункт ТЗ, оценка и срок", "Понятно, по чему её примут, и кто проверит", "Исполнитель видел задачу и согласен с оценкой",
           "Зависимости расставлены", "AM знает, если срок касается обещанного")  # fmt: skip
NOT_YET = ("oleg", "copy")  # who reads later than others


@transaction.atomic
def tell_regulations(story) -> None:
    """Write the second edition of setting tasks, and let most people read theirs."""
    head, at = story.who("head"), story.at(story.now - timedelta(days=20))
    write_regulation(the_agency(), duty="task.set", title="Постановка задач", text="Задача понятна, если её можно сделать, не переспрашивая.\nСтавит задачи только PM.",
                     steps=SETTING, starts_on=today(at) + timedelta(days=1), by=head, at=at)  # fmt: skip
    for person in Person.objects.filter(kind="staff", is_active=True).exclude(username__in=NOT_YET).order_by("pk"):
        for row in to_read(person, story.now)[: 1 if person.username == "pavel" else None]:
            acknowledge(Regulation.objects.get(pk=row.pk), by=person, at=story.lately(12))
