"""Files of other systems, row for row: what each export says, in our words."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.errors import Refused
from svyazka.leads.rules.bringing import Choices, plan_of, read_sheets, recognised, rows_as_csv
from svyazka.leads.rules.bringing.values import NotRead, kopecks_of, moment_of, phone_of
from svyazka.leads.rules.bringing.words import code_of, outcome_of
from svyazka.leads.tests.bringing import csv_of, xlsx_of

SHARED = Path(__file__).parents[4] / "shared/data"
KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
AMO = ["ID", "Название сделки", "Бюджет ₽", "Ответственный", "Дата создания сделки", "Дата закрытия", "Теги", "Примечание", "Примечание 2",
       "Этап сделки", "Воронка", "Полное имя контакта", "Компания", "Рабочий телефон", "Мобильный телефон", "Рабочий email", "Личный email",
       "Город", "Источник", "utm_source", "utm_medium", "utm_source"]  # fmt: skip
AMO_ROW = ["18", "Сайт завода", "1 250 000,50", "Анна Белова", "12.01.2026 10:05:30", "не закрыта", "срочно, сайт", "Звонил сам", "Ждёт КП",
           "Переговоры", "Продажи", "Пётр Захаров", "ООО «Завод»", "", "'+7 (912) 345-67-89", "", "Petr@Example.org",
           "Пермь", "Выставка", "yandex", "cpc", ""]  # fmt: skip
BITRIX = ["ID", "Название лида", "Обращение", "Имя", "Фамилия", "Отчество", "Имя, Фамилия", "Регион", "Рабочий телефон", "Мобильный телефон",
          "Рабочий e-mail", "Название компании", "Должность", "Комментарий", "Стадия", "Товар", "Цена", "Количество", "Возможная сумма", "Валюта",
          "Источник", "Ответственный"]  # fmt: skip
BITRIX_ROW = ["7", "Заявка с сайта", "г-н", "Пётр", "Захаров", "", "", "Пермский край", "83422000000", "", "p@example.org", "Завод", "директор",
              "Просил КП", "Некачественный лид", "Сайт", "1000", "1", "1234,56", "RUB", "Веб-сайт", "Ирина"]  # fmt: skip
SECOND = ["7", *[""] * 14, "Хостинг", "50", "12", "", "", "", ""]


def read(raw: bytes, **choices):
    return plan_of(raw, Choices.of(choices), zone="Asia/Krasnoyarsk")


def told(row, *names) -> dict:
    return {name: getattr(row, name) for name in names}


WRITTEN = [lambda *table: csv_of(*table), lambda *table: csv_of(*table, delimiter=",", encoding="utf-8-sig"), xlsx_of,
           lambda *table: csv_of(*table, delimiter="\t", encoding="utf-16"), lambda *table: b"sep=,\r\n" + csv_of(*table, delimiter=",", encoding="utf-8")]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_deal_of_amocrm_is_the_same_however_it_was_saved(written):
    row = [cell.replace("₽", "") if written is WRITTEN[0] else cell for cell in AMO_ROW]
    headings = [name.replace(" ₽", "") for name in AMO] if written is WRITTEN[0] else AMO  # cp1251 has no rouble
    plan = read(written(headings, row))

    assert (plan.preset.code, plan.table_rows, len(plan.rows)) == ("amo", 1, 1)
    found = plan.rows[0]
    assert told(found, "kind", "key", "title", "company", "name", "email", "phone", "region", "source", "outcome", "owner", "wrong") == {
        "kind": "lead", "key": "amo:18", "title": "Сайт завода", "company": "ООО «Завод»", "name": "Пётр Захаров", "email": "petr@example.org",
        "phone": "+79123456789", "region": "Пермский край", "source": "Выставка", "outcome": "work", "owner": "Анна Белова", "wrong": (),
    }  # fmt: skip
    assert (found.received_at, found.closed_at) == (datetime(2026, 1, 12, 10, 5, 30, tzinfo=KRASNOYARSK), None)
    assert (found.value_kopecks, found.touch) == (125_000_050, {"utm_source": "yandex", "utm_medium": "cpc"})
    assert "Звонил сам" in found.note and "Ждёт КП" in found.note and "срочно, сайт" in found.note and found.words == ""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866"])
def test_an_older_charset_is_told_by_its_words_though_they_come_late(encoding):
    headings, row = [name.replace(" ₽", "") for name in AMO], [cell.replace("₽", "").replace("«", '"').replace("»", '"') for cell in AMO_ROW]
    foreign = ["Deal" if cell and not cell.isascii() else cell for cell in row]
    plan = read(csv_of(headings, *([str(n + 100), *foreign[1:]] for n in range(400)), row, encoding=encoding))
    assert (plan.preset.code, plan.rows[-1].company) == ("amo", 'ООО "Завод"')


def test_of_two_columns_of_one_name_the_last_that_is_filled_holds():
    row = [*AMO_ROW[:-1], "google"]
    assert read(csv_of([name.replace(" ₽", "") for name in AMO], row)).rows[0].touch["utm_source"] == "google"


def test_a_sum_in_another_currency_is_no_roubles():
    headings, row = ["Бюджет ₸" if name == "Бюджет ₽" else name for name in AMO], AMO_ROW
    found = read(csv_of(headings, row, encoding="utf-8")).rows[0]
    assert found.value_kopecks == 0 and "KZT" in found.note and found.remarks


def test_one_lead_of_bitrix_in_two_rows_is_one_lead_with_two_products():
    plan = read(csv_of(BITRIX, BITRIX_ROW, SECOND))

    assert (plan.preset.code, plan.table_rows, len(plan.rows)) == ("bitrix", 2, 1)
    found = plan.rows[0]
    assert told(found, "key", "title", "name", "company", "position", "region", "phone", "outcome", "value_kopecks", "source", "owner") == {
        "key": "bitrix:lead:7", "title": "Заявка с сайта", "name": "Пётр Захаров", "company": "Завод", "position": "директор",
        "region": "Пермский край", "phone": "+73422000000", "outcome": "not_ours", "value_kopecks": 123_456, "source": "Веб-сайт", "owner": "Ирина",
    }  # fmt: skip
    assert "Сайт · 1 · 1000" in found.note and "Хостинг · 12 · 50" in found.note and "Просил КП" in found.note


def test_deals_of_bitrix_as_a_page_that_calls_itself_a_spreadsheet():
    cells = "".join(f"<td>{cell}</td>" for cell in ("3", "Портал&nbsp;края", "Сделка успешна", "561000.00", "Край", "01.02.2025", "28.02.2025"))
    names = "".join(f"<th>{name}</th>" for name in ("ID", "Название", "Стадия сделки", "Сумма", "Компания", "Дата создания", "Дата завершения"))
    found = read(f"<html><meta charset=utf-8><table><tr>{names}</tr><tr>{cells}</tr></table></html>".encode()).rows[0]
    assert told(found, "key", "title", "outcome", "value_kopecks") == {
        "key": "bitrix:deal:3", "title": "Портал края", "outcome": "won", "value_kopecks": 56_100_000,
    }  # fmt: skip
    assert found.closed_at == datetime(2025, 2, 28, tzinfo=KRASNOYARSK)


def test_deals_and_contacts_of_hubspot():
    deal = read(csv_of(["Record ID", "Deal Name", "Deal Stage", "Amount", "Deal Owner", "Close Date", "Create Date", "Pipeline", "Associated Company"],
                       ["11", "Site", "Closed Won", "$125000", "Anna", "2026-01-31 10:00", "2026-01-02 09:00", "Sales", "ACME"],
                       delimiter=",", encoding="utf-8")).rows[0]  # fmt: skip
    assert told(deal, "key", "title", "outcome", "value_kopecks", "company") == {
        "key": "hubspot:11", "title": "Site", "outcome": "won", "value_kopecks": 0, "company": "ACME",
    }  # fmt: skip
    contact = read(csv_of(["Record ID", "First Name", "Last Name", "Email", "Lifecycle Stage"], ["5", "Ann", "Lee", "Ann@Example.org", "lead"])).rows[0]
    assert told(contact, "kind", "key", "name", "email") == {"kind": "contact", "key": "hubspot:contact:5", "name": "Ann Lee", "email": "ann@example.org"}


def test_contacts_of_amocrm():
    found = read(csv_of(["ID", "Имя", "Фамилия", "Название компании", "Дата создания контакта", "Рабочий телефон", "Должность"],
                        ["9", "Елена", "Краснова", "Завод", "01.02.2024 10:00:00", "'89123456789", "директор"])).rows[0]  # fmt: skip
    assert told(found, "kind", "key", "name", "company", "phone", "position") == {
        "kind": "contact", "key": "amo:contact:9", "name": "Елена Краснова", "company": "Завод", "phone": "+79123456789", "position": "директор",
    }  # fmt: skip


@pytest.mark.skipif(not SHARED.exists(), reason="the data set of Bitrix24 is not beside the repository")
def test_the_data_set_of_bitrix_is_read_whole():
    raw = (SHARED / "crm-bitrix24/simulator-dataset.json").read_bytes()
    plan, there = read(raw), json.loads(raw)["entities"]

    assert {kind: len([row for row in plan.rows if row.key.startswith(f"bitrix:{kind}:")]) for kind in ("company", "contact", "lead", "deal")} == {
        "company": 12, "contact": 30, "lead": 25, "deal": 60,
    }  # fmt: skip
    assert [row for row in plan.rows if row.wrong] == []
    won = {f"bitrix:deal:{one['ID']}": int(one["OPPORTUNITY"].replace(".", "")) for one in there["deals"] if one["STAGE_SEMANTIC_ID"] == "S"}
    assert {row.key: row.value_kopecks for row in plan.rows if row.outcome == "won"} == won
    lost = {f"bitrix:deal:{one['ID']}" for one in there["deals"] if one["STAGE_SEMANTIC_ID"] == "F"}
    assert {row.key for row in plan.rows if row.outcome == "lost"} == lost


SPECTRUM = SHARED / "security/csv/csv-spectrum"


@pytest.mark.skipif(not SPECTRUM.exists(), reason="csv-spectrum is not beside the repository")
@pytest.mark.parametrize("place", sorted(SPECTRUM.glob("csvs/*.csv")), ids=lambda place: place.stem)
def test_every_file_of_csv_spectrum_is_read_as_it_says(place):
    """The expected cells are those of the set's own JSON; a leading guard and outer spaces are ours to take off."""
    expected = json.loads((SPECTRUM / f"json/{place.stem}.json").read_text("utf-8"))
    sheet = read_sheets(place.read_bytes())[0]
    found = [dict(zip(sheet.headings, cells, strict=False)) for _number, cells in sheet.rows]
    assert [{name: value.replace("\r\n", "\n") for name, value in row.items()} for row in expected if any(row.values())] == found


