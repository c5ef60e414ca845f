"""The story of the demo agency, told by its people: two years, a switch of scheme, a month of pairs."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from svyazka.acceptance.models import Defence
from svyazka.bonus.actions import close_month
from svyazka.clients.actions import keep_client, note_inside, open_portal, say_to_client
from svyazka.clients.models import Engagement
from svyazka.growth.actions import add_idea
from svyazka.journal.models import Notice
from svyazka.leads.actions import answer_lead, lose_lead, qualify_lead, receive_lead, take_lead
from svyazka.leads.models import Lead
from svyazka.leads.queries import open_offer
from svyazka.money.models import Payment
from svyazka.people.models import Agency, Person
from svyazka.people.queries import agency_window, today
from svyazka.roles.actions import put_in_force
from svyazka.roles.models import RoleScheme
from svyazka.site.demo import channels, handling
from svyazka.site.demo.cases import CASES, IDEAS, LOST, WAITING
from svyazka.site.demo.contracts import tell_contracts
from svyazka.site.demo.former import bring_former, keep_list_of_fair
from svyazka.site.demo.prices import tell_first_costs
from svyazka.site.demo.routing import tell_terms
from svyazka.site.demo.walk import Walk
from svyazka.sources.actions import set_cost
from svyazka.sources.models import Source

ZONE = ZoneInfo("Asia/Krasnoyarsk")
SPENT = (("brand", 1_200_000), ("search", 3_500_000), ("tender", 700_000))  # kopecks a month
CONTACTS = ("Пётр Захаров", "Елена Краснова", "Игорь Белых", "Ольга Тимофеева", "Рустам Галеев", "Татьяна Шойму")


class Story:
    """What happened in the agency, told by its people; the same story for the same day."""

    def __init__(self, now: datetime, switch: datetime):
        self.now, self.switch, self.dice = now, switch, random.Random(20261124)
        self.people = {person.username: person for person in Person.objects.exclude(kind="contact")}
        self.agency = Agency.objects.get()
        self.window = agency_window()
        self.cold_ends = now - timedelta(days=579)

    def who(self, login: str) -> Person:
        return self.people[login]

    def at(self, moment: datetime, hours: float = 0) -> datetime:
        """Return a moment of working time that many hours later, never past now."""
        return min(self.window.add(moment, timedelta(hours=hours, minutes=self.dice.randint(1, 40))), self.lately())

    def lately(self, hours: float = 0) -> datetime:
        """Return a moment of the last working days: as many working hours ago as asked, the latest a few minutes ago."""
        day, left = self.now.astimezone(ZONE).date(), timedelta(hours=hours)
        for _back in range(60):
            for opens, closes in reversed(self.window.spans(day)):
                closes = min(closes, self.now - timedelta(minutes=3))
                if closes - opens > left:
                    return closes - left
                left -= max(closes - opens, timedelta())
            day -= timedelta(days=1)
        return self.now - timedelta(minutes=3)

    def after_switch(self, at: datetime) -> bool:
        return at >= self.switch

    def past(self) -> None:
        """Tell the finished and the lost of two years."""
        self._sources()
        tell_first_costs(self, self.now - timedelta(days=729))
        channels.tell_lost(self)
        bring_former(self.who("head"), at=self.now - timedelta(days=725))
        finished = [case for case in CASES if case["ends"] == "done"]
        for n, case in enumerate(finished):
            Walk(self, case).tell(self.now - timedelta(days=700 - n * 610 // len(finished)))
        for n, row in enumerate(LOST):
            self.lost(*row, self.now - timedelta(days=690 - n * 645 // len(LOST)))

    @transaction.atomic
    def _sources(self) -> None:
        head, start = self.who("head"), self.now - timedelta(days=729)
        for n in range(24):
            month = (start + timedelta(days=30 * n)).date()
            for code, kopecks in SPENT:
                set_cost(Source.objects.get(code=code), month_on=month, kopecks=kopecks + n * 20_000, by=head, at=start)
        channels.tell_past(self)

    @transaction.atomic
    def lost(self, title, company, source, region, reason, fits, began) -> None:
        lead, seller = self.lead(title, company, source if source != "cold" or began < self.cold_ends else "search", region, began)
        qualify_lead(lead, fits=fits, reason="Похоже на нашу задачу" if fits else reason, by=seller,
                     at=self.at(began, 9), reason_code="" if fits else handling.reason_code(reason, fits=False))  # fmt: skip
        if fits:
            lose_lead(lead, reason=reason, reason_code=handling.reason_code(reason, fits=True), by=seller, at=self.at(began, 40))

    def lead(self, title, company, source, region, began, *, am: str = "", channel="form"):
        """Receive, take and answer a lead; return it with who took it."""
        seller = self.who(am or self.dice.choice(("anna", "irina", "sergey")))
        received = self.at(began)
        lead = self._receive(title, company, source, region, channel, received)
        minutes = self.dice.choice((4, 7, 11, 14, 40)) if self.after_switch(received) else self.dice.choice((9, 35, 70, 150, 300))
        taken, answered = (min(self.window.add(received, timedelta(minutes=n)), self.lately()) for n in (minutes / 2, minutes))
        offer = open_offer(lead)
        if offer and not am:  # whoever is asked takes it in time
            seller, taken = offer.to, min(taken, offer.answer_by_at)
        take_lead(lead, by=seller, at=taken)
        answer_lead(lead, channel="email", text="Здравствуйте! Получили вашу заявку. Когда удобно созвониться и обсудить задачу?",
                    by=seller, at=answered)  # fmt: skip
        return lead, seller

    def _receive(self, title, company, source, region, channel: str, at: datetime) -> Lead:
        return receive_lead(self.agency, source=source, title=title, request=_request(title, company), company=company,
                            contact=_contact(company), region=region, channel=channel, received_at=at,
                            touch=channels.visit(title, source), by=self.who("system"), at=at)  # fmt: skip

    def card(self, client, case: dict, *, by: Person, at: datetime) -> None:
        """Keep the card of a client that has one."""
        if case["inn"]:
            keep_client(client, name=client.name, kind=case["kind"], region=case["region"], inn=case["inn"], by=by, at=at)

    @transaction.atomic
    def switch_scheme(self) -> None:
        """Replace Sales + PM by pairs: seats of sales become seats of account managers."""
        scheme = RoleScheme.objects.get(code="pm_am")
        put_in_force(scheme, scope="agency", starts_at=self.switch, by=self.who("director"), at=self.switch,
                     reason="Холодные продажи умерли, проджекты перегружены")  # fmt: skip

    def present(self) -> None:
        """Tell what is in work today."""
        tell_terms(self)
        for n, case in enumerate(case for case in CASES if case["ends"] != "done"):
            fresh = case["ends"] in ("lead", "brief", "verdict")
            Walk(self, case).tell(self.now - timedelta(days=1.4 if fresh else 28 - n * 0.9))
        tell_contracts(self)
        self._waiting()
        keep_list_of_fair(self.who("head"), at=self.now - timedelta(hours=2))
        self._talk()
        self._portal()

    @transaction.atomic
    def _waiting(self) -> None:
        for n, (title, company, source, region, channel) in enumerate(WAITING):
            at = self.now - timedelta(hours=3 * (n + 1))
            lead = self._receive(title, company, source, region, channel, at)
            handling.burn(lead, by=self.who("system"), now=self.now - timedelta(hours=2, minutes=5))

    @transaction.atomic
    def _talk(self) -> None:
        directions = list(IDEAS)
        for n, engagement in enumerate(Engagement.objects.filter(state="delivery").order_by("pk")):
            holders = {row.seat: row.person for row in engagement.seats.filter(ends_at=None)}
            if "am" in holders and "pm" in holders:
                at, direction = self.lately(9 + n), directions[n % len(directions)]
                say_to_client(engagement, text="Добрый день! По графику всё идёт в срок, результат этапа покажем на следующей неделе.", channel="email", by=holders["am"], at=at)
                note_inside(engagement, text="Контент от клиента пришёл наполовину, жду фотографии до четверга.", by=holders["pm"], at=at)
                add_idea(engagement.client, direction=direction, text=IDEAS[direction], by=self.who(("seo", "dev", "smm", "copy")[n % 4]), at=at)

    @transaction.atomic
    def _portal(self) -> None:
        waiting = Defence.objects.filter(verdict="").order_by("-pk").first()
        client = waiting.engagement.client
        account = open_portal(client, contact=client.contacts.first(), login="client", by=self.who("head"), at=self.now - timedelta(days=2))
        account.invitations.all().delete()  # the demo's client has a password already
        account.set_password("demo")
        account.position = f"Клиент, {client.name}"
        account.save()

    def close_months(self) -> None:
        """Close every month with payments but the running one; what was told long ago has been read."""
        first = Payment.objects.order_by("paid_on").first()
        month = first.paid_on.replace(day=1)
        while month < today(self.now).replace(day=1):
            close_month(self.agency, month=month.strftime("%Y-%m"), by=self.who("head"), at=self.now - timedelta(minutes=4))
            month = (month + timedelta(days=32)).replace(day=1)
        Notice.objects.filter(made_at__lt=self.now - timedelta(days=3)).update(read_at=self.now)


def _contact(company: str) -> dict[str, str]:
    number = sum(map(ord, company))
    return {"name": CONTACTS[number % len(CONTACTS)], "email": f"client{number % 997}@example.org", "phone": f"+7391200{number % 9000 + 1000}"}


def _request(title: str, company: str) -> str:
    return f"Здравствуйте! Мы — {company}. Нужно: {title[0].lower()}{title[1:]}. Подскажите сроки и порядок цен, с кем можно обсудить?"
