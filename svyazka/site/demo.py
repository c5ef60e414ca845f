"""The demo agency: Krasnoyarsk, pairs for a month after Sales + PM; its history made through the actions themselves."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation

from svyazka.acceptance.actions import (
    accept_handover,
    build_result,
    classify_remark,
    decide_defence,
    hand_over,
    open_defence,
)
from svyazka.bonus.actions import close_month
from svyazka.briefs.actions import judge_brief, settle_promise, submit_brief, write_brief
from svyazka.clients.actions import note_inside, open_portal, say_to_client
from svyazka.deals.actions import build_estimate, draft_contract, send_proposal, sign_contract
from svyazka.growth.actions import add_idea
from svyazka.leads.actions import answer_lead, lose_lead, qualify_lead, receive_lead, take_lead
from svyazka.money.actions import draft_act, draft_invoice, issue_invoice, record_payment, sign_act
from svyazka.people.models import Agency, Person
from svyazka.people.queries import agency_window, today
from svyazka.projects.actions import start_project
from svyazka.roles.actions import put_in_force, seat_person
from svyazka.roles.models import RoleScheme
from svyazka.site import demo_today
from svyazka.site.demo_data import CASES, LOST, PEOPLE, WAITING
from svyazka.site.founding import found
from svyazka.sources.actions import retire_source, set_cost, write_down_event
from svyazka.sources.models import Source
from svyazka.work.actions import check_task, finish_task, log_time, plan_schedule, set_task

ZONE = ZoneInfo("Asia/Krasnoyarsk")
ENTITY = {
    "name": "ООО «Старта»", "full_name": "Общество с ограниченной ответственностью «Старта»", "inn": "2460123453",
    "kpp": "246001001", "ogrn": "1022402000004", "address": "660049, г. Красноярск, пр. Мира, 10, оф. 5",
    "bank": "Красноярское отделение ПАО Сбербанк", "bik": "040407627", "account": "40702810031000000001",
    "correspondent_account": "30101810800000000627", "signer_name": "Орлова В. А.", "signer_position": "директор",
    "signer_basis": "Устава",
}  # fmt: skip


def build(step: Callable, now: datetime | None = None) -> None:
    """Make the demo as of now, once; `step(told, act)` shows each step with its time."""
    if Agency.objects.exists():
        return
    with translation.override("ru"):
        _build(step, now or timezone.now())


def _build(step: Callable, now: datetime) -> None:
    start = (now - timedelta(days=730)).date()
    switch = now - timedelta(days=30)
    step("founding the agency of pairs", lambda: _found(start))
    story = Story(now, switch)
    step("two years of leads and contracts", story.past)
    step("vacations and sick leaves", lambda: demo_today.past_absences(story))
    step("switching from Sales + PM to pairs", story.switch_scheme)
    step("the month after the switch", story.present)
    step("plans, sprints, stand-ins of today", lambda: demo_today.tell_today(story))
    step("closing the months of bonuses", story.close_months)


@transaction.atomic
def _found(start: date) -> None:
    people = [{**told, "password": "demo", "since": start} for told in PEOPLE if told["track"]]
    answers = {"name": "Старта", "scheme": "sales_pm", "since": start, "legal_entity": ENTITY, "people": people}
    found(answers, at=datetime.combine(start, time(3), UTC))
    Agency.objects.update(region="Красноярский край")


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
        return min(self.window.add(moment, timedelta(hours=hours, minutes=self.dice.randint(1, 40))), self.now - timedelta(minutes=5))

    def past(self) -> None:
        """Tell the finished and the lost of two years."""
        self._sources()
        for n, case in enumerate(case for case in CASES if case["ends"] == "done"):
            self._case(case, self.now - timedelta(days=700 - n * 53))
        for n, (title, company, source, region, reason) in enumerate(LOST * 5):
            began = self.now - timedelta(days=640 - n * 21)
            still = source != "cold" or began < self.cold_ends
            self._lost(title, company, source if still else "search", region, reason, began)

    @transaction.atomic
    def _sources(self) -> None:
        head, start = self.who("head"), self.now - timedelta(days=729)
        for n in range(24):
            month = (start + timedelta(days=30 * n)).date()
            for code, kopecks in (("brand", 4_500_000), ("search", 9_000_000), ("tender", 2_500_000)):
                set_cost(Source.objects.get(code=code), month_on=month, kopecks=kopecks + n * 50_000, by=head, at=start)
        set_cost(Source.objects.get(code="cold"), month_on=start.date(), kopecks=12_000_000, by=head, at=start)
        retire_source(Source.objects.get(code="cold"), on=self.cold_ends.date(), by=head, at=start)
        write_down_event(self.agency, name="Форум промышленного маркетинга, Красноярск", audience="clients",
                         held_on=(self.now - timedelta(days=120)).date(), talk="Сайт завода, который приносит заявки",
                         speaker=self.who("director"), region="Красноярский край", cost_kopecks=8_500_000, people_met=34,
                         by=head, at=self.now - timedelta(days=118))  # fmt: skip

    @transaction.atomic
    def _lost(self, title, company, source, region, reason, began) -> None:
        lead, seller = self._lead(title, company, source, region, began)
        qualify_lead(lead, fits=True, reason="Похоже на нашу задачу", by=seller, at=self.at(began, 9))
        lose_lead(lead, reason=reason, by=seller, at=self.at(began, 40))

    def _lead(self, title, company, source, region, began, *, am: str = "", channel="form"):
        seller = self.who(am or self.dice.choice(("anna", "irina", "sergey")))
        received = self.at(began)
        name, email = self._contact(company)
        lead = receive_lead(self.agency, source=source, title=title, request=_request(title, company), company=company,
                            contact={"name": name, "email": email}, region=region, channel=channel, received_at=received,
                            by=self.who("system"), at=received)  # fmt: skip
        minutes = self.dice.choice((4, 7, 11, 14, 40)) if self.after_switch(received) else self.dice.choice((9, 35, 70, 150, 300))
        taken, answered = (min(self.window.add(received, timedelta(minutes=n)), self.now - timedelta(minutes=5)) for n in (minutes / 2, minutes))
        take_lead(lead, by=seller, at=taken)
        answer_lead(lead, channel="email", text="Здравствуйте! Получили вашу заявку. Когда удобно созвониться и обсудить задачу?",
                    by=seller, at=answered)  # fmt: skip
        return lead, seller

    def _contact(self, company: str) -> tuple[str, str]:
        names = ("Пётр Захаров", "Елена Краснова", "Игорь Белых", "Ольга Тимофеева", "Рустам Галеев", "Татьяна Шойму")
        number = sum(map(ord, company))
        return names[number % len(names)], f"client{number % 997}@example.org"

    @transaction.atomic
    def _case(self, case: dict, began: datetime) -> None:
        """Tell one engagement as far as its case goes."""
        am, pm = self.who(case["am"]), self.who(case["pm"])
        lead, _seller = self._lead(case["title"], case["company"], case["source"], case["region"], began, am=case["am"])
        engagement = lead.engagement
        clock = self.at(lead.received_at, 6)
        qualify_lead(lead, fits=True, reason="Бюджет и срок подходят", by=am, at=clock)
        writer = am if self.after_switch(clock) else pm
        if writer != am or am == pm:
            seat_person(engagement, seat="pm", person=pm, by=self.who("head"), at=clock)
        if case["source"] == "tender":
            demo_today.tender_story(lead, case, _price(case), am, self.who("head"), clock, self.now)
        if case["ends"] == "lead":
            return
        clock = self.at(clock, 10)
        brief = write_brief(engagement, needs=case["needs"], clauses=case["clauses"], by=writer, at=clock, promises=[
            {"kind": "term", "text": case["promise"], "due_on": (clock + timedelta(days=case["days"])).date()}])  # fmt: skip
        if case["ends"] == "brief":
            return
        submit_brief(brief, by=writer, at=self.at(clock, 1))
        if case["ends"] == "verdict":
            return
        clock = self.at(clock, 7)
        promises = [{"id": p.pk, "verdict": "feasible", "reason": ""} for p in engagement.promises.all()]
        judge_brief(brief, verdict="feasible", hours=case["hours"], risks="Тексты и фотографии готовит клиент", promises=promises, by=pm, at=clock)
        clock = self.at(clock, 5)
        estimate = self._estimate(engagement, brief, case, pm, clock)
        price = _price(case)
        if case["ends"] == "estimate":
            return
        clock = self.at(clock, 6)
        send_proposal(estimate, price_kopecks=price, valid_until_on=(clock + timedelta(days=30)).date(), by=am, at=clock)
        if case["ends"] == "offer":
            return
        clock = self.at(clock, 30)
        contract = self._contract(engagement, case, price, am, clock)
        if case["ends"] == "contract":
            return
        clock = self.at(clock, 12)
        sign_contract(contract, signed_on=today(clock), by=am, at=clock)
        self._deliver(contract, case, am, pm, self.at(clock, 8))

    def after_switch(self, at: datetime) -> bool:
        return at >= self.switch

    def _estimate(self, engagement, brief, case, pm, at):
        clauses = list(brief.clauses.all())
        lines = [
            {"title": clause.text[:120], "specialism": case["team"][n % len(case["team"])],
             "hours": Decimal(case["hours"]) / len(clauses), "rate_kopecks": 300_000, "clause_id": clause.pk}
            for n, clause in enumerate(clauses)
        ]  # fmt: skip
        for line in lines:
            line["hours"] = line["hours"].quantize(Decimal("0.01"))
        return build_estimate(engagement, brief_id=brief.pk, lines=lines, by=pm, at=at)

    def _contract(self, engagement, case, price, am, at):
        half = price // 2 // 100 * 100
        due = at.date() + timedelta(days=case["days"])
        stages = [
            {"title": case["stages"][0], "value_kopecks": half, "due_on": due - timedelta(days=case["days"] // 2)},
            {"title": case["stages"][1], "value_kopecks": price - half, "due_on": due},
        ]
        return draft_contract(engagement, kind="fixed", legal_entity=1, stages=stages, acceptance_days=5, rounds_included=2,
                              silence_means_accepted=True, by=am, at=at)  # fmt: skip

    def _deliver(self, contract, case, am, pm, clock) -> None:
        project = start_project(contract, by=pm, at=clock)
        stages = list(project.stages.order_by("position"))
        tasks = {stage.pk: self._tasks(project, stage, case, pm, clock) for stage in stages}
        plan_schedule(project, by=pm, at=clock)
        for n, stage in enumerate(stages):
            stage.refresh_from_db()
            if case["ends"] == "work" and n == 1:
                self._half_done(tasks[stage.pk], clock)
                return
            clock = self._do(tasks[stage.pk], pm, clock)
            if case["ends"] == "result" and n == 1:
                return
            clock = self._defend(stage, case, am, pm, clock, last=n == len(stages) - 1)
            if case["ends"] == "defence" and n == 1:
                return
            clock = self._paper(stage, am, clock, paid=not (case["ends"] == "invoice" and n == 1))
        for promise in contract.engagement.promises.filter(state="given"):
            settle_promise(promise, outcome="kept", by=am if self.after_switch(clock) else pm, at=clock)

    def _tasks(self, project, stage, case, pm, at) -> list:
        made = []
        for n, login in enumerate(case["team"]):
            hours = (Decimal(case["hours"]) / 2 / len(case["team"])).quantize(Decimal("0.5"))
            made.append(set_task(project, title=f"{case['works'][n % len(case['works'])]}: {stage.title.lower()}", stage_id=stage.pk,
                                 assignee=login, estimate_hours=max(hours, Decimal(1)), after=[made[-1].pk] if made else (),
                                 by=pm, at=at))  # fmt: skip
        return made

    def _log(self, task, clock: datetime, most: int = 6) -> datetime:
        left = task.estimate_hours * Decimal(self.dice.choice(("0.8", "1", "1.15")))
        for _day in range(most):
            hours = min(left, Decimal("3.5")).quantize(Decimal("0.5"))
            if hours <= 0:
                break
            clock = self.at(clock, 4)
            try:
                with transaction.atomic():
                    log_time(task, worked_on=today(clock), hours=hours, note="", by=task.assignee, at=clock)
            except Exception as refused:
                from svyazka.kit.errors import Refused

                if not isinstance(refused, Refused):
                    raise
            left -= hours
        return clock

    def _half_done(self, tasks, clock) -> None:
        for task in tasks[:1]:
            self._log(task, clock, 2)

    def _do(self, tasks, pm, clock) -> datetime:
        for task in tasks:
            clock = self._log(task, clock)
            finish_task(task, by=task.assignee, at=clock)
            clock = self.at(clock, 1)
            check_task(task, passed=True, by=pm, at=clock)
        return clock

    def _defend(self, stage, case, am, pm, clock, *, last: bool) -> datetime:
        stage.refresh_from_db()
        clauses = list(stage.engagement.clauses.all()[:3])
        criteria = [{"clause_id": c.pk, "how_met": "Проверено на стенде"} for c in clauses]
        result = build_result(stage, items=[f"{stage.title}: готово, ссылка в переписке"], criteria=criteria, by=pm, at=self.at(clock, 2))
        second = "maria" if pm.username != "maria" else "oleg"
        hand_over(result, checked_by=second, by=pm, at=self.at(clock, 3))
        defender = am if self.after_switch(clock) else pm
        accept_handover(result, accepted=True, by=defender, at=self.at(clock, 5))
        clock = self.at(clock, 12)
        defence = open_defence(result, channel="meeting", held_at=clock, by=defender, at=clock)
        if case["ends"] == "defence" and last:
            return clock
        clock = self.at(clock, 9)
        if case.get("remarks") and last:
            decide_defence(defence, accepted=False, evidence="письмо клиента", by=defender, at=clock,
                           remarks=[{"criterion": clauses[0].criterion, "text": case["remarks"]}])  # fmt: skip
            for remark in defence.remarks.all():
                classify_remark(remark, in_scope=True, by=defender, at=self.at(clock, 1))
            return clock
        decide_defence(defence, accepted=True, evidence="письмо клиента", by=defender, at=clock)
        return clock

    def _paper(self, stage, am, clock, *, paid: bool) -> datetime:
        stage.refresh_from_db()
        preparer = am if self.after_switch(clock) else self._pm_of(stage)
        drafted = self.at(clock, 1)
        act = draft_act(stage, by=preparer, at=drafted)
        signed = self.at(drafted, 7)
        sign_act(act, signed_on=today(signed), by=preparer, at=signed)
        stage.refresh_from_db()
        billed = self.at(signed, 1)
        invoice = draft_invoice(stage, due_on=today(billed) + timedelta(days=10), by=preparer, at=billed)
        issue_invoice(invoice, by=self.who("finance"), at=self.at(billed, 1))
        clock = self.at(billed, 30)
        if paid:
            invoice.refresh_from_db()
            record_payment(invoice, amount_kopecks=invoice.total_kopecks, paid_on=today(clock), by=self.who("finance"), at=clock)
        return clock

    def _pm_of(self, stage) -> Person:
        return stage.engagement.seats.filter(seat="pm").order_by("-starts_at").first().person

    @transaction.atomic
    def switch_scheme(self) -> None:
        """Replace Sales + PM by pairs: seats of sales become seats of account managers."""
        scheme = RoleScheme.objects.get(code="pm_am")
        put_in_force(scheme, scope="agency", starts_at=self.switch, by=self.who("director"), at=self.switch,
                     reason="Холодные продажи умерли, проджекты перегружены")  # fmt: skip

    def present(self) -> None:
        """Tell what is in work today."""
        for n, case in enumerate(case for case in CASES if case["ends"] != "done"):
            fresh = case["ends"] in ("lead", "brief", "verdict")
            self._case(case, self.now - timedelta(days=1.4 if fresh else 28 - n))
        self._waiting()
        self._talk()
        self._portal()

    @transaction.atomic
    def _waiting(self) -> None:
        for n, (title, company, source, region, channel) in enumerate(WAITING):
            at = self.now - timedelta(hours=3 * (n + 1))
            name, email = self._contact(company)
            receive_lead(self.agency, source=source, title=title, request=_request(title, company), company=company,
                         contact={"name": name, "email": email}, region=region, channel=channel, received_at=at,
                         by=self.who("system"), at=at)  # fmt: skip

    @transaction.atomic
    def _talk(self) -> None:
        from svyazka.clients.models import Engagement

        for engagement in Engagement.objects.filter(state="delivery"):
            holders = {row.seat: row.person for row in engagement.seats.filter(ends_at=None)}
            if "am" in holders and "pm" in holders:
                at = self.now - timedelta(hours=20)
                say_to_client(engagement, text="Добрый день! По графику всё идёт в срок, результат этапа покажем на следующей неделе.", channel="email", by=holders["am"], at=at)
                note_inside(engagement, text="Контент от клиента пришёл наполовину, жду фотографии до четверга.", by=holders["pm"], at=at)
                add_idea(engagement.client, direction="seo", text="Подключить продвижение каталога по регионам: спрос есть, страниц нет.", by=self.who("seo"), at=at)

    @transaction.atomic
    def _portal(self) -> None:
        from svyazka.acceptance.models import Defence

        waiting = Defence.objects.filter(verdict="").order_by("-pk").first()
        client = waiting.engagement.client
        account = open_portal(client, contact=client.contacts.first(), login="client", by=self.who("head"), at=self.now - timedelta(days=2))
        account.invitations.all().delete()  # the demo's client has a password already
        account.set_password("demo")
        account.position = f"Клиент, {client.name}"
        account.save()

    def close_months(self) -> None:
        """Close every month with payments but the running one."""
        from svyazka.money.models import Payment

        first = Payment.objects.order_by("paid_on").first()
        month = first.paid_on.replace(day=1)
        while month < today(self.now).replace(day=1):
            close_month(self.agency, month=month.strftime("%Y-%m"), by=self.who("head"), at=self.now - timedelta(minutes=4))
            month = (month + timedelta(days=32)).replace(day=1)


def _request(title: str, company: str) -> str:
    return f"Здравствуйте! Мы — {company}. Нужно: {title.lower()}. Подскажите сроки и порядок цен, с кем можно обсудить?"


def _price(case: dict) -> int:
    lines = len(case["clauses"])
    hours = (Decimal(case["hours"]) / lines).quantize(Decimal("0.01")) * lines
    return int(hours * 300_000) // 100_000 * 100_000
