"""A draft edited in place, editions that were sent, the protocol of disagreements, and what exactly is signed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from svyazka.briefs.tests.test_pages import as_
from svyazka.clients.models import StoredFile
from svyazka.clients.steps import keep_file
from svyazka.deals import actions, queries
from svyazka.deals.models import Contract, ContractEdition, Disagreement
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY, PRICE
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.guard import expecting
from svyazka.people.models import LegalEntity
from svyazka.roles.tests import make as roles

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
DAY = date(2026, 3, 2)
ROWS = [{"clause": "5.2", "ours": "Пеня 0,1 %", "theirs": "Пеня 0,01 %"}, {"clause": "7.1", "ours": "", "theirs": "Суд по месту заказчика"}]


def edit(w, contract, *values: int, **told) -> Contract:
    given = {"kind": "fixed", "legal_entity": LegalEntity.objects.get().pk, "stages": make.stages(*(values or (PRICE,))), **told}
    return actions.edit_contract(contract, by=w.anna, at=MONDAY, **given)


def sent(w) -> Contract:
    return actions.send_contract(make.drafted(w), by=w.anna, at=MONDAY)


def sign(w, contract: Contract, **told) -> Contract:
    return actions.sign_contract(contract, by=w.anna, at=MONDAY, **{"signed_on": DAY, **told})


def test_a_draft_is_edited_in_place_and_keeps_its_number():
    w = make.world()
    contract = make.drafted(w)
    edited = edit(w, contract, 16_000_000, 20_000_000, acceptance_days=7, payment_days=10, court_city="Красноярск", silence_means_accepted=True)
    assert (edited.pk, edited.number, edited.state, edited.price_kopecks) == (contract.pk, contract.number, "draft", PRICE)
    assert (edited.acceptance_days, edited.payment_days, edited.court_city) == (7, 10, "Красноярск")
    assert [(s.position, s.value_kopecks) for s in Contract.objects.get().stages.all()] == [(1, 16_000_000), (2, 20_000_000)]


def test_what_an_edit_refuses():
    w = make.world()
    contract = make.drafted(w)
    with pytest.raises(NotYourDuty):
        actions.edit_contract(contract, kind="fixed", legal_entity=1, stages=make.stages(PRICE), by=w.pavel, at=MONDAY)
    for told in ({"stages": make.stages(PRICE - 1)}, {"acceptance_days": 0}, {"stages": [make.stages(PRICE)[0] | {"advance_percent": 101}]},
                 {"stages": [make.stages(PRICE)[0] | {"placement_kopecks": PRICE + 1}]}):  # fmt: skip
        with pytest.raises(Refused):
            edit(w, contract, **told)
    with pytest.raises(Malformed):
        edit(w, contract, retainer=make.plan())
    with expecting(contract.version + 1), pytest.raises(Stale):
        edit(w, contract)
    sign(w, contract)
    with pytest.raises(Refused):
        edit(w, contract)
    assert Contract.objects.get().stages.get().value_kopecks == PRICE


def test_what_was_sent_is_kept_letter_for_letter():
    w = make.world()
    contract = sent(w)
    first = ContractEdition.objects.get()
    assert first.told["agreed"]["stages"][0]["value_kopecks"] == PRICE and first.told["parties"]["client"]["name"] == contract.client.name
    assert first.told["agreed"]["annexes"] == [{"kind": "spec", "edition": 1}, {"kind": "calendar", "edition": None}, {"kind": "price", "edition": 1}]
    assert first.digest == queries.digest_of(first.told) and list(queries.altered_editions()) == []
    edited = edit(w, contract, rounds_included=3)
    assert edited.state == "draft" and queries.is_changed(edited, first)
    again = actions.send_contract(edited, by=w.anna, at=MONDAY)
    assert [one.number for one in again.editions.all()] == [1, 2]
    assert ContractEdition.objects.get(number=1).digest == first.digest != again.editions.get(number=2).digest
    for change in (lambda: ContractEdition.objects.update(number=9), lambda: ContractEdition.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_both_sign_the_edition_that_was_sent():
    w = make.world()
    contract = sent(w)
    edit(w, contract, rounds_included=3)
    with pytest.raises(Refused, match=r"again|снова"):
        sign(w, contract)
    actions.send_contract(contract, by=w.anna, at=MONDAY)
    signed = sign(w, contract, signed_for_client="Ким А. Б., директор, на основании доверенности № 7", way="electronic")
    assert (signed.signed_edition.number, signed.signed_way) == (2, "electronic")
    assert signed.signed_for_client.startswith("Ким А. Б.")
    assert Entry.objects.get(verb="deals.signed").facts["digest"] == signed.signed_edition.digest


def test_a_contract_never_sent_is_signed_as_it_stands():
    w = make.world()
    LegalEntity.objects.update(signer_name="Орлова В. А.", signer_position="директор", signer_basis="Устав")
    signed = sign(w, make.drafted(w))
    assert signed.signed_edition.told["agreed"]["price_kopecks"] == PRICE
    assert signed.signed_for_us == "Орлова В. А., директор, на основании Устава"


def test_the_signed_paper_lies_on_the_engagement():
    w = make.world()
    contract = make.drafted(w)
    other = keep_file(roles.engagement("Чужая", company="ООО Чужая"), b"x", name="x.pdf", content_type="application/pdf", by=w.anna, at=MONDAY)
    with pytest.raises(Malformed):
        sign(w, contract, file_id=other.pk)
    with pytest.raises(Malformed):
        sign(w, contract, way="wink")
    scan = keep_file(w.engagement, b"%PDF", name="scan.pdf", content_type="application/pdf", by=w.anna, at=MONDAY)
    assert sign(w, contract, file_id=scan.pk).signed_file == StoredFile.objects.get(name="scan.pdf")


def test_a_protocol_is_settled_row_by_row():
    w = make.world()
    contract = actions.disagree_contract(sent(w), rows=ROWS, by=w.anna, at=MONDAY)
    assert contract.state == "disagreement" and [row.round for row in contract.disagreements.all()] == [1, 1]
    with pytest.raises(Refused, match="2"):
        sign(w, contract)
    first, second = contract.disagreements.all()
    with pytest.raises(NotYourDuty):
        actions.settle_disagreement(first, outcome="ours", by=w.pavel, at=MONDAY)
    with pytest.raises(Refused):
        actions.settle_disagreement(first, outcome="compromise", wording=" ", by=w.anna, at=MONDAY)
    with pytest.raises(Malformed):
        actions.settle_disagreement(first, outcome="coin", by=w.anna, at=MONDAY)
    assert actions.settle_disagreement(first, outcome="compromise", wording="Пеня 0,05 %", by=w.anna, at=MONDAY).agreed == "Пеня 0,05 %"
    assert actions.settle_disagreement(second, outcome="theirs", by=w.anna, at=MONDAY).agreed == "Суд по месту заказчика"
    with pytest.raises(Refused):
        actions.settle_disagreement(second, outcome="ours", by=w.anna, at=MONDAY)
    assert actions.reopen_disagreement(second, by=w.anna, at=MONDAY).state == "open"
    actions.settle_disagreement(second, outcome="ours", by=w.anna, at=MONDAY)
    signed = sign(w, contract)
    assert (signed.state, signed.with_protocol) == ("signed", False)
    with pytest.raises(Refused):
        actions.reopen_disagreement(second, by=w.anna, at=MONDAY)


def test_a_contract_is_signed_with_its_protocol():
    w = make.world()
    contract = actions.disagree_contract(sent(w), rows=ROWS, by=w.anna, at=MONDAY)
    assert sign(w, contract, with_protocol=True).with_protocol


def test_the_client_files_rows_and_the_am_is_told():
    w = make.world()
    contract, client = sent(w), make.client_of(w)
    actions.file_disagreements(contract, rows=ROWS, by=client, at=MONDAY)
    assert Contract.objects.get().state == "disagreement" and Disagreement.objects.count() == 2
    assert [(row.clause, row.ours, row.theirs) for row in Disagreement.objects.all()] == [(row["clause"], "", row["theirs"]) for row in ROWS]
    assert Notice.objects.get(text_verb="deals.disagreed").person == w.anna
    actions.file_disagreements(contract, rows=ROWS[:1], by=client, at=MONDAY)
    assert [row.round for row in Disagreement.objects.all()] == [1, 1, 1]
    actions.send_contract(contract, by=w.anna, at=MONDAY)
    actions.file_disagreements(contract, rows=ROWS[:1], by=client, at=MONDAY)
    assert Disagreement.objects.last().round == 2
    with pytest.raises(NotYourDuty):
        actions.file_disagreements(contract, rows=ROWS, by=w.pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        actions.disagree_contract(contract, rows=ROWS, by=client, at=MONDAY)


def test_what_a_protocol_refuses():
    w = make.world()
    contract = make.drafted(w)
    with pytest.raises(Refused):
        actions.disagree_contract(contract, rows=ROWS, by=w.anna, at=MONDAY)
    actions.send_contract(contract, by=w.anna, at=MONDAY)
    for rows in ([], [{"clause": "1", "ours": "", "theirs": " "}], ROWS * 101):
        with pytest.raises(Refused):
            actions.disagree_contract(contract, rows=rows, by=w.anna, at=MONDAY)
    assert (Contract.objects.get().state, Disagreement.objects.count()) == ("with_client", 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_signs():
    w = make.world()
    contract = sent(w)

    def one(_hand):
        try:
            return sign(w, contract).state
        except Refused as refused:
            return refused.status
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        told = list(hands.map(one, range(2)))
    assert sorted(told, key=str) == [409, "signed"] and Entry.objects.filter(verb="deals.signed").count() == 1


@pytest.mark.parametrize(
    ("days", "typed", "sent"),
    [(["2026-03-20", "2026-04-20"], 0, 0), (["2020-01-01", "2026-04-20"], 0, 1), (["2026-03-20", "9999-12-31"], 1, 0), (["2026-04-20", "2026-03-20"], 1, 0),
     (["2026-03-20", "2026-03-20"], 0, 0), (["9999-12-31", "2020-01-01"], 2, 0)],
)  # fmt: skip
def test_days_of_stages_are_weighed_when_they_are_typed_and_again_when_the_client_gets_them(days, typed, sent):
    w = make.world()
    make.offered(w)
    rows = [{**row, "title": f"Раздел {n}", "due_on": date.fromisoformat(day)} for n, (row, day) in enumerate(zip(make.stages(1_000_000, PRICE - 1_000_000), days, strict=True))]

    def draft() -> Contract:
        return actions.draft_contract(w.engagement, kind="fixed", legal_entity=LegalEntity.objects.get().pk, stages=rows, by=w.anna, at=MONDAY)

    if typed:
        with pytest.raises(Refused) as said:
            draft()
        assert len(said.value.reasons) == typed and not Contract.objects.exists()
    elif sent:
        contract = draft()
        with pytest.raises(Refused) as said:
            actions.send_contract(contract, by=w.anna, at=MONDAY)
        assert len(said.value.reasons) == sent and Contract.objects.get().state == "draft"
    else:
        assert actions.send_contract(draft(), by=w.anna, at=MONDAY).state == "with_client"


def test_strange_days_of_a_draft_are_told_at_once(client):
    w = make.world()
    make.offered(w)
    w.engagement.promises.update(state="given", kind="term", text="Запуск за 8 недель", due_on=date(2026, 3, 15))
    page = as_(client, w.anna).post(f"/deals/contracts/new/{w.engagement.pk}/", {
        "kind": "fixed", "legal_entity": LegalEntity.objects.get().pk, "acceptance_days": "5", "rounds_included": "2",
        "stage_title": ["Раздел", "Запуск"], "stage_value_kopecks": ["60 000", "300 000"], "stage_due_on": ["2026-03-20", "2026-03-20"],
        "stage_advance_percent": ["", ""], "stage_placement_kopecks": ["", ""],
    }, follow=True).content.decode()  # fmt: skip
    assert page.count("срок уже прошёл") == 2  # it is November where the page is
    assert "кончается в один день с этапом перед ним" in page and "позже обещанного" in page
    told = client.get(f"/api/v1/contracts/{Contract.objects.get().pk}/readiness").json()
    assert len(told["warnings"]) == 4
