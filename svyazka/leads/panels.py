"""What leads show on others' pages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.files import problems_with
from svyazka.kit.guard import Duty
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.today import Item
from svyazka.kit.verify import check
from svyazka.kit.workclock import WorkClock, shown_clock
from svyazka.leads import queries
from svyazka.leads.actions import INTAKE, QUALIFY, ROUTE
from svyazka.leads.models import Lead, LeadOffer, Raw
from svyazka.leads.queries.clock import calls_to, clock_of, interview_clock_of, to_interview, with_pauses
from svyazka.leads.rules import CLOSED, LeadState
from svyazka.people.queries import the_agency, today


@fill("engagement.side")
def lead_panel(request, engagement):
    """Show where the engagement came from and how fast it was answered."""
    lead = Lead.objects.filter(engagement=engagement).select_related("source", "contact", "answered_by", "merged_into").first()
    return ("leads/_panel.html", {"lead": lead, "clock": _shown_on_panel(lead)}) if lead else None


def _shown_on_panel(lead: Lead):
    """Return the clock of the first answer; a lead closed without one has none to run."""
    return shown_clock(clock_of(lead), timezone.now()) if lead.answered_at or lead.state not in CLOSED else None


@fill("lead.main")
def likeness_panel(request, lead):
    """Show which leads look like this one, what was merged into it, and where it has gone itself."""
    at = timezone.now()
    seen = queries.likenesses_visible_to(queries.visible_to(request.user, at))
    alike = [] if lead.merged_into_id else [queries.pair_of(row) for row in queries.of_lead(seen, lead)]
    mergings = [row for row in queries.mergings_of(lead) if row.undone_at is None]
    if not alike and not mergings:
        return None
    shown = {"lead": lead, "alike": alike, "mergings": mergings, "may_decide": bool(alike or mergings) and bool(queries.may_merge(lead, request.user, at))}
    return "leads/_likeness.html", shown


@fill("client.main")
def consents_panel(request, client):
    """Show what the client's contacts agreed to, of the leads that the reader sees."""
    found = list(queries.consents_of_a_client(client.pk, queries.visible_to(request.user, timezone.now()))[:50])
    return ("leads/_client_consents.html", {"consents": found}) if found else None


@fill("leads.channels")
def forms_panel(request, _subject):
    """Show the forms that stand on sites among the channels."""
    return ("leads/_forms.html", {"forms": list(queries.forms()[:50]), "last": queries.last_arrivals()})


@fill("today")
def waiting(request, _subject):
    """Offer leads that wait for an answer, and those of mine to qualify."""
    at, person = timezone.now(), request.user
    seen = queries.visible_to(person, at)
    offers = list(queries.offered_to(person))
    items = [_offer_item(offer, at) for offer in offers]
    if queries.may_take(person, at):
        new = seen.filter(state="new").exclude(pk__in=[offer.lead_id for offer in offers])
        items += [_to_answer(lead, _("Take the lead: %(title)s"), INTAKE, at) for lead in with_pauses(new)[:30]]
    mine = with_pauses(seen.filter(taken_by=person))
    items += [_to_answer(lead, _("Answer: %(title)s"), INTAKE, at) for lead in mine.filter(state="taken", answered_at=None)]
    items += [_item(lead, _("Qualify: %(title)s"), QUALIFY) for lead in mine.filter(state="taken").exclude(answered_at=None)]
    items += [_item(lead, _("Interview on needs: %(title)s"), QUALIFY, interview_clock_of(lead), at) for lead in _to_interview(mine)]
    items += [_step(lead, at) for lead in mine.exclude(next_step="").exclude(state__in=CLOSED).filter(next_step_on__lte=today(at))]
    if not queries.may_take(person, at):
        items += [_to_answer(lead, _("Waits for an answer: %(title)s"), INTAKE, at) for lead in _called_to(person, seen)]
    return items + [_alike_item(queries.pair_of(row)) for row in queries.likenesses_held_by(person)[:10]]


def _alike_item(pair: queries.Pair) -> Item:
    text = _("Looks like one and the same: “%(gone)s” and “%(kept)s”") % {"gone": pair.gone.title, "kept": pair.kept.title}
    return Item("leads", text, f"/leads/{pair.gone.pk}/merging/?into={pair.kept.pk}", None, str(INTAKE.label), pair.kept.engagement.client.name)


def _offer_item(offer: LeadOffer, at: datetime) -> Item:
    told = _("%(name)s offers you the lead: %(title)s") if offer.by else _("The lead is offered to you: %(title)s")
    lead = offer.lead
    text = told % {"name": offer.by.name if offer.by else "", "title": lead.title}
    return Item("leads", text, f"/leads/{lead.pk}/", offer.answer_by_at, str(INTAKE.label), lead.engagement.client.name,
                clock=shown_clock(queries.offer_clock(offer), at))  # fmt: skip


@fill("today")
def found_nobody(request, _subject):
    """Tell whoever says who takes leads of those that nobody can be offered."""
    at = timezone.now()
    if not queries.may_route(request.user, at):
        return []
    return [_to_answer(lead, _("Nobody to offer the lead to: %(title)s"), ROUTE, at) for lead in with_pauses(queries.found_nobody())[:30]]


def _to_interview(mine):
    return mine.filter(pk__in=to_interview().values("pk"), state=LeadState.QUALIFIED)


def _called_to(person, seen):
    return with_pauses(seen.filter(pk__in=calls_to(person).values("pk"))).order_by("answer_due_at")[:30]


def _step(lead: Lead, at) -> Item:
    """Offer the next step that was planned for today or before; it is late when its day has passed."""
    day = lead.next_step_on + timedelta(days=1)
    ends_at = datetime.combine(day, datetime.min.time(), ZoneInfo(the_agency().zone))
    return Item("leads", f"{lead.next_step}: {lead.title}", f"/leads/{lead.pk}/", ends_at, str(QUALIFY.label), lead.engagement.client.name)


def _to_answer(lead: Lead, text: str, duty: Duty, at: datetime) -> Item:
    return _item(lead, text, duty, clock_of(lead), at)


def _item(lead: Lead, text: str, duty: Duty, clock: WorkClock | None = None, at: datetime | None = None) -> Item:
    """Offer the lead with the clock that its card and the inbox show; it is late by working time, not by the wall."""
    shown = shown_clock(clock, at) if clock and at else None
    return Item("leads", text % {"title": lead.title}, f"/leads/{lead.pk}/", shown.due_at if shown else None, str(duty.label),
                lead.engagement.client.name, clock=shown)  # fmt: skip


@provider(order=20)
def leads_found(person, at, text):
    """Find leads by their words."""
    found = queries.matching(queries.visible_to(person, at), text).order_by("-received_at")[:8]
    return [Hit(lead.title, f"/leads/{lead.pk}/", _("Lead"), lead.engagement.client.name) for lead in found]


@check("raw messages")
def raws_whole():
    """Yield every raw message whose bytes are missing or altered."""
    return problems_with(Raw.objects.values_list("digest", flat=True).distinct())