@pytest.mark.parametrize(("raw", "said"), [
    (b"\x00\x98\xff\xfe\x01 binary \x98", "neither text"), (b"PK\x03\x04 not a zip", "cannot be read"), (b'{"a": [', "none"), (b'{"a": 1}', "holds no leads"),
    (b'title,source\n"open,x\n', "cannot be read as CSV"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "cannot be read"),
    (b";".join(b"h%d" % n for n in range(500)), "more than 400"), (b"[" * 100_000, "none"),
])  # fmt: skip
def test_what_is_no_table_is_refused_with_its_reason(raw, said):
    from django.utils.translation import override

    with override("en"), pytest.raises(Refused, match=said):
        read_sheets(raw)


@given(st.binary(max_size=400))
def test_whatever_comes_is_read_or_refused(raw):
    try:
        preset, sheets = recognised(raw)
    except Refused as refused:
        assert str(refused)
        return
    assert sheets and (preset is None or preset.needs)


@pytest.mark.parametrize(("text", "kopecks"), [
    ("1234,56", 123456), ("1 234,56", 123456), ("1\u00a0234.5", 123450), ("$125,000", 12500000), ("1,234.56", 123456), ("1.234,56", 123456),
    ("561000.00|RUB", 56100000), ("120 000 ₽", 12000000), ("", 0), ("-", 0), ("0.005", 1), ("0.0049", 0),
])  # fmt: skip
def test_sums_are_read_as_people_write_them(text, kopecks):
    assert kopecks_of(text) == kopecks


