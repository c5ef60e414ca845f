"""Tables of papers, VAT by lines, the payment QR of GOST R 56042."""

import json
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from svyazka.acceptance.rules import reasons_not_to_move
from svyazka.kit.money import VatRule
from svyazka.kit.papers import amount_in_figures, amount_in_words, day_in_words
from svyazka.money import rules

VECTOR = json.loads("""{"name": "ООО \\"Три кита\\"", "account": "40702810138250123017", "bank": "ОАО \\"БАНК\\"",
 "bik": "044525225", "correspondent_account": "30101810400000000225", "inn": "6200098765", "kopecks": 100000,
 "purpose": "Оплата членского взноса"}""")


@pytest.mark.parametrize(("table", "states"), [(rules.ACT, rules.ActState), (rules.INVOICE, rules.InvoiceState)])
def test_whatever_is_not_in_the_table_is_refused(table, states):
    verbs = {verb for _state, verb in table}

    for state, verb in product(states.values, verbs):
        assert bool(reasons_not_to_move(table, states, state, verb)) == ((state, verb) not in table)


@pytest.mark.parametrize(
    ("percent", "vat"), [(None, [0, 0]), (Decimal(22), [18033, 60]), (Decimal(5), [4762, 16]), (Decimal(7), [6542, 22])]
)
def test_vat_is_taken_out_of_each_line(percent, vat):
    lines = rules.with_vat([("Каталог", 100_000), ("Правки", 335)], percent)

    assert [line.vat_kopecks for line in lines] == vat


def test_vat_is_rounded_as_the_tax_profile_says():
    """By hand: 335 × 22 / 122 = 60.41, three times by the line 180; of 1 005 it is 181.23."""
    lines = [(str(n), 335) for n in range(3)]
    assert [line.vat_kopecks for line in rules.with_vat(lines, Decimal(22), VatRule.LINE)] == [60, 60, 60]
    assert [line.vat_kopecks for line in rules.with_vat(lines, Decimal(22))] == [61, 60, 60]


@pytest.mark.parametrize(
    ("state", "amount", "currency", "count"),
    [("issued", 100, "RUB", 0), ("part_paid", 1000, "RUB", 0), ("issued", 1001, "RUB", 1), ("issued", 0, "RUB", 1),
     ("issued", 100, "USD", 1), ("draft", 100, "RUB", 1), ("paid", 1, "RUB", 1), ("void", 1, "RUB", 1)],
)  # fmt: skip
def test_a_payment_fits_what_is_open(state, amount, currency, count):
    reasons = rules.reasons_not_to_record(state=state, open_kopecks=1000, amount_kopecks=amount, currency=currency)

    assert len(reasons) == count


@pytest.mark.parametrize(("due", "state"), [(date(2026, 3, 1), "overdue"), (date(2026, 3, 2), "issued"), (None, "issued")])
def test_an_owed_invoice_past_its_day_is_overdue(due, state):
    assert rules.shown_state("issued", due, date(2026, 3, 2)) == state


def test_the_qr_string_agrees_with_an_independent_library():
    """The vector is of the MIT library gost-r-56042-2014-js; its encoding digit differs from the standard's."""
    said = rules.qr_payload(**VECTOR).decode()

    assert said == (
        'ST00012|Name=ООО "Три кита"|PersonalAcc=40702810138250123017|BankName=ОАО "БАНК"|BIC=044525225'
        "|CorrespAcc=30101810400000000225|Sum=100000|Purpose=Оплата членского взноса|PayeeINN=6200098765"
    )


def test_the_qr_holds_no_more_than_the_standard_and_its_readers_take():
    long = {**VECTOR, "name": "Я" * 300, "bank": "Б" * 90, "purpose": "П" * 400}
    said = rules.qr_payload(**long).decode("cp1251")
    fields = dict(pair.split("=", 1) for pair in said.split("|")[1:])

    assert said.startswith("ST00011|")  # more than 300 bytes of UTF-8: letters of one byte
    assert [len(fields[name]) for name in ("Name", "BankName", "Purpose")] == [160, 45, 210]
    assert rules.qr_payload(**{**long, "name": "Я漢" * 90}).startswith(b"ST00012|")
    assert len(rules.qr_payload(**VECTOR)) <= 300


def test_the_qr_separator_is_one_that_no_field_holds():
    said = rules.qr_payload(**{**VECTOR, "purpose": "Счёт 1|2"}).decode()

    assert said.startswith("ST00012~Name=") and "Purpose=Счёт 1|2~" in said
    with pytest.raises(ValueError, match="BIC"):
        rules.qr_payload(**{**VECTOR, "bik": ""})


@pytest.mark.parametrize(
    ("kopecks", "words"),
    [(0, "Ноль рублей 00 копеек"), (101, "Один рубль 01 копейка"), (2_22, "Два рубля 22 копейки"),
     (1_100_11, "Одна тысяча сто рублей 11 копеек"), (36_000_000, "Триста шестьдесят тысяч рублей 00 копеек")],
)  # fmt: skip
def test_sums_are_said_in_words(kopecks, words):
    assert amount_in_words(kopecks) in (words, words.replace("Одна тысяча", "Тысяча"))
    assert amount_in_figures(36_000_050) == "360\u00a0000,50"
    assert day_in_words(date(2026, 3, 5)) == "5\u00a0марта 2026\u00a0г."


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"accepted": False}, 1), ({"has_act": True}, 1), ({"unsettled_changes": 2}, 1), ({"accepted": False, "unsettled_changes": 1}, 2)],
)
def test_what_stands_in_the_way_of_an_act(changed, count):
    assert len(rules.reasons_not_to_draft_act(**{"accepted": True, "has_act": False, **changed})) == count


@pytest.mark.parametrize(
    ("signed_on", "count"),
    [(date(2026, 3, 10), 0), (date(2026, 4, 10), 0), (date(2026, 4, 11), 1), (date(2026, 3, 3), 0), (date(2026, 3, 2), 0), (date(2026, 3, 1), 1),
     (date(1999, 1, 1), 1), (date(2099, 1, 1), 1)],
)  # fmt: skip
def test_on_what_day_an_act_is_signed(signed_on, count):
    reasons = rules.reasons_not_to_sign_act(signed_on=signed_on, today=date(2026, 3, 10), accepted_on=date(2026, 3, 3))

    assert len(reasons) == count


@pytest.mark.parametrize(("state", "count"), [("draft", 1), ("refused", 1), ("void", 1), ("sent", 0), ("signed", 0), ("deemed", 0)])
def test_an_invoice_gets_its_number_once_its_act_has_left(state, count):
    assert len(rules.reasons_not_to_issue(act_state=state)) == count
