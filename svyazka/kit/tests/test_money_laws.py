"""Laws of money that every paper rests on (quality M1–M8): splits, VAT, one rounding, no floats, words that read back, doors."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms as django_forms
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words
from pydantic import ValidationError

from svyazka.kit.api import Hours, In, Money, Percent
from svyazka.kit.fields import NumberField
from svyazka.kit.money import (
    MOST_KOPECKS,
    VatRule,
    cost_of,
    round_kopecks,
    share,
    split,
    vat_inside,
    vat_of_lines,
    vat_on_top,
)
from svyazka.kit.papers import amount_in_words
from svyazka.kit.tests.numerals import number_in

many = settings(max_examples=300, deadline=None)
TOTALS = st.integers(-(10**14) + 1, 10**14 - 1)
SUMS = st.integers(0, 10**13)
WEIGHTS = st.lists(st.integers(0, 10**6) | st.decimals(0, 10**4, places=2), min_size=1, max_size=12).filter(lambda ws: sum(ws) > 0)
RATES = st.sampled_from([None, Decimal(0), Decimal(5), Decimal(7), Decimal(10), Decimal(20), Decimal(22)])
PAPERS = st.lists(SUMS, min_size=1, max_size=15)


# ---- M2: a split loses nothing ------------------------------------------------------------------------------------


@many
@given(TOTALS, WEIGHTS)
def test_a_split_adds_up_and_each_part_is_within_a_kopeck_of_its_share(total, weights):
    parts, whole = split(total, weights), sum(map(Decimal, weights))
    assert sum(parts) == total
    assert all(abs(part * whole - total * Decimal(weight)) < whole for part, weight in zip(parts, weights, strict=True))


@many
@given(TOTALS, WEIGHTS)
def test_a_split_grows_with_the_weight_and_a_refund_is_split_as_the_sum_was(total, weights):
    parts = split(abs(total), weights)
    assert split(-abs(total), weights) == [-part for part in parts]
    by_weight = sorted(zip(map(Decimal, weights), parts, strict=True))
    assert [part for _weight, part in by_weight] == sorted(parts)


@many
@given(TOTALS, WEIGHTS, st.randoms(use_true_random=False))
def test_a_split_depends_on_order_only_among_equals(total, weights, dice):
    turned = list(range(len(weights)))
    dice.shuffle(turned)
    there, here = split(total, weights), split(total, [weights[n] for n in turned])
    for weight in set(map(Decimal, weights)):
        assert sorted(part for part, w in zip(there, weights, strict=True) if w == weight) == sorted(
            part for part, n in zip(here, turned, strict=True) if weights[n] == weight)  # fmt: skip


# ---- M3 and M6: VAT -----------------------------------------------------------------------------------------------


@many
@given(PAPERS, RATES, st.sampled_from(VatRule))
def test_both_rules_of_vat_take_every_line_apart_exactly(lines, rate, rule):
    told = vat_of_lines(lines, rate, rule)
    assert [one.gross_kopecks for one in told] == lines
    assert all(one.net_kopecks + one.vat_kopecks == one.gross_kopecks for one in told)
    exact = vat_inside(sum(lines), rate).vat_kopecks
    found = sum(one.vat_kopecks for one in told)
    assert found == exact if rule == VatRule.DOCUMENT else abs(found - exact) * 2 <= len(lines) + 1
    assert vat_of_lines(lines, rate, rule) == told


@many
@given(SUMS, RATES)
def test_vat_taken_out_and_put_on_again_is_within_a_kopeck_and_stays(gross, rate):
    taken = vat_inside(gross, rate)
    again = vat_on_top(taken.net_kopecks, rate)
    assert abs(again.gross_kopecks - gross) <= 1
    assert again.net_kopecks + again.vat_kopecks == again.gross_kopecks
    once_more = vat_on_top(vat_inside(again.gross_kopecks, rate).net_kopecks, rate)
    assert vat_inside(once_more.gross_kopecks, rate).net_kopecks == vat_inside(again.gross_kopecks, rate).net_kopecks


@many
@given(PAPERS, st.decimals(0, 100, places=2), RATES)
def test_a_discount_before_vat_differs_from_one_after_by_at_most_a_kopeck_a_line(lines, percent, rate):
    first = [gross - share(gross, percent) for gross in lines]
    ours = sum(vat_inside(gross, rate).vat_kopecks for gross in first)  # the discount first: so it is done (docs/decisions/0014)
    theirs = sum(vat.vat_kopecks - share(vat.vat_kopecks, percent) for vat in (vat_inside(gross, rate) for gross in lines))
    assert abs(ours - theirs) <= len(lines)


# ---- M4: one rounding ---------------------------------------------------------------------------------------------


@many
@given(st.decimals(-(10**14), 10**14, places=6) | st.fractions(-(10**12), 10**12))
@example(Decimal("0.5"))
@example(Decimal("-0.5"))
@example(Decimal("2.5"))
def test_rounding_is_half_up_and_twice_is_once(amount):
    once = round_kopecks(amount)
    assert round_kopecks(Decimal(once)) == once
    apart = abs(once - amount) if not isinstance(amount, Decimal) else abs(Decimal(once) - amount)
    assert 2 * apart <= 1 and (2 * apart < 1 or abs(once) > abs(amount))


@many
@given(st.decimals(0, 10_000, places=2), st.integers(0, 10**8))
def test_hours_times_a_rate_is_exact_but_for_half_a_kopeck(hours, rate):
    assert abs(Decimal(cost_of(hours, rate)) - hours * rate) <= Decimal("0.5")


# ---- M1: no floats ------------------------------------------------------------------------------------------------

ROOMS = Path(__file__).parents[2]
OF_MONEY = [*ROOMS.glob("kit/money.py"), *ROOMS.glob("kit/worth.py"), *ROOMS.glob("kit/papers.py"),
            *(place for room in ("deals", "money", "bonus") for place in ROOMS.glob(f"{room}/**/*.py")
              if not {"tests", "migrations"} & set(place.parts))]  # fmt: skip


def floats_in(source: str) -> list[str]:
    """Return where floating point is written: the type, a literal with a point, a division of whole literals."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id == "float":
            found.append(f"{node.lineno}: float")
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{node.lineno}: {node.value}")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _of_names_in_kopecks(node):
            found.append(f"{node.lineno}: /")
    return found


