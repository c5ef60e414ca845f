"""How leads find their account managers in the demo agency: terms of each, offers accepted, declined, passed on, returned."""

from datetime import timedelta

from django.db import transaction

from svyazka.leads import queries
from svyazka.leads.actions import (
    answer_lead,
    answer_offer,
    lapse_offer,
    pass_lead,
    receive_lead,
    return_lead,
    set_terms,
    take_lead,
)
from svyazka.leads.models import Lead
from svyazka.leads.rules import ORDER
from svyazka.site.demo.channels import visit

FAR_EAST = ["Хабаровский край", "Приморский край", "Амурская область"]
FRESH = (
    ("Сайт сети пекарен", "ООО «Сибирский хлеб»", "search", "Красноярский край", "Здравствуйте! Открываем пятую пекарню, нужен сайт с предзаказом. Сможете до весны?"),
    ("Corporate website, two languages", "Taiga Drilling Ltd", "brand", "Иркутская область", "Hello! We need a new corporate website in English and Russian. Could we have a call this week?"),
)  # fmt: skip


@transaction.atomic
def tell_terms(story) -> None:
    """Let the head say on the day of the switch who takes which leads."""
    told = {"by": story.who("head"), "at": story.switch}
    set_terms(story.agency, most_open=12, languages=["ru"], order=list(ORDER), **told)
    set_terms(story.agency, person=story.who("irina"), regions=FAR_EAST, **told)
    set_terms(story.agency, person=story.who("anna"), languages=["ru", "en"], **told)
    set_terms(story.agency, person=story.who("sergey"), most_open=9, refused_sources=["tender"], **told)


@transaction.atomic
def let_clock_run(story) -> None:
    """Let every offer that nobody answered by now go to the next one at its own moment."""
    for _round in range(100):
        lead = queries.run_out(story.now).first()
        if lead is None:
            return
        lapse_offer(lead, by=story.who("system"), at=queries.open_offer(lead).answer_by_at)


@transaction.atomic
def tell_offers(story) -> None:
    """Tell of a lead returned and taken by a colleague, one declined, one that waits, and one passed on."""
    let_clock_run(story)
    _returned(story)
    for n, told in enumerate(FRESH):
        lead = _received(story, *told, minutes=5 - 3 * n)
        if n == 0 and (offer := queries.open_offer(lead)):
            answer_offer(offer, accepted=False, reason="Веду их прямого конкурента, будет неловко обоим.", by=offer.to, at=story.now - timedelta(minutes=3))
    _passed(story)


def _received(story, title: str, company: str, source: str, region: str, request: str, *, minutes: int) -> Lead:
    at = story.now - timedelta(minutes=minutes)
    contact = {"name": "Марина Кузьмина" if region.startswith("Красно") else "John Miller", "email": f"{source}{minutes}@example.org"}
    return receive_lead(story.agency, source=source, title=title, request=request, company=company, region=region, contact=contact,
                        channel="form", received_at=at, touch=visit(title, source), by=story.who("system"), at=at)  # fmt: skip


def _returned(story) -> None:
    lead = _received(story, "Лендинг столярных курсов", "ИП Рубцов А. В.", "search", "Красноярский край",
                     "Нужна страница с записью на курсы столяров, старт группы через месяц.", minutes=55)  # fmt: skip
    _take(story, lead, minutes=52)
    lead.refresh_from_db()
    return_lead(lead, reason="Клиент просит вести его через очные встречи в Ачинске, мне не успеть.", by=lead.taken_by, at=story.now - timedelta(minutes=40))
    _take(story, lead, minutes=37)
    lead.refresh_from_db()
    if lead.taken_by:
        answer_lead(lead, channel="phone", text="Созвонились: встреча в Ачинске в четверг, до неё пришлю три примера.", by=lead.taken_by,
                    at=story.now - timedelta(minutes=35))  # fmt: skip


def _take(story, lead: Lead, *, minutes: int) -> None:
    offer, at = queries.open_offer(lead), story.now - timedelta(minutes=minutes)
    if offer:
        answer_offer(offer, accepted=True, by=offer.to, at=at)
    elif not lead.taken_by_id:
        take_lead(lead, by=story.who("anna"), at=at)


def _passed(story) -> None:
    """Let Sergey offer a lead he has answered to the first colleague against whom nothing stands."""
    lead, at = Lead.objects.get(title="Сайт питомника растений"), story.now - timedelta(minutes=20)
    answer_lead(lead, channel="email", text="Здравствуйте! Получили заявку, подберу примеры питомников.", by=lead.taken_by, at=at)
    free = [person for person, _note in queries.colleagues(lead, at) if not queries.reasons_not_to_offer(lead, person, at)]
    if free:
        pass_lead(lead, to=free[0], reason="Клиенту удобнее созваниваться вечером, у меня вечером занятия.", by=lead.taken_by, at=at)
