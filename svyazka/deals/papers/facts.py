"""What fills the texts of papers: fields, conditions, and what stands in tables, of one subject."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from svyazka.briefs.models import Brief
from svyazka.clients.models import Client, Engagement
from svyazka.clients.rules import ClientKind
from svyazka.deals import queries
from svyazka.deals.models import Amendment, Contract, ContractStage, Estimate, Proposal
from svyazka.deals.papers.parties import fields_of, town_of
from svyazka.deals.papers.retainer import first_of, plan_of, retainer_said, terms_of
from svyazka.deals.papers.said import calendar_days, hours_said, vat_said, working_days
from svyazka.deals.rules import Part, speaks_of_ads
from svyazka.deals.rules.contract import TIME
from svyazka.deals.rules.periods import laid_out
from svyazka.deals.rules.side import natural, sole
from svyazka.deals.rules.vocabulary import FIELDS
from svyazka.kit.papers import amount_in_figures, amount_in_words, amount_said, day_in_words, form_of
from svyazka.people.models import LegalEntity
from svyazka.people.queries import today

AGENCY, CLIENT = "Исполнитель", "Заказчик"
SHORT = 30  # clauses of a specification that needs neither a page for its title nor contents


@dataclass(frozen=True)
class Subject:
    """What a paper is about: as much as is known. `annex` is its number among the annexes, 0 for none."""

    engagement: Engagement
    entity: LegalEntity
    client: Client
    day: date
    contract: Contract | None = None
    proposal: Proposal | None = None
    estimate: Estimate | None = None
    brief: Brief | None = None
    amendment: Amendment | None = None
    stage: ContractStage | None = None
    person: str = ""
    vat_basis: str = ""
    annex: int = 0
    annexes: tuple[str, ...] = ()

    def numbered(self, annex: int) -> "Subject":
        """Return the subject of the annex with this number."""
        return replace(self, annex=annex)


def subject_of(contract: Contract) -> Subject:
    """Return all that is known of a contract."""
    proposal = contract.proposal
    estimate = proposal.estimate if proposal else None
    brief = queries.first_edition(contract)
    known = (("specification", brief is not None and brief.clauses.exists()), ("plan", bool(queries.first_stages(contract))), ("price", estimate is not None))
    return Subject(
        contract.engagement, contract.legal_entity, contract.client, contract.signed_on or today(contract.drafted_at), contract=contract, proposal=proposal,
        estimate=estimate, brief=brief, vat_basis=contract.vat_basis, annexes=tuple(kind for kind, there in known if there),
    )  # fmt: skip


def fields_told(subject: Subject) -> dict[str, str]:
    """Return every field of the vocabulary, "" where there is nothing to tell."""
    told = dict.fromkeys(FIELDS, "")
    told |= {"engagement.title": subject.engagement.title, "paper.day": day_in_words(subject.day), "paper.place": town_of(subject.entity)}
    told |= {"annex.number": str(subject.annex) if subject.annex else "", "person.name": subject.person}
    told |= fields_of(subject.entity, "entity", AGENCY) | fields_of(subject.client, "client", CLIENT)
    for part, thing in ((_contract, subject.contract), (_proposal, subject.proposal), (_specification, subject.brief), (_amendment, subject.amendment),
                        (_application, subject.stage)):  # fmt: skip
        if thing is not None:
            told |= part(subject, thing)
    return told


def _contract(subject: Subject, contract: Contract) -> dict:
    stages = queries.first_stages(contract)
    terms = queries.first_terms(contract)
    price, hours, hour = queries.first_price(contract), hours_of(subject), hour_price_of(subject)
    return {
        "contract.number": contract.number, "contract.day": day_in_words(contract.signed_on or today(contract.drafted_at)),
        "contract.price": amount_said(price), "contract.price_figures": amount_in_figures(price), "contract.price_words": amount_in_words(price),
        "contract.price_words_en": amount_in_words(price, "en"), "contract.vat": vat_said(price, contract.vat_percent, contract.vat_basis),
        "contract.acceptance_days": working_days(terms["acceptance_days"]),
        "contract.rounds": f"{terms['rounds_included']} {form_of(terms['rounds_included'], 'круг', 'круга', 'кругов')}",
        "contract.round_price": amount_said(terms["round_price_kopecks"]) if terms["round_price_kopecks"] else "",
        "contract.payment_days": calendar_days(terms["payment_days"]), "contract.court": terms["court_city"], **retainer_said(contract),
        "contract.first_day": day_in_words(stages[0].due_on) if stages else "", "contract.last_day": day_in_words(max(s.due_on for s in stages)) if stages else "",
        "contract.hours": hours_said(hours) if hours else "", "contract.hour_price": amount_said(hour) if hour else "",
    }  # fmt: skip


def hour_price_of(subject: Subject) -> int:
    """Return the one price of an hour: as the contract itself names it, in an application as it stands; 0 where rates are told."""
    contract = subject.contract
    if contract is None or contract.kind not in TIME:
        return 0
    return contract.hour_kopecks if subject.stage else queries.first_terms(contract)["hour_kopecks"]


def hours_of(subject: Subject) -> Decimal:
    """Return the hours of the whole contract: of all its periods, else of the estimate if the contract is for all of its price."""
    contract = subject.contract
    plan = plan_of(contract) if contract else None
    if plan:
        return sum((period.hours for period in laid_out(terms_of(plan))), Decimal(0))
    whole = contract and subject.proposal and subject.estimate and queries.first_price(contract) == subject.proposal.price_kopecks
    return sum((part.sums.hours for part in taken_parts(subject)), Decimal(0)) if whole else Decimal(0)


def taken_parts(subject: Subject) -> list[Part]:
    """Return the parts of the estimate that are bought: the base and the options taken, before the answer the usual ones."""
    picked = {(row.group, row.name) for row in subject.proposal.options.all() if row.picked} if subject.proposal else set()
    answered = subject.proposal is not None and subject.proposal.options.filter(picked__isnull=False).exists()
    return [part for part in queries.parts_in(subject.estimate) if part.is_base or ((part.group, part.name) in picked if answered else part.usual)]


def _proposal(subject: Subject, proposal: Proposal) -> dict:
    return {
        "proposal.number": proposal.number, "proposal.day": day_in_words(today(proposal.sent_at)), "proposal.price": amount_said(proposal.offered_kopecks),
        "proposal.vat": vat_said(proposal.offered_kopecks, proposal.vat_percent, subject.vat_basis), "proposal.message": proposal.message,
        "proposal.discount": amount_said(proposal.discount_kopecks) if proposal.discount_kopecks else "",
        "proposal.valid_until": day_in_words(proposal.valid_until_on), "author.name": proposal.sent_by.name, "author.email": proposal.sent_by.email,
    }  # fmt: skip


def _specification(_subject: Subject, brief: Brief) -> dict:
    return {"specification.edition": str(brief.edition), "specification.day": day_in_words(today(brief.agreed_at or brief.written_at)),
            "specification.count": str(brief.clauses.exclude(kind="wont").count())}  # fmt: skip


def _amendment(_subject: Subject, amendment: Amendment) -> dict:
    contract = amendment.contract
    price = queries.price_after(amendment)
    return {"amendment.number": str(amendment.number), "amendment.reason": amendment.reason,
            "amendment.added": amount_said(abs(amendment.added_kopecks)) if amendment.added_kopecks else "",
            "amendment.price": amount_said(price), "amendment.vat": vat_said(price, contract.vat_percent, contract.vat_basis)}  # fmt: skip


def _application(_subject: Subject, stage: ContractStage) -> dict:
    return {"application.number": str(stage.position), "application.title": stage.title, "application.due": day_in_words(stage.due_on),
            "application.price": amount_said(stage.value_kopecks)}  # fmt: skip


def conditions_told(subject: Subject) -> frozenset[str]:
    """Return the conditions of the vocabulary that hold."""
    contract, brief, lines = subject.contract, subject.brief, list(subject.estimate.lines.all()) if subject.estimate else []
    clauses = list(brief.clauses.exclude(kind="wont")) if brief else []
    terms = queries.first_terms(contract) if contract else {}
    plan = plan_of(contract) if contract else None
    changes = subject.amendment
    vat = contract.vat_percent if contract else subject.proposal.vat_percent if subject.proposal else None
    holds = {
        "vat": bool(vat), "silence": bool(terms.get("silence_means_accepted")), "rounds": bool(terms.get("rounds_included")),
        "round_price": bool(terms.get("round_price_kopecks")), "court": bool(terms.get("court_city")),
        "advance": bool(contract and any(stage.advance_percent for stage in queries.first_stages(contract))), "retainer": plan is not None,
        "frame": bool(terms.get("is_frame")), "price_in_orders": bool(terms.get("is_frame")) and not queries.first_price(contract), "has_stages": bool(contract and queries.first_stages(contract)), "hour_price": hour_price_of(subject) > 0,
        "by_time": bool(contract and contract.kind in TIME), "total_hours": hours_of(subject) > 0,
        "estimate_of_period": bool(plan and subject.proposal and plan["count"] > 1 and subject.proposal.price_kopecks == plan["fee_kopecks"]),
        "first_cut": bool(plan and first_of(plan).month_days), "rollover_cap": bool(plan and plan["rollover"] == "cap"), "rollover_expiry": bool(plan and plan["rollover"] == "expiry"),
        "borrow": bool(plan and Decimal(plan["borrow_hours"])), "overage": bool(plan and plan["overage_kopecks"]), "specification": bool(clauses),
        "specification_long": len(clauses) > SHORT, "annexes": bool(subject.annexes),
        "advertising": speaks_of_ads([*(clause.text for clause in clauses), *(line.title for line in lines), subject.engagement.title]),
        "several_stages": bool(contract and len(queries.first_stages(contract)) > 1), "needs": bool(brief and brief.needs.exists()),
        "without": bool(brief and brief.clauses.filter(kind="wont").exists()),
        "amendment_stages": bool(changes and queries.stages_added_by(changes)), "amendment_advance": bool(changes and any(stage.advance_percent for stage in queries.stages_added_by(changes))), "amendment_changes": bool(changes and queries.stages_changed_by(changes)),
        "amendment_more": bool(changes and changes.added_kopecks > 0), "amendment_less": bool(changes and changes.added_kopecks < 0),
        "amendment_terms": bool(changes and changes.terms),
        "amendment_edition": bool(subject.amendment and subject.amendment.brief_id),
        "options": bool(subject.proposal and subject.proposal.options.exists()), "message": bool(subject.proposal and subject.proposal.message),
        "discount": bool(subject.proposal and subject.proposal.discount_kopecks),
        "passed": bool(subject.estimate and subject.estimate.passed.filter(in_price=False).exists()),
        "passed_in_price": bool(subject.estimate and subject.estimate.passed.filter(in_price=True).exists()),
        "disagreements": bool(contract and queries.disagreements_of(contract)),
        "author_email": bool(subject.proposal and subject.proposal.sent_by.email),
        "entity_is_sole": sole(subject.entity), "client_is_sole": sole(subject.client), "client_is_person": natural(subject.client),
        "client_is_state": subject.client.kind == ClientKind.STATE,
    }  # fmt: skip
    return frozenset(name for name, true in holds.items() if true)
