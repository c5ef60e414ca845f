"""Stories of discounts, options and the client's choice, and their refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.briefs.tests import make as briefs
from svyazka.briefs.tests.test_pages import as_
from svyazka.clients.models import Contact
from svyazka.deals import actions, queries
from svyazka.deals.models import Discount, Estimate, Proposal
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY, PRICE
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.people.models import Person

pytestmark = pytest.mark.django_db
HOUR = {"specialism": "dev", "rate_kopecks": 300_000}
CHOICE = (
    {**HOUR, "title": "Каталог", "hours": Decimal(100)},
    {**HOUR, "title": "Сборка на Битриксе", "hours": Decimal(20), "group": "CMS", "option": "Битрикс"},
    {**HOUR, "title": "Сборка на WordPress", "hours": Decimal(10), "group": "CMS", "option": "WordPress"},
    {**HOUR, "title": "Английская версия", "hours": Decimal(15), "option": "Английский"},
    {**HOUR, "title": "Перевод текстов", "hours": Decimal(5), "option": "Английский"},
)
BASE, BITRIX, WORDPRESS, ENGLISH = 30_000_000, 6_000_000, 3_000_000, 6_000_000


def estimated(w, **told) -> Estimate:
    return make.estimated(w, lines=CHOICE, **told)


def send(w, estimate: Estimate, **told) -> Proposal:
    return actions.send_proposal(estimate, valid_until_on=date(2026, 3, 20), by=w.anna, at=MONDAY, **told)


def contact(w) -> Person:
    """Return the client's contact with an account in the portal."""
    account = Person.objects.create_user("client", kind="contact", name="Пётр")
    Contact.objects.filter(client=w.engagement.client).update(account=account)
    return account


def key(proposal: Proposal, name: str) -> int:
    return proposal.options.get(name=name).pk


def test_a_proposal_offers_a_base_and_options_at_their_prices():
    w = make.world()
    proposal = send(w, estimated(w), message="Добрый день!")
    told = queries.proposal_told(proposal)
    assert (told["base_kopecks"], told["price_kopecks"]) == (BASE, BASE + BITRIX)
    assert [(one.name, one.price_kopecks, one.usual) for one in told["choices"][0]["options"]] == [("Битрикс", BITRIX, True), ("WordPress", WORDPRESS, False)]
    (english,) = told["options"]
    assert (english.name, english.price_kopecks, english.what, english.hours) == ("Английский", ENGLISH, ["Английская версия", "Перевод текстов"], 20)
    assert (proposal.edition, proposal.message) == (1, "Добрый день!")


@pytest.mark.parametrize(("names", "price"), [(None, BASE + BITRIX), (["WordPress"], BASE + WORDPRESS), (["Битрикс", "Английский"], BASE + BITRIX + ENGLISH)])
def test_what_is_picked_is_the_accepted_price_frozen_with_who_and_when(names, price):
    w = make.world()
    proposal = send(w, estimated(w))
    picked = None if names is None else [key(proposal, name) for name in names]
    answered = actions.answer_proposal(proposal, accepted=True, picked=picked, via="phone", reason="согласны", by=w.anna, at=MONDAY)
    assert (answered.accepted_kopecks, answered.price_kopecks, answered.offered_kopecks) == (price, price, BASE + BITRIX)
    assert (answered.answered_by, answered.answered_via, answered.answered_at) == (w.anna, "phone", MONDAY)
    assert sorted(row.name for row in proposal.options.filter(picked=True)) == sorted(names or ["Битрикс"])
    assert queries.offered_price(w.engagement).price_kopecks == price
    with pytest.raises(Refused):
        actions.answer_proposal(proposal, accepted=True, picked=picked, by=w.anna, at=MONDAY)


def test_a_choice_that_is_none_is_refused_and_nothing_is_accepted():
    w = make.world()
    proposal = send(w, estimated(w))
    both = [key(proposal, "Битрикс"), key(proposal, "WordPress")]
    for picked in ([], both, [10**9, both[0]], [key(proposal, "Английский")]):
        with pytest.raises(Refused):
            actions.answer_proposal(proposal, accepted=True, picked=picked, by=w.anna, at=MONDAY)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.accepted_kopecks) == ("sent", None) and not proposal.options.exclude(picked=None).exists()


def test_the_client_picks_in_the_portal_and_the_account_manager_is_told():
    w = make.world()
    proposal, client = send(w, estimated(w)), contact(w)
    told = {"accepted": True, "picked": [key(proposal, "WordPress"), key(proposal, "Английский")]}
    for who in (w.anna, w.pavel, w.head):
        with pytest.raises(NotYourDuty):
            actions.client_answers(proposal, by=who, at=MONDAY, **told)
    answered = actions.client_answers(proposal, by=client, at=MONDAY, **told)
    assert (answered.state, answered.accepted_kopecks, answered.answered_via) == ("accepted", BASE + WORDPRESS + ENGLISH, "portal")
    assert Notice.objects.get(person=w.anna, text_verb="deals.answered").url == f"/deals/proposals/{proposal.pk}/"
    assert Entry.objects.get(verb="deals.answered").facts["picked"] == ["WordPress", "Английский"]