def _of_names_in_kopecks(node: ast.BinOp) -> bool:
    left = node.left
    while isinstance(left, ast.BinOp):
        left = left.right if isinstance(left.right, ast.Name | ast.Attribute) else left.left
    name = left.id if isinstance(left, ast.Name) else left.attr if isinstance(left, ast.Attribute) else ""
    whole = isinstance(node.right, (ast.Constant, ast.Name | ast.Attribute))
    return "kopecks" in name and whole


def test_no_float_is_written_where_money_is_counted():
    assert len(OF_MONEY) > 60
    assert {str(place.relative_to(ROOMS)): found for place in OF_MONEY if (found := floats_in(place.read_text("utf-8")))} == {}


@pytest.mark.parametrize("source", ["x = 0.5", "x = float(y)", "x = price_kopecks / 100", "x = row.sum_kopecks / row.n", "x: float = 1"])
def test_a_float_would_be_found(source):
    assert floats_in(source)


# ---- M5: one currency ---------------------------------------------------------------------------------------------


class Body(In):
    sum: Money
    hours: Hours = Decimal(0)
    part: Percent = Decimal(0)


@pytest.mark.parametrize("currency", ["USD", "EUR", "rub", "", "RUBRUB", None])
def test_roubles_are_the_only_currency_and_no_other_is_mixed_in(currency):
    with pytest.raises(ValidationError):
        Body.model_validate({"sum": {"kopecks": 100, "currency": currency}})
    assert Body.model_validate({"sum": {"kopecks": 100}}).sum.currency == "RUB"


# ---- M7: words say the number -------------------------------------------------------------------------------------


@many
@given(st.integers(0, 10**12))
@example(0)
@example(10**12)
@example(1_001_001_001)
@example(2_000_000_000)
def test_words_of_a_number_read_back_in_russian_and_english(number):
    assert number_in(num2words(number, lang="ru"), "ru") == number
    assert number_in(num2words(number, lang="en"), "en") == number


@many
@given(st.integers(0, 10**14 - 1))
def test_the_words_of_a_sum_read_back_to_the_kopeck(kopecks):
    words = amount_in_words(kopecks).lower().split()
    at = next(n for n, word in enumerate(words) if word.startswith("рубл"))
    assert number_in(" ".join(words[:at]), "ru") * 100 + int(words[at + 1]) == kopecks


# ---- M8: what is no sum is refused at every door -------------------------------------------------------------------

STRANGE = ["NaN", "nan", "sNaN", "Infinity", "-Infinity", "inf", "1e5", "1E5", "1e-2", "٣", "１２", "0x10", "1_000", "--1", "1.2.3", "", "много"]


@pytest.mark.parametrize("typed", [one for one in STRANGE if one])
def test_a_form_takes_plain_digits_only(typed):
    with pytest.raises(django_forms.ValidationError):
        NumberField(max_digits=14, decimal_places=2).clean(typed)


@pytest.mark.parametrize(("typed", "read"), [("1 250 000,50", "1250000.50"), ("\u00a012\u202f000", "12000"), ("+7", "7"), ("-3,5", "-3.5"), (".5", "0.5")])
def test_a_form_reads_numbers_as_people_write_them(typed, read):
    assert NumberField(max_digits=14, decimal_places=2).clean(typed) == Decimal(read)


@many
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**13), max_value=10**13))
def test_a_form_never_takes_a_trillion(amount):
    field = NumberField(max_digits=14, decimal_places=2)
    if abs(amount) >= 10**12:
        with pytest.raises(django_forms.ValidationError):
            field.clean(format(amount, "f"))
    else:
        assert field.clean(format(amount, "f")) == amount


@pytest.mark.parametrize("body", [*(f'{{"sum": {{"kopecks": "{one}"}}}}' for one in STRANGE), '{"sum": {"kopecks": 1e5}}', '{"sum": {"kopecks": 1.0}}',
                                  '{"sum": {"kopecks": "100"}}', '{"sum": {"kopecks": true}}', '{"sum": {"kopecks": null}}',
                                  f'{{"sum": {{"kopecks": {MOST_KOPECKS}}}}}', f'{{"sum": {{"kopecks": {-MOST_KOPECKS}}}}}'])  # fmt: skip
def test_the_api_takes_whole_kopecks_below_a_trillion_roubles(body):
    with pytest.raises(ValidationError):
        Body.model_validate_json(body)


@pytest.mark.parametrize("one", [one for one in STRANGE if one not in ("٣", "１２", "1_000")] + ["1_000"])
def test_hours_and_per_cents_take_no_exponents_either(one):
    for field in ("hours", "part"):
        with pytest.raises(ValidationError):
            Body.model_validate({"sum": {"kopecks": 1}, field: one})


@many
@given(st.integers(-MOST_KOPECKS + 1, MOST_KOPECKS - 1))
def test_the_api_keeps_every_sum_it_takes(kopecks):
    assert Body.model_validate({"sum": {"kopecks": kopecks}}).sum.kopecks == kopecks
