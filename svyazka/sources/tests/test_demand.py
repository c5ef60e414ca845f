"""Demand: a file is checked, loaded, loaded again, replaced and taken back; a figure is written by hand."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.roles.tests import make
from svyazka.sources import actions
from svyazka.sources.models import DemandLoad, QueryGroup, RegionDemand
from svyazka.sources.queries import moments
from svyazka.sources.queries.demand import grid

AT, MAY = make.MONDAY, date(2026, 5, 1)
SHOWS = "Регион;Группа запросов;Месяц;Показы;Клики;Ср. позиция\nПермь;Сайты;05.2026;100;10;4,0\nТула;Сайты;05.2026;50;5;9,0\n"
pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def head():
    return make.person("head", "head")


def load(head, text: str, **told):
    return actions.load_demand(make.agency(), raw=text.encode(), **{"name": "a.csv", **told}, by=head, at=AT)


def in_force() -> dict:
    rows = RegionDemand.objects.filter(aside=None).values_list("group__name", "region", "month_on", "shows", "visits", "position")
    return {(group, region): tuple(figures) for group, region, _month, *figures in rows}


def test_a_file_is_loaded_once_replaced_by_a_later_one_and_both_are_taken_back(head):
    first = load(head, SHOWS)
    assert (len(first.changes), first.new, first.same) == (2, 2, 0)
    known = {("Сайты", "Пермский край"): (100, 10, Decimal(4)), ("Сайты", "Тульская область"): (50, 5, Decimal(9))}
    assert in_force() == known
    again = load(head, SHOWS)
    assert (again.changes, again.same, again.load, DemandLoad.objects.count()) == ({}, 2, None, 1)

    later = load(head, "Регион;Визиты\nПермь;33\n", group="САЙТЫ", month_on=MAY)  # Metrika knows visits alone
    assert (len(later.changes), later.new) == (1, 0)
    assert in_force() == {**known, ("Сайты", "Пермский край"): (100, 33, Decimal(4))}
    assert QueryGroup.objects.count() == 1

    with pytest.raises(Refused, match=r"a\.csv"):
        actions.undo_load(first.load, by=head, at=AT)
    actions.undo_load(later.load, by=head, at=AT)
    assert in_force() == known
    with pytest.raises(Refused):
        actions.undo_load(later.load, by=head, at=AT)
    actions.undo_load(first.load, by=head, at=AT)
    assert in_force() == {}
    assert len(load(head, SHOWS).changes) == 2  # what was taken back can be brought again


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_a_file_is_read_whatever_charset_it_was_saved_in(head, encoding):
    plan = actions.load_demand(make.agency(), raw=SHOWS.encode(encoding), name="a.csv", by=head, at=AT)
    assert plan.new == 2 and ("Сайты", "Пермский край") in in_force()


def test_wrong_rows_are_told_and_the_right_ones_are_kept(head):
    plan = load(head, SHOWS + "Шамбала;Сайты;05.2026;1;1;1\n")
    assert (len(plan.changes), [row for row, _reason in plan.reading.errors]) == (2, [4])


def test_what_is_no_table_is_malformed_and_keeps_nothing(head):
    for text in ("", "не таблица", "Регион;Показы\nПермь;1\n"):
        with pytest.raises(Malformed):
            load(head, text)
    assert not DemandLoad.objects.exists()


def test_a_figure_is_written_by_hand_over_a_loaded_one(head):
    load(head, SHOWS)
    told = {"group": "сайты", "region": "г. Пермь", "month_on": date(2026, 5, 17), "shows": 7, "visits": 1}
    row = actions.keep_demand(make.agency(), **told, by=head, at=AT)
    assert (row.region, row.month_on) == ("Пермский край", MAY)
    assert in_force()["Сайты", "Пермский край"] == (7, 1, Decimal(4))
    for wrong in ({"region": "Шамбала"}, {"group": " "}, {"visits": -1}):
        with pytest.raises(Refused):
            actions.keep_demand(make.agency(), **{**told, **wrong}, by=head, at=AT)


def test_who_does_not_keep_the_list_loads_nothing(head):
    anna, made = make.person("anna", "am"), load(head, SHOWS)
    for act in (lambda: load(anna, SHOWS), lambda: actions.undo_load(made.load, by=anna, at=AT),
                lambda: actions.keep_demand(make.agency(), group="С", region="Тула", month_on=MAY, by=anna, at=AT)):  # fmt: skip
        with pytest.raises(NotYourDuty):
            act()


def test_the_grid_adds_months_up_and_weighs_positions(head):
    load(head, SHOWS + "Пермь;Сайты;06.2026;300;2;8,0\nПермь;Каталоги;06.2026;1;1;\nПермь;Сайты;07.2026;9;9;1\n")
    told = grid(MAY, date(2026, 7, 1), moments(MAY, date(2026, 7, 1)))
    cell = told["cells"]["Сайты", "Пермский край"]
    assert (cell["shows"], cell["visits"], cell["position"], cell["missed"]) == (400, 12, Decimal(7), True)
    assert told["regions"]["Пермский край"]["visits"] == 13 and told["all"]["visits"] == 18
    assert set(grid(MAY, date(2026, 7, 1), moments(MAY, date(2026, 7, 1)), group="Каталоги")["groups"]) == {"Каталоги"}


def test_demand_by_the_page(client, head):
    def sent(**more):
        return client.post("/sources/demand/", {"file": SimpleUploadedFile("a.csv", SHOWS.encode("cp1251")), **more})

    client.force_login(make.person("anna", "am"))
    assert [sent().status_code, sent(check="1").status_code] == [403, 403]
    client.force_login(head)
    checked = sent(check="1")
    assert checked.status_code == 200 and not DemandLoad.objects.exists() and "Пермь;Сайты" in checked.content.decode()
    assert client.post("/sources/demand/", {}).status_code == 422
    assert client.post("/sources/demand/", {"rows": "не таблица"}).status_code == 422
    assert client.post("/sources/demand/", {"rows": SHOWS}).status_code == 302
    assert sent().status_code == 302 and DemandLoad.objects.count() == 1  # the same figures in other letters
    page = client.get("/sources/search/?first=2026-05-01&last=2026-05-31").content.decode()
    assert "Тульская область" in page and page.count('class="tile tile-') == 85 + 7  # every region, and seven keys of the legend
    assert page.count("tile-missed") == 2 + 1
    figure = {"group": "Сайты", "region": "Казань", "month_on": "2026-05", "shows": "9", "visits": "1", "position": "3,5"}
    assert client.post("/sources/demand/figures/", figure).status_code == 302
    assert client.post("/sources/demand/figures/", figure | {"month_on": ""}).status_code == 422
    assert client.post(f"/sources/demand/{DemandLoad.objects.last().pk}/undoing/").status_code == 302
    assert not RegionDemand.objects.filter(region="Республика Татарстан").exists()