def test_another_client_and_a_late_one_cannot_accept():
    w = make.world()
    proposal, client = send(w, estimated(w)), contact(w)
    stranger = Person.objects.create_user("stranger", kind="contact", name="Чужой")
    with pytest.raises(NotYourDuty):
        actions.client_answers(proposal, accepted=True, by=stranger, at=MONDAY)
    late = MONDAY + timedelta(days=30)
    with pytest.raises(Refused, match=r"20\.03\.2026"):
        actions.client_answers(proposal, accepted=True, by=client, at=late)
    with pytest.raises(Refused):
        actions.client_answers(proposal, accepted=False, reason=" ", by=client, at=MONDAY)
    assert actions.client_answers(proposal, accepted=False, reason="дорого", by=client, at=late).state == "declined"


def test_a_newer_proposal_replaces_those_without_an_answer():
    w = make.world()
    estimate = estimated(w)
    first, second = send(w, estimate), send(w, estimate, message="Новая цена")
    first.refresh_from_db()
    assert (first.state, second.state, second.edition) == ("replaced", "sent", 2)
    with pytest.raises(Refused):
        actions.client_answers(first, accepted=True, by=contact(w), at=MONDAY)


def test_a_discount_within_the_limit_goes_out_with_its_reason():
    w = make.world()
    estimate = estimated(w)
    with pytest.raises(Refused, match=r"почему|why"):
        send(w, estimate, percent=Decimal(8))
    proposal = send(w, estimate, percent=Decimal(8), reason="первый заказ")
    assert (proposal.base_kopecks, proposal.price_kopecks) == (27_600_000, 27_600_000 + 5_520_000)
    assert [row.price_kopecks for row in proposal.options.all()] == [5_520_000, 2_760_000, 5_520_000]
    assert (proposal.discount_kopecks, proposal.discount_percent, proposal.discount_reason) == (2_880_000, 8, "первый заказ")
    named = send(w, estimate, price_kopecks=33_000_000, reason="ровная сумма")
    assert (named.base_kopecks, named.price_kopecks, named.discount_percent) == (27_000_000, 33_000_000, None)
    assert named.options.get(name="WordPress").price_kopecks == WORDPRESS


def test_a_discount_above_the_limit_is_asked_for_and_approved_by_other_eyes():
    w = make.world()
    estimate = estimated(w)
    with pytest.raises(Refused, match="10"):
        send(w, estimate, percent=Decimal(12), reason="первый заказ")
    asked = actions.ask_discount(estimate, percent=Decimal(12), reason="первый заказ", by=w.anna, at=MONDAY)
    assert (asked.state, asked.price_kopecks, asked.sum_kopecks) == ("waiting", 31_680_000, 4_320_000)
    with pytest.raises(Refused):
        actions.ask_discount(estimate, percent=Decimal(15), reason="ещё", by=w.anna, at=MONDAY)
    for who in (w.anna, w.pavel):
        with pytest.raises(NotYourDuty):
            actions.settle_discount(asked, agreed=True, by=who, at=MONDAY)
    actions.settle_discount(asked, agreed=True, by=w.head, at=MONDAY)
    assert Notice.objects.filter(person=w.anna, text_verb="deals.discount_approved").exists()
    with pytest.raises(Refused):
        send(w, estimate, percent=Decimal(13), reason="первый заказ")
    assert send(w, estimate, percent=Decimal(12), reason="первый заказ").price_kopecks == 31_680_000
    with pytest.raises(Refused):
        actions.settle_discount(asked, agreed=False, reason="поздно", by=w.head, at=MONDAY)


