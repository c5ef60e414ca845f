"""Whom a lead goes to: a table of stories, properties that hold for any agency, and an oracle that counts by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit.states import after
from svyazka.kit.worktime import Window
from svyazka.leads.rules import (
    OFFER_MOVES,
    ORDER,
    Away,
    Candidate,
    Criterion,
    LeadFacts,
    OfferState,
    Terms,
    choose,
    language_of,
    out_of_question,
    reasons_not_such_terms,
    sentence,
    to_answer_by,
)
from svyazka.leads.rules.sentences import SENTENCES

DAY = date(2026, 3, 16)
LEAD = LeadFacts(source="search", source_name="Поиск", channel="form", region="Пермский край", language="ru", days=(DAY, DAY + timedelta(1)))
ANNA, IRINA = Candidate(1, "Анна"), Candidate(2, "Ирина")


def told(because, name: str) -> str:
    with override("ru"):
        return sentence(because.kept(), name)


@pytest.mark.parametrize(("anna", "irina", "chosen", "decided"), [
    ({"history": "leads"}, {"history": "has_led"}, "Анна", "client"),
    ({"history": "stands_in", "instead_of": "Ольга"}, {"history": "leads"}, "Ирина", "client"),
    ({"history": "has_led"}, {"terms": Terms(regions=("Пермский край",))}, "Анна", "client"),
    ({"heard": True, "open_leads": 5}, {}, "Анна", "heard"),
    ({"open_leads": 1}, {"terms": Terms(regions=("пермский край",)), "open_leads": 9}, "Ирина", "region"),
    ({"terms": Terms(regions=("Томская область",))}, {"open_leads": 9}, "Ирина", "region"),
    ({"terms": Terms(languages=("en",))}, {"open_leads": 9}, "Ирина", "language"),
    ({"open_leads": 4}, {"open_leads": 3}, "Ирина", "load"),
    ({"weekly_hours": Decimal(12)}, {"weekly_hours": Decimal("11.5")}, "Ирина", "hours"),
    ({"last_on": DAY}, {"last_on": DAY - timedelta(1)}, "Ирина", "rested"),
    ({"last_on": DAY}, {}, "Ирина", "rested"),
    ({}, {}, "Анна", "name"),
])  # fmt: skip
def test_the_first_difference_in_the_order_decides_and_is_told(anna, irina, chosen, decided):
    made = choose([replace(IRINA, **irina), replace(ANNA, **anna)], LEAD)

    assert made.chosen.name == chosen
    assert [because.code for _who, because in made.passed_over] == [f"behind_{decided}"]


@pytest.mark.parametrize(("stands", "code", "said"), [
    ({"active": False}, "left", "Анна больше здесь не работает."),
    ({"takes": False}, "track", "Анна на треке, который не берёт лиды."),
    ({"away": (Away("vacation", DAY, date(2026, 12, 5)),)}, "away", "Анна: отпуск до 5 декабря 2026."),
    ({"away": (Away("sick", DAY + timedelta(1), date(2026, 3, 20)),)}, "away_soon", "Анна: больничный с 17 марта 2026 до 20 марта 2026."),
    ({"at_work": False}, "off", "Анна не работает до срока ответа."),
    ({"terms": Terms(paused_until=date(2026, 3, 20))}, "paused", "Анна не берёт новых лидов до 20 марта 2026."),
    ({"open_leads": 12}, "full", "Анна на пределе: открытых лидов 12 из 10."),
    ({"before": "declined"}, "has_declined", "Анна: этот лид уже отклонён."),
    ({"before": "lapsed"}, "has_lapsed", "Анна: ответа на предложение не было в срок."),
    ({"before": "returned"}, "has_returned", "Анна: этот лид уже возвращён."),
    ({"terms": Terms(refused_sources=("search",))}, "source", "Анна не берёт лиды из источника «Поиск»."),
    ({"terms": Terms(refused_channels=("form",))}, "channel", "Анна не берёт лиды по каналу «Форма на сайте»."),
])  # fmt: skip
def test_who_is_out_of_the_question_is_passed_over_whatever_speaks_for_them(stands, code, said):
    anna = replace(ANNA, history="leads", **stands)
    made = choose([anna, IRINA], LEAD)

    assert made.chosen == IRINA
    assert [because.code for _who, because in made.passed_over] == [code]
    assert told(made.passed_over[0][1], "Анна") == said


@pytest.mark.parametrize("away", [Away("vacation", DAY - timedelta(9), DAY - timedelta(1)), Away("vacation", DAY + timedelta(2), DAY + timedelta(9))])
def test_days_off_that_do_not_reach_the_answer_do_not_count(away):
    assert out_of_question(replace(ANNA, away=(away,)), LEAD) is None


def test_nobody_is_chosen_where_nobody_fits_and_each_is_told_why():
    made = choose([replace(ANNA, open_leads=10), replace(IRINA, active=False)], LEAD)

    assert made.chosen is None
    assert [(who.name, because.code) for who, because in made.passed_over] == [("Анна", "full"), ("Ирина", "left")]
    assert choose([], LEAD).chosen is None


def test_why_names_everything_that_speaks_for_the_chosen_in_the_order():
    anna = replace(ANNA, history="stands_in", instead_of="Ольга", terms=Terms(regions=("Пермский край",), languages=("ru",)), open_leads=3)
    made = choose([anna, replace(IRINA, terms=Terms(languages=("en",)))], LEAD)

    assert [told(because, "Анна") for because in made.why] == [
        "Анна замещает того, кто ведёт этого клиента: Ольга.",
        "Анна работает с регионом: Пермский край.",
        "Анна говорит на языке клиента: русский.",
        "Анна: открытых лидов 3, предел 10.",
        "Анна: лидов пока не было.",
    ]
    assert [because.code for because in choose([anna], LEAD).why] == ["alone", "client_stands_in", "region", "load", "first"]


# ---- properties ---------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["Пермский край", "Томская область", ""])
TERMS = st.builds(Terms, most_open=st.integers(0, 6), regions=st.lists(WORDS.filter(bool), max_size=2).map(tuple),
                  languages=st.lists(st.sampled_from(["ru", "en"]), max_size=2).map(tuple),
                  refused_sources=st.sampled_from([(), (), ("search",)]), refused_channels=st.sampled_from([(), (), ("form",)]),
                  paused_until=st.sampled_from([None, None, DAY, DAY + timedelta(3)]))  # fmt: skip
AWAY = st.builds(lambda start, length: Away("vacation", DAY + timedelta(start), DAY + timedelta(start + length)), st.integers(-6, 4), st.integers(0, 5))
STANDS = st.fixed_dictionaries({
    "terms": TERMS, "takes": st.sampled_from([True, True, True, False]), "active": st.sampled_from([True, True, True, False]),
    "at_work": st.sampled_from([True, True, True, False]), "away": st.lists(AWAY, max_size=1).map(tuple), "open_leads": st.integers(0, 6),
    "weekly_hours": st.sampled_from([Decimal(0), Decimal("2.5"), Decimal(9)]), "last_on": st.sampled_from([None, DAY, DAY - timedelta(4)]),
    "history": st.sampled_from(["", "", "leads", "has_led", "stands_in"]), "before": st.sampled_from(["", "", "", "declined", "lapsed"]),
    "heard": st.booleans(),
})  # fmt: skip
PEOPLE = st.lists(STANDS, max_size=6).map(lambda all_: [Candidate(key=n, name=f"Имя {n}", **one) for n, one in enumerate(all_)])
ORDERS = st.permutations(list(ORDER))


def fits(who: Candidate) -> bool:
    """Tell by the words of the rule, written a second time, whether the lead may go to this person."""
    days = set(LEAD.days)
    absent = any({one.starts_on + timedelta(n) for n in range((one.ends_on - one.starts_on).days + 1)} & days for one in who.away)
    paused = who.terms.paused_until is not None and who.terms.paused_until > DAY
    refuses = "search" in who.terms.refused_sources or "form" in who.terms.refused_channels
    return not (absent or paused or refuses or who.before) and who.active and who.takes and who.at_work and who.open_leads < who.terms.most_open


def beats(one: Candidate, other: Candidate, order) -> bool:
    """Tell whether one person stands before another, criterion by criterion."""
    for code in order:
        a, b = (value(code, who) for who in (one, other))
        if a != b:
            return a < b
    return one.name < other.name


def value(code: str, who: Candidate):
    """Return where the person stands by the criterion: the smaller goes first."""
    def named(wanted, among):
        return 1 if not among else 0 if wanted in among else 2

    return {
        "client": ["leads", "stands_in", "has_led", ""].index(who.history), "heard": not who.heard,
        "region": named("Пермский край", who.terms.regions), "language": named("ru", who.terms.languages),
        "load": who.open_leads, "hours": who.weekly_hours, "rested": who.last_on or date.min,
    }[code]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PEOPLE, ORDERS)
def test_the_choice_is_what_a_brute_force_of_the_order_finds(people, order):
    fit = [who for who in people if fits(who)]
    expected = [who for who in fit if all(beats(who, other, order) for other in fit if other is not who)]

    made = choose(people, LEAD, order)

    assert ([made.chosen] if made.chosen else []) == expected
    assert {who.key for who, _because in made.passed_over} == {who.key for who in people} - {who.key for who in expected}
    assert all(told(because, who.name) for who, because in made.passed_over)
    assert all(told(because, made.chosen.name) for because in made.why)


@settings(max_examples=200, deadline=None)
@given(PEOPLE, st.randoms())
def test_the_order_in_which_people_are_named_does_not_matter(people, dice):
    shuffled = people[:]
    dice.shuffle(shuffled)

    assert choose(shuffled, LEAD) == choose(people, LEAD)


@settings(max_examples=200, deadline=None)
@given(PEOPLE, STANDS)
def test_one_more_who_cannot_take_it_changes_nothing(people, stands):
    added = replace(Candidate(key=99, name="Аня", **stands), active=False)

    assert choose([*people, added], LEAD).chosen == choose(people, LEAD).chosen


@settings(max_examples=200, deadline=None)
@given(PEOPLE)
def test_the_only_one_who_can_is_chosen(people):
    cannot = [who for who in people if not fits(who)]
    alone = Candidate(key=98, name="Яна", open_leads=9, last_on=DAY)

    made = choose([*cannot, alone], LEAD)

    assert made.chosen == alone and made.why[0].code == "alone"


# ---- the small rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "language"), [
    ("Нужен сайт завода", "ru"), ("We need a web site", "en"), ("Нужен сайт на WordPress", "ru"), ("需要一个网站", "zh"),
    ("SEO сайт", "ru"), ("Web site for ООО", "en"), ("аб site", ""), ("!!! 123", ""), ("ok", ""), ("", ""),
])  # fmt: skip
def test_the_language_is_that_of_most_letters(text, language):
    assert language_of(text) == language


def test_an_offer_waits_half_of_the_norm_in_working_time():
    window = Window(zone="Asia/Krasnoyarsk", opens=time(9), closes=time(18), lunch_opens=None, lunch_closes=None, overrides={})
    at = datetime(2026, 3, 16, 10, 55, tzinfo=UTC)  # 17:55 in Krasnoyarsk

    assert to_answer_by(at, 15, window) == datetime(2026, 3, 17, 2, 2, 30, tzinfo=UTC)
    assert to_answer_by(at, 8, window) == at + timedelta(minutes=4)


GOOD = {"most_open": 5, "languages": ["ru"], "order": list(ORDER), "paused_until": None, "starts_on": DAY, "day": DAY}


@pytest.mark.parametrize(("told_", "count"), [
    ({}, 0), ({"most_open": None}, 0), ({"most_open": 0}, 0), ({"order": []}, 0), ({"paused_until": DAY + timedelta(1)}, 0),
    ({"most_open": 1001}, 1), ({"languages": ["xx"]}, 1), ({"order": ["load"]}, 1), ({"order": [*ORDER[1:], ORDER[1]]}, 1),
    ({"paused_until": DAY}, 1), ({"starts_on": DAY - timedelta(1)}, 1), ({"most_open": -1, "languages": ["xx"], "starts_on": date(2020, 1, 1)}, 3),
])  # fmt: skip
def test_terms_that_cannot_be_are_refused_each_with_its_reason(told_, count):
    assert len(reasons_not_such_terms(**{**GOOD, **told_})) == count


def test_every_way_an_offer_ends_is_one_way():
    for event, row in OFFER_MOVES.items():
        assert set(row) == {"offered"} and after(OFFER_MOVES, event, "offered") in OfferState.values


def test_every_criterion_and_every_refusal_has_its_sentence():
    assert {f"behind_{code}" for code in (*Criterion.values, "name")} <= set(SENTENCES)
    assert sorted(ORDER) == sorted(Criterion.values)
