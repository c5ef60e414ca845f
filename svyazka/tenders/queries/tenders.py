"""Questions about one tender: who sees it, which rules fit it, how its card, papers and securities stand."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from svyazka.kit.guard import within_sight
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, on_day, today
from svyazka.tenders.models import AgencyDocument, Criterion, Score, Security, Tender, TenderPaper, TenderRule
from svyazka.tenders.rules import (
    BEFORE_SUBMISSION,
    FIGURES,
    Base,
    Kind,
    SecurityKind,
    best,
    counted,
    paper_state,
    reasons_not_within,
)


def visible_to(person: Person, at: datetime) -> QuerySet[Tender]:
    """Return the tenders of the engagements the person sees, the nearest deadline first."""
    tenders = Tender.objects.select_related("engagement__client", "engagement__lead", "decided_by")
    return within_sight(tenders, person, at).order_by("deadline_at", "pk")


def pressing(tenders: QuerySet[Tender]) -> QuerySet[Tender]:
    """Keep the tenders whose application is still to be submitted."""
    return tenders.filter(state__in=BEFORE_SUBMISSION)


def rules_in_force(day: date) -> QuerySet[TenderRule]:
    """Return every rule in force on that day."""
    return TenderRule.objects.filter(on_day(day)).order_by("law", "pk")


def rules_of(tender: Tender, day: date) -> QuerySet[TenderRule]:
    """Return the rules of the tender's law, method and price, as in force on that day."""
    price = tender.initial_max_price_kopecks
    fits = Q(law__in=("", tender.law), method__in=("", tender.method))
    within = (Q(price_from_kopecks=None) | Q(price_from_kopecks__lt=price)) & (
        Q(price_to_kopecks=None) | Q(price_to_kopecks__gte=price) | Q(kind__in=(Kind.GOOD_FAITH, Kind.LIMIT, Kind.SMALL))
    )
    return rules_in_force(day).filter(fits, within)


def best_rules(tender: Tender, day: date) -> dict[str, TenderRule]:
    """Return the one rule of each kind by which the tender is counted on that day."""
    return best(rules_of(tender, day))


def figures_of(tender: Tender, at: datetime) -> dict[str, TenderRule]:
    """Return the shares and thresholds that hold for the tender."""
    return best(rules_of(tender, today(at)).filter(kind__in=FIGURES))


def application_until(tender: Tender) -> tuple[TenderRule, date] | None:
    """Return the rule of how long applications are taken at least, and the day it gives from the publication."""
    published = tender.happened.filter(base=Base.PUBLISHED).first()
    rule = best_rules(tender, published.on).get(Kind.APPLICATION) if published else None
    if published is None or rule is None or rule.days is None:
        return None
    window = agency_window()
    return rule, counted(published.on, rule.days, working=rule.working_days, before=False, add_days=window.add_days)


def application_too_short(tender: Tender) -> tuple[TenderRule, date] | None:
    """Return the rule that the notice seems to break by taking applications for too short a time."""
    found = application_until(tender)
    return found if found and today(tender.deadline_at) < found[1] else None


def card_of(tender: Tender, day: date) -> list[tuple[Criterion, Score | None]]:
    """Return the criteria in force with the score each was given; a scored one stays after it has ended."""
    scores = {score.criterion_id: score for score in tender.scores.select_related("criterion", "scored_by")}
    criteria = Criterion.objects.filter(on_day(day) | Q(pk__in=scores)).order_by("-weight", "pk")
    return [(criterion, scores.get(criterion.pk)) for criterion in criteria]


def papers_of(tender: Tender, at: datetime) -> list[dict]:
    """Return the documents the tender asks for, each with how it stands in the locker on the dates of the tender."""
    found: dict[str, list[AgencyDocument]] = {}
    for document in AgencyDocument.objects.filter(withdrawn_at=None).order_by("expires_on", "pk"):
        found.setdefault(document.kind, []).append(document)
    last = max([today(tender.deadline_at), *tender.deadlines.values_list("on", flat=True)])
    return [_paper(paper, found.get(paper.kind, []), today(at), last) for paper in tender.papers.order_by("pk")]


def _paper(paper: TenderPaper, documents: list[AgencyDocument], day: date, until: date) -> dict:
    state = paper_state([one.expires_on for one in documents], day=day, until=until)
    endless = [one for one in documents if one.expires_on is None]
    return {"paper": paper, "document": (endless or documents or [None])[-1], "state": state, "until": until}


def security_warnings(security: Security, figures: dict[str, TenderRule]) -> list:
    """List how the amount differs from the share the rules name."""
    return reasons_not_within(amount_kopecks=security.amount_kopecks, initial_kopecks=security.tender.initial_max_price_kopecks,
                              rule=figures.get(f"{security.kind}_security"))  # fmt: skip


def left_out(tender: Tender) -> tuple[str, ...]:
    """Return the stages that the tender has passed by: its application went without a security that anybody gave."""
    given = tender.securities.filter(kind=SecurityKind.BID, paid_on__isnull=False).exists()
    return () if given or tender.deadlines.filter(code=Kind.SECURITY, done_by__isnull=False).exists() else ("secured",)


def unpaid_bid_security(tender: Tender) -> bool:
    """Tell whether a security of the application is written down that nobody has given."""
    return tender.securities.filter(kind=SecurityKind.BID, paid_on=None).exists()