@pytest.mark.parametrize("text", ["1e5", "1E+5", "1,5е3", "NaN", "inf", "-Infinity", "1000000000000", "-5", "много"])
def test_what_is_no_sum_is_told(text):
    with pytest.raises(NotRead):
        kopecks_of(text)


@given(st.integers(0, 10**13), st.sampled_from(["{whole},{part:02}", "{whole}.{part:02}", "{spaced},{part:02}", "{spaced} ₽"]))
def test_a_sum_comes_back_to_the_kopeck(kopecks, written):
    whole, part = divmod(kopecks, 100)
    text = written.format(whole=whole, part=part, spaced=f"{whole:,}".replace(",", " "))
    assert kopecks_of(text) == (whole * 100 if "₽" in written else kopecks)


@pytest.mark.parametrize(("text", "moment"), [
    ("12.01.2026 10:05:30", datetime(2026, 1, 12, 10, 5, 30)), ("12.01.2026", datetime(2026, 1, 12)), ("2018-02-01", datetime(2018, 2, 1)),
    ("2026-01-12 10:05", datetime(2026, 1, 12, 10, 5)), ("31/01/2026", datetime(2026, 1, 31)), ("01/31/2026", datetime(2026, 1, 31)),
    ("05/05/2026", datetime(2026, 5, 5)), ("не закрыта", None), ("", None),
])  # fmt: skip
def test_moments_are_read_in_the_agencys_zone(text, moment):
    assert moment_of(text, "Asia/Krasnoyarsk") == (moment and moment.replace(tzinfo=KRASNOYARSK))