def test_a_discount_is_declined_with_a_reason():
    w = make.world()
    asked = actions.ask_discount(estimated(w), sum_kopecks=6_000_000, reason="просят", by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.settle_discount(asked, agreed=False, by=w.head, at=MONDAY)
    assert actions.settle_discount(asked, agreed=False, reason="порог", by=w.head, at=MONDAY).state == "declined"
    assert Estimate.objects.get().approved_price_kopecks is None


def test_four_eyes_of_a_discount():
    w = make.world()
    asked = actions.ask_discount(estimated(w), percent=Decimal(20), reason="просят", by=w.anna, at=MONDAY)
    Discount.objects.filter(pk=asked.pk).update(asked_by=w.head)
    with pytest.raises(Refused, match=r"eyes|глаз"):
        actions.settle_discount(asked, agreed=True, by=w.head, at=MONDAY)
    Discount.objects.filter(pk=asked.pk).update(asked_by=w.anna)
    actions.settle_discount(asked, agreed=True, by=w.head, at=MONDAY)
    Estimate.objects.update(approved_by=w.anna)
    with pytest.raises(Refused):
        send(w, Estimate.objects.get(), percent=Decimal(20), reason="просят")


@pytest.mark.parametrize("told", [{"percent": Decimal(0)}, {"sum_kopecks": 0}, {"sum_kopecks": 36_000_000}, {"percent": Decimal(5), "reason": " "}])
def test_what_is_no_discount(told):
    w = make.world()
    with pytest.raises(Refused):
        actions.ask_discount(estimated(w), by=w.anna, at=MONDAY, **{"reason": "просят", **told})


def test_an_option_below_the_floor_is_approved_by_the_head_too():
    w = make.world()
    brief = briefs.judged(w)
    cheap = [CHOICE[0], {**HOUR, "title": "Даром", "hours": Decimal(1), "rate_kopecks": 160_000, "option": "Дешёвая"}]
    estimate = actions.build_estimate(w.engagement, brief_id=brief.pk, lines=cheap, by=w.pavel, at=MONDAY)
    with pytest.raises(Refused, match=r"порог|floor"):
        send(w, estimate)
    actions.approve_estimate(estimate, by=w.head, at=MONDAY)
    assert send(w, estimate).state == "sent"


def test_what_is_passed_on_is_in_the_price_and_gives_no_way_to_a_discount():
    w = make.world()
    media = {"kind": "media", "title": "Показы", "sum_kopecks": 10_000_000, "fee_percent": Decimal(15)}
    estimate = make.estimated(w, passed=[media, {**media, "title": "Лично", "in_price": False, "fee_percent": None}])
    sums = queries.totals_of(estimate)
    assert (sums.price_kopecks, sums.passed_kopecks, sums.fee_kopecks) == (PRICE + 10_000_000 + 1_500_000, 10_000_000, 1_500_000)
    assert sums.own_income() == PRICE + 1_500_000
    proposal = send(w, estimate, percent=Decimal(10), reason="друг")
    assert proposal.price_kopecks == 10_000_000 + 33_750_000
    assert queries.hour_of(proposal) == 281_250


def test_a_price_is_valid_for_the_usual_days_unless_said():
    w = make.world()
    proposal = actions.send_proposal(estimated(w), by=w.anna, at=MONDAY)
    assert (proposal.valid_until_on, proposal.price_kopecks) == (MONDAY.date() + timedelta(days=14), BASE + BITRIX)


def test_a_contract_signed_without_a_word_accepts_the_price_as_it_was_offered():
    w = make.world()
    proposal = send(w, estimated(w))
    contract = make.draft(w, BASE + BITRIX)
    actions.sign_contract(contract, signed_on=date(2026, 3, 2), by=w.anna, at=MONDAY)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.accepted_kopecks, proposal.options.get(picked=True).name) == ("accepted", BASE + BITRIX, "Битрикс")


def test_a_contract_rests_on_the_price_that_was_taken():
    w = make.world()
    proposal = send(w, estimated(w))
    taken = BASE + WORDPRESS + ENGLISH
    actions.answer_proposal(proposal, accepted=True, picked=[key(proposal, "WordPress"), key(proposal, "Английский")], by=w.anna, at=MONDAY)
    for kind, value in (("fixed", BASE + BITRIX), ("fixed", taken - 1), ("tm_capped", taken + 1)):
        with pytest.raises(Refused):
            make.draft(w, value, kind=kind)
    assert make.draft(w, 20_000_000, taken - 20_000_000).price_kopecks == taken


def test_the_same_offer_sent_again_is_the_one_the_client_has(client):
    w = make.world()
    estimate = estimated(w)
    first = send(w, estimate, message="Добрый день!")
    again = send(w, Estimate.objects.get(), message="Добрый день! ")
    assert (again.pk, again.number, Proposal.objects.count()) == (first.pk, first.number, 1)
    assert Entry.objects.filter(verb="deals.offered").count() == 1
    other = send(w, Estimate.objects.get(), message="Доброе утро!")
    assert other.number != first.number and Proposal.objects.get(pk=first.pk).state == "replaced"
    back = send(w, Estimate.objects.get(), message="Добрый день!")  # the first one is replaced: this is a new offer
    assert back.pk not in (first.pk, other.pk)
    body = {"valid_until_on": "2027-03-20"}
    told = [as_(client, w.anna).post(f"/api/v1/estimates/{estimate.pk}/proposals", body, "application/json").json()["number"] for _n in range(2)]
    assert told[0] == told[1] and Proposal.objects.count() == 4
