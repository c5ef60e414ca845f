"""Laws of money: nothing is lost in a split, VAT comes out exactly, rounding is half up, words say the number."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from svyazka.kit.money import cost_of, round_kopecks, share, split, vat_inside
from svyazka.kit.papers import amount_in_figures, amount_in_words, form_of

few = settings(max_examples=40, deadline=None)
TOTALS = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(sum)
RATES = st.sampled_from([None, Decimal(0), Decimal(5), Decimal(7), Decimal(10), Decimal(20), Decimal(22)])


@few
@given(TOTALS, WEIGHTS)
def test_parts_add_up_and_each_is_within_a_kopeck(total, weights):
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(abs(Decimal(part) - Decimal(total) * weight / sum(weights)) < Decimal("1.000001") for part, weight in zip(parts, weights, strict=True))


@few
@given(TOTALS, WEIGHTS)
def test_a_larger_weight_never_gets_less(total, weights):
    sign = -1 if total < 0 else 1
    ordered = [sign * part for _weight, part in sorted(zip(weights, split(total, weights), strict=True), key=lambda row: (row[0], sign * row[1]))]
    assert ordered == sorted(ordered)


@few
@example(999_999_999_999, [6, 353, 380, 748, 3067])  # two remainders are equal, their weights are not
@given(TOTALS, WEIGHTS)
def test_order_matters_only_among_ties(total, weights):
    there = sorted(split(total, weights))
    assert there == sorted(split(total, weights[::-1]))


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [-1, 2]])
def test_a_split_needs_weights(weights):
    with pytest.raises(ValueError):
        split(100, weights)


@few
@given(TOTALS, RATES)
def test_vat_is_taken_out_exactly(gross, rate):
    taken = vat_inside(gross, rate)
    assert taken.net_kopecks + taken.vat_kopecks == taken.gross_kopecks == gross
    if not rate:
        assert taken.vat_kopecks == 0
        return
    back = taken.net_kopecks + share(taken.net_kopecks, rate)
    assert abs(back - gross) <= 1
    assert vat_inside(gross, rate) == taken


def test_vat_by_the_law():
    assert vat_inside(12_200, Decimal(22)).vat_kopecks == 2_200
    assert vat_inside(10_500, Decimal(5)).vat_kopecks == 500
    assert vat_inside(10_700, Decimal(7)).vat_kopecks == 700


@few
@given(st.decimals(-(10**10), 10**10, places=4))
def test_rounding_twice_is_rounding_once(amount):
    once = round_kopecks(amount)
    assert round_kopecks(Decimal(once)) == once and abs(Decimal(once) - amount) <= Decimal("0.5")


def test_halves_go_up_and_away_from_zero():
    assert [round_kopecks(Decimal(told)) for told in ("0.5", "1.5", "-0.5", "2.4999")] == [1, 2, -1, 2]
    assert cost_of(Decimal("0.25"), 333) == 83


@pytest.mark.parametrize(
    ("kopecks", "words"),
    [
        (0, "Ноль рублей 00 копеек"),
        (1, "Ноль рублей 01 копейка"),
        (100, "Один рубль 00 копеек"),
        (212, "Два рубля 12 копеек"),
        (1_100, "Одиннадцать рублей 00 копеек"),
        (2_102, "Двадцать один рубль 02 копейки"),
        (100_000, "Одна тысяча рублей 00 копеек"),
        (36_000_000, "Триста шестьдесят тысяч рублей 00 копеек"),
        (-200, "Минус два рубля 00 копеек"),
    ],
)
def test_sums_in_words(kopecks, words):
    said = amount_in_words(kopecks)
    assert said in (words, words.replace("Одна тысяча", "Тысяча"))


@few
@given(st.integers(0, 10**12))
def test_every_sum_has_its_own_words_and_figures(kopecks):
    figures = amount_in_figures(kopecks)
    assert int("".join(sign for sign in figures if sign.isdigit())) == kopecks
    assert amount_in_words(kopecks) != amount_in_words(kopecks + 1)
    assert amount_in_words(kopecks).split()[-2] == f"{kopecks % 100:02d}"


@pytest.mark.parametrize(("form", "counts"), [
    ("рубль", (1, 21, 31, 101, 121, 1001, 1_000_021)), ("рубля", (2, 3, 4, 22, 23, 24, 102, 104, 1004)),
    ("рублей", (0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19, 20, 25, 30, 100, 111, 112, 113, 114, 1011, 1014)),
])  # fmt: skip
def test_each_number_has_its_form_of_the_noun(form, counts):
    assert {form_of(count, "рубль", "рубля", "рублей") for count in counts} == {form}


@pytest.mark.parametrize(("kopecks", "said"), [
    (1, "Ноль рублей 01 копейка"), (4, "Ноль рублей 04 копейки"), (400, "Четыре рубля 00 копеек"), (2_400_024, "Двадцать четыре тысячи рублей 24 копейки"),
    (200_100_111, "Два миллиона одна тысяча один рубль 11 копеек"), (-150, "Минус один рубль 50 копеек"),
    (99_999_999_999_999, "Девятьсот девяносто девять миллиардов девятьсот девяносто девять миллионов девятьсот девяносто девять тысяч "
                         "девятьсот девяносто девять рублей 99 копеек"),
])  # fmt: skip
def test_a_sum_is_said_as_a_lawyer_reads_it(kopecks, said):
    assert amount_in_words(kopecks) == said
