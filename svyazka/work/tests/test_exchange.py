"""Plans of other programs: every sample is read or refused by name, ours go out and come back whole, hostile files are refused."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.work.exchange import (
    KINDS,
    Known,
    Link,
    Ours,
    PlanFile,
    PlanPerson,
    PlanTask,
    Unreadable,
    WorkDay,
    compare,
    folded,
    read_mspdi,
    read_plan,
    read_table,
    write_mspdi,
    write_table,
)
from svyazka.work.exchange.durations import duration_of, hours_said
from svyazka.work.exchange.lags import link_read, link_told, link_written
from svyazka.work.rules import Wait

SAMPLES = next((place / "shared/data" for place in Path(__file__).parents if (place / "shared/data").is_dir()), Path()) / "sched-msproject"


def sample(name: str) -> PlanFile:
    place = SAMPLES / name
    if not place.exists():
        pytest.skip("the samples of MS Project are not beside the repository")
    return read_plan(place.read_bytes())


# ---- samples ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "tasks", "people", "links"), [
    ("baselines.xml", 1, 1, 0), ("legacy-sample.xml", 16, 2, 6), ("mspdiduration.xml", 10, 0, 0), ("mspdirelations.xml", 5, 0, 4), ("mspdiresource.xml", 3, 3, 1),
])  # fmt: skip
def test_each_sample_is_read(name, tasks, people, links):
    plan = sample(name)
    assert (len(plan.tasks), len(plan.people), sum(len(task.after) for task in plan.tasks)) == (tasks, people, links)


def test_what_the_samples_say():
    relations = sample("mspdirelations.xml").tasks
    assert [(link.kind, link.lag_hours) for task in relations for link in task.after] == [("FS", 0), ("SS", 8), ("FF", 0), ("SF", 0)]
    assert [task.hours for task in sample("mspdiduration.xml").tasks[:5]] == [Decimal(n) for n in ("0.02", "1", "8", "40", "160")]
    legacy = sample("legacy-sample.xml")
    second = next(task for task in legacy.tasks if task.title == "Second Task")
    assert (second.stage, second.hours, len(second.people)) == ("First Task", 500, 2)
    assert {day.day: len(day.spans) for day in legacy.calendar if not isinstance(day.day, date)} == {0: 2, 1: 2, 2: 2, 3: 2, 4: 2, 5: 0, 6: 0}
    assert any("baseline" in said or "базов" in said for said in sample("baselines.xml").lost)


# ---- what is refused ----------------------------------------------------------------------------------------------
BOMB = b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Project><Title>&b;</Title><Tasks/></Project>'
XXE = b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Title>&x;</Title><Tasks/></Project>'


@pytest.mark.parametrize("raw", [
    b"", b"   ", BOMB, XXE, b"<Project><Tasks>", b"<html><body/></html>", b"<APIBusinessObjects/>", b"<Project/>", "Имя;Часы\nа;1".encode(), b"\xff\xfe\x00\x01",
    b"<Project><Tasks>" + b"<a>" * 200 + b"</a>" * 200 + b"</Tasks></Project>", b"<Project><Tasks>" + b"<Task><UID>1</UID></Task>" * 2 + b"</Tasks></Project>",
    b"<Project><Tasks>" + b"<Task/>" * 2001 + b"</Tasks></Project>", b"<" + b" " * (10 * 2**20), "Задача;Часы\nа;много".encode(), "Задача;Срок\nа;31.02.2026".encode(),
    "Задача;Начинается после\nа;вчера".encode(), "№;Задача\n1;а\n1;б".encode(),
])  # fmt: skip
def test_what_is_no_plan_is_refused_with_a_reason(raw):
    with pytest.raises(Unreadable) as refused:
        read_plan(raw)
    assert len(str(refused.value)) > 10 and "passwd" not in str(refused.value)


@pytest.mark.parametrize(("raw", "word"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".mpp"), (b"PK\x03\x04" + bytes(60), "Excel"),
    (b"<Project><Tasks><Task><UID>1</UID>", "line 1, place 35"), (b'<?xml version="1.0" encoding="x-none"?><Project/>', "name that is not known"),
    (("Задача;Часы\n\"" + "я" * 200_000).encode(), "quotation mark"),
])  # fmt: skip
def test_what_went_wrong_is_told_without_the_words_of_programs(raw, word):
    with override("en"), pytest.raises(Unreadable, match=word):
        read_plan(raw)


def test_letters_of_two_octets_are_read():
    assert [task.title for task in read_plan("Задача\tЧасы\nВёрстка\t8\n".encode("utf-16")).tasks] == ["Вёрстка"]
    raw = '<?xml version="1.0" encoding="UTF-16"?><Project><Tasks><Task><UID>1</UID><Name>Вёрстка</Name></Task></Tasks></Project>'
    assert [task.title for task in read_plan(raw.encode("utf-16")).tasks] == ["Вёрстка"]


def test_a_second_task_of_the_same_title_is_told():
    ours = Ours(stages={"дизайн": 3}, login="dev", titles={(3, folded("Вёрстка"))})
    twin, other = compare(PlanFile(tasks=(PlanTask(1, "Верстка", Decimal(8), "Дизайн"), PlanTask(2, "Тексты", Decimal(8), "Дизайн"))), ours)
    assert (twin.act, len(twin.remarks), other.remarks) == ("make", 1, ())


def test_a_plan_of_primavera_is_named():
    with pytest.raises(Unreadable, match="Primavera"):
        read_mspdi(b'<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V7.0/API/BusinessObjects"/>')


# ---- durations ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("said", "hours"), [
    ("PT8H0M0S", "8"), ("PT0H30M0S", "0.5"), ("PT7H30M0S", "7.5"), ("P1DT2H0M0S", "10"), ("PT0H0M36S", "0.01"), ("PT57H8M24S", "57.14"),
    ("", None), ("P", None), ("8h", None), ("PT-1H0M0S", None), ("PT٣H0M0S", None), ("PT9999999999H0M0S", None),
])  # fmt: skip
def test_durations(said, hours):
    assert hours_said(said) == (Decimal(hours) if hours else None)


HOURS = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2)


@given(HOURS)
def test_a_duration_comes_back(hours):
    assert hours_said(duration_of(hours)) == hours


# ---- lags ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("lag", "format_", "tenths", "measure"), [
    (4800, 7, 4800, ""), (2400, 5, 2400, ""), (-600, 37, -600, ""), (4800, None, 4800, ""), (14400, 8, 3429, "24"), (14400, 40, 3429, "24"), (50, 19, 0, ""), (50, 52, 0, ""),
])  # fmt: skip
def test_a_lag_of_mspdi_by_its_format(lag, format_, tenths, measure):
    """A day round the clock is 24 h of a week of 168, of which 40 are worked; 19 and 20 are per cent of the other task (LagFormat of MSPDI)."""
    link = link_told(1, "FS", lag, format_)
    assert (link.lag, measure in link.told, link.share) == (tenths, True, 50 if lag == 50 else None)


@pytest.mark.parametrize(("written", "link"), [
    ("12", Link(12)), ("12FS", Link(12)), ("12FS+4h", Link(12, "FS", 2400)), ("12SS + 2 days", Link(12, "SS", 9600)), ("3ОО-0,5ч", Link(3, "FF", -300)), ("3НО+1 нед.", Link(3, "SF", 24000)),
    ("7fs+1.5 hrs", Link(7, "FS", 900)), ("7НН−90 мин", Link(7, "SS", -900)), ("7FS+3", Link(7, "FS", 14400)), ("12XX", None), ("FS", None), ("12FS+", None), ("12FS+4q", None), ("12FS4h", None),
])  # fmt: skip
def test_a_predecessor_as_ms_project_writes_it(written, link):
    assert link_read(written) == link


@pytest.mark.parametrize(("link", "ru", "en"), [
    (Link(12), "12", "12"), (Link(12, "SS"), "12НН", "12SS"), (Link(12, "FS", 2400), "12ОН+4ч", "12FS+4h"), (Link(1, "SF", -900), "1НО-1,5ч", "1SF-1.5h"), (Link(1, "FF", 3), "1ОО+0,3м", "1FF+0.3m"),
])  # fmt: skip
def test_a_predecessor_in_either_language(link, ru, en):
    with override("ru"):
        assert link_written(link) == ru and link_read(ru) == link
    with override("en"):
        assert link_written(link) == en and link_read(en) == link


# ---- round trip ---------------------------------------------------------------------------------------------------
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\u2028\u2029")
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(microsecond=0))


@st.composite
def plans(draw) -> PlanFile:
    people = tuple(PlanPerson(n, draw(WORDS), login=f"p{n}") for n in range(1, draw(st.integers(0, 3)) + 1))
    count = draw(st.integers(0, 6))
    stages = sorted(draw(st.sampled_from(["", "Дизайн", "Вёрстка; <b>"])) for _n in range(count))
    tasks = []
    for uid in range(1, count + 1):
        links = draw(st.lists(st.builds(Link, st.integers(1, uid), st.sampled_from(KINDS), st.integers(-5000, 5000)), max_size=2)) if uid > 1 else []
        tasks.append(PlanTask(
            uid, draw(WORDS), draw(HOURS), stages[uid - 1], tuple(draw(st.permutations([one.uid for one in people])))[: draw(st.integers(0, 2))], tuple(links),
            draw(st.none() | DAYS), draw(st.just("") | WORDS), draw(st.sampled_from(["", f"MARK-{uid}"])), draw(st.none() | MOMENTS), draw(st.none() | MOMENTS), draw(st.booleans()),
        ))  # fmt: skip
    noon = ((time(9), time(13)), (time(14), time(18)))
    calendar = (*(WorkDay(day, noon if day < 5 else ()) for day in range(7)), WorkDay(date(2026, 5, 1)), WorkDay(date(2026, 11, 7), noon[:1]))
    return PlanFile(draw(WORDS), draw(MOMENTS), tuple(tasks), people, calendar)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_plan_goes_out_as_mspdi_and_comes_back_whole(plan):
    assert read_plan(write_mspdi(plan)) == plan


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_plan_goes_out_as_a_table_and_comes_back(plan):
    back = read_plan(write_table(plan))
    names = {one.uid: one.login for one in back.people}
    logins = {one.uid: one.login for one in plan.people}
    told = [(task.uid, task.title, task.hours, task.stage, task.after, task.due_on, task.text, task.mark) for task in plan.tasks]
    assert [(task.uid, task.title, task.hours, task.stage, task.after, task.due_on, task.text, task.mark) for task in back.tasks] == told
    assert [[names[uid] for uid in task.people] for task in back.tasks] == [[logins[uid] for uid in task.people] for task in plan.tasks]


@pytest.mark.parametrize("title", ["=1+1", "+7 913", "-x", "@here", "'=x", "'ок"])
def test_a_cell_is_never_a_formula_and_comes_back(title):
    raw = write_table(PlanFile(tasks=(PlanTask(1, title, Decimal(1)),)))
    row = raw.decode("utf-8-sig").splitlines()[1]
    assert not row.split(";")[2].strip('"').startswith(("=", "+", "-", "@")) and read_table(raw).tasks[0].title == title


def test_a_table_written_by_hand_is_read_in_either_language_and_old_letters():
    plan = read_table(b"task,Hours,Begins after,No.\nDraw,8,,1\nBuild,\"4,5\",1SS+60m,2\n")
    assert [(task.uid, task.hours, [(link.kind, link.lag) for link in task.after]) for task in plan.tasks] == [(1, 8, []), (2, Decimal("4.5"), [("SS", 600)])]
    also = read_table("Задача;Часы;Предшественники;№\nЭскиз;8;;1\nВёрстка;4;1НН+1,5 дн;2\nСборка;4;1ОО-30м, 2FS+50%;3\nЗапуск;1;\"2;3ОН+1пд\";4\n".encode())
    told = [[(link.after, link.kind, link.lag_hours) for link in task.after] for task in also.tasks]
    assert told == [[], [(1, "SS", 12)], [(1, "FF", Decimal("-0.5")), (2, "FS", 2)], [(2, "FS", 0), (3, "FS", Decimal("5.72"))]]
    old = read_table("Задача;Часы;Срок\nВёрстка;1 000,5;16.03.2026\n".encode("cp1251"))
    assert (old.tasks[0].title, old.tasks[0].hours, old.tasks[0].due_on) == ("Вёрстка", Decimal("1000.5"), date(2026, 3, 16))


# ---- beside ours --------------------------------------------------------------------------------------------------
MINE = Known(7, "Дизайн", "dev", Decimal(8), None, "", frozenset())
OURS = Ours({"M7": MINE}, {"дизайн": 3}, {"dev": "dev", "денис": "dev"})


def one(**fields) -> PlanTask:
    return PlanTask(**{"uid": 1, "title": "Дизайн", "hours": Decimal(8), "stage": "Дизайн", "people": (1,)} | fields)


def acts(*tasks: PlanTask, ours: Ours = OURS) -> list:
    return compare(PlanFile(tasks=tasks, people=(PlanPerson(1, "Денис"), PlanPerson(2, "Чужой"))), ours)


@pytest.mark.parametrize(("task", "act", "changed"), [
    (one(), "make", ()), (one(mark="M7"), "same", ()), (one(mark="M7", hours=Decimal(9)), "change", ("hours",)), (one(mark="M7", title="Эскиз"), "change", ("title",)),
    (one(mark="M7", people=()), "same", ()), (one(hours=Decimal(0)), "refuse", ()), (one(title=""), "refuse", ()), (one(people=(2,)), "refuse", ()),
    (one(stage="Чужой"), "refuse", ()), (one(done=True), "refuse", ()), (one(people=(2, 1)), "make", ()),
])  # fmt: skip
def test_what_becomes_of_a_row(task, act, changed):
    (said,) = acts(task)
    assert (said.act, said.changed) == (act, changed)
    assert bool(said.remarks) == (act == "refuse" or len(task.people) > 1)


@pytest.mark.parametrize(("fields", "act"), [({}, "same"), ({"hours": Decimal(9)}, "refuse"), ({"title": "Эскиз"}, "refuse")])
def test_a_done_task_that_comes_back_as_it_went_is_not_refused(fields, act):
    (said,) = acts(one(mark="M7", done=True, **fields), ours=replace(OURS, tasks={"M7": replace(MINE, done=True)}))
    assert (said.act, bool(said.remarks)) == (act, act == "refuse")


@pytest.mark.parametrize(("task", "lacks"), [
    (one(), False), (one(people=(2,)), True), (one(stage="Чужой"), True), (one(stage="Чужой", done=True), False), (one(people=(2,), hours=Decimal(0)), False),
    (one(mark="M7", people=(2,), stage="Чужой"), True),
])  # fmt: skip
def test_a_row_that_only_waits_for_a_choice_is_told_from_one_that_is_wrong(task, lacks):
    assert acts(task)[0].lacks is lacks


def test_a_row_is_named_by_the_number_it_has_in_a_program_of_tables():
    with override("en"), pytest.raises(Unreadable, match="Row 4: “много”"):
        read_table("Задача;Часы\nа;1\n;\nб;много\n".encode())


def test_a_row_that_was_copied_is_a_new_task():
    assert [said.act for said in acts(one(mark="M7"), one(uid=2, mark="M7"))] == ["same", "make"]


def test_rows_that_wait_for_each_other_are_refused_by_name():
    said = acts(one(after=(Link(2),)), one(uid=2, title="Вёрстка", after=(Link(1),)), one(uid=3))
    assert [row.act for row in said] == ["refuse", "refuse", "make"] and "Вёрстка" in said[0].remarks[0]


def test_a_ring_through_our_other_task_is_found():
    ours = Ours({"M7": MINE, "M8": Known(8, "Сборка", "dev", Decimal(1), None, "", frozenset({Wait(7)})), "M9": Known(9, "Запуск", "dev", Decimal(1), None, "", frozenset({Wait(8)}))},
                OURS.stages, OURS.people)  # fmt: skip
    said = acts(one(mark="M7", after=(Link(2),)), one(uid=2, mark="M9", title="Запуск"), ours=ours)
    assert {row.act for row in said} == {"refuse"}


def test_links_that_cannot_be_kept_are_told_and_the_others_stand():
    rows = one(), one(uid=2, after=(Link(1, "SS"), Link(1, "FS", 600), Link(9), Link(3))), one(uid=3, hours=Decimal(0), title="Веха")
    (_first, said, _milestone) = acts(*rows)
    assert said.act == "make" and len(said.remarks) == 3 and [(link.after, link.kind) for link in said.after] == [(1, "SS")]
    assert [(link.title, link.now, link.then.kind) for link in said.links] == [("Дизайн", None, "SS")]


def test_a_ring_is_refused_whatever_its_kinds_and_lags():
    said = acts(one(after=(Link(2, "SS", -600),)), one(uid=2, title="Вёрстка", after=(Link(1, "FF", 4800),)))
    assert [row.act for row in said] == ["refuse", "refuse"] and "Вёрстка" in said[0].remarks[0]


BESIDE = Ours({"M7": MINE, "M8": Known(8, "Сборка", "dev", Decimal(8), None, "", frozenset({Wait(7, "SS", Decimal(4)), Wait(5)}))}, OURS.stages, OURS.people)


@pytest.mark.parametrize(("links", "told"), [
    ((Link(1, "SS", 2400),), []), ((Link(1, "SS", 2402),), []), ((), [("SS", None)]), ((Link(1, "SS"),), [("SS", "SS")]), ((Link(1, "FF", 2400),), [("SS", "FF")]),
])  # fmt: skip
def test_what_becomes_of_a_link(links, told):
    """The link to task 5, which the file does not know, is never spoken of; a lag is compared as it is kept, to the hundredth of an hour."""
    second = acts(one(mark="M7"), one(uid=2, title="Сборка", mark="M8", after=links), ours=BESIDE)[1]
    assert [(link.now and link.now.kind, link.then and link.then.kind) for link in second.links] == told
    assert second.act == ("change" if told else "same") and all("Дизайн" in link.said for link in second.links)


def test_a_lag_longer_than_two_years_is_refused():
    assert acts(one(), one(uid=2, after=(Link(1, "FS", 600 * 4001),)))[1].act == "refuse"


def test_names_are_looked_up_loosely():
    assert folded("  Алёна   КИМ ") == "алена ким"
