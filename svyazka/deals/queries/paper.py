"""Questions about papers: which text and which series is in force, what an amendment brought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from svyazka.briefs.models import Brief
from svyazka.briefs.queries import edition_in_force
from svyazka.clients.models import Engagement
from svyazka.deals.models import Amendment, AmendmentStage, Contract, ContractStage, NumberSeries, PaperText
from svyazka.deals.queries.text import is_changed, last_edition
from svyazka.deals.rules import SeriesKind
from svyazka.deals.rules.amendment import StageChange
from svyazka.deals.rules.contract import AGREED
from svyazka.journal.models import Entry
from svyazka.kit.errors import Refused
from svyazka.people.models import LegalEntity
from svyazka.people.queries import today


def fullest_first(engagements: QuerySet[Engagement]) -> QuerySet[Engagement]:
    """Order engagements by how much their papers have to tell: an amendment, a contract, then the newest."""
    held = Contract.objects.filter(engagement=OuterRef("pk"))
    told = engagements.annotate(amended=Exists(held.filter(amendments__isnull=False)), contracted=Exists(held))
    return told.order_by("-amended", "-contracted", "-opened_at")


def editions_of(kind: str) -> QuerySet[PaperText]:
    """Return the editions of the text of this kind, the newest first."""
    return PaperText.objects.filter(kind=kind).select_related("made_by").order_by("-edition")


def newest_text(kind: str) -> PaperText | None:
    """Return the newest edition, in force or not yet."""
    return editions_of(kind).first()


def text_at(kind: str, moment: datetime) -> PaperText:
    """Return the text in force at the moment: what was written later does not touch a paper that had left by then.

    A paper older than every text is drawn by the first. Raises Refused where no text was ever written.
    """
    known = editions_of(kind).filter(starts_on__lte=today(moment)).filter(Q(made_at=None) | Q(made_at__lte=moment))
    found = known.order_by("-starts_on", "-edition").first() or editions_of(kind).last()
    if found is None:
        raise Refused(_("There is no text of this paper yet: write it among the texts of papers."))
    return found


def texts_in_force(at: datetime) -> dict[str, PaperText]:
    """Return the text in force of every kind that has one. One query."""
    found: dict[str, PaperText] = {}
    for text in PaperText.objects.filter(starts_on__lte=today(at)).select_related("made_by").order_by("starts_on", "edition"):
        found[text.kind] = text
    return found


def series_for(kind: str, entity: LegalEntity | None, day: date) -> NumberSeries:
    """Return the series by which papers of the kind are numbered on that day; one older than every series by the first.

    Raises Refused where there is none at all.
    """
    of = Q(legal_entity=None) | (Q(legal_entity=entity) if entity else Q(pk=None))
    rows = list(NumberSeries.objects.filter(of, kind=kind).order_by("starts_on", "pk"))
    if not rows:
        raise Refused(_("Say first how these papers are numbered: “%(kind)s”.") % {"kind": SeriesKind(kind).label})
    begun = [row for row in rows if row.starts_on <= day]
    return max(begun, key=lambda row: (row.legal_entity_id is not None, row.starts_on, row.pk), default=rows[0])


def series_in_force(day: date) -> list[NumberSeries]:
    """Return the series in force of every kind and entity that has its own."""
    found: dict[tuple, NumberSeries] = {}
    for row in NumberSeries.objects.filter(starts_on__lte=day).select_related("legal_entity").order_by("starts_on", "pk"):
        found[row.kind, row.legal_entity_id] = row
    order = SeriesKind.values
    return sorted(found.values(), key=lambda row: (order.index(row.kind), row.legal_entity_id or 0))


def first_edition(contract: Contract) -> Brief | None:
    """Return the edition of the specification that the contract itself names: bound by its signature, not by an amendment.

    Before the signature it is the one agreed, else the one that was estimated.
    """
    amended = contract.amendments.exclude(brief=None).values("brief")
    bound = Brief.objects.filter(engagement=contract.engagement_id, bound_at__isnull=False).exclude(pk__in=amended)
    found = bound.order_by("bound_at").first() or edition_in_force(contract.engagement)
    return found or (contract.proposal.estimate.brief if contract.proposal else None)


@dataclass(frozen=True)
class Agreed:
    """A stage as it was signed: it may have changed since, or be gone."""

    position: int
    title: str
    value_kopecks: int
    due_on: date
    advance_percent: int = 0


def first_terms(contract: Contract) -> dict:
    """Return the terms that the contract itself names, by name: as they were signed; of one not signed, as they stand."""
    now = {name: getattr(contract, name) for name in AGREED}
    return {**now, **contract.signed_edition.told["agreed"]} if contract.signed_edition else now


def first_stages(contract: Contract) -> Sequence[Agreed | ContractStage]:
    """Return the stages that the contract itself names: those of its amendments stand in the amendments."""
    if contract.signed_edition is None:
        return _stages_of_before(contract)[0]
    return [Agreed(row["position"], row["title"], row["value_kopecks"], date.fromisoformat(row["due_on"]), row["advance_percent"])
            for row in contract.signed_edition.told["agreed"]["stages"]]  # fmt: skip


def first_price(contract: Contract) -> int:
    """Return the price that the contract itself names, before its amendments."""
    if contract.signed_edition:
        return contract.signed_edition.told["agreed"]["price_kopecks"]
    return contract.price_kopecks - sum(one.added_kopecks for one in _in_force(contract))


def price_after(amendment: Amendment) -> int:
    """Return the price of the contract once the amendment is in force, those that are in force before it counted."""
    return first_price(amendment.contract) + sum(one.added_kopecks for one in in_force_before(amendment)) + amendment.added_kopecks


def in_force_before(amendment: Amendment) -> list[Amendment]:
    """Return the amendments and orders that were in force before this one, in the order of their force."""
    mine = (amendment.signed_on or date.max, amendment.pk)
    before = [one for one in _in_force(amendment.contract) if one.pk != amendment.pk and (one.signed_on, one.pk) < mine]
    return sorted(before, key=lambda one: (one.signed_on, one.pk))


def _in_force(contract: Contract) -> list[Amendment]:
    return [one for one in contract.amendments.order_by("kind", "number") if one.state == "signed"]


def stages_added_by(amendment: Amendment) -> Sequence[AmendmentStage | ContractStage]:
    """Return the stages that the amendment brings."""
    changes = list(amendment.changes.all())
    if changes or amendment.state != "signed":
        return [row for row in changes if row.change == StageChange.ADDED]
    return _stages_of_before(amendment.contract)[1].get(amendment.pk, [])


def stages_changed_by(amendment: Amendment) -> list[AmendmentStage]:
    """Return the stages that the amendment changes or takes out, with what stood before."""
    return [row for row in amendment.changes.all() if row.change != StageChange.ADDED]


def _stages_of_before(contract: Contract) -> tuple[list[ContractStage], dict[int, list[ContractStage]]]:
    """Part the stages of a contract from before amendments kept theirs: they added at the end, each as many as it is worth."""
    told = AmendmentStage.objects.filter(amendment__contract=contract, change=StageChange.ADDED).exclude(stage=None)
    stages, brought = list(contract.stages.exclude(pk__in=told.values("stage"))), {}
    for one in reversed([one for one in _in_force(contract) if not one.changes.exists()]):
        left, taken = one.added_kopecks, []
        while left > 0 and stages:
            taken.insert(0, stages.pop())
            left -= taken[0].value_kopecks
        brought[one.pk] = taken
    return stages, brought


def applications_of(contract: Contract) -> Iterable[ContractStage]:
    """Return the stages of which an application can be drawn: where time is sold, and neither orders nor periods make them."""
    made = contract.kind == "fixed" or contract.is_frame or hasattr(contract, "retainer")
    return contract.stages.none() if made else contract.stages.all()


@dataclass(frozen=True)
class Disagreement:
    """A row of the protocol: the clause, our words, the client's, the agreed ones."""

    clause: str
    ours: str
    theirs: str
    agreed: str


def disagreements_of(contract: Contract) -> list[Disagreement]:
    """Return the protocol: its rows in their order, else the client's words as they were written down."""
    rows = [Disagreement(row.clause, row.ours, row.theirs, row.agreed) for row in contract.disagreements.all()]
    if rows:
        return rows
    told = Entry.objects.filter(subject_type="deals.contract", subject_id=contract.pk, verb="deals.disagreed").order_by("seq")
    return [Disagreement("", "", entry.facts.get("reason", ""), "") for entry in told]


OPEN_TO_CLIENTS = ("with_client", "disagreement", "signed", "running", "closed")


def shown_to_clients(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Keep the contracts that have been sent to the client."""
    return contracts.filter(state__in=OPEN_TO_CLIENTS)


def reads_as_sent(contract: Contract) -> bool:
    """Tell whether the contract's papers, drawn now, say what the client got: while it is being changed they do not."""
    return contract.signed_edition_id is not None or (contract.state in OPEN_TO_CLIENTS and not is_changed(contract, last_edition(contract)))
