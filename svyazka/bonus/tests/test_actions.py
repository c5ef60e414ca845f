"""The motivation ledger: what a closed month accrues, what a correction takes back, how rules change."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from svyazka.bonus.actions import change_rule
from svyazka.bonus.models import Accrual, BonusMonth, BonusRule
from svyazka.bonus.queries import statement, totals_by_person
from svyazka.bonus.tests import make
from svyazka.bonus.tests.make import APRIL, MAY, MONDAY, TOTAL
from svyazka.growth.models import Direction, Idea
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.queries import the_agency
from svyazka.roles.steps import fill_seat
from svyazka.work.models import TimeEntry

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
MARCH = date(2026, 3, 1)


def test_a_payment_gives_each_half_of_the_pair_their_share():
    w = make.world()
    make.price_hours(w, 100_000)
    TimeEntry.objects.create(task=w.stage.tasks.first(), engagement=w.engagement, person=w.dev, worked_on=MONDAY.date(),
                             hours=Decimal(10), entered_at=MONDAY)  # fmt: skip
    make.pay(w)

    make.close(w, "2026-03")

    given = {(row.person.username, row.rule.code): (row.base_kopecks, row.amount_kopecks) for row in Accrual.objects.all()}
    assert given == {
        ("anna", "am_received"): (TOTAL, 1_800_000),
        ("pavel", "pm_margin"): (TOTAL - 1_000_000, 1_400_000),
        ("anna", "pair_pool"): (TOTAL, 180_000),
        ("pavel", "pair_pool"): (TOTAL, 180_000),
    }
    assert {row.facts["company"] for row in Accrual.objects.all()} == {"ООО «Проба»"}


def test_the_author_of_an_idea_is_credited_when_money_comes():
    w = make.world()
    direction = Direction.objects.create(code="seo", name="SEO")
    Idea.objects.create(client=w.engagement.client, direction=direction, text="Продвинуть каталог", author=w.dev, added_at=MONDAY,
                        became=w.engagement)  # fmt: skip
    make.pay(w)

    make.close(w, "2026-03")

    row = Accrual.objects.get(person=w.dev)
    assert (row.rule.code, row.amount_kopecks, row.facts["idea"]) == ("idea_credit", 360_000, "Продвинуть каталог")


@pytest.mark.parametrize("cuts", [(TOTAL,), (1, TOTAL - 1), (12_345_677, 7, 1_999_999, TOTAL - 14_345_683)])
@pytest.mark.parametrize("percent", [Decimal(1), Decimal("0.33")])
def test_paid_closed_corrected_closed_is_nothing_for_everyone(cuts, percent):
    w = make.world()
    make.price_hours(w, 111_111)
    TimeEntry.objects.create(task=w.stage.tasks.first(), engagement=w.engagement, person=w.dev, worked_on=MONDAY.date(),
                             hours=Decimal("7.5"), entered_at=MONDAY)  # fmt: skip
    BonusRule.objects.filter(code="pair_pool").update(percent=percent)
    payment = make.pay(w)
    make.close(w, "2026-03")
    assert min(make.totals().values()) > 0

    for cut in cuts:
        make.correct(w, payment, cut)
    make.close(w, "2026-04")

    assert make.totals() == {"anna": 0, "pavel": 0}
    taken = Accrual.objects.filter(month__month_on=date(2026, 4, 1))
    assert {row.facts["corrects"] for row in taken} == {payment.pk}
    assert {row.facts["reason"] for row in taken} == {"возврат"}


def test_a_part_taken_back_takes_its_part_of_each_share():
    w = make.world()
    payment = make.pay(w)
    make.close(w, "2026-03")
    make.correct(w, payment, TOTAL // 4)

    make.close(w, "2026-04")

    row = Accrual.objects.get(month__month_on=date(2026, 4, 1), rule__code="am_received")
    assert (row.base_kopecks, row.amount_kopecks) == (-TOTAL // 4, -450_000)


def test_a_correction_in_the_same_month_leaves_nothing_either():
    w = make.world()
    make.correct(w, make.pay(w), TOTAL, at=MONDAY + timedelta(hours=2))

    make.close(w, "2026-03")

    assert make.totals() == {"anna": 0, "pavel": 0}


def test_a_correction_is_of_those_who_were_paid_at_the_rates_of_then():
    w = make.world()
    payment = make.pay(w)
    make.close(w, "2026-03")
    rule = BonusRule.objects.get(code="am_received", ends_on=None)
    change_rule(rule, percent=Decimal(50), starts_on=date(2026, 4, 1), by=w.head, at=APRIL)
    irina = make.person("irina", "am")
    fill_seat(w.engagement, "am", irina, at=APRIL - timedelta(hours=1))
    make.price_hours(w, 150_000)
    TimeEntry.objects.create(task=w.stage.tasks.first(), engagement=w.engagement, person=w.dev, worked_on=APRIL.date(),
                             hours=Decimal(8), entered_at=APRIL)  # fmt: skip

    make.correct(w, payment, TOTAL)
    make.close(w, "2026-04")

    assert make.totals() == {"anna": 0, "pavel": 0}
    assert Accrual.objects.get(month__month_on=date(2026, 4, 1), rule__code="am_received").percent == 5


def test_a_correction_of_what_never_gave_a_bonus_takes_none():
    w = make.world()
    payment = make.pay(w)
    make.correct(w, payment, TOTAL)

    make.close(w, "2026-04")

    assert not Accrual.objects.exists()


def test_a_payment_entered_late_is_accrued_in_the_next_month_once():
    w = make.world()
    make.close(w, "2026-03")
    make.pay(w, 10_000_000)
    make.close(w, "2026-04")
    make.close(w, "2026-05")

    assert Accrual.objects.filter(rule__code="am_received").count() == 1
    assert Accrual.objects.first().month.month_on == date(2026, 4, 1)


def test_a_month_is_closed_once_by_the_head_and_its_rows_never_change():
    w = make.world()
    make.pay(w)
    with pytest.raises(NotYourDuty) as denied:
        w.head, head = w.anna, w.head
        make.close(w, "2026-03")
    assert denied.value.duty == "bonus.close"
    w.head = head
    for month, error in (("2026-13", Malformed), ("2026-07", Refused)):
        with pytest.raises(error):
            make.close(w, month)
    make.close(w, "2026-03")
    before = make.totals()

    with pytest.raises(Refused):
        make.close(w, "2026-03")

    assert (make.totals(), BonusMonth.objects.count()) == (before, 1)
    for change in (lambda: Accrual.objects.update(amount_kopecks=1), lambda: Accrual.objects.all().delete()):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_the_statement_before_the_close_is_what_the_close_accrues():
    w = make.world()
    payment = make.pay(w)
    make.correct(w, payment, 1_234_567, at=MONDAY + timedelta(hours=1))

    def told(person) -> list[tuple]:
        return [(row["rule"].code, row["base_kopecks"], row["amount_kopecks"]) for row in statement(person, MARCH)]

    forecast = {person.username: told(person) for person in (w.anna, w.pavel, w.dev)}
    assert {row["state"] for row in statement(w.anna, MARCH)} == {"forecast"}
    make.close(w, "2026-03")

    assert {person.username: told(person) for person in (w.anna, w.pavel, w.dev)} == forecast
    assert {row["state"] for row in statement(w.anna, MARCH)} == {"accrued"}
    assert {person.username: sum_ for person, sum_ in totals_by_person(MARCH)} == make.totals()


def test_a_rule_changes_from_a_day_to_come_and_the_former_one_ends():
    w = make.world()
    rule = BonusRule.objects.get(code="am_received")

    made = change_rule(rule, percent=Decimal("6.5"), starts_on=date(2026, 4, 1), by=w.head, at=MONDAY)

    rule.refresh_from_db()
    assert (rule.ends_on, made.percent, made.starts_on, made.ends_on) == (date(2026, 4, 1), Decimal("6.5"), date(2026, 4, 1), None)
    make.pay(w)
    make.close(w, "2026-03")
    assert Accrual.objects.get(rule__code="am_received").percent == 5


def test_what_a_change_of_a_rule_refuses():
    w = make.world()
    rule = BonusRule.objects.get(code="am_received")
    with pytest.raises(NotYourDuty):
        change_rule(rule, percent=Decimal(6), starts_on=date(2026, 4, 1), by=w.anna, at=MONDAY)
    for told in ({"percent": Decimal(101)}, {"starts_on": rule.starts_on}):
        with pytest.raises(Refused):
            change_rule(rule, **{"percent": Decimal(6), "starts_on": date(2026, 4, 1), **told}, by=w.head, at=MONDAY)
    make.close(w, "2026-03")
    with pytest.raises(Refused):
        change_rule(rule, percent=Decimal(6), starts_on=date(2026, 3, 15), by=w.head, at=MAY)
    change_rule(rule, percent=Decimal(6), starts_on=date(2026, 6, 1), by=w.head, at=MAY)
    with pytest.raises(Refused):
        change_rule(rule, percent=Decimal(7), starts_on=date(2026, 7, 1), by=w.head, at=MAY)
    assert the_agency() and BonusRule.objects.filter(code="am_received").count() == 2
