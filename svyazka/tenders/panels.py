"""What tenders show on others' pages: what is due on Today, hits in the search, whether the stored files are whole."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.files import problems_with
from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.today import Item
from svyazka.kit.verify import check
from svyazka.kit.workclock import ShownClock
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.tenders import queries
from svyazka.tenders.actions import DUTIES_OF_THE_DESK, FEASIBLE, LEAD
from svyazka.tenders.models import AgencyDocument, NoticeFile, Tender, TenderDeadline
from svyazka.tenders.rules import Kind, TenderState

MOST = 20
NEAR = timedelta(days=2)


@fill("today")
def waiting(request, _subject) -> list[Item]:
    """Offer tenders to submit, days that are near or late, the PM's word, securities and documents that are late."""
    if request.user.kind != "staff":
        return []
    person, at = request.user, timezone.now()
    mine = {tender.pk: tender for tender in queries.pressing(queries.visible_to(person, at))[:MOST]}
    runs = {pk for pk, tender in mine.items() if may(person, LEAD, tender, at, answers="RA")}
    clocks = queries.decision_clocks(mine.values(), at)
    called = {tender.pk: tender for tender in queries.calls_to_decide(queries.visible_to(person, at), person)[:MOST]}
    decided = [_decision(tender, clocks[pk]) for pk, tender in mine.items() if pk in runs and pk in clocks]
    others = [_decision(tender, clock) for pk, tender in called.items() if pk not in runs for clock in queries.decision_clocks([tender], at).values()]
    return [
        *decided,
        *others,
        *[_tender(tender) for pk, tender in mine.items() if pk in runs and pk not in clocks],
        *_days(person, at),
        *[_word(tender) for pk, tender in mine.items() if pk not in runs and may(person, FEASIBLE, tender, at) and _unjudged(tender)],
        *_desk(person, at),
    ]


def _tender(tender: Tender) -> Item:
    title = _("Tender: %(title)s") % {"title": tender.title}
    return Item("tenders", title, f"/tenders/{tender.pk}/", tender.deadline_at, str(LEAD.label), tender.engagement.client.name)


def _decision(tender: Tender, clock: ShownClock) -> Item:
    title = _("Decide whether to take part: %(title)s") % {"title": tender.title}
    return Item("tenders", title, f"/tenders/{tender.pk}/", clock.due_at, str(LEAD.label), tender.engagement.client.name, clock=clock)


def _word(tender: Tender) -> Item:
    title = _("Say whether the tender is feasible: %(title)s") % {"title": tender.title}
    return Item("tenders", title, f"/tenders/{tender.pk}/card/", tender.deadline_at, str(FEASIBLE.label), tender.engagement.client.name)


def _unjudged(tender: Tender) -> bool:
    return not tender.scores.filter(criterion__feasibility=True).exists()


def _days(person: Person, at: datetime) -> list[Item]:
    """Offer the days of tenders this person runs that are ours to keep, due within two days or late."""
    day = today(at)
    rows = [row for row in queries.deadlines_between(person, day - timedelta(days=14), day + NEAR, at) if row.done_at is None and row.is_ours and not _by_clock(row)]
    return [
        Item("tenders", f"{row.name}: {row.tender.title}", f"/tenders/{row.tender_id}/", _end_of(row.on), str(LEAD.label),
             row.tender.engagement.client.name)
        for row in rows[:MOST] if may(person, LEAD, row.tender, at)
    ]  # fmt: skip


def _by_clock(row: TenderDeadline) -> bool:
    """Tell whether the day is that of a decision whose clock is shown instead."""
    return row.code == Kind.GO_NO_GO and row.tender.state == TenderState.FOUND


def _end_of(day) -> datetime | None:
    spans = agency_window().spans(day)
    return spans[-1][1] if spans else None


def _desk(person: Person, at: datetime) -> list[Item]:
    """Offer what concerns the whole desk to those who keep it."""
    day = today(at)
    late = list(queries.securities_out(person, at).filter(returned_on=None, due_back_on__lt=day, paid_on__isnull=False)[:MOST])
    told = [
        Item("tenders", _("Ask the security back: %(title)s") % {"title": one.tender.title}, f"/tenders/{one.tender_id}/papers/", None,
             str(LEAD.label), one.tender.engagement.client.name, tone="bad")
        for one in late if may(person, LEAD, one.tender, at, answers="RA")
    ]  # fmt: skip
    soon = queries.expiring(day)[:MOST]
    if soon and queries.locker_open_to(person, DUTIES_OF_THE_DESK, at):
        told += [Item("tenders", _("Renew the document: %(title)s") % {"title": one.title}, "/tenders/documents/", _end_of(one.expires_on),
                      str(LEAD.label)) for one in soon]  # fmt: skip
    return told


@provider(order=25)
def tenders_found(person, at, text) -> list[Hit]:
    """Find tenders by their title or the number of the notice."""
    if person.kind != "staff":
        return []
    seen = queries.visible_to(person, at)
    found = (seen.filter(title__icontains=text) | seen.filter(number__startswith=text))[:8]
    return [Hit(tender.title, f"/tenders/{tender.pk}/", _("Tender"), tender.engagement.client.name) for tender in found]


@check("tender files")
def tender_files_whole():
    """Yield every file of notices and every document of the agency whose bytes are missing or altered."""
    digests = set(NoticeFile.objects.values_list("digest", flat=True)) | set(AgencyDocument.objects.exclude(digest="").values_list("digest", flat=True))
    return problems_with(sorted(digests))
