"""How a signed contract of the demo is carried out: plan, hours, results, defences, remarks, acts and payments."""

from datetime import datetime, timedelta
from decimal import Decimal

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
from svyazka.briefs.actions import settle_promise
from svyazka.briefs.queries import edition_in_force
from svyazka.money.actions import draft_act, draft_invoice, issue_invoice, record_payment, sign_act
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.actions import start_project
from svyazka.site.demo.promises import agree_later
from svyazka.work.actions import check_task, finish_task, log_time, plan_schedule, set_task
from svyazka.work.queries import hours_on_day

LONGEST_DAY = Decimal("9.5")  # hours
HABITS = {"dev": ("0.9", "1.2", "1.7"), "design": ("0.85", "1", "1.2"), "seo": ("0.75", "0.9", "1"), "copy": ("0.9", "1", "1.1"),
          "smm": ("1", "1.25", "1.5")}  # hours to the estimate, as each one's work goes


class Delivery:
    """How the contract of one engagement is carried out, by whoever stands in its seats at the time."""

    def __init__(self, story, case: dict):
        self.story, self.case = story, case
        self.am, self.pm = story.who(case["am"]), story.who(case["pm"])
        self.ends, self.at = case["ends"], story.at

    def _by(self, at: datetime) -> Person:
        """Return who speaks with the client at that moment: the PM before the switch, the AM since."""
        return self.am if self.story.after_switch(at) else self.pm

    def deliver(self, contract, clock: datetime) -> None:
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
        left = task.estimate_hours * Decimal(self.story.dice.choice(HABITS[task.assignee.username]))
        for _day in range(most):
            hours = min(left, Decimal("7.5")).quantize(Decimal("0.5"))
            if hours <= 0:
                break
            clock = self.at(clock, 5)
            left -= hours
            room = LONGEST_DAY - hours_on_day(task.assignee, today(clock))  # a specialist on three engagements
            if room > 0:
                log_time(task, worked_on=today(clock), hours=min(hours, room), note="", by=task.assignee, at=clock)
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
