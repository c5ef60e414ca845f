"""Stories of rates, drafts and editions, and their refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.briefs.tests import make as briefs
from svyazka.deals import actions, queries
from svyazka.deals.models import DealTerm, Estimate, EstimateLine, PersonRate, RateCard
from svyazka.deals.rules import DISCOUNT_MOVES, DiscountState, Term
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.guard import expecting
from svyazka.kit.states import after, complement
from svyazka.people.actions import change_tax
from svyazka.people.models import LegalEntity, TaxProfile
from svyazka.people.queries import the_agency
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = MONDAY.date()


def rate(w, starts_on: date = TODAY, *, price=310_000, cost=155_000, code="dev", by=None):
    return actions.set_rate(the_agency(), specialism=code, price_kopecks=price, cost_kopecks=cost, starts_on=starts_on, by=by or w.head, at=MONDAY)


def test_a_new_rate_holds_from_its_day_and_the_one_before_stays_as_it_was():
    w = make.world()
    later = rate(w, TODAY + 10 * DAY)
    days = [TODAY, TODAY + 9 * DAY, TODAY + 10 * DAY]
    assert [queries.rates_on(day)["dev"].price_kopecks for day in days] == [300_000, 300_000, 310_000]
    before = RateCard.objects.get(specialism__code="dev", ends_on=later.starts_on)
    assert (before.price_kopecks, before.cost_kopecks) == (300_000, 150_000)
    shown = next(row for row in queries.card(TODAY) if row.whose.code == "dev")
    assert (shown.now, shown.ahead, shown.past) == (before, [later], [])


def test_what_was_counted_with_is_never_changed():
    w = make.world()
    for day in (TODAY - DAY, date(2020, 1, 1), TODAY + 800 * DAY):
        with pytest.raises(Refused):
            rate(w, day)
    rate(w, TODAY + 10 * DAY)
    for day in (TODAY, TODAY + 10 * DAY):
        with pytest.raises(Refused, match=r"сначала отзовите|take it back"):
            rate(w, day)
    for price, cost in ((0, 1), (1, 0), (-1, 1), (10**9, 1)):
        with pytest.raises(Refused):
            rate(w, TODAY + 20 * DAY, price=price, cost=cost)
    with pytest.raises(Malformed):
        rate(w, code="juggler")
    assert RateCard.objects.filter(specialism__code="dev").count() == 2


def test_a_rate_to_come_is_taken_back_and_one_that_holds_is_not():
    w = make.world()
    later = rate(w, TODAY + 10 * DAY)
    actions.call_off(later, by=w.head, at=MONDAY)
    (left,) = RateCard.objects.filter(specialism__code="dev")
    assert left.ends_on is None
    with pytest.raises(Refused):
        actions.call_off(left, by=w.head, at=MONDAY)


def test_the_first_rate_of_a_specialism_may_begin_before_and_a_person_s_never():
    w = make.world()
    RateCard.objects.filter(specialism__code="smm").delete()
    assert rate(w, TODAY - 100 * DAY, code="smm").starts_on == TODAY - 100 * DAY
    own = {"person": "dev", "cost_kopecks": 200_000, "by": w.head, "at": MONDAY}
    with pytest.raises(Refused):
        actions.set_person_rate(the_agency(), starts_on=TODAY - DAY, **own)
    made = actions.set_person_rate(the_agency(), starts_on=TODAY + DAY, **own)
    assert "200" not in str(Entry.objects.get(verb="deals.person_rate_set").facts), "the journal is read by more than those who see cost"
    actions.call_off(made, by=w.head, at=MONDAY)
    assert not PersonRate.objects.exists()
    with pytest.raises(Malformed):
        actions.set_person_rate(the_agency(), starts_on=TODAY, **{**own, "person": "nobody"})


def test_who_keeps_rates_and_terms():
    w = make.world()
    finance = person("money", "finance")
    assert rate(w, TODAY + 3 * DAY, by=finance).pk
    for who in (w.pavel, w.anna, w.dev):
        with pytest.raises(NotYourDuty) as denied:
            rate(w, TODAY + 30 * DAY, by=who)
        assert denied.value.duty == "rate.keep"


@pytest.mark.parametrize(("code", "value", "right"), [("margin_floor", 35, True), ("margin_floor", 101, False), ("discount_limit", 0, True),
                                                      ("valid_days", 0, False), ("valid_days", "1.5", False), ("hidden_people", 1, False),
                                                      ("hidden_people", 4, True), ("hidden_share", 20, False)])  # fmt: skip
def test_terms_are_dated_and_within_their_bounds(code, value, right):
    w = make.world()
    told = {"code": code, "value": Decimal(value), "by": w.head, "at": MONDAY}
    if not right:
        with pytest.raises(Refused):
            actions.set_term(the_agency(), starts_on=TODAY + DAY, **told)
        return
    made = actions.set_term(the_agency(), starts_on=TODAY + DAY, **told)
    assert queries.term_on(code, TODAY) != value == queries.term_on(code, TODAY + DAY)
    for day in (TODAY + DAY, TODAY - DAY):
        with pytest.raises(Refused):
            actions.set_term(the_agency(), starts_on=day, **told)
    actions.call_off(made, by=w.head, at=MONDAY)
    assert queries.term_on(code, TODAY + DAY) == queries.term_on(code, TODAY)
    with pytest.raises(Malformed):
        actions.set_term(the_agency(), code="moon", value=Decimal(1), starts_on=TODAY, by=w.head, at=MONDAY)


def test_an_agency_that_said_nothing_has_the_usual_terms():
    make.world()
    DealTerm.objects.all().delete()
    assert queries.floor_on(TODAY) == 30 and queries.term_on(Term.VALID_DAYS, TODAY) == 14


# ---- drafts --------------------------------------------------------------------------------------------------------

LINE = {"title": "Каталог", "specialism": "dev", "hours": Decimal(40), "rate_kopecks": 300_000}


def drafted(w) -> Estimate:
    briefs.judged(w)
    return actions.draft_estimate(w.engagement, by=w.pavel, at=MONDAY)


def write(w, draft: Estimate, *lines, **told) -> Estimate:
    return actions.write_estimate(draft, lines=lines or [LINE], reserve_percent=Decimal(10), by=w.pavel, at=MONDAY, **told)


def test_a_draft_has_a_line_for_each_clause_to_be_done():
    w = make.world()
    draft = drafted(w)
    assert [(line.title, line.hours, line.clause.key) for line in draft.lines.all()] == [("Каталог", 0, 1)]
    assert (draft.state, draft.edition, draft.reserve_percent) == ("draft", 1, 10)
    with pytest.raises(Refused, match=r"Нет часов: Каталог|No hours yet: Каталог"):
        actions.freeze_estimate(draft, by=w.pavel, at=MONDAY)
    with pytest.raises(Refused):
        actions.draft_estimate(w.engagement, by=w.pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.write_estimate(draft, lines=[LINE], reserve_percent=Decimal(0), by=w.anna, at=MONDAY)


def test_a_draft_is_written_in_place_and_frozen_and_then_stays():
    w = make.world()
    draft = write(w, drafted(w), {**LINE, "optimistic": Decimal(30), "likely": Decimal(40), "pessimistic": Decimal(80)},
                  {**LINE, "title": "Тексты", "specialism": "copy", "hours": Decimal(5), "rate_kopecks": None})  # fmt: skip
    first, second = draft.lines.all()
    assert (first.hours, first.spread, second.rate_kopecks, second.position) == (Decimal(45), 50, 180_000, 2)
    draft = write(w, draft, {**LINE, "title": "Тексты", "specialism": "copy"}, LINE)
    assert [line.title for line in draft.lines.all()] == ["Тексты", "Каталог"]

    frozen = actions.freeze_estimate(draft, by=w.pavel, at=MONDAY)

    assert (frozen.state, frozen.frozen_at) == ("ready", MONDAY)
    for act in (lambda: write(w, frozen), lambda: actions.freeze_estimate(frozen, by=w.pavel, at=MONDAY),
                lambda: actions.fill_from_clauses(frozen, by=w.pavel, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refused):
            act()
    assert frozen.lines.count() == 2


def test_who_saw_an_older_draft_overwrites_nothing():
    w = make.world()
    draft = drafted(w)
    seen = draft.version
    write(w, draft, {**LINE, "title": "Строка Марии"})
    with expecting(seen), pytest.raises(Stale):
        write(w, draft, {**LINE, "title": "Строка Павла"})
    assert EstimateLine.objects.get().title == "Строка Марии"


def test_a_draft_offers_no_price_and_asks_for_no_discount():
    w = make.world()
    draft = write(w, drafted(w))
    for act in (lambda: make.offer(w, draft), lambda: actions.approve_estimate(draft, by=w.head, at=MONDAY),
                lambda: actions.ask_discount(draft, percent=Decimal(5), reason="друг", by=w.anna, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refused, match=r"Черновик|Draft"):
            act()


@pytest.mark.parametrize("changed", [
    {"hours": Decimal(-1)}, {"rate_kopecks": -1}, {"hours": Decimal(999_999), "rate_kopecks": 10**9}, {"group": "Выбор"},
    {"optimistic": Decimal(5), "likely": Decimal(4), "pessimistic": Decimal(9)}, {"optimistic": Decimal(5)},
])  # fmt: skip
def test_what_is_no_line(changed):
    w = make.world()
    draft = drafted(w)
    with pytest.raises(Refused):
        write(w, draft, {**LINE, **changed})
    assert [line.title for line in draft.lines.all()] == ["Каталог"] and draft.lines.get().hours == 0


@pytest.mark.parametrize(("changed", "error"), [({"sum_kopecks": 0}, Refused), ({"sum_kopecks": 10**14}, Refused), ({"fee_percent": Decimal(101)}, Refused),
                                                ({"kind": "gift"}, Malformed)])  # fmt: skip
def test_what_is_not_passed_on(changed, error):
    w = make.world()
    with pytest.raises(error):
        write(w, drafted(w), passed=[{"kind": "media", "title": "Показы", "sum_kopecks": 100, **changed}])


def test_the_next_edition_follows_the_clauses_by_their_keys():
    w = make.world()
    first = actions.freeze_estimate(write(w, drafted(w), {**LINE, "clause_id": w.engagement.clauses.get(key=1).pk}), by=w.pavel, at=MONDAY)
    again = briefs.judged(w, brief=briefs.submitted(w, promises=[], clauses=[
        {"kind": "must", "text": "Каталог", "criterion": "400 позиций видны"}, {"kind": "should", "text": "Поиск", "criterion": "слова найдены"},
    ]))  # fmt: skip
    assert queries.clauses_left(first) == 0

    draft = actions.draft_estimate(w.engagement, by=w.pavel, at=MONDAY)

    assert (draft.brief, draft.edition) == (again, 2)
    told = [(line.title, line.hours, line.clause.brief_id, line.clause.key) for line in draft.lines.all()]
    assert told == [("Каталог", 40, again.pk, 1), ("Поиск", 0, again.pk, 3)]
    assert [pair.change for pair in queries.compared(first, draft)] == ["same", "added"]


def test_a_draft_is_brought_to_a_newer_specification_in_one_act():
    w = make.world()
    draft = write(w, drafted(w), {**LINE, "clause_id": w.engagement.clauses.get(key=1).pk}, {**LINE, "title": "Встречи"})
    again = briefs.judged(w, brief=briefs.submitted(w, promises=[], clauses=[
        {"kind": "must", "text": "Каталог", "criterion": "x"}, {"kind": "must", "text": "Оплата картой", "criterion": "y"}]))  # fmt: skip
    filled = actions.fill_from_clauses(draft, by=w.pavel, at=MONDAY)
    assert filled.brief == again
    assert [(line.title, line.clause.key if line.clause else None) for line in filled.lines.all()] == [("Каталог", 1), ("Встречи", None), ("Оплата картой", 3)]
    assert Entry.objects.get(verb="deals.filled").facts["added"] == 1
    assert actions.fill_from_clauses(draft, by=w.pavel, at=MONDAY).lines.count() == 3


def test_a_frozen_estimate_keeps_its_cost_and_vat_and_the_next_has_those_of_its_day():
    w = make.world()
    draft = drafted(w)
    frozen = actions.freeze_estimate(write(w, draft, {**LINE, "clause_id": draft.lines.get().clause_id}), by=w.pavel, at=MONDAY)
    rate(w, TODAY + DAY, cost=170_000)
    change_tax(LegalEntity.objects.get(), regime="usn", vat_mode="included", vat_percent=Decimal(5), starts_on=TODAY + DAY, by=w.head, at=MONDAY)
    tomorrow = MONDAY + DAY
    draft = actions.draft_estimate(w.engagement, by=w.pavel, at=tomorrow)
    after_it = actions.freeze_estimate(draft, by=w.pavel, at=tomorrow)
    frozen.refresh_from_db()
    assert (frozen.vat_percent, frozen.vat_basis, frozen.lines.get().cost_kopecks) == (None, "п. 1 ст. 145 НК РФ", 150_000)
    assert (after_it.vat_percent, after_it.lines.get().cost_kopecks) == (Decimal(5), 170_000)
    sums = queries.totals_of(after_it)
    assert (sums.price_kopecks, sums.vat_kopecks) == (13_200_000, 628_571) and sums.own_income() == 12_571_429


@pytest.mark.parametrize(("mode", "percent", "asked", "inside"), [("included", 22, 13_200_000, 2_380_328), ("on_top", 22, 16_104_000, 2_904_000),
                                                                  ("on_top", 5, 13_860_000, 660_000), ("included", 7, 13_200_000, 863_551)])  # fmt: skip
def test_vat_stands_as_the_entity_s_prices_say_and_the_proposal_keeps_it(mode, percent, asked, inside):
    w = make.world()
    TaxProfile.objects.update(vat_mode=mode, vat_percent=percent)
    ready = actions.freeze_estimate(write(w, drafted(w)), by=w.pavel, at=MONDAY)
    proposal = make.offer(w, ready, asked)
    TaxProfile.objects.update(vat_percent=1)
    proposal.refresh_from_db()
    assert (queries.totals_of(ready).price_kopecks, queries.totals_of(ready).vat_kopecks, proposal.vat_percent) == (asked, inside, percent)
    assert queries.proposal_told(proposal)["vat_kopecks"] == inside


def test_an_estimate_is_asked_in_the_name_of_the_chosen_entity():
    w = make.world()
    other = LegalEntity.objects.create(name="ООО «Вторая»", inn="2460000003")
    TaxProfile.objects.create(entity=other, regime="osn", vat_mode="on_top", vat_percent=22, starts_on=TODAY)
    draft = write(w, drafted(w), legal_entity=other.pk)
    assert (draft.vat_mode, draft.legal_entity) == ("on_top", other)
    with pytest.raises(Malformed):
        write(w, draft, legal_entity=10**9)


def test_nothing_moves_on_a_lost_engagement():
    from svyazka.clients.steps import move_engagement

    w = make.world()
    draft = write(w, drafted(w))
    move_engagement(w.engagement, "lost", at=MONDAY)
    for act in (lambda: write(w, draft), lambda: actions.freeze_estimate(draft, by=w.pavel, at=MONDAY),
                lambda: actions.fill_from_clauses(draft, by=w.pavel, at=MONDAY), lambda: actions.draft_estimate(w.engagement, by=w.pavel, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refused, match=r"closed|закрыта"):
            act()


def test_a_specification_is_needed_and_a_rate_card():
    w = make.world()
    with pytest.raises(NotYourDuty):
        actions.draft_estimate(w.engagement, by=w.pavel, at=MONDAY)
    briefs.judged(w)
    RateCard.objects.all().delete()
    with pytest.raises(Refused):
        actions.draft_estimate(w.engagement, by=w.pavel, at=MONDAY)


def test_what_is_not_in_the_table_of_discounts_is_refused():
    for event, state in complement(DISCOUNT_MOVES, DiscountState.values):
        with pytest.raises(Refused):
            after(DISCOUNT_MOVES, event, state)
