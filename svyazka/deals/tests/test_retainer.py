"""Periods of a retainer and hours above them; limits told once; ads passed on; every act against every state."""

import email
import email.policy
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from svyazka.clients.models import Message
from svyazka.deals import actions, queries
from svyazka.deals.jobs import follow_periods
from svyazka.deals.models import (
    AdDone,
    Amendment,
    Contract,
    ContractStage,
    Disagreement,
    ExtraHours,
    LimitNeared,
    RetainerPeriod,
)
from svyazka.deals.rules import CONTRACT_MOVES
from svyazka.deals.rules.amendment import AMENDMENT_MOVES
from svyazka.deals.rules.protocol import ROW_MOVES
from svyazka.deals.rules.retainer import EXTRA_MOVES, PERIOD_MOVES
from svyazka.deals.steps.hours import follow_hours
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY, PRICE
from svyazka.journal.models import Notice
from svyazka.kit import post, spent
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.states import complement
from svyazka.kit.tests.days import this_day
from svyazka.kit.tests.test_post import server  # noqa: F401  a fixture
from svyazka.people.models import LegalEntity
from svyazka.people.queries import system
from svyazka.roles.steps import fill_seat

pytestmark = pytest.mark.django_db
APRIL = MONDAY + timedelta(days=31)


@pytest.fixture
def worked(monkeypatch):
    """Let a test say on which day how many hours were worked, whatever the engagement."""
    days: dict[date, Decimal] = {}
    monkeypatch.setattr(spent, "_spent", lambda keys, first, last: {key: {d: h for d, h in days.items() if first <= d <= last} for key in keys})
    return days


def work(w, days: dict, day: date, hours, *, at=MONDAY) -> None:
    days[day] = Decimal(hours)
    follow_hours(w.engagement, day, at=at)


