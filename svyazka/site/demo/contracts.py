"""Contracts in the middle of their life: a retainer that runs out, a protocol that is discussed, an amendment on its way."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.deals.actions import (
    amend_contract,
    ask_extra,
    disagree_contract,
    draft_amendment,
    draft_contract,
    send_amendment,
    send_contract,
    settle_disagreement,
    sign_contract,
    tick_ads,
    turn_period,
)
from svyazka.deals.models import Contract
from svyazka.kit.errors import Refused
from svyazka.people.queries import today
from svyazka.projects.actions import start_project
from svyazka.roles.actions import seat_person
from svyazka.site.demo.cases import case
from svyazka.site.demo.requisites import told_requisites
from svyazka.site.demo.walk import Walk
from svyazka.work.actions import check_task, finish_task, log_time, plan_schedule, set_task

RETAINER = case("Сопровождение сайта и рекламы клиники", "ООО «Клиника Доверие»", "search", "Красноярский край", "anna", "maria", "work",
                kind="seo", hours="40", days=180, inn="2463100045")  # fmt: skip
DISAGREED = (
    {"clause": "5.2", "ours": "Заказчик оплачивает счёт в течение 5 календарных дней.", "theirs": "Заказчик оплачивает счёт в течение 30 календарных дней."},
    {"clause": "6.4", "ours": "Пеня за просрочку оплаты — 0,1 % в день.", "theirs": "Пеня за просрочку оплаты — 0,01 % в день, не более 5 % суммы."},
    {"clause": "9.1", "ours": "Споры рассматривает Арбитражный суд Красноярского края.", "theirs": "Споры рассматривает Арбитражный суд Кемеровской области."},
)


class RetainerWalk(Walk):
    """An engagement whose contract is a retainer: one period is over and paid, the next one runs out."""

    FIRST, SECOND = Decimal(34), Decimal("42.5")  # of 40 hours, and of 46 with what is carried on: 92 %

    def _contract(self, engagement, clock: datetime):
        terms = {"starts_on": today(clock), "count": 6, "turn": "day", "hours": Decimal(40), "fee_kopecks": self._price(),
                 "rollover": "cap", "cap_hours": Decimal(10), "overage_kopecks": 350_000}  # fmt: skip
        contract = draft_contract(engagement, kind="retainer", legal_entity=1, retainer=terms, acceptance_days=5, silence_means_accepted=True,
                                  shows_hours=True, warns_client=True, places_ads=True, by=self.am, at=clock)  # fmt: skip
        told_requisites(contract.client, by=self.am, at=clock)
        send_contract(contract, by=self.am, at=self.at(clock, 1))
        clock = self.at(clock, 2)
        return sign_contract(contract, signed_on=today(clock), by=self.am, at=clock), clock

    def deliver(self, contract, clock: datetime) -> None:
        project = start_project(contract, by=self.pm, at=clock)
        seat_person(contract.engagement, seat="am", person=self.am, by=self.story.who("head"), at=max(clock, self.story.switch))  # as the switch seated all
        stages, periods = list(project.stages.order_by("position")), list(contract.periods.order_by("number"))
        tasks = {stage.pk: self._tasks(project, stage, clock) for stage in stages[:2]}
        plan_schedule(project, by=self.pm, at=clock)
        clock = self._work(tasks[stages[0].pk], self.FIRST, periods[0].starts_on, periods[0].ends_on)
        for task in tasks[stages[0].pk]:
            finish_task(task, by=task.assignee, at=clock)
            check_task(task, passed=True, by=self.pm, at=self.at(clock, 1))
        self._turn(contract)
        self._work(tasks[stages[1].pk], self.SECOND, periods[1].starts_on, today(self.story.now))
        shown = self._show(stages[0], self.at(clock, 2), last=False)
        self._paper(stages[0], shown, "yes")
        ask_extra(contract.periods.get(number=2), hours=Decimal(8), reason="Посадочная страница к акции «Осмотр за день»: просили сделать до конца месяца.",
                  by=self.am, at=self.story.lately(5))  # fmt: skip
        for item in ("contracts", "creatives"):
            self._tick(contract, item)

    def _tasks(self, project, stage, clock: datetime) -> list:
        return [set_task(project, title=f"{work}: {stage.title.rsplit(': ', 1)[-1]}", stage_id=stage.pk, assignee=login, estimate_hours=Decimal(24),
                         due_on=stage.due_on, by=self.pm, at=clock)
                for work, login in zip(("Страницы услуг и отзывы", "Тексты для рекламы"), self.case["team"], strict=True)]  # fmt: skip

    def _work(self, tasks: list, hours: Decimal, first: date, last: date) -> datetime:
        """Write these hours evenly over the working days, by turns of the people; return when the last were written."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        ends = [self.story.window.spans(day)[-1][1] for day in days if self.story.window.spans(day)]
        ends = [moment for moment in ends if moment <= self.story.now] or [self.story.lately()]
        for n, moment in enumerate(ends):
            share = (hours * (n + 1) / len(ends)).quantize(Decimal("0.5")) - (hours * n / len(ends)).quantize(Decimal("0.5"))
            task = tasks[n % len(tasks)]
            if share:
                log_time(task, worked_on=today(moment), hours=share, by=task.assignee, at=moment)
        return ends[-1]

    def _turn(self, contract: Contract) -> None:
        for period in contract.periods.filter(state__in=("open", "planned")).order_by("number"):
            try:
                with transaction.atomic():
                    turn_period(period, by=self.story.who("system"), at=self.story.lately())
            except Refused:  # its day has not come
                continue

    def _tick(self, contract: Contract, item: str) -> None:
        month = (today(self.story.now).replace(day=1) - timedelta(days=1)).replace(day=1)
        tick_ads(contract, month_on=month, item=item, by=self.am, at=self.story.lately(3))


