"""Sources in words: codes, payback, the mix, visiting cards, exports of demand, pictures, sufficiency."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svyazka.kit.regions import REGIONS
from svyazka.sources.rules import cheque, mix_of, picture, share
from svyazka.sources.rules import source as rules
from svyazka.sources.rules.demand import Cell, month_in, number_in, read_demand
from svyazka.sources.rules.enough import Flow, expected, middle, ratio, verdict
from svyazka.sources.rules.event import counts_for, counts_until, credited, verdicts
from svyazka.sources.rules.meeting import cards_in
from svyazka.sources.rules.mix import drawable, table_of

JAN, FEB, MAR, APR = (date(2026, n, 1) for n in (1, 2, 3, 4))


def test_figures():
    assert (cheque(300, 2), cheque(0, 0), share(1, 3), share(0, 0)) == (150, None, 33, 0)
    assert (rules.roi(300, 100), rules.roi(50, 100), rules.roi(50, 0)) == (200, -50, None)
    years = mix_of({(2025, "Холодные продажи", True): 1, (2026, "Поиск", False): 3, (2026, "Тендеры", False): 1})
    assert [year["year"] for year in years] == [2026, 2025]
    assert [(part["name"], part["share"]) for part in years[0]["parts"]] == [("Поиск", 75), ("Тендеры", 25)]


@pytest.mark.parametrize(("name", "taken", "code"), [
    ("Реклама в сети", (), "reklama-v-seti"), ("Telegram", ("telegram",), "telegram-2"), ("«!»", (), "source"),
    ("Telegram", ("telegram", "telegram-2"), "telegram-3"), ("Щ" * 60, (), "sch" * 11 + "s"),
])  # fmt: skip
def test_the_code_of_a_source_is_made_of_its_name(name, taken, code):
    assert rules.code_of(name, taken) == code


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first to draw: tables of letters are built
@given(st.text(min_size=1, max_size=80), st.lists(st.sampled_from(("source", "source-2", "a", "a-2")), unique=True))
def test_a_code_is_short_plain_and_new(name, taken):
    code = rules.code_of(name, taken)
    assert code and len(code) <= 40 and code not in taken and set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(("costs", "margins", "months"), [
    ({}, {JAN: 100}, None),  # nothing was spent: nothing is paid back
    ({JAN: 100}, {}, None),
    ({JAN: 100}, {JAN: 100}, 1),
    ({JAN: 100}, {MAR: 150}, 3),
    ({JAN: 100, MAR: 100}, {FEB: 100}, None),  # covered once, and not any more
    ({JAN: 100, MAR: 100}, {FEB: 120, APR: 90}, 4),
    ({MAR: 100}, {JAN: -50, FEB: 500}, 3),  # hours were spent before the source cost anything
    ({FEB: 100}, {JAN: 500}, 2),  # ahead all the time: paid back in the month it was spent
])  # fmt: skip
def test_payback_is_the_month_from_which_margin_covers_cost_for_good(costs, margins, months):
    assert rules.payback(costs, margins, JAN, APR) == months


amounts = st.dictionaries(st.sampled_from([JAN, FEB, MAR, APR]), st.integers(0, 1000))


@given(amounts, st.dictionaries(st.sampled_from([JAN, FEB, MAR, APR]), st.integers(-500, 1000)))
def test_payback_by_a_plain_reading(costs, margins):
    months = [JAN, FEB, MAR, APR]
    ahead = [sum(margins.get(m, 0) - costs.get(m, 0) for m in months[: n + 1]) for n in range(4)]
    first_cost = next((n for n, m in enumerate(months) if costs.get(m)), None)
    plain = None
    if first_cost is not None:
        plain = next((n + 1 for n in range(4) if n >= first_cost and all(balance >= 0 for balance in ahead[n:])), None)
    assert rules.payback(costs, margins, JAN, APR) == plain


def test_months_run_over_the_year_and_money_is_waited_for_by_the_median():
    assert rules.months_between(date(2025, 11, 17), date(2026, 2, 3)) == [date(2025, 11, 1), date(2025, 12, 1), JAN, FEB]
    assert rules.days_to_money([(JAN, FEB), (JAN, None), (JAN, MAR)]) == 45
    assert rules.days_to_money([(JAN, None)]) is None


def test_a_source_is_left_in_phases_and_brought_back():
    assert rules.reasons_not_to_retire(fading_on=FEB, on=JAN) and not rules.reasons_not_to_retire(fading_on=JAN, on=JAN)
    assert rules.reasons_not_to_fade(retired_on=JAN) and not rules.reasons_not_to_fade(retired_on=None)
    assert rules.reasons_not_to_bring_back(fading_on=None, retired_on=None)
    assert len(rules.reasons_not_a_source(name=" ", kind="moon", others=())) == 2
    assert rules.reasons_not_a_source(name="поиск", kind="search", others=("Поиск",))


# ---- the mix ------------------------------------------------------------------------------------------------------


def channel(pk, name, *, fading_on=None, retired_on=None):
    return SimpleNamespace(pk=pk, name=name, code=name, fading_on=fading_on, retired_on=retired_on)


def test_a_channel_that_was_left_is_drawn_down_to_zero_in_the_years_after():
    cold = channel(1, "Холодные", fading_on=date(2023, 5, 1), retired_on=date(2024, 3, 1))
    told = table_of({(2023, 1): 6, (2023, 2): 2, (2024, 1): 2, (2024, 2): 6, (2026, 2): 5}, [cold, channel(2, "Поиск"), channel(3, "Немой")], 2026)
    assert [source["name"] for source in told["sources"]] == ["Поиск", "Холодные"]
    assert [(year["year"], year["parts"][1]["count"], year["parts"][1]["share"], year["parts"][1]["left"]) for year in told["years"]] == [
        (2023, 6, 75, "fading"), (2024, 2, 25, "retired"), (2025, 0, 0, "gone"), (2026, 0, 0, "gone")]  # fmt: skip
    drawn = picture.stacked(told)
    assert [bar["parts"][1]["high"] for bar in drawn["bars"]] == [150, 50, 0, 0]
    assert drawn["bars"][0]["parts"][1]["y"] + 150 == picture.HIGH  # what was left stands at the bottom
    assert [ribbon["points"].split()[1].split(",")[1] for ribbon in drawn["ribbons"]] == ["150", "200"]  # and runs out to nothing
    assert table_of({}, [cold], 2026) == {"years": [], "sources": []}
    assert picture.stacked({"years": [], "sources": []})["bars"] == []


def test_a_picture_has_no_two_sources_of_one_colour_and_no_more_years_than_can_be_read():
    counted = {(year, n): n for year in range(2014, 2027) for n in range(1, 19)}
    table = table_of(counted, [channel(n, str(n), retired_on=date(2025, 1, 1) if n == 2 else None) for n in range(1, 19)], 2026)
    shown = drawable(table, others="Остальные")
    assert [source["name"] for source in shown["sources"]] == ["18", "17", "16", "15", "14", "13", "2", "Остальные"]
    assert [year["year"] for year in shown["years"]] == list(range(2019, 2027))
    assert [year["count"] for year in shown["years"]] == [sum(part["count"] for part in year["parts"]) for year in shown["years"]]
    for bar in picture.stacked(shown)["bars"]:
        assert abs(sum(part["high"] for part in bar["parts"].values()) - picture.HIGH) < 0.1
    small = table_of({(2026, 1): 6}, [channel(1, "Поиск")], 2026)
    assert drawable(small, others="Остальные") == small


counts = st.dictionaries(st.tuples(st.integers(2019, 2026), st.integers(1, 5)), st.integers(0, 50), max_size=20)


@given(counts)
def test_no_lead_is_lost_in_the_mix_and_every_bar_is_whole(counted):
    told = table_of(counted, [channel(n, str(n), retired_on=date(2021, 1, 1) if n > 3 else None) for n in range(1, 6)], 2026)
    assert sum(year["count"] for year in told["years"]) == sum(counted.values())
    for bar in picture.stacked(told)["bars"]:
        assert not bar["count"] or abs(sum(part["high"] for part in bar["parts"].values()) - picture.HIGH) < 0.1


# ---- the picture ----------------------------------------------------------------------------------------------------


def test_every_region_stands_on_the_picture_once_and_alone():
    drawn = picture.tiles({}, "visits")
    assert [tile["region"].name for tile in drawn] == [region.name for region in REGIONS]
    places = {(tile["column"], tile["row"]) for tile in drawn}
    assert len(places) == len(REGIONS) == len({tile["short"] for tile in drawn})
    assert max(column for column, _row in places) < picture.COLUMNS and max(row for _column, row in places) < picture.ROWS


def test_a_tile_is_darker_for_more_and_marked_where_demand_has_no_leads():
    figures = {"Москва": {"visits": 100, "shows": 9, "leads": 2, "won": 0}, "Пермский край": {"visits": 4, "shows": 9, "leads": 0, "won": 0},
               "Республика Тыва": {"visits": 0, "shows": 3, "leads": 0, "won": 0}, "Курская область": {"visits": 0, "shows": 0, "leads": 1, "won": 1}}  # fmt: skip
    told = {tile["region"].name: tile for tile in picture.tiles(figures, "visits")}
    assert [told[name]["shade"] for name in ("Москва", "Пермский край", "Республика Тыва", "Томская область")] == [5, 1, 0, 0]
    assert [told[name]["missed"] for name in ("Москва", "Пермский край", "Республика Тыва", "Курская область")] == [False, True, True, False]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_shade_grows_with_the_figure(one, other):
    most = max(one, other)
    assert (picture.shade(one, most) <= picture.shade(other, most)) is (one <= other or picture.shade(one, most) == picture.shade(other, most))
    assert 0 <= picture.shade(one, most) <= picture.SHADES


# ---- visiting cards -------------------------------------------------------------------------------------------------


def test_lines_are_read_in_whatever_order_they_were_typed():
    cards = cards_in(
        "Имя, компания, телефон\n\nПётр Захаров, ООО «Сибтехмаш», +7 (391) 200-11-22\n+7 391 200 11 23; КФХ Дорн; Олег\n"
        "Мария, maria@example.org, спросить про сайт\nИгорь, Завод, igor@example.org, 8 391 2001124, станки, срочно\n,,\nПросто имя"
    )
    assert [(card.row, card.name, card.company, card.phone, card.email, card.note) for card in cards] == [
        (3, "Пётр Захаров", "ООО «Сибтехмаш»", "+7 (391) 200-11-22", "", ""),
        (4, "Олег", "КФХ Дорн", "+7 391 200 11 23", "", ""),
        (5, "Мария", "спросить про сайт", "", "maria@example.org", ""),
        (6, "Игорь", "Завод", "8 391 2001124", "igor@example.org", "станки, срочно"),
        (7, "", "", "", "", ""),
        (8, "Просто имя", "", "", "", ""),
    ]
    assert [len(card.reasons) for card in cards] == [0, 0, 0, 0, 1, 1]


@given(st.text(max_size=2000))
def test_any_text_is_cards_that_fit_their_columns(text):
    for card in cards_in(text):
        assert len(card.name) <= 200 and len(card.company) <= 300 and len(card.phone) <= 40 and len(card.note) <= 500


# ---- events ---------------------------------------------------------------------------------------------------------


def test_an_event_counts_for_twelve_months_and_a_lead_once():
    held = {1: date(2024, 2, 29), 2: date(2024, 6, 1)}
    assert counts_until(held[1]) == date(2025, 2, 28)
    assert [counts_for(held[1], day) for day in (date(2024, 2, 28), held[1], date(2025, 2, 27), date(2025, 2, 28))] == [False, True, True, False]
    pairs = [(1, 10, date(2024, 5, 1)), (1, 11, date(2024, 7, 1)), (2, 11, date(2024, 7, 1)), (2, 12, date(2025, 6, 1)), (1, 10, date(2024, 5, 1))]
    assert credited(pairs, held) == {1: {10}, 2: {11}}


def test_the_verdict_of_an_audience_says_when_it_is_a_guess():
    row = {"met": 10, "leads": 2, "won": 1, "priced": 1, "won_kopecks": 500, "cost_kopecks": 100}
    clients, peers = verdicts([{**row, "audience": "clients"}] * 8 + [{**row, "audience": "peers", "won": 0, "priced": 0, "won_kopecks": 0}])
    assert (clients["events"], clients["leads"], clients["won"], clients["cheque_kopecks"], clients["few"]) == (8, 16, 8, 500, False)
    assert (peers["events"], peers["cheque_kopecks"], peers["lead_cost_kopecks"], peers["few"]) == (1, None, 50, True)


# ---- demand ---------------------------------------------------------------------------------------------------------

WEBMASTER = "Регион;Группа запросов;Месяц;Показы;Клики;Ср. позиция\nПермь;Сайты;05.2026;1 200;40;4,5\nг. Березники;Сайты;2026-05-17;300;10;10,5\nШамбала;Сайты;05.2026;1;1;1\nМосква;Сайты;май 2026;7;;\n"
PERM, MAY = "Пермский край", date(2026, 5, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_an_export_of_webmaster_is_read_in_any_letters(encoding):
    told = read_demand(WEBMASTER.encode(encoding))
    assert told.reasons == [] and told.rows == 4 and [row for row, _reason in told.errors] == [4]
    assert told.cells[("Сайты", PERM, MAY)] == Cell(1500, 50, Decimal("5.7"), 1500)  # two cities of one region add up
    assert told.cells[("Сайты", "Москва", MAY)] == Cell(7, None, None, 0)


def test_an_export_of_metrika_has_a_preamble_a_total_and_no_columns_of_group_and_month():
    raw = 'Отчёт «География» за май\n"Регион","Визиты","Посетители"\n"Итого и средние","1 050","900"\n"Красноярск","1 000","800"\n"Тула","50","40"\n'.encode()
    told = read_demand(raw, group="Сайты", month_on=MAY)
    assert {key: cell.visits for key, cell in told.cells.items()} == {("Сайты", "Красноярский край", MAY): 1000, ("Сайты", "Тульская область", MAY): 50}
    assert len(read_demand(raw).reasons) == 2


@pytest.mark.parametrize("raw", [
    b"", b"\x00\x00\x00", b"%PDF-1.7 \xff\xfe", b"a,b\n1,2\n", "Регион\nПермь\n".encode(), b"\xff\xfe", b"\"" * 200_000, b"PK\x03\x04" + bytes(range(256)),
])  # fmt: skip
def test_what_is_no_export_is_told_so(raw):
    told = read_demand(raw, group="Сайты", month_on=MAY)
    assert told.reasons and not told.cells


@pytest.mark.parametrize("row", [
    "Пермь;Сайты;05.2026;-1;1;1", "Пермь;Сайты;05.2026;1e9;1;1", "Пермь;Сайты;05.2026;1,5;1;1", "Пермь;Сайты;13.2026;1;1;1",
    "Пермь;Сайты;;1;1;1", "=cmd();Сайты;05.2026;1;1;1", "Пермь;;05.2026;1;1;1", "Пермь;" + "я" * 201 + ";05.2026;1;1;1",
    "Пермь;Сайты;05.2026;99999999999;1;1", "Пермь;Сайты;05.0026;1;1;1",
])  # fmt: skip
def test_a_wrong_row_is_told_and_the_right_ones_are_read(row):
    head = "Регион;Группа запросов;Месяц;Показы;Клики;Ср. позиция\n"
    told = read_demand(f"{head}{row}\nТула;Сайты;05.2026;1;1;1\n".encode())
    assert len(told.errors) == 1 and told.errors[0][0] == 2 and list(told.cells) == [("Сайты", "Тульская область", MAY)]


@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_told_wrong(raw):
    told = read_demand(raw, group="Сайты", month_on=MAY)
    assert told.reasons or told.columns


@pytest.mark.parametrize(("text", "day"), [
    ("2026-05", MAY), ("2026-05-31", MAY), ("05.2026", MAY), ("31.05.2026", MAY), ("Май 2026 г.", MAY), ("мая 2026", MAY), ("2026/5", MAY),
    ("март 2026", MAR), ("2026-13", None), ("вчера", None), ("", None), ("5", None), ("20260501", None),
])  # fmt: skip
def test_a_month_is_read_as_people_write_it(text, day):
    assert month_in(text) == day


def test_a_number_is_read_as_people_write_it():
    assert (number_in("1 234", whole=True), number_in("1\u00a0234,5", whole=False), number_in("7,0", whole=True)) == (1234, Decimal("1234.5"), 7)
    assert [number_in(text, whole=True) for text in ("", "-5", "1,5", "1e5", "٣", "inf", "9" * 16)] == [None] * 7


# ---- sufficiency ----------------------------------------------------------------------------------------------------


def test_hours_likely_to_come_are_counted_by_source_and_few_borrow_the_common_share():
    rows = expected([Flow("Поиск", 10, 20, 5), Flow("Бренд", 2, 4, 3)], Decimal(60))
    assert [(row["share"], row["borrowed"], row["hours"]) for row in rows] == [
        (Decimal("0.25"), False, 150), (Decimal(8) / 24, True, 2 * (Decimal(8) / 24) * 60)]  # fmt: skip
    assert expected([Flow("Поиск", 1, 0, 0)], Decimal(60))[0]["hours"] is None
    assert expected([Flow("Поиск", 1, 9, 3)], None)[0]["hours"] is None
    assert (middle([]), middle([Decimal(3), Decimal(1), Decimal(8)])) == (None, 3)


def test_the_ratio_is_told_in_words_or_not_at_all():
    assert (ratio(Decimal(90), Decimal(100)), ratio(None, Decimal(1)), ratio(Decimal(1), None), ratio(Decimal(1), Decimal(0))) == (Decimal("0.9"), None, None, None)
    assert [verdict(Decimal(value) / 10, Decimal(1))[0] for value in (5, 9, 10, 20, 21)] == ["bad", "warn", "good", "good", "warn"]
    assert verdict(None, Decimal(0))[0] == "warn" and verdict(None, None)[0] == ""
