"""The desk at work: days counted and moved, securities, the locker, the card, the price, the protocol, the tables."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Gone, Malformed, NotYourDuty, Refused
from svyazka.kit.files import path_of
from svyazka.leads.tests import make
from svyazka.roles.steps import fill_seat
from svyazka.roles.tests import make as roles_make
from svyazka.tenders import actions, queries
from svyazka.tenders.models import Criterion, Tender, TenderDeadline, TenderRule
from svyazka.tenders.panels import tender_files_whole
from svyazka.tenders.rules import walk
from svyazka.tenders.steps import ship

AT = make.MONDAY  # 2 March 2026, ten in the morning in Krasnoyarsk
DAY = AT.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def w(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    world = make.world()
    ship(roles_make.LONG_AGO)
    return world


def opened(w, title="Сайт музея", **told) -> Tender:
    lead = make.lead(w, title, source="tender")
    told = {"law": "fz44", "method": "auction", "initial_max_price_kopecks": 90_000_000, "deadline_at": AT + timedelta(days=21), **told}
    return actions.open_tender(lead, by=w.anna, at=AT, **told)


def submitted(w, price: int = 80_000_000, **told) -> Tender:
    tender = opened(w, **told)
    actions.decide_tender(tender, go=True, reason="наше", by=w.head, at=AT)
    return actions.submit_tender(tender, price_kopecks=price, by=w.head, at=AT)


def won(w) -> Tender:
    tender = submitted(w)
    for event in ("admit", "bid", "win"):
        actions.move_tender(tender, event=event, by=w.anna, at=AT)
    return Tender.objects.get()


def days(tender: Tender) -> dict[str, date]:
    return {row.code: row.on for row in tender.deadlines.all()}


def last_facts(verb: str) -> dict:
    return Entry.objects.filter(verb=verb).latest("seq").facts


# ---- days -----------------------------------------------------------------------------------------------------------


def test_the_days_of_a_new_tender_are_counted_back_from_the_deadline(w):
    tender = opened(w)  # Monday, 23 March
    assert days(tender) == {
        "go_no_go": date(2026, 3, 12), "documents": date(2026, 3, 18), "security": date(2026, 3, 19), "price": date(2026, 3, 20),
        "clarify": date(2026, 3, 20), "session": date(2026, 3, 23), "review": date(2026, 3, 25),
    }  # fmt: skip
    checked = {row.code: row.to_be_checked for row in tender.deadlines.all()}
    assert {code for code, to_check in checked.items() if to_check} == {"clarify", "review"}


def test_a_moved_deadline_moves_what_no_person_has_set(w):
    tender = opened(w)
    by_hand = tender.deadlines.get(code="documents")
    actions.move_deadline(by_hand, on=date(2026, 3, 10), reason="нотариус до 10-го", by=w.anna, at=AT)
    review = tender.deadlines.get(code="review")
    actions.confirm_deadline(review, by=w.anna, at=AT)
    actions.change_application(tender, deadline_at=tender.deadline_at + timedelta(days=7), reason="изменение извещения", by=w.anna, at=AT)
    found = days(tender)
    assert found["documents"] == date(2026, 3, 10)
    assert (found["price"], found["review"]) == (date(2026, 3, 27), date(2026, 4, 1))
    review.refresh_from_db()
    assert review.to_be_checked and review.confirmed_by is None
    changed = last_facts("tenders.deadline_changed")["changed"]
    assert changed["price"] == ["2026-03-20", "2026-03-27"] and "documents" not in changed


def test_an_unsure_day_is_confirmed_once_and_by_a_person(w):
    tender = opened(w)
    row = tender.deadlines.get(code="clarify")
    with pytest.raises(NotYourDuty):
        actions.confirm_deadline(row, by=w.dev, at=AT)
    actions.confirm_deadline(row, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.confirm_deadline(row, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.confirm_deadline(tender.deadlines.get(code="price"), by=w.anna, at=AT)  # our own order needs no check
    with pytest.raises(Refused):
        actions.move_deadline(row, on=DAY, reason=" ", by=w.anna, at=AT)


def test_terms_after_an_event_are_counted_from_its_day(w):
    tender = won(w)  # the protocol is of 2 March
    found = days(tender)
    assert (found["draft"], found["not_before"]) == (date(2026, 3, 4), date(2026, 3, 12))
    actions.move_tender(tender, event="sign", on=DAY, by=w.anna, at=AT)
    assert days(tender)["signature"] == date(2026, 3, 10)  # five working days, the 9th is off
    for event in ("run", "accept"):
        actions.move_tender(tender, event=event, by=w.anna, at=AT)
    assert days(tender)["payment"] == date(2026, 3, 12)
    assert not tender.deadlines.get(code="payment").to_be_checked
    with pytest.raises(Malformed):
        actions.move_tender(tender, event="pay", on=DAY + timedelta(days=1), by=w.anna, at=AT)
    actions.note_day(tender, base="accepted", on=date(2026, 2, 27), by=w.anna, at=AT)
    assert days(tender)["payment"] == date(2026, 3, 11)
    with pytest.raises(Malformed):
        actions.note_day(tender, base="deadline", on=DAY, by=w.anna, at=AT)


def test_a_quotation_has_its_own_shorter_terms(w):
    tender = submitted(w, method="quotation")
    for event in ("admit", "win"):
        actions.move_tender(tender, event=event, by=w.anna, at=AT)
    assert (days(tender)["draft"], days(tender)["not_before"]) == (date(2026, 3, 3), date(2026, 3, 4))


def test_what_has_happened_makes_its_days_done(w):
    tender = submitted(w)
    done = set(tender.deadlines.exclude(done_at=None).values_list("code", flat=True))
    assert done == {"go_no_go", "documents", "security", "price", "clarify"}
    row = tender.deadlines.get(code="review")
    actions.close_deadline(row, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.close_deadline(row, by=w.anna, at=AT)


def test_a_day_of_our_own_is_added_once(w):
    tender = opened(w)
    row = actions.add_deadline(tender, title="Портфолио", on=date(2026, 3, 5), by=w.anna, at=AT)
    assert row.by_hand and row.is_ours and not row.to_be_checked
    with pytest.raises(Refused):
        actions.add_deadline(tender, title=" портфолио ", on=DAY, by=w.anna, at=AT)
    with pytest.raises(Malformed):
        actions.add_deadline(tender, title=" ", on=DAY, by=w.anna, at=AT)


def test_a_deadline_moves_only_before_the_application_and_with_a_reason(w):
    tender = opened(w)
    with pytest.raises(Refused):
        actions.change_application(tender, deadline_at=tender.deadline_at, reason="", by=w.anna, at=AT)
    with pytest.raises(Malformed):
        actions.change_application(tender, deadline_at=tender.deadline_at, reason="перенос", zone="Марс", by=w.anna, at=AT)
    done = submitted(w, title="Другой")
    with pytest.raises(Refused):
        actions.change_application(done, deadline_at=done.deadline_at, reason="перенос", by=w.anna, at=AT)


def test_a_notice_that_gives_too_little_time_is_told(w):
    tender = opened(w, deadline_at=AT + timedelta(days=5))
    actions.note_day(tender, base="published", on=DAY, by=w.anna, at=AT)
    rule, until = queries.application_too_short(tender)
    assert (rule.days, rule.mark, until) == (7, "V", date(2026, 3, 9))
    actions.change_application(tender, deadline_at=AT + timedelta(days=7), reason="продлили", by=w.anna, at=AT)
    assert queries.application_too_short(Tender.objects.get()) is None


# ---- the end --------------------------------------------------------------------------------------------------------


def test_a_tender_is_finished_when_every_security_is_back(w):
    tender = won(w)
    security = actions.add_security(tender, kind="performance", form="money", amount_kopecks=9_000_000, by=w.anna, at=AT)
    actions.pay_security(security, on=DAY, due_back_on=DAY + timedelta(days=90), by=w.anna, at=AT)
    for event in ("sign", "run", "accept", "pay"):
        actions.move_tender(tender, event=event, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.move_tender(tender, event="finish", by=w.anna, at=AT)
    actions.return_security(security, on=DAY, by=w.anna, at=AT)
    actions.move_tender(tender, event="finish", by=w.anna, at=AT)
    assert Tender.objects.get().state == "finished"


# ---- securities -----------------------------------------------------------------------------------------------------


def test_money_goes_out_and_comes_back(w):
    tender = opened(w)
    actions.decide_tender(tender, go=True, reason="наше", by=w.anna, at=AT)
    bid = actions.add_security(tender, kind="bid", form="money", amount_kopecks=900_000, by=w.anna, at=AT)
    other = actions.add_security(tender, kind="performance", form="guarantee", amount_kopecks=4_500_000, by=w.anna, at=AT)
    for row in (bid, other):
        actions.pay_security(row, on=DAY, due_back_on=DAY + timedelta(days=10), by=w.anna, at=AT)
    assert Tender.objects.get().state == "secured"
    seen = queries.securities_out(w.anna, AT)
    assert queries.frozen_kopecks(seen) == 900_000  # a guarantee freezes no money
    assert [one.is_overdue(DAY + timedelta(days=n)) for one in seen.filter(pk=bid.pk) for n in (10, 11)] == [False, True]
    actions.return_security(bid, on=DAY, by=w.anna, at=AT)
    assert queries.frozen_kopecks(queries.securities_out(w.anna, AT)) == 0
    assert queries.frozen_kopecks(queries.securities_out(w.irina, AT)) == 0


def test_a_security_is_given_once_and_returned_after_it(w):
    tender = opened(w)
    row = actions.add_security(tender, kind="bid", form="money", amount_kopecks=900_000, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.return_security(row, on=DAY, by=w.anna, at=AT)
    with pytest.raises(Malformed):
        actions.pay_security(row, on=DAY + timedelta(days=1), by=w.anna, at=AT)
    actions.pay_security(row, on=DAY, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.pay_security(row, on=DAY, by=w.anna, at=AT)
    with pytest.raises(Malformed):
        actions.return_security(row, on=DAY - timedelta(days=1), by=w.anna, at=AT)
    for wrong in ({"kind": "gift"}, {"form": "gold"}, {"amount_kopecks": 0}):
        with pytest.raises(Malformed):
            actions.add_security(tender, **{"kind": "bid", "form": "money", "amount_kopecks": 1, **wrong}, by=w.anna, at=AT)


@pytest.mark.parametrize(("initial", "amount", "warned"), [(90_000_000, 900_000, False), (90_000_000, 900_001, True), (90_000_000, 449_999, True),
                                                           (3_000_000_000, 150_000_000, False)])  # fmt: skip
def test_a_sum_outside_the_shares_of_the_rules_is_warned_of(w, initial, amount, warned):
    tender = opened(w, initial_max_price_kopecks=initial)
    row = actions.add_security(tender, kind="bid", form="money", amount_kopecks=amount, by=w.anna, at=AT)
    assert bool(queries.security_warnings(row, queries.figures_of(tender, AT))) == warned


# ---- the locker -----------------------------------------------------------------------------------------------------


def test_the_list_of_a_tender_is_checked_against_the_locker(w):
    tender = opened(w)
    assert [row["paper"].kind for row in queries.papers_of(tender, AT)] == ["eruz", "signature", "powers", "approval"]
    keep = {"by": w.anna, "at": AT}
    actions.keep_document(w.agency, kind="eruz", **keep)
    actions.keep_document(w.agency, kind="signature", expires_on=date(2026, 3, 24), **keep)
    actions.keep_document(w.agency, kind="powers", expires_on=DAY - timedelta(days=1), **keep)
    states = {row["paper"].kind: row["state"].value for row in queries.papers_of(tender, AT)}
    assert states == {"eruz": "ready", "signature": "expires", "powers": "expired", "approval": "missing"}  # the review is on the 25th
    actions.require_paper(tender, kind="licence", note="ФСБ", by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.require_paper(tender, kind="licence", note="ФСБ", by=w.anna, at=AT)
    actions.drop_paper(tender.papers.get(kind="approval"), by=w.anna, at=AT)
    assert [row["paper"].kind for row in queries.papers_of(tender, AT)] == ["eruz", "signature", "powers", "licence"]


def test_a_document_is_kept_whole_and_withdrawn_never_lost(w):
    row = actions.keep_document(w.agency, kind="charter", title="Устав", raw=b"charter", name="u.pdf", content_type="application/pdf", by=w.anna, at=AT)
    assert list(tender_files_whole()) == [] and row.size == 7
    assert [one.pk for one in queries.expiring(DAY)] == []
    actions.withdraw_document(row, by=w.head, at=AT)
    assert list(queries.documents()) == [] and list(queries.documents(withdrawn=True)) == [row]
    with pytest.raises(Refused):
        actions.withdraw_document(row, by=w.head, at=AT)
    path_of(row.digest).write_bytes(b"altered")
    assert len(list(tender_files_whole())) == 1
    for wrong in ({"kind": "gift"}, {"issued_on": DAY, "expires_on": DAY - timedelta(days=1)}):
        with pytest.raises(Malformed):
            actions.keep_document(w.agency, **{"kind": "charter", **wrong}, by=w.anna, at=AT)


def test_what_expires_within_thirty_days_is_told(w):
    for n in (29, 30, 31):
        actions.keep_document(w.agency, kind="tax", title=str(n), expires_on=DAY + timedelta(days=n), by=w.anna, at=AT)
    assert [one.title for one in queries.expiring(DAY)] == ["29", "30"]


# ---- the card -------------------------------------------------------------------------------------------------------


def test_the_card_is_filled_by_two_and_kept_with_the_decision(w):
    tender = opened(w)
    for criterion in Criterion.objects.filter(feasibility=False):
        actions.score_tender(tender, criterion=criterion, score=4, word="похоже", by=w.anna, at=AT)
    with pytest.raises(Refused):  # the PM's is not the AM's to say
        actions.score_tender(tender, criterion=Criterion.objects.get(feasibility=True), score=5, word="сможем", by=w.anna, at=AT)
    with pytest.raises(NotYourDuty):
        actions.judge_tender(tender, score=5, word="сможем", by=w.anna, at=AT)
    assert not queries.visible_to(w.pavel, AT).exists()
    actions.ask_feasible(tender, by=w.anna, at=AT)
    assert queries.visible_to(w.pavel, AT).get() == tender
    actions.judge_tender(tender, score=2, word="команда занята до мая", by=w.pavel, at=AT)
    actions.decide_tender(tender, go=False, reason="не успеем", by=w.head, at=AT)
    tender.refresh_from_db()
    assert (tender.decision_card["percent"], tender.decision_card["suggestion"]) == ("70.0", "go")
    assert len(tender.decision_card["lines"]) == 6


def test_the_pm_who_sits_already_is_told(w):
    tender = opened(w)
    fill_seat(tender.engagement, "pm", w.pavel, at=AT)
    actions.ask_feasible(tender, by=w.anna, at=AT)
    assert Notice.objects.get(person=w.pavel).text_verb == "tenders.feasible_asked"


def test_a_card_is_not_filled_after_the_application(w):
    tender = submitted(w)
    criterion = Criterion.objects.filter(feasibility=False).first()
    with pytest.raises(Refused):
        actions.score_tender(tender, criterion=criterion, score=4, word="поздно", by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.ask_feasible(tender, by=w.anna, at=AT)


# ---- the price ------------------------------------------------------------------------------------------------------


def test_a_price_below_the_floor_needs_a_word(w):
    tender = opened(w)
    actions.decide_tender(tender, go=True, reason="наше", by=w.anna, at=AT)
    actions.plan_price(tender, cost_kopecks=60_000_000, margin_percent=Decimal(25), by=w.head, at=AT)
    assert Tender.objects.get().floor_kopecks == 80_000_000
    with pytest.raises(Refused):
        actions.submit_tender(tender, price_kopecks=79_999_999, by=w.head, at=AT)
    actions.submit_tender(tender, price_kopecks=67_000_000, reason="первый в регионе", by=w.head, at=AT)
    assert last_facts("tenders.submitted") == {"price_kopecks": 67_000_000, "dumping": True, "reason": "первый в регионе"}
    with pytest.raises(Refused):
        actions.plan_price(tender, cost_kopecks=1, margin_percent=Decimal(0), by=w.head, at=AT)


def test_what_nobody_did_is_not_told_as_done(w):
    tender = opened(w)
    security = actions.add_security(tender, kind="bid", form="money", amount_kopecks=900_000, by=w.anna, at=AT)
    actions.decide_tender(tender, go=True, reason="наше", by=w.head, at=AT)
    with pytest.raises(Refused):
        actions.submit_tender(tender, price_kopecks=80_000_000, by=w.head, at=AT)
    actions.submit_tender(tender, price_kopecks=80_000_000, reason="обеспечение внесёт банк", by=w.head, at=AT)

    told = {row.code: (row.done_at is not None, row.done_by) for row in tender.deadlines.all()}
    assert told["security"] == (True, None) and told["clarify"] == (True, None)  # nobody is reminded, and nobody did it
    assert told["documents"] == told["price"] == (True, w.head)
    assert queries.left_out(tender) == ("secured",) and [label for label, place in walk("submitted", without=queries.left_out(tender))][:2] == ["Найден", "Подготовка"]
    actions.pay_security(security, on=DAY, by=w.anna, at=AT)
    assert queries.left_out(tender) == ()


def test_a_day_from_which_something_may_be_done_is_never_late(w, client):
    tender = won(w)
    client.force_login(w.anna)
    row, *_dialogs = (part for part in client.get(f"/tenders/{tender.pk}/").content.decode().split("</tr>") if "подписывают не раньше" in part)
    assert "уже можно" in row and "просрочено" not in row


def test_who_runs_the_tender_does_not_submit_its_price(w):
    lead = make.lead(w, "Портал", source="tender")
    fill_seat(lead.engagement, "am", w.head, at=AT)
    tender = actions.open_tender(lead, law="fz44", method="auction", initial_max_price_kopecks=100, deadline_at=AT + timedelta(days=9), by=w.head, at=AT)
    actions.decide_tender(tender, go=True, reason="наше", by=w.head, at=AT)
    with pytest.raises(Refused) as refused:
        actions.submit_tender(tender, price_kopecks=90, by=w.head, at=AT)
    assert refused.value.status == 409


# ---- the protocol ---------------------------------------------------------------------------------------------------


def test_rivals_are_counted_over_tenders(w):
    for n, prices in enumerate(((60_000_000, 80_000_000), (90_000_000, 45_000_000))):
        tender = submitted(w, title=f"Тендер {n}")
        bids = [{"name": "ООО «Веб»", "inn": "2460112233", "price_kopecks": prices[0]}, {"name": "Мы", "price_kopecks": prices[1], "ours": True}]
        actions.write_protocol(tender, bids=bids if n == 0 else bids[::-1], on=DAY, by=w.anna, at=AT)
    (rival,) = queries.rivals(w.anna, AT)
    assert rival == {"name": "ООО «Веб»", "inn": "2460112233", "met": 2, "won": 1, "fall_percent": Decimal("16.7"), "deepest_percent": Decimal("33.3")}
    assert queries.rivals(w.irina, AT) == []


def test_a_protocol_is_whole_or_refused(w):
    early = opened(w)
    with pytest.raises(Refused):
        actions.write_protocol(early, bids=[{"name": "А", "price_kopecks": 1}], by=w.anna, at=AT)
    tender = submitted(w, title="Другой")
    ours = {"name": "Мы", "price_kopecks": 1, "ours": True}
    for bids in ([], [ours, ours], [{"name": "", "price_kopecks": 1}], [{"name": "А", "price_kopecks": 0}], [{"name": "А", "price_kopecks": 1, "inn": "12"}]):
        with pytest.raises(Malformed):
            actions.write_protocol(tender, bids=bids, by=w.anna, at=AT)
    actions.write_protocol(tender, bids=[ours], by=w.anna, at=AT)
    actions.write_protocol(tender, bids=[{"name": "А", "price_kopecks": 1}, {**ours, "price_kopecks": 2}], by=w.anna, at=AT)
    assert [(bid.place, bid.name) for bid in tender.bids.all()] == [(1, "А"), (2, "Мы")]


# ---- the tables -----------------------------------------------------------------------------------------------------


def test_a_rule_ends_another_begins_and_open_tenders_are_counted_anew(w):
    tender = opened(w)
    rule = TenderRule.objects.get(kind="documents")
    with pytest.raises(NotYourDuty):
        actions.end_rule(rule, on=DAY, by=w.anna, at=AT)
    actions.end_rule(rule, on=DAY, by=w.head, at=AT)
    assert "documents" not in days(tender)
    new = {"kind": "documents", "base": "deadline", "before": True, "days": 5, "working_days": True, "mark": "O"}
    actions.add_rule(w.agency, starts_on=DAY, **new, by=w.head, at=AT)
    assert days(tender)["documents"] == date(2026, 3, 16)
    assert last_facts("tenders.rule_added")["tenders"] == 1
    with pytest.raises(Refused):
        actions.end_rule(rule, on=DAY, by=w.head, at=AT)
    for wrong in ({"days": None}, {"kind": "bid_security"}):
        with pytest.raises(Refused):
            actions.add_rule(w.agency, starts_on=DAY, **{**new, **wrong}, by=w.head, at=AT)
    for wrong in ({"kind": "gift"}, {"law": "fz1"}, {"mark": "Z"}, {"base": "birth"}):
        with pytest.raises(Malformed):
            actions.add_rule(w.agency, starts_on=DAY, **{**new, **wrong}, by=w.head, at=AT)


def test_a_rule_that_ends_before_the_deadline_holds_no_day_after_its_end(w):
    actions.end_rule(TenderRule.objects.get(kind="price"), on=DAY + timedelta(days=21), by=w.head, at=AT)
    assert "price" not in days(opened(w))  # the deadline is on the very day from which the rule holds no more
    assert "price" in days(opened(w, title="Раньше", deadline_at=AT + timedelta(days=20)))


def test_criteria_and_codes_have_their_days(w):
    criterion = actions.add_criterion(w.agency, title="Заказчик платит", weight=7, starts_on=DAY, by=w.head, at=AT)
    actions.end_criterion(criterion, on=DAY + timedelta(days=1), by=w.head, at=AT)
    tender = opened(w)
    assert criterion in [row[0] for row in queries.card_of(tender, DAY)]
    assert criterion not in [row[0] for row in queries.card_of(tender, DAY + timedelta(days=1))]
    code = actions.add_code(w.agency, prefix="74.10", title="Дизайн", starts_on=DAY, by=w.head, at=AT)
    assert "74.10" in queries.our_prefixes(DAY) and "74.10" not in queries.our_prefixes(DAY - timedelta(days=1))
    actions.end_code(code, on=DAY, by=w.head, at=AT)
    assert "74.10" not in queries.our_prefixes(DAY)
    for wrong in ({"title": "", "weight": 5}, {"title": "А", "weight": 0}):
        with pytest.raises(Malformed):
            actions.add_criterion(w.agency, **wrong, starts_on=DAY, by=w.head, at=AT)
    with pytest.raises(Malformed):
        actions.add_code(w.agency, prefix="сайты", starts_on=DAY, by=w.head, at=AT)
    with pytest.raises(Malformed):
        actions.end_code(actions.add_code(w.agency, prefix="74.20", starts_on=DAY, by=w.head, at=AT), on=DAY - timedelta(days=1), by=w.head, at=AT)


def test_the_stored_bytes_of_a_lost_document_are_told_gone(w, client):
    row = actions.keep_document(w.agency, kind="charter", raw=b"charter", name="u.pdf", by=w.anna, at=AT)
    path_of(row.digest).unlink()
    client.force_login(w.anna)
    assert client.get(f"/tenders/documents/{row.pk}/file/").status_code == Gone.status


def test_each_day_of_a_tender_is_there_once(w):
    tender = opened(w)
    actions.note_day(tender, base="published", on=DAY, by=w.anna, at=AT)
    codes = list(TenderDeadline.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes))
