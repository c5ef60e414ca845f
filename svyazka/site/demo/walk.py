"""One engagement of the demo, from its message as far as its case goes, by the people whose duty each act is."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.acceptance.actions import (
    accept_handover,
    build_result,
    check_result,
    classify_remark,
    decide_defence,
    hand_over,
    open_defence,
    plan_change,
    plan_remark,
    price_change,
    settle_change,
)
from svyazka.acceptance.models import ChangeRequest
from svyazka.briefs.actions import (
    add_clause,
    begin_draft,
    judge_brief,
    reword_clause,
    settle_promise,
    submit_brief,
    write_brief,
)
from svyazka.briefs.models import SpecTemplate
from svyazka.briefs.queries import edition_in_force
from svyazka.clients.actions import keep_requisites
from svyazka.deals.actions import build_estimate, draft_contract, send_proposal, sign_contract
from svyazka.kit.errors import Refused
from svyazka.leads.actions import qualify_lead
from svyazka.money.actions import draft_act, draft_invoice, issue_invoice, record_payment, sign_act
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.actions import start_project
from svyazka.roles.actions import seat_person
from svyazka.site.demo import today as present_day
from svyazka.site.demo.promises import agree_later, say_golden
from svyazka.site.demo.requisites import requisites_of
from svyazka.work.actions import check_task, finish_task, log_time, plan_schedule, set_task
from svyazka.work.queries import hours_on_day

RATE = 300_000  # kopecks an hour
LONGEST_DAY = Decimal("9.5")  # hours
LATE_WORD = "Можно, но позже и дороже: скажите клиенту сразу"
RISKS = "Тексты и фотографии готовит клиент"


class Walk:
    """How one engagement went."""

    def __init__(self, story, case: dict):
        self.story, self.case = story, case
        self.am, self.pm = story.who(case["am"]), story.who(case["pm"])
        self.ends, self.at = case["ends"], story.at

    @transaction.atomic
    def tell(self, began: datetime) -> None:
        """Walk as far as the case goes."""
        engagement, clock = self._lead(began)
        if self.ends == "lead":
            return
        brief, clock = self._brief(engagement, self.at(clock, 10))
        if brief is None:
            return
        estimate, clock = self._offer(engagement, brief, clock)
        if estimate is None:
            return
        contract, clock = self._contract(engagement, self.at(clock, 30))
        if contract is not None:
            self._deliver(contract, clock)

    def _by(self, at: datetime) -> Person:
        """Return who speaks with the client at that moment: the PM before the switch, the AM since."""
        return self.am if self.story.after_switch(at) else self.pm

    def _lead(self, began: datetime):
        case, story = self.case, self.story
        lead, _seller = story.lead(case["title"], case["company"], case["source"], case["region"], began, am=case["am"])
        clock = self.at(lead.received_at, 6)
        qualify_lead(lead, fits=True, reason="Бюджет и срок подходят", by=self.am, at=clock)
        story.card(lead.engagement.client, case, by=self.am, at=clock)
        if self._by(clock) != self.am or self.am == self.pm:
            seat_person(lead.engagement, seat="pm", person=self.pm, by=story.who("head"), at=clock)
        if case["source"] == "tender":
            present_day.tender_story(lead, case, self._price(), self.am, story.who("head"), clock, story.now)
        return lead.engagement, clock

    def _brief(self, engagement, clock: datetime):
        """Write the specification and get the PM's verdict; a condition sends it back for another edition."""
        writer = self._by(clock)
        say_golden(engagement, self.case, by=self.am, at=clock)
        brief = self._edition(engagement, writer, clock)
        if self.ends == "brief":
            return None, clock
        submit_brief(brief, by=writer, at=self.at(clock, 1))
        if self.ends == "verdict":
            return None, clock
        clock = self.at(clock, 7)
        if condition := self.case.get("condition"):
            self._judge(brief, "conditional", condition, clock)
            clock = self.at(clock, 3)
            brief = self._edition(engagement, writer, clock)
            submit_brief(brief, by=writer, at=self.at(clock, 1))
            clock = self.at(clock, 4)
        self._judge(brief, "feasible", "", clock)
        return brief, self.at(clock, 5)

    def _edition(self, engagement, writer: Person, clock: datetime):
        due_on = (clock + timedelta(days=self.case["days"])).date()
        if self.case.get("template") and engagement.briefs.exists():
            return self._reworded(engagement, writer, clock)
        clauses = [dict(clause) for clause in self.case["clauses"]]
        if condition := self.case.get("condition"):
            clauses[0]["text"] += f". {condition}" if engagement.briefs.exists() else ""
        promised = engagement.promises.filter(kind="term").exclude(state="withdrawn").exists()
        promises = [] if promised else [{"kind": "term", "text": self.case["promise_text"], "due_on": due_on}]
        template = SpecTemplate.objects.filter(code=self.case.get("template", "")).first()
        if template and "section" not in clauses[0]:
            clauses = [{"section": section.heading, "kind": one.kind, "text": one.text, "criterion": one.criterion}
                       for section in template.sections.all() for one in section.starters.all()]  # fmt: skip
        return write_brief(engagement, needs=self.case["needs"], clauses=clauses, promises=promises, template=template, by=writer, at=clock)

    def _reworded(self, engagement, writer: Person, clock: datetime):
        """Begin the next edition from the former one and write the condition into the clause it is about."""
        draft = begin_draft(engagement, from_former=True, by=writer, at=clock)
        clause = draft.clauses.get(text__startswith="Фотографии")
        criterion = f"{clause.criterion}. {self.case['condition']}"
        reword_clause(draft, key=clause.key, seen=clause.version, told={"criterion": criterion}, by=writer, at=clock)
        add_clause(draft, text="Каждое изделие показано не меньше чем на трёх фотографиях", kind="should", section=clause.section,
                   criterion="Выборка из двадцати изделий", by=writer, at=clock)  # fmt: skip
        draft.refresh_from_db()
        return draft

    def _judge(self, brief, verdict: str, reason: str, clock: datetime) -> None:
        from svyazka.briefs.queries import waiting_promises

        promises = [{"id": row.pk, "verdict": "conditional", "reason": LATE_WORD} if row.said_at else {"id": row.pk, "verdict": verdict, "reason": reason}
                    for row in waiting_promises(brief)]  # fmt: skip
        judge_brief(brief, verdict=verdict, hours=Decimal(self.case["hours"]), risks=RISKS, reason=reason, promises=promises,
                    by=self.pm, at=clock)  # fmt: skip

    def _offer(self, engagement, brief, clock: datetime):
        clauses = [clause for clause in brief.clauses.order_by("pk") if clause.kind != "wont"]
        hours = self._hours_a_line(len(clauses))
        team = self.case["team"]
        lines = [{"title": clause.text[:120], "specialism": team[n % len(team)], "hours": hours, "rate_kopecks": RATE,
                  "clause_id": clause.pk} for n, clause in enumerate(clauses)]  # fmt: skip
        estimate = build_estimate(engagement, brief_id=brief.pk, lines=lines, by=self.pm, at=clock)
        if self.ends == "estimate":
            return None, clock
        clock = self.at(clock, 6)
        send_proposal(estimate, price_kopecks=self._price(), reason="Ровная сумма", valid_until_on=(clock + timedelta(days=30)).date(), by=self.am, at=clock)
        return (None if self.ends == "offer" else estimate), clock

    def _hours_a_line(self, lines: int) -> Decimal:
        return (Decimal(self.case["hours"]) / lines).quantize(Decimal("0.01"))

    def _price(self) -> int:
        lines = sum(clause["kind"] != "wont" for clause in self.case["clauses"])
        return int(self._hours_a_line(lines) * lines * RATE) // 100_000 * 100_000

    def _contract(self, engagement, clock: datetime):
        price, days = self._price(), self.case["days"]
        half, due = price // 2 // 100 * 100, clock.date() + timedelta(days=days)
        stages = [
            {"title": self.case["stages"][0], "value_kopecks": half, "due_on": due - timedelta(days=days // 2)},
            {"title": self.case["stages"][1], "value_kopecks": price - half, "due_on": due},
        ]
        contract = draft_contract(engagement, kind="fixed", legal_entity=1, stages=stages, acceptance_days=5, rounds_included=2,
                                  silence_means_accepted=True, by=self.am, at=clock)  # fmt: skip
        if self.ends == "contract":
            return None, clock
        if contract.client.inn and not contract.client.ogrn:
            keep_requisites(contract.client, details=requisites_of(contract.client), by=self.am, at=clock)
        clock = self.at(clock, 12)
        return sign_contract(contract, signed_on=today(clock), by=self.am, at=clock), self.at(clock, 8)

    def _deliver(self, contract, clock: datetime) -> None:
        project = start_project(contract, by=self.pm, at=clock)
        stages = list(project.stages.order_by("position"))
        tasks = {stage.pk: self._tasks(project, stage, clock) for stage in stages}
        plan_schedule(project, by=self.pm, at=clock)
        for n, stage in enumerate(stages):
            last = n == len(stages) - 1
            stage.refresh_from_db()
            if self.ends == "work" and last:
                self._log(tasks[stage.pk][0], clock, 2)
                return
            clock = self._do(tasks[stage.pk], clock)
            shown = self._show(stage, clock, last=last)
            if shown is None:
                return
            clock = self._paper(stage, shown, self.case.get("last_paid" if last else "first_paid", "yes"))
            if not last and self.case.get("promise") == "changed":
                agree_later(contract.engagement, talker=self._by(clock), pm=self.pm, at=clock)
        for promise in contract.engagement.promises.filter(state="given") if self.case.get("promise") != "left" else ():
            outcome = "broken" if self.case.get("promise") == "broken" else "kept"
            settle_promise(promise, outcome=outcome, reason="Запуск сдвинулся на месяц" if outcome == "broken" else "", by=self._by(clock), at=clock)

    def _tasks(self, project, stage, clock: datetime) -> list:
        made: list = []
        team, works = self.case["team"], self.case["works"]
        clauses = [one.pk for one in stage.engagement.clauses.filter(brief=edition_in_force(stage.engagement)).exclude(kind="wont")]
        for n, login in enumerate(team):
            clause = clauses[(stage.position + n) % len(clauses)]
            hours = (Decimal(self.case["hours"]) / 2 / len(team)).quantize(Decimal("0.5"))
            made.append(set_task(project, title=f"{works[n % len(works)]}: {stage.title.lower()}", stage_id=stage.pk, assignee=login,
                                 estimate_hours=max(hours, Decimal(1)), after=[made[-1].pk] if made else (), due_on=stage.due_on,
                                 clause_id=clause, by=self.pm, at=clock))  # fmt: skip
        return made

    def _log(self, task, clock: datetime, most: int = 6) -> datetime:
        left = task.estimate_hours * Decimal(self.story.dice.choice(("0.8", "1", "1.15")))
        for _day in range(most):
            hours = min(left, Decimal("5.5")).quantize(Decimal("0.5"))
            if hours <= 0:
                break
            clock = self.at(clock, 5)
            hours = min(hours, LONGEST_DAY - hours_on_day(task.assignee, today(clock)))
            if hours <= 0:
                continue  # the day is full: a specialist on three engagements
            try:
                with transaction.atomic():
                    log_time(task, worked_on=today(clock), hours=hours, note="", by=task.assignee, at=clock)
            except Refused:
                pass  # the person was away
            left -= hours
        return clock

    def _do(self, tasks: list, clock: datetime) -> datetime:
        for task in tasks:
            clock = self._log(task, clock)
            finish_task(task, by=task.assignee, at=clock)
            clock = self.at(clock, 1)
            check_task(task, passed=True, by=self.pm, at=clock)
        return clock

    def _show(self, stage, clock: datetime, *, last: bool) -> datetime | None:
        """Build the result, hand it over, defend it; return when it was accepted, or None where the case stops."""
        stops = self.ends if last else ""
        if stops == "result":
            return None
        defence, clock = self._defence(stage, clock, stops)
        if defence is None or stops == "defence":
            return None
        speaker = self._by(clock)
        if last and self.case.get("remark"):
            clock = self._remarks(defence, speaker, self.at(clock, 9))
            if stops == "remarks":
                return None
            defence, clock = self._defence(stage, self._mend(defence, speaker, clock), "")
        clock = self.at(clock, 9)
        decide_defence(defence, accepted=True, evidence="письмо клиента", by=self._by(clock), at=clock)
        return clock

    def _defence(self, stage, clock: datetime, stops: str):
        stage.refresh_from_db()
        clauses = stage.engagement.clauses.exclude(kind="wont").filter(brief=stage.engagement.briefs.order_by("-edition").first())
        criteria = [{"clause_id": clause.pk, "how_met": "Проверено на стенде"} for clause in clauses]
        result = build_result(stage, items=[f"{stage.title}: готово, ссылка в переписке"], criteria=criteria, by=self.pm, at=self.at(clock, 2))
        second = self.story.who("maria" if self.pm.username != "maria" else "oleg")
        check_result(result, by=second, at=self.at(clock, 3))
        hand_over(result, checked_by=second.username, by=self.pm, at=self.at(clock, 4))
        if stops == "handed":
            return None, clock
        speaker = self._by(clock)
        accept_handover(result, accepted=True, by=speaker, at=self.at(clock, 6))
        clock = self.at(clock, 13)
        return open_defence(result, channel="meeting", held_at=clock, by=speaker, at=clock), clock

    def _remarks(self, defence, speaker: Person, clock: datetime) -> datetime:
        told = [text for text in (self.case.get("remark"), self.case.get("change")) if text]
        decide_defence(defence, accepted=False, evidence="письмо клиента", by=speaker, at=clock,
                       remarks=[{"criterion": "", "text": text} for text in told])  # fmt: skip
        for remark in defence.remarks.order_by("pk"):
            if self.ends == "remarks" and remark.text == self.case.get("change"):
                continue  # still to be classified today
            classify_remark(remark, in_scope=remark.text == self.case["remark"], by=speaker, at=self.at(clock, 1))
        return self.at(clock, 2)

    def _mend(self, defence, speaker: Person, clock: datetime) -> datetime:
        """Let the PM plan what the client has said; a change is sold first."""
        worker = self.case["team"][-1]
        tasks = []
        for remark in defence.remarks.filter(in_scope=True):
            tasks.append(plan_remark(remark, assignee=worker, estimate_hours=Decimal(3), by=self.pm, at=self.at(clock, 1)).task)
        for change in ChangeRequest.objects.filter(remark__defence=defence):
            price_change(change, price_kopecks=1_800_000, hours=Decimal(6), by=self.am, at=self.at(clock, 2))
            settle_change(change, agreed=True, evidence="письмо клиента", by=self.am, at=self.at(clock, 6))
            tasks.append(plan_change(change, assignee=worker, estimate_hours=Decimal(6), by=self.pm, at=self.at(clock, 7)).task)
        return self._do(tasks, self.at(clock, 8))

    def _paper(self, stage, clock: datetime, paid: str) -> datetime:
        """Make the act and the invoice; the client pays all of it, a part, or nothing yet."""
        stage.refresh_from_db()
        preparer, finance = self._by(clock), self.story.who("finance")
        drafted = self.at(clock, 1)
        act = draft_act(stage, by=preparer, at=drafted)
        signed = self.at(drafted, 7)
        sign_act(act, signed_on=today(signed), by=preparer, at=signed)
        stage.refresh_from_db()
        billed = self.at(signed, 1)
        terms = timedelta(days=10 if paid == "yes" else 3)
        invoice = draft_invoice(stage, due_on=today(billed) + terms, by=preparer, at=billed)
        issue_invoice(invoice, by=finance, at=self.at(billed, 1))
        clock = self.at(billed, 30)
        if paid != "no":
            invoice.refresh_from_db()
            whole = invoice.total_kopecks
            record_payment(invoice, amount_kopecks=whole if paid == "yes" else whole // 200 * 100, paid_on=today(clock),
                           document=str(100 + invoice.pk), by=finance, at=clock)  # fmt: skip
        return clock
