"""Papers of a deal: every field is told, each paper at its two addresses, what is lacking is listed, clients see what was sent."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.briefs.models import Brief
from svyazka.briefs.models import Clause as Row
from svyazka.briefs.queries import document
from svyazka.briefs.tests.test_pages import as_
from svyazka.clients.models import Client, Contact, Engagement
from svyazka.clients.steps import open_engagement
from svyazka.deals import papers, queries
from svyazka.deals.actions import (
    amend_contract,
    answer_proposal,
    disagree_contract,
    send_contract,
    send_proposal,
    sign_contract,
)
from svyazka.deals.models import Amendment, Contract, PassThrough, Proposal
from svyazka.deals.papers.facts import conditions_told, fields_told, subject_of
from svyazka.deals.papers.parties import basis_of, preamble, represented, requisites_of, signature_of, town_of
from svyazka.deals.papers.tables import BLOCKS, TABLES
from svyazka.deals.rules import speaks_of_ads, vat_in, warnings_of_proxy
from svyazka.deals.rules.side import lacking, sole
from svyazka.deals.rules.vocabulary import CONDITIONS, VOCABULARY
from svyazka.deals.tests import make
from svyazka.kit.papers import AnnexHeading, Clause, Contents, Heading, PageBreak, Run, Table, as_docx, as_pdf
from svyazka.kit.papers.layout import numbered as count
from svyazka.people.models import LegalEntity, Person, TaxProfile

MONDAY = make.MONDAY


def said(drawn) -> str:
    """Return whatever a paper says, its runs joined, with plain spaces."""
    return "\n".join(texts(drawn.paper.blocks)).replace("\u00a0", " ")


def texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and value and isinstance(value[0], Run):
        yield "".join(run.text for run in value)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def side(**told) -> LegalEntity:
    return LegalEntity(**{"name": "ООО «Старта»", "full_name": "Общество с ограниченной ответственностью «Старта»", **make.FULL, **told})


def test_a_side_in_a_preamble():
    assert preamble(side(), "Исполнитель") == (
        "Общество с ограниченной ответственностью «Старта», именуемое в дальнейшем «Исполнитель», в лице генерального директора "
        "Иванова Ивана Ивановича, действующего на основании Устава"
    )
    by_proxy = side(signer_name="Орлова Вера Андреевна", proxy_number="5", proxy_on=date(2026, 3, 1))
    assert preamble(by_proxy, "Заказчик").endswith("действующей на основании доверенности № 5 от 1\u00a0марта 2026\u00a0г.")
    assert "в лице ______" in preamble(side(signer_name="", signer_position=""), "Заказчик")
    assert represented(side(signer_genitive="директора Кима")) == "директора Кима"


def test_a_sole_proprietor_acts_for_themselves():
    sole = side(name="ИП Петрова А. И.", full_name="Индивидуальный предприниматель Петрова Анна Ивановна", inn="500100732259", ogrn="304500116000157",
                kpp="", signer_name="Петрова Анна Ивановна", signer_position="")  # fmt: skip

    assert preamble(sole, "Заказчик") == (
        "Индивидуальный предприниматель Петрова Анна Ивановна, ОГРНИП 304500116000157, именуемая в дальнейшем «Заказчик», действующая от своего имени"
    )
    assert "ОГРНИП 304500116000157" in requisites_of(sole, "Заказчик").lines
    assert signature_of(sole, "Заказчик").position == "Индивидуальный предприниматель"


def test_a_signature_says_the_power_of_attorney_and_the_town_comes_from_the_address():
    proxy = side(proxy_number="5", proxy_on=date(2026, 3, 1), proxy_until=date(2026, 9, 1))

    assert signature_of(proxy, "Исполнитель").basis.startswith("на основании доверенности № 5")
    assert (signature_of(proxy, "Исполнитель").person, basis_of(side())) == ("И. И. Иванов", "Устава")
    assert (town_of(side()), town_of(side(address="Москва, Тверская"))) == ("г. Красноярск", "")


def test_a_person_signs_for_themselves_without_a_stamp_and_lacks_no_numbers():
    person = Client(kind="person", name="Орлова Вера Андреевна", address="г. Томск, ул. Ленина, д. 3", inn="500100732259")

    assert preamble(person, "Заказчик") == "Орлова Вера Андреевна, зарегистрированная по адресу: г. Томск, ул. Ленина, д. 3, именуемая в дальнейшем «Заказчик», действующая от своего имени"
    assert requisites_of(person, "Заказчик").lines[0].startswith("Паспорт: ___")
    assert (signature_of(person, "Заказчик").person, signature_of(person, "Заказчик").stamp) == ("В. А. Орлова", "")
    assert lacking(person, bank=False) == [] and sole(Client(kind="person", name="ИП Орлова В. А.", inn="500100732259"))


def test_a_company_abroad_keeps_its_letters_and_lacks_no_russian_numbers():
    abroad = Client(name="Acme GmbH", full_name="Acme GmbH", address="Berlin", signer_name="Hans Müller", signer_position="Geschäftsführer", signer_basis="Устав")

    assert preamble(abroad, "Заказчик") == "Acme GmbH, именуемая в дальнейшем «Заказчик», в лице Geschäftsführer Hans Müller, действующего на основании Устава"
    assert requisites_of(abroad, "Заказчик").lines[0].startswith("Регистрационный номер: ___")
    assert lacking(abroad, bank=False) == [] and lacking(Client(name="ООО «Проба»"), bank=False) != []


@pytest.mark.parametrize(("until", "count"), [(None, 0), (date(2026, 2, 1), 1), (date(2026, 3, 10), 1), (date(2027, 1, 1), 0)])
def test_a_power_of_attorney_that_ends_is_minded(until, count):
    assert len(warnings_of_proxy(side(proxy_number="5", proxy_on=date(2026, 1, 1), proxy_until=until), date(2026, 3, 1))) == count


@pytest.mark.parametrize(("text", "speaks"), [("Настроить таргетированную рекламу", True), ("Яндекс Директ", True), ("Рекламные баннеры", True),
                                               ("Вёрстка каталога", False), ("Контекстная справка", True)])  # fmt: skip
def test_work_that_places_advertisements_is_known_by_its_words(text, speaks):
    assert speaks_of_ads([text]) == speaks


@pytest.mark.django_db
def test_every_word_of_the_vocabulary_is_told():
    w = make.world()
    make.drafted(w)
    subject = subject_of(Contract.objects.get())

    assert set(fields_told(subject)) == set(VOCABULARY.fields)
    assert conditions_told(subject) <= set(CONDITIONS)
    assert (set(TABLES), set(BLOCKS)) == (set(VOCABULARY.tables), set(VOCABULARY.blocks))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["fixed", "tm", "tm_capped", "retainer"])
def test_a_contract_of_each_kind_leaves_no_field_empty(kind):
    w = make.world()
    make.drafted(w, kind=kind, round_price_kopecks=500_000)
    make.filled_in()
    contract = Contract.objects.get()

    drawn = papers.contract_paper(contract, at=MONDAY, whole=True)

    assert drawn.missing == ()
    assert "360 000,00 руб. (Триста шестьдесят тысяч рублей 00 копеек)" in said(drawn)
    assert "НДС не облагается на основании п. 1 ст. 145 НК РФ" in said(drawn)
    assert [block.name for block in drawn.paper.blocks if isinstance(block, AnnexHeading)] == ["Приложение № 1", "Приложение № 2", "Приложение № 3"]
    assert as_pdf(drawn.paper) == as_pdf(drawn.paper) and as_docx(drawn.paper).startswith(b"PK")


@pytest.mark.django_db
def test_silence_rounds_and_vat_follow_the_contract():
    w = make.world()
    make.drafted(w)
    Contract.objects.update(silence_means_accepted=True, rounds_included=3, vat_percent=22, vat_basis="")
    told = said(papers.contract_paper(Contract.objects.get(), at=MONDAY))
    assert "считается принятым без замечаний" in told and "3 круга правок" in told
    assert "в том числе НДС 22 % – 64 918,03 руб." in told

    Contract.objects.update(silence_means_accepted=False, rounds_included=0, vat_percent=None, vat_basis="п. 1 ст. 145 НК РФ")
    told = said(papers.contract_paper(Contract.objects.get(), at=MONDAY))
    assert "Молчание Заказчика приёмкой не считается" in told and "Круги правок в стоимость не входят" in told and "НДС не облагается" in told


@pytest.mark.django_db
def test_marking_of_advertisements_is_in_the_contract_only_where_they_are_placed():
    w = make.world()
    make.drafted(w)
    assert "erid" not in said(papers.contract_paper(Contract.objects.get(), at=MONDAY))
    w.engagement.briefs.first().clauses.filter(kind="must").update(text="Вести рекламу в поиске")

    assert "erid" in said(papers.contract_paper(Contract.objects.get(), at=MONDAY))


@pytest.mark.django_db
def test_a_paper_that_lacks_requisites_is_a_draft_and_the_page_says_what(client):
    w = make.world()
    contract = send_contract(make.drafted(w), by=w.anna, at=MONDAY)
    make.emptied()
    contract.refresh_from_db()
    assert papers.contract_paper(contract, at=MONDAY).paper.draft
    assert [one.side for one in queries.lacking_in(contract)] == [contract.legal_entity.name, contract.client.name]
    page = as_(client, w.anna).get(f"/deals/contracts/{contract.pk}/").content.decode()
    assert "Чего не хватает для подписи" in page and "ОГРН" in page
    told = client.get(f"/api/v1/contracts/{contract.pk}/readiness").json()
    assert not told["ready"] and len(told["lacking"]) == 2

    make.filled_in()
    LegalEntity.objects.update(proxy_number="5", proxy_on=date(2025, 1, 1), proxy_until=date(2025, 12, 31))
    contract = Contract.objects.get()
    assert queries.lacking_in(contract) == [] and not papers.contract_paper(contract, at=MONDAY).paper.draft
    assert len(queries.warnings_before_signing(contract, MONDAY.date())) == 1
    assert client.get(f"/api/v1/contracts/{contract.pk}/readiness").json()["ready"]


@pytest.mark.django_db
def test_the_specification_has_its_sections_numbers_and_criteria():
    w = make.world()
    make.drafted(w)
    brief = Brief.objects.get()
    first = brief.clauses.exclude(kind="wont").first()
    first.section, first.criterion = "Каталог", "300 позиций видны"
    first.save()

    drawn = papers.specification_paper(brief, at=MONDAY)
    headings = ["".join(run.text for run in block.text) for block in drawn.paper.blocks if isinstance(block, Heading)]

    numbered = [block.number for block in count(drawn.paper.blocks) if isinstance(block, Clause)]

    assert headings[-2:] == ["Каталог", "Прочие требования"]
    assert numbered == [f"{number}." for part in document(brief) for number, _clause in part.clauses]  # as on the page
    assert f"[ТЗ-{first.key}]" in said(drawn) and "300 позиций видны" in said(drawn)
    assert sum(isinstance(block, Clause) for block in drawn.paper.blocks) >= brief.clauses.count()


@pytest.mark.django_db
def test_a_frame_names_no_price_of_nothing_and_no_day_of_nothing():
    w = make.world()
    make.offered(w)
    for kind in ("tm", "tm_capped"):
        contract = make.draft_frame(w, kind)
        drawn = papers.contract_paper(contract, at=MONDAY, whole=True)
        assert "0,00 руб. (Ноль" not in said(drawn) and "contract.last_day" not in drawn.missing, kind
        assert "называются в заявках" in said(drawn) and papers.annexes_of(contract) == ("specification", "price")
        Contract.objects.all().delete()


@pytest.mark.django_db
def test_a_short_specification_has_no_title_page_and_a_long_one_has_contents():
    w = make.world()
    make.drafted(w)
    brief = Brief.objects.get()
    short = papers.specification_paper(brief, at=MONDAY).paper.blocks
    more = [Row(brief=brief, engagement=brief.engagement, key=n, position=n, section="Каталог", text=f"Пункт {n}") for n in range(100, 130)]
    Row.objects.bulk_create(more)
    long = papers.specification_paper(brief, at=MONDAY).paper.blocks

    assert not any(isinstance(block, (PageBreak, Contents)) for block in short)
    assert [type(block) for block in long if isinstance(block, (PageBreak, Contents))] == [PageBreak, Contents]


@pytest.mark.django_db
def test_a_draft_says_whose_requisites_it_shows_and_a_table_says_vat_is_in_it():
    w = make.world()
    make.drafted(w)
    Contract.objects.update(vat_percent=22, vat_basis="")
    make.filled_in()

    draft = papers.contract_paper(Contract.objects.get(), at=MONDAY)
    send_contract(Contract.objects.get(), by=w.anna, at=MONDAY)
    sent = papers.contract_paper(Contract.objects.get(), at=MONDAY)

    assert (draft.paper.note.replace("\u00a0", " "), sent.paper.note) == ("реквизиты сторон – на 2 марта 2026 г.", "")
    assert "Стоимость с НДС, руб." in said(sent)


@pytest.mark.django_db
def test_the_estimate_leads_to_the_agreed_price():
    w = make.world()
    estimate = make.estimated(w, reserve_percent=10)
    send_proposal(estimate, price_kopecks=37_000_000, reason="Первый заказ", by=w.anna, at=MONDAY)
    contract = make.draft(w, 37_000_000)

    drawn = papers.annex_paper(contract, "price", at=MONDAY)
    totals = next(block for block in drawn.paper.blocks if isinstance(block, Table)).totals

    assert [value.replace("\u00a0", " ") for _label, value in totals] == ["360 000,00", "36 000,00", "-26 000,00", "370 000,00", "не облагается"]


@pytest.mark.django_db
def test_an_amendment_tells_its_stages_and_the_price_after_it():
    w = make.world()
    contract = make.signed(w)
    first = amend_contract(contract, reason="Добавили раздел", stages=make.stages(1_000_000, 2_000_000), by=w.anna, at=MONDAY)
    amend_contract(contract, reason="Сдвинули срок", terms={"payment_days": 9}, by=w.anna, at=MONDAY)
    third = amend_contract(contract, reason="Ещё раздел", stages=make.stages(5_000_000), by=w.anna, at=MONDAY)

    first, third = Amendment.objects.get(number=first.number), Amendment.objects.get(number=third.number)
    assert [stage.value_kopecks for stage in queries.stages_added_by(first)] == [1_000_000, 2_000_000]
    assert [stage.value_kopecks for stage in queries.stages_added_by(third)] == [5_000_000]
    assert papers.amendment_paper(first).paper.name == (
        f"Дополнительное соглашение № 1 от 2\u00a0марта 2026\u00a0г. к договору № {contract.number} от 1\u00a0марта 2026\u00a0г."
    )
    assert "390 000,00" in said(papers.amendment_paper(first)) and "Добавили раздел" in said(papers.amendment_paper(first))
    assert "440 000,00" in said(papers.amendment_paper(third))
    assert "Цена Договора не меняется" in said(papers.amendment_paper(contract.amendments.get(number=2)))
    itself = said(papers.contract_paper(Contract.objects.get(), at=MONDAY, whole=True))
    assert "360 000,00" in itself and "440 000,00" not in itself and "50 000,00" not in itself  # what was signed stays as it was


@pytest.mark.django_db
def test_options_discount_and_vat_on_top_are_drawn_and_add_up():
    w = make.world()
    lines = [*make.LINES, {"title": "Отчёты", "specialism": "dev", "hours": Decimal(10), "rate_kopecks": 300_000, "group": "", "option": "Отчёты"}]
    TaxProfile.objects.update(vat_mode="on_top", vat_percent=22, basis="")
    estimate = make.estimated(w, lines=lines, reserve_percent=10)
    proposal = send_proposal(estimate, percent=Decimal(5), reason="Первый заказ", message="Готовы начать в апреле", by=w.anna, at=MONDAY)

    told = said(papers.proposal_paper(proposal))
    assert "Готовы начать в апреле" in told and "На выбор" in told and "Отчёты" in told and "с учётом скидки" in told
    answer_proposal(proposal, accepted=True, picked=[row.pk for row in proposal.options.all()], by=w.anna, at=MONDAY)
    accepted = Proposal.objects.get()
    contract = make.draft(w, accepted.price_kopecks)

    table = next(block for block in papers.annex_paper(contract, "price", at=MONDAY).paper.blocks if isinstance(block, Table))
    values = [int(value.replace("\u00a0", "").replace(",", "")) for _label, value in table.totals]
    assert [label.split(",")[0].split(":")[0] for label, _value in table.totals][-2:] == ["Всего", "В том числе НДС 22\u00a0%"]
    assert len(table.rows) == 2 and values[-2] == accepted.price_kopecks == sum(values[:-2])
    assert values[-1] == vat_in(accepted.price_kopecks, Decimal(22))


@pytest.mark.django_db
def test_options_of_one_name_in_two_choices_are_told_apart():
    w = make.world()
    work = {"specialism": "dev", "rate_kopecks": 300_000}
    kinds = [(group, option, hours) for group, hours in (("Вход", 10), ("Оплата", 20)) for option in ("Просто", "Полно")]
    lines = [*make.LINES, *({"title": f"{group} {option}", "hours": Decimal(hours), "group": group, "option": option, **work} for group, option, hours in kinds)]
    proposal = send_proposal(make.estimated(w, lines=lines), by=w.anna, at=MONDAY)
    picked = [proposal.options.get(group="Вход", name="Просто").pk, proposal.options.get(group="Оплата", name="Полно").pk]
    answer_proposal(proposal, accepted=True, picked=picked, by=w.anna, at=MONDAY)
    contract = make.draft(w, Proposal.objects.get().price_kopecks)

    told = said(papers.annex_paper(contract, "price", at=MONDAY))

    assert ("Вход Просто" in told, "Вход Полно" in told, "Оплата Просто" in told, "Оплата Полно" in told) == (True, False, False, True)
    assert "Скидка" not in told and "450 000,00" in told


@pytest.mark.django_db
def test_a_client_is_told_of_expenses_beside_the_price():
    w = make.world()
    estimate = make.estimated(w)
    PassThrough.objects.create(estimate=estimate, position=1, kind="media", title="Бюджет рекламы", sum_kopecks=5_000_000, in_price=False)
    contract = make.draft(w, make.offer(w, estimate).price_kopecks)

    assert "Бюджет рекламы" in said(papers.annex_paper(contract, "price", at=MONDAY))
    assert "Бюджет рекламы" in said(papers.proposal_paper(contract.proposal))


@pytest.mark.django_db
def test_expenses_inside_the_price_are_told_apart_and_the_contract_does_not_deny_them():
    w = make.world()
    bought = {"kind": "media", "title": "Бюджет рекламы", "sum_kopecks": 5_000_000, "fee_percent": Decimal(10), "in_price": True}
    estimate = make.estimated(w, passed=[bought])
    contract = make.draft(w, make.offer(w, estimate, 41_500_000).price_kopecks)

    proposal, itself = said(papers.proposal_paper(contract.proposal)), said(papers.contract_paper(contract, at=MONDAY))

    assert all(words in proposal for words in ("Расходы, входящие в цену", "Бюджет рекламы", "50 000,00", "5 000,00"))
    assert "входят в цену Договора. Прочие расходы на" in itself


ADDRESSES = ("/proposals/{proposal}", "/contracts/{contract}", "/contracts/{contract}/annexes/plan", "/contracts/{contract}/annexes/price",
             "/contracts/{contract}/annexes/specification", "/contracts/{contract}/annexes/disagreements", "/contracts/{contract}/amendments/1",
             "/contracts/{contract}/applications/{stage}")  # fmt: skip


@pytest.mark.django_db
def test_every_paper_has_its_two_addresses_on_pages_and_in_the_api(client):
    w = make.world()
    contract = make.drafted(w, kind="tm")
    send_contract(contract, by=w.anna, at=MONDAY)
    disagree_contract(contract, reason="Оплата в течение 30 дней", by=w.anna, at=MONDAY)
    sign_contract(contract, signed_on=date(2026, 3, 1), by=w.anna, at=MONDAY)
    amend_contract(contract, reason="Добавили", terms={"payment_days": 9}, by=w.anna, at=MONDAY)
    keys = {"proposal": contract.proposal_id, "contract": contract.pk, "stage": contract.stages.first().pk}
    own = [*ADDRESSES, "/contracts/{contract}/whole", f"/specifications/{contract.proposal.estimate.brief_id}", f"/engagements/{w.engagement.pk}/consent"]
    calls = [*ADDRESSES, f"/briefs/{contract.proposal.estimate.brief_id}", f"/engagements/{w.engagement.pk}/consent"]
    as_(client, w.anna)

    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        for address in [f"/deals{one}/{form}/" for one in own] + [f"/api/v1{one}/{form}" for one in calls]:
            shown = client.get(address.format(**keys))
            assert shown.status_code == 200 and shown.content.startswith(begins), address
    assert "30 дней" in said(papers.annex_paper(contract, "disagreements", at=MONDAY))
    assert client.get(f"/api/v1/contracts/{contract.pk}/annexes/nothing/pdf").status_code == 409
    assert client.get(f"/deals/contracts/{contract.pk}/annexes/nothing/pdf/").status_code == 409
    assert client.get(f"/deals/contracts/{contract.pk}/amendments/7/pdf/").status_code == 404


@pytest.mark.django_db
def test_a_client_takes_what_was_sent_and_a_stranger_nothing(client):
    w = make.world()
    contract = make.drafted(w)
    contact = Contact.objects.filter(client=w.engagement.client).first()
    contact.account = Person.objects.create_user("petr", kind="contact", name="Пётр")
    contact.save()
    stranger = Person.objects.create_user("stranger", kind="contact", name="Чужой")
    brief = contract.proposal.estimate.brief_id
    calls = [f"/contracts/{contract.pk}/pdf", f"/contracts/{contract.pk}/annexes/price/docx", f"/briefs/{brief}/pdf"]

    as_(client, contact.account)
    assert client.get(f"/api/v1/proposals/{contract.proposal_id}/pdf").status_code == 200
    assert [client.get(f"/api/v1{call}").status_code for call in calls[:2]] == [404, 404]
    send_contract(contract, by=w.anna, at=MONDAY)
    assert [client.get(f"/api/v1{call}").status_code for call in calls] == [200, 200, 200]
    assert client.get(f"/api/v1/contracts/{contract.pk}/readiness").status_code == 404
    assert client.get(f"/api/v1/contracts/{contract.pk}/applications/{contract.stages.first().pk}/pdf").status_code == 404
    as_(client, stranger)
    assert [client.get(f"/api/v1{call}").status_code for call in calls] == [404, 404, 404]
    as_(client, make.briefs.make.person("irina", "am"))
    assert [client.get(f"/api/v1{call}").status_code for call in calls] == [404, 404, 404]


@pytest.mark.django_db
def test_a_consent_is_of_one_contact_and_no_part_of_the_contract(client):
    w = make.world()
    make.drafted(w)
    contact = Contact.objects.filter(client=w.engagement.client).first()
    told = said(papers.consent_paper(w.engagement, person="Петров Пётр", at=MONDAY))
    assert "Оператор: " in told and "согласие оператору" not in told
    assert "Петров Пётр" in told and "не является частью договора" in told
    assert "даю согласие" not in said(papers.contract_paper(Contract.objects.get(), at=MONDAY, whole=True))
    as_(client, w.anna)
    assert client.get(f"/deals/engagements/{w.engagement.pk}/consent/pdf/?contact={contact.pk}").status_code == 200
    assert client.get(f"/deals/engagements/{w.engagement.pk}/consent/pdf/?contact=999999").status_code == 404


@pytest.mark.django_db
def test_requisites_by_the_page_and_the_api_are_checked(client):
    w = make.world()
    make.drafted(w)
    known = w.engagement.client
    page, call = f"/clients/{known.pk}/requisites/", f"/api/v1/clients/{known.pk}/requisites"
    as_(client, w.anna)
    assert client.post(page, {**make.FULL, "proxy_number": "5", "proxy_on": "2026-03-01", "proxy_until": "2027-03-01"}).status_code == 302
    known.refresh_from_db()
    assert (known.signer_name, known.proxy_until, known.kpp) == ("Иванов Иван Иванович", date(2027, 3, 1), "773601001")
    wrong = client.post(page, {**make.FULL, "ogrn": "1027700132196"})
    assert wrong.status_code == 422 and "1027700132196" in wrong.content.decode()
    assert client.post(page, {**make.FULL, "proxy_number": "5"}).status_code == 422
    assert client.post(call, {**make.FULL, "bik": "12"}, "application/json").status_code == 422
    assert client.post(call, {**make.FULL, "kpp": "abc"}, "application/json").status_code == 422
    assert client.post(call, make.FULL, "application/json").json()["proxy_number"] == ""
    assert client.get(call).json()["ogrn"] == make.FULL["ogrn"]
    assert as_(client, w.pavel).post(call, make.FULL, "application/json").status_code == 403


@pytest.mark.django_db
def test_a_card_without_requisites_leaves_them(client):
    w = make.world()
    Client.objects.update(**make.FULL)
    known = w.engagement.client
    as_(client, w.anna)
    assert client.post(f"/api/v1/clients/{known.pk}/card", {"name": "ООО «Иначе»"}, "application/json").status_code == 200
    known.refresh_from_db()
    assert (known.name, known.inn, known.address) == ("ООО «Иначе»", make.FULL["inn"], make.FULL["address"])


@pytest.mark.django_db
def test_a_preview_begins_with_an_engagement_that_has_something_to_tell():
    w = make.world()
    make.drafted(w)
    empty = open_engagement(w.engagement.client, "Ещё ничего", at=MONDAY + timedelta(days=1))

    assert [one.pk for one in queries.fullest_first(Engagement.objects.all())] == [w.engagement.pk, empty.pk]
