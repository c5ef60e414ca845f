"""Each paper of a deal: which text it is drawn by, of what, and whether it is a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.http import HttpResponse
from django.utils.translation import gettext as _

from svyazka.briefs.models import Brief
from svyazka.clients.models import Engagement
from svyazka.deals import queries
from svyazka.deals.models import Amendment, Contract, ContractStage, Proposal
from svyazka.deals.papers import tables
from svyazka.deals.papers.facts import Subject, conditions_told, fields_told, subject_of
from svyazka.deals.rules import PaperKind, text_of
from svyazka.deals.rules.amendment import AmendmentKind
from svyazka.deals.rules.vocabulary import VOCABULARY
from svyazka.kit import files
from svyazka.kit.errors import Refused
from svyazka.kit.papers import Block, PageBreak, Paper, day_in_words, drawn_as
from svyazka.kit.papers.filling import Filled, Told, filled
from svyazka.kit.papers.language import Tree
from svyazka.kit.papers.reading import read
from svyazka.people.queries import today

UNSENT = ("draft", "disagreement")
KNOWN_TEXTS = 64


@dataclass(frozen=True)
class Drawn:
    """A paper ready to become a file, what it is called as one, and the fields that nothing filled."""

    paper: Paper
    file: str
    missing: tuple[str, ...] = ()


@lru_cache(maxsize=KNOWN_TEXTS)
def _tree(text: str) -> Tree:
    return read(text, VOCABULARY)


class _Lazy(Mapping):
    """Tables and blocks of a subject, drawn only where the text asks for them."""

    def __init__(self, drawers: Mapping, subject: Subject):
        self.drawers, self.subject = drawers, subject

    def __getitem__(self, name):
        return self.drawers[name](self.subject)

    def __iter__(self):
        return iter(self.drawers)

    def __len__(self):
        return len(self.drawers)


def _filled(text: str, subject: Subject) -> Filled:
    told = Told(fields_told(subject), conditions_told(subject), _Lazy(tables.TABLES, subject), _Lazy(tables.BLOCKS, subject))
    return filled(_tree(text), told)


def _by(kind: str, subject: Subject, moment: datetime) -> Filled:
    return _filled(queries.text_at(kind, moment).text, subject)


def contract_paper(contract: Contract, *, at: datetime, whole: bool = False) -> Drawn:
    """Draw the contract, alone or with its annexes after it in one file."""
    subject, moment = subject_of(contract), contract.worded_at or at
    told = _by(text_of(kind=contract.kind, text_code=contract.text_code), subject, moment)
    blocks: list[Block] = list(told.blocks)
    for n, kind in enumerate(subject.annexes if whole else (), start=1):
        blocks += [PageBreak(), *_by(kind, subject.numbered(n), moment).blocks]
    paper = _paper(f"Договор № {contract.number}", blocks, subject, draft=is_draft(contract), at=at)
    return Drawn(paper, contract.number, told.missing)


def is_draft(contract: Contract) -> bool:
    """Tell whether the contract is not to be signed as it is: it has not left, is disagreed with, or lacks requisites."""
    return contract.state in UNSENT or (contract.signed_on is None and bool(queries.lacking_in(contract)))


def annexes_of(contract: Contract) -> tuple[str, ...]:
    """Return the kinds of annexes that the contract has, in their order."""
    return subject_of(contract).annexes


def annex_paper(contract: Contract, kind: str, *, at: datetime) -> Drawn:
    """Draw one annex of the contract, or its protocol of disagreements. Raises Refused if it has no such annex."""
    subject, moment = subject_of(contract), contract.worded_at or at
    if kind != PaperKind.DISAGREEMENTS and kind not in subject.annexes:
        raise Refused(_("The contract has no such annex."))
    number = subject.annexes.index(kind) + 1 if kind in subject.annexes else 0
    told = _by(kind, subject.numbered(number), moment)
    name = f"Приложение № {number} к договору № {contract.number}" if number else f"Протокол разногласий к договору № {contract.number}"
    draft = is_draft(contract) and kind != PaperKind.DISAGREEMENTS
    return Drawn(_paper(name, told.blocks, subject, draft=draft, at=at), f"{contract.number}-{number or 'disagreements'}", told.missing)


def amendment_paper(amendment: Amendment) -> Drawn:
    """Draw an amendment of a contract, or an order under it; the edition it brings in follows as its annex, in the same file."""
    contract = amendment.contract
    subject = replace(subject_of(contract), amendment=amendment, day=amendment.signed_on or today(amendment.made_at))
    if amendment.kind == AmendmentKind.ORDER:
        return _order_paper(amendment, subject)
    subject = replace(subject, brief=amendment.brief or subject.brief)
    told = _by(PaperKind.AMENDMENT, subject, amendment.made_at)
    name = f"Дополнительное соглашение № {amendment.number} от {day_in_words(subject.day)} к договору № {contract.number}"
    draft, blocks = amendment.state == "draft", list(told.blocks)
    if amendment.brief is not None:
        annex = _by(PaperKind.SPECIFICATION, subject.numbered(1), amendment.made_at)
        blocks += [PageBreak(), *annex.blocks]
    return Drawn(_paper(name, blocks, subject, draft=draft), f"{contract.number}-amendment-{amendment.number}", told.missing)


def _order_paper(order: Amendment, subject: Subject) -> Drawn:
    """Draw an order as the application it is: what is to be done, by its last stage, for all of them."""
    rows = list(order.changes.all())
    due_on = max((row.due_on for row in rows), default=subject.day)
    asked = ContractStage(contract=order.contract, position=order.number, title=order.reason, due_on=due_on, value_kopecks=order.added_kopecks)
    told = _by(PaperKind.APPLICATION, replace(subject, stage=asked), order.made_at)
    name = f"Заявка № {order.number} от {day_in_words(subject.day)} к договору № {order.contract.number}"
    return Drawn(_paper(name, told.blocks, subject, draft=order.state == "draft"), f"{order.contract.number}-order-{order.number}", told.missing)


def application_paper(stage: ContractStage, *, at: datetime) -> Drawn:
    """Draw the application under a frame contract: one stage of it."""
    contract = stage.contract
    subject = replace(subject_of(contract), stage=stage)
    told = _by(PaperKind.APPLICATION, subject, at)
    name = f"Заявка № {stage.position} к договору № {contract.number}"
    return Drawn(_paper(name, told.blocks, subject, draft=is_draft(contract), at=at), f"{contract.number}-application-{stage.position}", told.missing)


def proposal_paper(proposal: Proposal) -> Drawn:
    """Draw the proposal as it was sent."""
    estimate = proposal.estimate
    entity = proposal.legal_entity or queries.entity_for(estimate)
    subject = Subject(
        proposal.engagement, _there(entity), proposal.engagement.client, today(proposal.sent_at), proposal=proposal, estimate=estimate,
        brief=estimate.brief, vat_basis=proposal.vat_basis or queries.vat_on(today(proposal.sent_at), entity)[1],
    )  # fmt: skip
    told = _by(PaperKind.PROPOSAL, subject, proposal.sent_at)
    return Drawn(_paper(f"Коммерческое предложение № {proposal.number}", told.blocks, subject), proposal.number, told.missing)


def specification_paper(brief: Brief, *, at: datetime) -> Drawn:
    """Draw an edition of the specification by itself."""
    contract = queries.contract_of(brief.engagement)
    entity = contract.legal_entity if contract else queries.seller_on(today(at))[0]
    day = today(brief.agreed_at or brief.written_at)
    subject = Subject(brief.engagement, _there(entity), brief.engagement.client, day, brief=brief)
    told = _by(PaperKind.SPECIFICATION, subject, brief.agreed_at or at)
    name = f"Техническое задание «{brief.engagement.title}», редакция {brief.edition}"
    return Drawn(_paper(name, told.blocks, subject, draft=brief.sent_at is None and brief.agreed_at is None), f"TZ-{brief.pk}-{brief.edition}", told.missing)


def consent_paper(engagement: Engagement, *, person: str, at: datetime) -> Drawn:
    """Draw the consent of a person to the processing of their data: a document by itself, not a clause of a contract."""
    entity, _vat = queries.seller_on(today(at))
    subject = Subject(engagement, _there(entity), engagement.client, today(at), person=person)
    told = _by(PaperKind.CONSENT, subject, at)
    missing = tuple(name for name in told.missing if name != "person.name")  # a blank one is filled in by hand
    return Drawn(_paper("Согласие на обработку персональных данных", told.blocks, subject), f"consent-{engagement.pk}", missing)


def preview_paper(kind: str, text: str, engagement: Engagement, *, at: datetime, person: str = "") -> Drawn:
    """Draw a text that is being written, with what is known of a real engagement."""
    contract = queries.contract_of(engagement)
    proposal = queries.offered_price(engagement)
    estimate = proposal.estimate if proposal else engagement.estimates.order_by("-edition").first()
    entity, basis = queries.seller_on(today(at))
    brief = estimate.brief if estimate else engagement.briefs.order_by("-edition").first()
    subject = Subject(engagement, _there(entity), engagement.client, today(at), proposal=proposal, estimate=estimate, brief=brief, vat_basis=basis)
    if contract is not None:
        subject = replace(subject_of(contract), amendment=contract.amendments.order_by("number").last(), stage=contract.stages.first())
        subject = subject.numbered(subject.annexes.index(kind) + 1 if kind in subject.annexes else 0)
    told = _filled(text, replace(subject, person=person))
    return Drawn(_paper(f"{PaperKind(kind).label}: просмотр", told.blocks, subject, draft=True), f"preview-{kind}", told.missing)


def as_file(drawn: Drawn, form: str) -> HttpResponse:
    """Answer with the paper in one of its forms: "pdf" or "docx"."""
    return files.paper(drawn_as(form, drawn.paper), drawn.file, form)


def _there(entity):
    if entity is None:
        raise Refused(_("Write down a legal entity of the agency first."))
    return entity


def _paper(name: str, blocks, subject: Subject, *, draft: bool = False, at: datetime | None = None) -> Paper:
    """Return the paper. A draft that was drawn `at` a moment says so: its requisites are those of the cards on that day."""
    day = subject_of(subject.contract).day if subject.contract else subject.day  # the day that follows a number is of the contract, not of its amendment
    told = f" от {day_in_words(day)}" if "№" in name and not name.startswith("Приложение") else ""
    note = f"реквизиты сторон – на {day_in_words(today(at))}" if draft and at else ""
    return Paper(f"{name}{told}", tuple(blocks), subject.day, author=subject.entity.name, draft=draft, note=note)