def test_a_retainer_makes_a_stage_and_a_period_of_every_month():
    w = make.world()
    contract = make.retained(w)
    assert (contract.price_kopecks, contract.kind) == (PRICE, "retainer")
    told = [(p.starts_on, p.ends_on, p.stage.value_kopecks, p.stage.due_on) for p in contract.periods.all()]
    assert told[0] == (date(2026, 3, 1), date(2026, 3, 31), PRICE // 3, date(2026, 3, 31)) and len(told) == 3
    assert contract.signed_edition.told["agreed"]["retainer"]["hours"] == "40"


def test_what_a_retainer_refuses():
    w = make.world()
    make.offered(w)
    for told in ({"fee_kopecks": 1}, {"count": 0}, {"rollover": "cap"}):
        with pytest.raises(Refused):
            make.draft(w, kind="retainer", retainer=make.plan(**told))
    for told in ({"turn": "moon"}, {"rollover": "gift"}):
        with pytest.raises(Malformed):
            make.draft(w, kind="retainer", retainer=make.plan(**told))
    assert make.draft(w, kind="retainer", retainer=make.plan(fee_kopecks=PRICE)).price_kopecks == 3 * PRICE  # offered for one period


def test_a_limit_is_told_once_at_each_level_to_am_and_pm(worked):
    w = make.world()
    contract = make.retained(w)
    fill_seat(w.engagement, "pm", w.pavel, at=MONDAY)
    Notice.objects.all().delete()
    work(w, worked, date(2026, 3, 2), 27)
    assert not Notice.objects.exists()
    work(w, worked, date(2026, 3, 3), 1)
    assert sorted((n.person.username, n.facts["percent"]) for n in Notice.objects.all()) == [("anna", 70), ("pavel", 70)]
    work(w, worked, date(2026, 3, 4), 1)
    assert Notice.objects.count() == 2
    work(w, worked, date(2026, 3, 5), 12)  # two levels at once: one word, both counted
    assert [n.facts["level"] for n in Notice.objects.filter(person=w.anna).order_by("pk")] == [70, 100]
    assert sorted(LimitNeared.objects.values_list("percent", flat=True)) == [70, 90, 100]
    assert not Message.objects.filter(stream="client", text__contains=contract.number).exists()


def test_the_client_is_told_where_the_contract_says_so(worked):
    w = make.world()
    contract = make.retained(w)
    actions.set_switches(contract, places_ads=False, shows_hours=True, warns_client=True, by=w.anna, at=MONDAY)
    work(w, worked, date(2026, 3, 2), 37)
    said = Message.objects.get(stream="client")
    assert contract.number in said.text and "92" in said.text and said.author_name == "Старта"


def test_the_client_hears_of_every_level_by_a_letter_before_hours_above_are_asked_for(worked, server):  # noqa: F811
    w = make.world()
    contract = make.retained(w)
    actions.set_switches(contract, places_ads=False, shows_hours=True, warns_client=True, by=w.anna, at=MONDAY)
    for day, hours, percent in ((2, 28, 70), (3, 8, 90), (4, 4, 100)):
        work(w, worked, date(2026, 3, day), hours)
        at = timezone.now()
        assert [post.deliver(key, at) for key in post.waiting(at)] == [True]
        letter = email.message_from_bytes(server.letters[-1].content, policy=email.policy.default)
        told = " ".join(letter.get_content().split())
        assert letter["To"] == w.engagement.client.contacts.get().email and f"{percent} % часов" in told and contract.number in told
        assert ("3 500 ₽" in told.replace("\u00a0", " ").replace("\u202f", " ")) == (percent == 100)
    work(w, worked, date(2026, 3, 5), 4)
    assert len(server.letters) == 3 and not post.waiting(timezone.now())


def test_the_client_of_sold_time_is_told_of_hours_beside_the_price(worked):
    w = make.world()
    contract = make.signed(w, kind="tm_capped")  # 3 000 an hour: 120 hours are all of it
    actions.set_switches(contract, places_ads=False, shows_hours=True, warns_client=True, by=w.anna, at=MONDAY)
    work(w, worked, date(2026, 3, 2), Decimal("84.5"))
    limit = queries.limit_of(contract, MONDAY)
    assert (limit.hours, limit.most_hours, limit.percent) == (Decimal("84.5"), 120, 70)
    said = Message.objects.get(stream="client").text.replace("\xa0", " ")
    for told in ("70 %", contract.number, "84,5 ч из 120 ч", "253 500 ₽ из 360 000 ₽"):
        assert told in said


def test_sold_time_nears_its_cap_and_a_raised_cap_is_neared_anew(worked):
    w = make.world()
    contract = make.signed(w, kind="tm_capped")  # 3 000 an hour: 120 hours are all of it
    assert contract.hour_kopecks == 300_000
    work(w, worked, date(2026, 3, 2), 110)
    assert [n.facts["level"] for n in Notice.objects.filter(text_verb="deals.limit_neared", person=w.anna)] == [90]
    assert queries.limit_of(contract, MONDAY).used == 33_000_000
    actions.amend_contract(contract, reason="Больше работы", stages=make.stages(PRICE), by=w.anna, at=MONDAY)
    work(w, worked, date(2026, 3, 1), 74)
    assert [n.facts["level"] for n in Notice.objects.filter(text_verb="deals.limit_neared", person=w.anna).order_by("pk")] == [90, 70]


def test_periods_turn_by_the_calendar_and_keep_their_figures(worked):
    w = make.world()
    contract = make.retained(w, rollover="cap", cap_hours=Decimal(5))
    first, second, _third = contract.periods.all()
    with pytest.raises(Refused):
        actions.turn_period(first, by=w.anna, at=MONDAY)
    work(w, worked, date(2026, 3, 2), 30)
    with pytest.raises(NotYourDuty):
        actions.turn_period(first, by=w.pavel, at=APRIL)
    assert follow_periods_at(APRIL) == 2
    first, second, _third = contract.periods.all()
    assert (first.state, second.state) == ("closed", "open")
    assert (first.figures["used"], first.figures["carried_out"], first.figures["burnt"]) == ("30", "5", "5")
    assert queries.period_views(contract)[1].limit == 45
    assert follow_periods_at(APRIL) == 0


def follow_periods_at(at) -> int:
    turned = 0
    for period in queries.periods_to_turn(at.date()):
        actions.turn_period(period, by=system(), at=at)
        turned += 1
    return turned


def test_hours_written_late_open_the_period_again(worked):
    w = make.world()
    contract = make.retained(w)
    work(w, worked, date(2026, 3, 2), 10)
    follow_periods_at(APRIL)
    work(w, worked, date(2026, 3, 30), 5, at=APRIL)
    assert contract.periods.first().state == "open"
    follow_periods_at(APRIL)
    first = contract.periods.first()
    assert (first.state, first.figures["used"]) == ("closed", "15")


def test_the_job_turns_and_warns_and_does_nothing_twice(worked):
    w = make.world()
    today = this_day()
    contract = make.retained(w, starts_on=today - timedelta(days=40), turn="day")
    RetainerPeriod.objects.update(state="planned")
    worked[today] = Decimal(39)
    assert follow_periods() == 3  # the first is opened and closed, the second opened
    assert [p.state for p in contract.periods.all()] == ["closed", "open", "planned"]
    assert (LimitNeared.objects.count(), Notice.objects.filter(text_verb="deals.limit_neared", person=w.anna).count()) == (2, 1)
    assert follow_periods() == 0
    assert (LimitNeared.objects.count(), Notice.objects.filter(text_verb="deals.limit_neared", person=w.anna).count()) == (2, 1)


def test_hours_above_a_period_are_asked_for_and_answered(worked):
    w = make.world()
    contract, client = make.retained(w), make.client_of(w)
    first, second, _third = contract.periods.all()
    with pytest.raises(Refused):
        actions.ask_extra(second, hours=Decimal(5), by=w.anna, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.ask_extra(first, hours=Decimal(5), by=client, at=MONDAY)
    extra = actions.ask_extra(first, hours=Decimal(8), reason="Лендинг к выставке", by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.ask_extra(first, hours=Decimal(1), by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.answer_extra(extra, approved=True, by=w.anna, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.answer_extra(extra, approved=True, evidence="письмо", by=w.pavel, at=MONDAY)
    assert actions.answer_extra(extra, approved=True, by=client, at=MONDAY).state == "approved"
    assert Notice.objects.get(text_verb="deals.extra_approved").person == w.anna
    with pytest.raises(Refused):
        actions.answer_extra(extra, approved=False, by=client, at=MONDAY)
    declined = actions.answer_extra(actions.ask_extra(first, hours=Decimal(3), by=w.anna, at=MONDAY), approved=False, evidence="звонок 3 марта", by=w.anna, at=MONDAY)
    assert declined.state == "declined"
    work(w, worked, date(2026, 3, 2), 45)
    view = queries.period_views(contract)[0]
    assert (view.limit, view.figures.overage, view.billable_hours, view.billable_kopecks) == (48, 5, 5, 5 * 350_000)
    above = queries.overage_of([first.stage])[first.stage_id]
    assert (above.hours, above.kopecks, above.period) == (5, 5 * 350_000, first)
    assert queries.overage_of([second.stage]) == {}


def test_ads_passed_on_are_ticked_month_by_month():
    w = make.world()
    contract = make.signed(w)
    at = MONDAY + timedelta(days=35)
    with pytest.raises(Refused):
        actions.tick_ads(contract, month_on=date(2026, 3, 1), item="acts", by=w.anna, at=at)
    contract = actions.set_switches(contract, places_ads=True, shows_hours=False, warns_client=False, by=w.anna, at=MONDAY)
    for month in (date(2026, 3, 2), date(2026, 2, 1), date(2026, 5, 1)):
        with pytest.raises(Refused):
            actions.tick_ads(contract, month_on=month, item="acts", by=w.anna, at=at)
    with pytest.raises(Malformed):
        actions.tick_ads(contract, month_on=date(2026, 3, 1), item="dances", by=w.anna, at=at)
    with pytest.raises(NotYourDuty):
        actions.tick_ads(contract, month_on=date(2026, 3, 1), item="acts", by=w.pavel, at=at)
    for _again in range(2):
        actions.tick_ads(contract, month_on=date(2026, 3, 1), item="acts", note="ОРД-7", by=w.anna, at=at)
    (month,) = queries.ad_months(contract, at.date())
    assert (month.month_on, month.due_on, month.left) == (date(2026, 3, 1), date(2026, 4, 30), ["contracts", "creatives"])
    actions.tick_ads(contract, month_on=date(2026, 3, 1), item="acts", done=False, by=w.anna, at=at)
    assert not AdDone.objects.exists()


# ---- every act against every state ----------------------------------------------------------------------------------


def read(amendment: Amendment) -> str:
    """Return the digest of the words that the client has before them."""
    return queries.digest_of(queries.amendment_told(amendment))


def everything(w) -> dict:
    """Return a contract with a row of disagreement, an amendment, a period and hours above it, and the acts on them."""
    contract = make.retained(w)
    entity = LegalEntity.objects.get().pk
    ContractStage.objects.filter(contract=contract).update(value_kopecks=PRICE)
    amendment = actions.draft_amendment(contract, reason="блог", stages=make.stages(1), by=w.anna, at=MONDAY)
    period = contract.periods.first()
    extra = actions.ask_extra(period, hours=Decimal(1), by=w.anna, at=MONDAY)
    row = Disagreement.objects.create(contract=contract, round=1, position=1, theirs="Пеня", filed_by=w.anna, filed_at=MONDAY)
    told = {"by": w.anna, "at": APRIL}
    return {
        "contract": (contract, CONTRACT_MOVES, {
            "edit": lambda: actions.edit_contract(contract, kind="fixed", legal_entity=entity, stages=make.stages(PRICE), **told),
            "send": lambda: actions.send_contract(contract, **told),
            "disagree": lambda: actions.disagree_contract(contract, reason="пеня", **told),
            "sign": lambda: actions.sign_contract(contract, signed_on=date(2026, 3, 2), with_protocol=True, **told),
            "amend": lambda: actions.amend_contract(contract, reason="блог", stages=make.stages(1), **told),
            "terminate": lambda: actions.terminate_contract(contract, reason="передумали", **told),
        }),
        "amendment": (amendment, AMENDMENT_MOVES, {
            "edit": lambda: actions.edit_amendment(amendment, reason="блог", **told),
            "send": lambda: actions.send_amendment(amendment, **told),
            "sign": lambda: actions.sign_amendment(amendment, signed_on=date(2026, 3, 2), **told),
            "withdraw": lambda: actions.withdraw_amendment(amendment, reason="нет", **told),
            "agree": lambda: actions.answer_amendment(amendment, agreed=True, digest=read(amendment), **told),
            "remark": lambda: actions.answer_amendment(amendment, agreed=False, reason="мало", digest=read(amendment), **told),
        }),
        "row": (row, ROW_MOVES, {
            "keep_ours": lambda: actions.settle_disagreement(row, outcome="ours", **told),
            "take_theirs": lambda: actions.settle_disagreement(row, outcome="theirs", **told),
            "meet": lambda: actions.settle_disagreement(row, outcome="compromise", wording="Пеня", **told),
            "reopen": lambda: actions.reopen_disagreement(row, **told),
        }),
        "period": (period, PERIOD_MOVES, {"close": lambda: actions.turn_period(period, **told)}),
        "extra": (extra, EXTRA_MOVES, {
            "approve": lambda: actions.answer_extra(extra, approved=True, evidence="письмо", **told),
            "decline": lambda: actions.answer_extra(extra, approved=False, evidence="письмо", **told),
        }),
    }  # fmt: skip


MORE = {"contract": {"signed_on": date(2026, 3, 2)}, "amendment": {"signed_on": date(2026, 3, 2)}, "row": {"settled_at": MONDAY}, "period": {"figures": {}}}


def digest() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Contract, ContractStage, Amendment, Disagreement, RetainerPeriod, ExtraHours)]


@pytest.mark.parametrize("name", ["contract", "amendment", "row", "period", "extra"])
def test_an_act_that_the_table_does_not_know_changes_nothing(name):
    w = make.world()
    thing, table, acts = everything(w)[name]
    if name == "row":
        Contract.objects.update(state="disagreement")
    tried = 0
    for event, state in complement(table, table.states.values):
        if event not in acts or (name, event, state) == ("period", "close", "planned"):  # the calendar opens that one
            continue
        more = MORE.get(name, {}) if state != "open" or name != "row" else {"settled_at": None}
        type(thing).objects.filter(pk=thing.pk).update(state=state, **more)
        before, tried = digest(), tried + 1
        with pytest.raises(Refused):
            acts[event]()
        assert digest() == before, (event, state)
    assert tried == sum(len(table.states.values) - len(table[event]) for event in acts) - (name == "period")
