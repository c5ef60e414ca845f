"""One engagement of the demo, from its message as far as its case goes, by the people whose duty each act is."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.briefs.actions import (
    add_clause,
    begin_draft,
    judge_brief,
    reword_clause,
    submit_brief,
    write_brief,
)
from svyazka.briefs.models import SpecTemplate
from svyazka.briefs.queries import waiting_promises
from svyazka.deals.actions import build_estimate, draft_contract, send_proposal, sign_contract
from svyazka.leads.actions import qualify_lead
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.actions import seat_person
from svyazka.site.demo.bidding import tender_story
from svyazka.site.demo.delivery import Delivery
from svyazka.site.demo.promises import say_golden, take_conditions
from svyazka.site.demo.requisites import told_requisites

RATE = 300_000  # kopecks an hour
LATE_WORD = "Можно, но позже и дороже: скажите клиенту сразу"
RISKS = "Тексты и фотографии готовит клиент"


class Walk(Delivery):
    """How one engagement went."""

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
            self.deliver(contract, clock)

    def _lead(self, began: datetime):
        case, story = self.case, self.story
        lead, _seller = story.lead(case["title"], case["company"], case["source"], case["region"], began, am=case["am"])
        clock = self.at(lead.received_at, 6)
        qualify_lead(lead, fits=True, reason="Бюджет и срок подходят", by=self.am, at=clock)
        story.card(lead.engagement.client, case, by=self.am, at=clock)
        if self._by(clock) != self.am or self.am == self.pm:
            seat_person(lead.engagement, seat="pm", person=self.pm, by=story.who("head"), at=clock)
        if case["source"] == "tender":
            tender_story(lead, case, self._price(), self.am, story.who("head"), clock, story.now)
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
        take_conditions(engagement, by=writer, at=self.at(clock, 2))
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
        told_requisites(contract.client, by=self.am, at=clock)
        clock = self.at(clock, 12)
        return sign_contract(contract, signed_on=today(clock), by=self.am, at=clock), self.at(clock, 8)