@pytest.mark.parametrize("text", ["31.02.2026", "вчера", "03/04/2026", "0001-01-01", "32.13.2026", "1.21143E+15", "2026-13-01"])
def test_what_is_no_day_or_may_be_two_is_told(text):
    with pytest.raises(NotRead):
        moment_of(text, "Asia/Krasnoyarsk")


def test_a_moment_that_names_its_zone_keeps_it():
    assert moment_of("2026-03-10T08:11:00+03:00", "Asia/Krasnoyarsk").isoformat() == "2026-03-10T08:11:00+03:00"


@pytest.mark.parametrize(("cells", "phone"), [
    (["'+7 (912) 345-67-89"], "+79123456789"), (["8 912 345 67 89"], "+79123456789"), (["нет", "9123456789"], "+79123456789"),
    (["+375 29 123-45-67, +7 912 345-67-89"], "+375291234567"), (["добавочный"], "добавочный"), ([], ""),
])  # fmt: skip
def test_of_many_phones_the_first_that_is_one(cells, phone):
    assert phone_of(cells) == phone


def test_stages_are_known_words_or_what_a_person_chose():
    assert [outcome_of(word, {}) for word in ("Успешно реализовано", "C1:WON", "Переговоры", "Обсуждаем|lost", "")] == [
        ("won", True), ("won", True), ("work", False), ("lost", True), ("new", True),
    ]  # fmt: skip
    assert outcome_of("Переговоры", {"Переговоры": "lost"}) == ("lost", True)


def test_codes_of_new_sources_are_latin():
    assert [code_of(name) for name in ("Выставка «Щука»", "organic_search", "!!!", "ё" * 90)] == ["vystavka-schuka", "organic_search", "source", "e" * 40]


def test_wrong_rows_go_back_as_they_came_and_no_cell_of_them_is_a_formula():
    raw = csv_of(["title", "phone"], ["=cmd|' /C calc'!A0", "+7 912"], ["ok", "@x"], encoding="utf-8")
    sheets = read_sheets(raw)
    given_back = rows_as_csv(sheets, {2: "=HYPERLINK(1)", 3: "нет"})

    assert all(not cell.startswith(("=", "+", "-", "@")) for line in given_back.decode("utf-8-sig").splitlines() for cell in line.split(";"))
    assert [cells[:2] for _number, cells in read_sheets(given_back)[0].rows] == [cells for _number, cells in sheets[0].rows]