def tell_contracts(story) -> None:
    """Tell the retainer, the protocol of disagreements and the amendment."""
    RetainerWalk(story, RETAINER).tell(story.now - timedelta(days=66))
    _disagree(story)
    _amend(story)
    _widen(story)


@transaction.atomic
def _disagree(story) -> None:
    contract = Contract.objects.get(engagement__title="Каталог спецтехники")
    by = contract.drafted_by
    told_requisites(contract.client, by=by, at=story.lately(9))
    send_contract(contract, by=by, at=story.lately(9))
    disagree_contract(contract, rows=DISAGREED, by=by, at=story.lately(4))
    settle_disagreement(contract.disagreements.get(clause="6.4"), outcome="compromise", wording="Пеня за просрочку оплаты — 0,05 % в день, не более 10 % суммы.",
                        by=by, at=story.lately(3))  # fmt: skip


@transaction.atomic
def _amend(story) -> None:
    contract = Contract.objects.get(engagement__title="Сайт сети фитнес-клубов")
    last = contract.stages.last()
    due_on = last.due_on + timedelta(days=14)
    draft_amendment(
        contract, reason="Клиент открывает ещё два клуба: нужны их страницы и запись на занятия; запуск сдвигается на две недели.",
        stages=[{"title": "Страницы двух клубов и запись на занятия", "value_kopecks": 9_600_000, "due_on": due_on}],
        changed=[{"stage_id": last.pk, "due_on": due_on}], by=contract.drafted_by, at=story.lately(6),
    )  # fmt: skip


@transaction.atomic
def _widen(story) -> None:
    """One amendment of the retainer is in force, another waits for the client in the portal."""
    contract = Contract.objects.get(engagement__title=RETAINER["title"])
    by = contract.drafted_by
    amend_contract(contract, reason="Счета клиники оплачивает управляющая компания: на оплату нужно десять дней.", terms={"payment_days": 10}, by=by,
                   at=story.lately(20))  # fmt: skip
    wider = draft_amendment(
        contract, reason="С нового периода добавляем статьи врачей: объём растёт до 50 часов.", terms={"retainer": {"hours": "50", "fee_kopecks": 14_500_000}},
        by=by, at=story.lately(3),
    )  # fmt: skip
    send_amendment(wider, by=by, at=story.lately(2))
