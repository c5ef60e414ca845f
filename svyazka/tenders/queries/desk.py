"""Questions about the whole desk: the calendar, the money that lies frozen, the locker, rivals, notices."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from svyazka.kit.guard import Duty, may, within_sight
from svyazka.people.models import Person
from svyazka.people.queries import on_day, the_agency
from svyazka.roles.queries.sitting import sitting
from svyazka.roles.queries.standing import scheme_of
from svyazka.tenders.models import (
    AgencyDocument,
    Bid,
    Criterion,
    Notice,
    NoticeFile,
    OurCode,
    Security,
    Tender,
    TenderDeadline,
)
from svyazka.tenders.rules import CLOSED, FINISHED, EntryState, Kind, TenderState, fall

DECISION_TO_COME = Q(code=Kind.GO_NO_GO, tender__state=TenderState.FOUND)


def deadlines_between(person: Person, first: date, last: date, at: datetime) -> list[TenderDeadline]:
    """Return what is due in [first, last] for the tenders the person sees that are not over."""
    found = TenderDeadline.objects.filter(on__gte=first, on__lte=last).exclude(tender__state__in=(*CLOSED, FINISHED))
    found = found.select_related("tender__engagement__client", "rule")
    return list(within_sight(found, person, at, "tender__engagement").order_by("on", "pk"))


def nearest(tenders: list[Tender]) -> dict[int, TenderDeadline]:
    """Return the nearest day of each tender that is not done: one question for all. The decision has a clock instead."""
    found = TenderDeadline.objects.filter(tender__in=tenders, done_at=None).exclude(DECISION_TO_COME).select_related("rule")
    return {row.tender_id: row for row in found.order_by("tender", "on", "pk").distinct("tender")}


def securities_out(person: Person, at: datetime) -> QuerySet[Security]:
    """Return the securities of the tenders the person sees, those still out first, the earliest to come back on top."""
    found = Security.objects.select_related("tender__engagement__client")
    return within_sight(found, person, at, "tender__engagement").order_by(F("returned_on").desc(nulls_first=True), "due_back_on", "pk")


def frozen_kopecks(securities: QuerySet[Security]) -> int:
    """Return how much money lies in securities now."""
    return securities.filter(form="money", paid_on__isnull=False, returned_on=None).aggregate(all=Sum("amount_kopecks"))["all"] or 0


def locker_open_to(person: Person, duties: tuple[Duty, ...], at: datetime) -> bool:
    """Tell whether the person holds a duty for which the agency's documents are needed."""
    return any(may(person, duty, the_agency(), at, answers="RA") for duty in duties)


def documents(*, withdrawn: bool = False) -> QuerySet[AgencyDocument]:
    """Return the documents of the locker, the first to expire on top."""
    found = AgencyDocument.objects.select_related("added_by")
    found = found if withdrawn else found.filter(withdrawn_at=None)
    return found.order_by(F("withdrawn_at").desc(nulls_first=True), F("expires_on").asc(nulls_last=True), "pk")


def expiring(day: date, within_days: int = 30) -> QuerySet[AgencyDocument]:
    """Return the documents that expire within so many days, or have expired and lie there still."""
    return documents().filter(expires_on__lte=day + timedelta(days=within_days))


def held_by(tender: Tender, person: Person, duty: Duty, at: datetime) -> bool:
    """Tell whether the person sits in the seat that does the duty for this tender."""
    scheme = scheme_of(tender.engagement, at)
    seats = scheme.opening(duty.code, "R") if scheme else []
    return sitting(tender.engagement_id, at).filter(seat__in=seats, person=person).exists()


def rivals(person: Person, at: datetime) -> list[dict]:
    """Return the rivals of the protocols the person sees: how often met, how often they won, how deep they fall."""
    bids = within_sight(Bid.objects.select_related("tender"), person, at, "tender__engagement")
    found: dict[str, dict] = {}
    for bid in bids.filter(ours=False).order_by("tender__deadline_at", "pk"):
        row = found.setdefault(bid.rival_key, {"met": 0, "won": 0, "falls": []})
        row |= {"name": bid.name, "inn": bid.inn or row.get("inn", ""), "met": row["met"] + 1, "won": row["won"] + (bid.place == 1)}
        row["falls"].append(fall(bid.price_kopecks, bid.tender.initial_max_price_kopecks))
    for row in found.values():
        falls = row.pop("falls")
        row["fall_percent"], row["deepest_percent"] = (sum(falls) / Decimal(len(falls))).quantize(Decimal("0.1")), max(falls).quantize(Decimal("0.1"))
    return sorted(found.values(), key=lambda row: (-row["met"], -row["won"], row["name"]))


def our_prefixes(day: date) -> list[str]:
    """Return the codes by which a purchase is ours on that day."""
    return list(OurCode.objects.filter(on_day(day)).order_by("prefix").values_list("prefix", flat=True))


def notices() -> QuerySet[Notice]:
    """Return the notices that were read, the newest first."""
    return Notice.objects.select_related("tender", "file").order_by("-read_at", "-pk")


def notice_files() -> QuerySet[NoticeFile]:
    """Return the files as they came, the newest first, with how many entries an archive has and how many were refused."""
    refused = Count("entries", filter=Q(entries__state=EntryState.REFUSED))
    files = NoticeFile.objects.annotate(entries_count=Count("entries"), refused_count=refused)
    return files.select_related("received_by").order_by("-received_at", "-pk")


def criteria(day: date) -> QuerySet[Criterion]:
    """Return the criteria in force on that day or later, the weightiest first."""
    return Criterion.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day)).order_by("-weight", "pk")


def codes(day: date) -> QuerySet[OurCode]:
    """Return the codes of our trade in force on that day or later."""
    return OurCode.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day)).order_by("prefix")
