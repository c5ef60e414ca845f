"""Learning of a purchase from its notice: a new one, a later edition, or nothing new; and making a tender of it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from svyazka.clients.models import Client
from svyazka.clients.rules import ClientKind
from svyazka.clients.steps import know_client
from svyazka.journal.steps import record
from svyazka.leads.actions import receive_lead
from svyazka.people.models import Person
from svyazka.people.queries import the_agency, today
from svyazka.tenders import queries
from svyazka.tenders.models import Notice, NoticeFile, Security, Tender
from svyazka.tenders.rules import (
    BEFORE_SUBMISSION,
    Base,
    Kind,
    Method,
    NoticeState,
    SecurityForm,
    SecurityKind,
    Told,
    fate,
)
from svyazka.tenders.steps.counting import count_deadlines, happen, set_day
from svyazka.tenders.steps.opening import write_tender


def learn(told: Told, file: NoticeFile, *, by: Person, at: datetime) -> bool:
    """Write the notice down, or its later edition; return whether anything was new. An earlier edition changes nothing."""
    known = Notice.objects.select_for_update(no_key=True).filter(key=told.key).first()
    if known is not None and (told.edition, bool(told.codes)) <= (known.edition, bool(known.told.get("codes"))):
        return False
    notice = known or Notice(key=told.key)
    was_tender = notice.tender or _by_number(told.number)
    _fill(notice, told, file, at)
    if was_tender is not None:
        notice.state, notice.reason, notice.tender = NoticeState.TAKEN, "", was_tender
        notice.save()
        _renew(was_tender, told, by=by, at=at)
        return True
    state, notice.reason = fate(told, queries.our_prefixes(today(at)), at)
    notice.state = NoticeState.WAITING  # until its tender is there
    if state == NoticeState.TAKEN and told.method:
        notice.save()
        start(notice, {}, by=by, at=at)
        return True
    if state == NoticeState.TAKEN:
        state, notice.reason = NoticeState.WAITING, _("The notice goes by a method we do not know: look at it and say.")
    notice.state = state
    notice.save()
    return True


def _by_number(number: str) -> Tender | None:
    return Tender.objects.filter(number=number).exclude(number="").first()


def _fill(notice: Notice, told: Told, file: NoticeFile, at: datetime) -> None:
    notice.number, notice.edition, notice.title, notice.customer = told.number[:60], told.edition, told.title[:2000], told.customer[:1000]
    notice.deadline_at, notice.price_kopecks = told.deadline_at, told.price_kopecks
    notice.told, notice.file, notice.read_at = told.plain(), file, at


def start(notice: Notice, given: dict, *, by: Person, at: datetime) -> Tender:
    """Make a lead and a tender of the notice; `given` is what a person said where the notice is silent."""
    said = notice.told
    lead = receive_lead(
        the_agency(), source="tender", title=notice.title[:200], request=request_of(notice), company=notice.customer[:300],
        contact=said.get("contact") or {}, region=said.get("region", "")[:100], external_id=f"notice:{notice.key}"[:200],
        client=_customer(notice, at), by=by, at=at,
    )  # fmt: skip
    known = Tender.objects.filter(engagement=lead.engagement_id).first()
    tender = known or write_tender(lead, **_of_tender(notice, given))
    notice.state, notice.reason, notice.tender = NoticeState.TAKEN, "", tender
    notice.save()
    if known is None:
        _happened(tender, said)
        _ask_securities(tender, said)
        record(tender, "tenders.opened", by=by, at=at, law=tender.law, method=tender.method, notice=notice.key)
    return tender


def _of_tender(notice: Notice, given: dict) -> dict:
    said = notice.told
    return {
        "title": notice.title, "number": notice.number, "platform": said.get("platform", "")[:200], "link": said.get("link", "")[:500],
        "law": said.get("law"), "method": said.get("method") or Method.PROPOSALS, "initial_max_price_kopecks": notice.price_kopecks,
        "deadline_at": notice.deadline_at, **given,
    }  # fmt: skip


def _customer(notice: Notice, at: datetime) -> Client | None:
    """Return the state customer by INN and KPP, or by name; nobody when the notice names none."""
    inn, kpp = notice.told.get("inn", ""), notice.told.get("kpp", "")
    known = Client.objects.filter(inn=inn, kpp=kpp).first() if inn else None
    if known is not None or not notice.customer:
        return known
    client = know_client(name=notice.customer[:300], contact={}, region=notice.told.get("region", "")[:100], at=at, kind=ClientKind.STATE)
    if inn and not client.inn:
        client.inn, client.kpp = inn[:12], kpp[:9]
        client.save(update_fields=["inn", "kpp"])
    return client


def request_of(notice: Notice) -> str:
    """Tell what is bought in words, as the first message of the customer."""
    said = notice.told
    codes = [f"{code} {name}" for code, name in said.get("codes", [])[:6]]
    items = [f"{one['name']} — {one['quantity']} {one['unit']}".strip() for one in said.get("items", [])[:12]]
    lines = [notice.title, *codes, *items, said.get("place", ""), said.get("link", "")]
    return "\n".join(line for line in lines if line)


def _happened(tender: Tender, said: dict) -> None:
    if said.get("published_at"):
        happen(tender, Base.PUBLISHED, today(datetime.fromisoformat(said["published_at"])))
    count_deadlines(tender)
    _set_told_days(tender, said)


def _set_told_days(tender: Tender, said: dict) -> None:
    """The days that the notice itself names are not counted by a rule."""
    for name, kind in (("session_on", Kind.SESSION), ("summarizing_on", Kind.SUMMARY)):
        if said.get(name):
            set_day(tender, kind.value, date.fromisoformat(said[name]), title=str(kind.label), note=_("as the notice says"))


def _ask_securities(tender: Tender, said: dict) -> None:
    for name, kind in (("bid_security_kopecks", SecurityKind.BID), ("performance_security_kopecks", SecurityKind.PERFORMANCE)):
        if said.get(name):
            Security.objects.create(tender=tender, kind=kind, form=SecurityForm.MONEY, amount_kopecks=said[name], note=_("as the notice says"))


def _renew(tender: Tender, told: Told, *, by: Person, at: datetime) -> None:
    """Bring the tender up to a later edition: only what the notice tells; what people did stays as it is."""
    changed = {}
    if told.deadline_at and told.deadline_at != tender.deadline_at and tender.state in BEFORE_SUBMISSION:
        changed["deadline_at"] = [tender.deadline_at.isoformat(), told.deadline_at.isoformat()]
        tender.deadline_at = told.deadline_at
    if told.price_kopecks and told.price_kopecks != tender.initial_max_price_kopecks and (tender.price_kopecks or 0) <= told.price_kopecks:
        changed["initial_max_price_kopecks"] = [tender.initial_max_price_kopecks, told.price_kopecks]
        tender.initial_max_price_kopecks = told.price_kopecks
    tender.platform, tender.link = tender.platform or told.platform[:200], tender.link or told.link[:500]
    tender.version += 1
    tender.save()
    _happened(tender, told.plain())
    record(tender, "tenders.notice_changed", by=by, at=at, key=told.key, edition=told.edition, changed=changed)
