"""What goes on in the demo agency these days, told in its order."""

from datetime import timedelta

from django.db import transaction

from svyazka.clients.models import Client
from svyazka.growth.actions import add_idea, move_cell
from svyazka.growth.models import Idea
from svyazka.leads.actions import answer_lead, freeze_lead, qualify_lead, take_lead
from svyazka.leads.models import Lead
from svyazka.people.queries import today
from svyazka.roles.models import Seat
from svyazka.site.demo import absences, handling, plans
from svyazka.site.demo.desk import tell_desk
from svyazka.site.demo.hours import tell_hours
from svyazka.site.demo.intake import tell_intake
from svyazka.site.demo.looks import tell_looks
from svyazka.site.demo.prices import tell_prices
from svyazka.site.demo.promises import tell_promises
from svyazka.site.demo.regulations import tell_regulations
from svyazka.site.demo.rhythm import tell_checklists, tell_problems
from svyazka.site.demo.routing import tell_offers
from svyazka.site.demo.twins import tell_twins


def tell_today(story) -> None:
    """Tell what is planned, who is away, what is wrong."""
    plans.tell_plans(story)
    tell_hours(story)
    absences.vacation_now(story)
    plans.forecast(story)
    plans.urgent(story)
    absences.acts_of_a_stand_in(story)
    absences.vacation_to_come(story)
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
