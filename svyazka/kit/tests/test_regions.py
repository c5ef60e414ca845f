"""Whatever a client typed into "region" is told as one of the regions, or as none."""

import csv
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.regions import NAMED, REGIONS, cities, region_named, shown_region, zone_of
from svyazka.kit.zones import NAMES

SHARED = Path(__file__).parents[4] / "shared/data/ru-geo"
TOLD = [
    ("Красноярский край", "Красноярский край"), ("красноярский КРАЙ", "Красноярский край"), ("Пермский кр.", "Пермский край"),
    ("г. Пермь", "Пермский край"), ("край Пермский", "Пермский край"), ("обл. Московская", "Московская область"),
    ("Татарстан", "Республика Татарстан"), ("респ. Татарстан", "Республика Татарстан"), ("Казань", "Республика Татарстан"),
    ("Республика Татарстан (Татарстан)", "Республика Татарстан"), ("СПб", "Санкт-Петербург"), ("мск", "Москва"),
    ("г Санкт Петербург", "Санкт-Петербург"), ("Подмосковье", "Московская область"), ("Орёл", "Орловская область"),
    ("орел", "Орловская область"), ("Алтай", "Республика Алтай"), ("Алтайский край", "Алтайский край"), ("ХМАО", "Ханты-Мансийский автономный округ — Югра"),
    ("Ханты-Мансийский Автономный округ - Югра", "Ханты-Мансийский автономный округ — Югра"), ("Ямало-Ненецкий АО", "Ямало-Ненецкий автономный округ"),
    ("Саха /Якутия/", "Республика Саха (Якутия)"), ("Якутск", "Республика Саха (Якутия)"), ("Кемеровская область - Кузбасс", "Кемеровская область"),
    ("662980, Красноярский край, г. Железногорск, ул. Ленина, 5", "Красноярский край"), ("Железногорск", ""), ("Благовещенск", "Амурская область"),
    ("Россия, Новосибирск", "Новосибирская область"), ("Краснодарский край г. Сочи", "Краснодарский край"), ("Ростов-на-Дону", "Ростовская область"),
    ("Krasnoyarsk", "Красноярский край"), ("Perm", "Пермский край"), ("Yekaterinburg", "Свердловская область"), ("Ekaterinburg", "Свердловская область"),
    ("Nizhny Novgorod", "Нижегородская область"), ("Saint-Petersburg", "Санкт-Петербург"), ("Moscow", "Москва"), ("Khabarovsk", "Хабаровский край"),
    ("Chelyabinsk", "Челябинская область"), ("Tatarstan", "Республика Татарстан"), ("Novosibirsk Oblast", "Новосибирская область"), ("Tyumen", "Тюменская область"), ("Moscow Oblast", "Московская область"), ("Perm Krai", "Пермский край"),
    ("Москва и Московская область", "Москва"), ("", ""), ("—", ""), ("г.", ""), ("край", ""), ("Россия", ""), ("Шамбала", ""), ("12345", ""),
    ("Московский проспект", ""), ("Чувашия", "Чувашская Республика"), ("Удмуртская Респ", "Удмуртская Республика"), ("ЕАО", "Еврейская автономная область"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "region"), TOLD)
def test_what_was_typed_is_told_as_a_region(typed, region):
    assert region_named(typed) == region


def test_every_region_is_told_by_its_own_name_and_by_its_capital():
    assert {region.name: region_named(region.name) for region in REGIONS} == {region.name: region.name for region in REGIONS}
    border = {"Московская область", "Ленинградская область"}  # whose capitals are regions of their own
    assert [r.name for r in REGIONS if r.name not in border and region_named(r.capital) != r.name] == []


def test_every_city_is_found_and_one_of_two_of_like_size_is_not_guessed():
    told = {(city, region): region_named(city) for city, region in cities()}
    lost = {city for (city, _region), found in told.items() if not found}
    assert len(told) >= 1116  # two Yaltas stand in one region
    assert lost == {"Березовский", "Железногорск", "Кировск", "Красноармейск", "Мирный", "Фокино", "Гурьевск", "Краснослободск"}
    for city, region in cities():
        assert region_named(f"{region}, г. {city}") == region
        assert region_named(f"г {city} ({region})") == region


def test_every_region_has_a_zone_of_the_house():
    assert {zone_of(region.name) for region in REGIONS} <= set(NAMES)
    assert (zone_of("Пермь"), zone_of("Калининград"), zone_of("nowhere")) == ("Asia/Yekaterinburg", "Europe/Kaliningrad", "")


@pytest.mark.skipif(not SHARED.exists(), reason="the full list of cities is not here")
def test_addresses_of_the_full_list_are_told_and_the_hour_of_the_capital_is_right():
    with (SHARED / "city.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1117
    regions = {row["region"]: region_named(row["address"]) for row in rows}
    assert [row["address"] for row in rows if region_named(row["address"]) != regions[row["region"]] or not regions[row["region"]]] == []
    assert len(set(regions.values())) == len(REGIONS)
    noon = datetime(2026, 1, 15, 12)
    for row in rows:
        if row["capital_marker"] in ("2", "3"):
            hours = timedelta(hours=int(row["timezone"].removeprefix("UTC+")))
            assert ZoneInfo(zone_of(regions[row["region"]])).utcoffset(noon) == hours, row["address"]


@given(st.text(max_size=400))
def test_any_text_is_a_region_or_none(text):
    assert region_named(text) in {"", *NAMED}


def test_every_region_is_told_by_its_english_name():
    assert {region.name_en: region_named(region.name_en) for region in REGIONS} == {region.name_en: region.name for region in REGIONS}


@pytest.mark.parametrize("names", ["name", "short", "name_en", "short_en"])
def test_no_two_regions_have_one_name_and_a_tile_holds_the_short_ones(names):
    told = [getattr(region, names) for region in REGIONS]
    assert len(set(told)) == len(REGIONS) and all(told)
    assert "short" not in names or all(len(name) == 3 for name in told)


def test_english_names_are_written_in_latin_letters():
    assert [region.code for region in REGIONS if re.search("[а-яё]", f"{region.name_en}{region.short_en}", re.IGNORECASE)] == []


def test_a_reader_of_english_reads_english_names():
    with translation.override("en"):
        assert (shown_region("Томская область"), NAMED["Томская область"].tile, shown_region("где-то")) == ("Tomsk Oblast", "Tom", "где-то")
    with translation.override("ru"):
        assert (shown_region("Томская область"), NAMED["Томская область"].tile) == ("Томская область", "Том")
