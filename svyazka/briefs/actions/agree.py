"""An edition is sent to the client, and answered."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries, rules
from svyazka.briefs.actions.duties import AGREE, FEASIBLE, WRITE
from svyazka.briefs.models import Brief, BriefApproval
from svyazka.briefs.rules import BRIEF_MOVES, Decision
from svyazka.briefs.steps import give_promises, send_brief
from svyazka.clients.actions import TALK
from svyazka.clients.models import Engagement
from svyazka.clients.rules import Channel, Stream, reasons_if_closed
from svyazka.clients.steps import say
from svyazka.journal.steps import record, tell
from svyazka.kit import post
from svyazka.kit.errors import Malformed, refuse_if, unknown
from svyazka.kit.formats import day as day_told
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language, today
from svyazka.people.rules import Kind
from svyazka.roles.queries.holders import holder_of


@action(TALK)
def send_brief_to_client(brief: Brief, *, answer_by_on: date, conditions_accepted: bool = False, by: Person, at: datetime) -> Brief:
    """Send the edition to the client: it opens in their portal, letters tell their people, the promises in it are given.

    Raises Refused on a closed engagement, without the PM's yes on this very wording and on every promise in it, while the
    conditions of a yes, on the whole or on a promise, are not accepted, or beside a newer edition.
    """
    engagement, verdict = brief.engagement, queries.last_verdict(brief)
    after(BRIEF_MOVES, "send", brief.state)
    refuse_if([
        *reasons_if_closed(engagement),
        *rules.reasons_not_to_send(
            newest=queries.latest_brief(engagement).pk == brief.pk, verdict=verdict.verdict if verdict else "",
            same_wording=bool(verdict) and queries.stands(verdict), conditions_accepted=conditions_accepted,
            held=queries.held_back(engagement, at), answer_by_on=answer_by_on, today=today(at),
        ),
    ])  # fmt: skip
    brief = send_brief(engagement, answer_by_on=answer_by_on, by=by, at=at)
    give_promises(engagement, by=by, at=at)
    _write_to_client(brief, answer_by_on, by=by, at=at)
    record(brief, "briefs.sent_to_client", by=by, at=at, edition=brief.edition, answer_by_on=str(answer_by_on),
           digest=queries.digest_of(brief), conditions_accepted=conditions_accepted)  # fmt: skip
    return brief


def _write_to_client(brief: Brief, answer_by_on: date, *, by: Person, at: datetime) -> None:
    """Say in their stream that it waits, and write to each of the client's people; the words themselves stay in the portal."""
    with in_agency_language():
        told = {"edition": brief.edition, "title": brief.engagement.title, "day": day_told(answer_by_on),
                "address": f"{settings.SITE_ADDRESS}/portal/specifications/{brief.pk}/"}  # fmt: skip
        text = _now("The specification “%(title)s”, edition %(edition)s, waits for your word. Please read it and answer by %(day)s:\n%(address)s") % told
    said = say(brief.engagement, text, stream=Stream.CLIENT, channel=Channel.EMAIL, author=by, at=at)
    contacts = brief.engagement.client.contacts.filter(left_on=None).exclude(email="").order_by("pk")
    for address in contacts.values_list("email", flat=True)[1:]:  # the first has the letter of the talk itself
        post.write(to=address, subject=brief.engagement.title, text=said.text)


@action(AGREE)
def answer_brief(brief: Brief, *, decision: str, digest: str, reason: str = "", evidence: str = "", message_id: int | None = None,
                 file_id: int | None = None, name: str = "", by: Person, at: datetime) -> BriefApproval:  # fmt: skip
    """Write down the client's word on the edition whose words have this digest: agreed, or remarks with what is wrong.

    Their contact gives it in person; staff write it down for them, name who has spoken, and the evidence: words, a message or
    a file of the client's stream. Raises Refused where the words are others by now, Malformed on a strange decision.
    """
    refuse_if(reasons_if_closed(brief.engagement))
    if decision not in Decision.values:
        raise Malformed(_("An edition is agreed, or there are remarks."))
    proof = _evidence(brief.engagement, evidence, message_id, file_id)
    by_contact = by.kind == Kind.CONTACT
    state = after(BRIEF_MOVES, "approve" if decision == Decision.AGREED else "remark", brief.state)
    refuse_if(rules.reasons_not_to_answer(decision=decision, same_wording=digest == queries.digest_of(brief), reason=reason,
                                          by_contact=by_contact, has_evidence=any(proof.values()), newer_sent=queries.newer_sent(brief)))  # fmt: skip
    approval = BriefApproval.objects.create(
        brief=brief, engagement=brief.engagement, digest=digest, decision=decision, reason=clean(reason).strip(), by=by, at=at,
        by_contact=by_contact, name=by.name if by_contact else clean(name).strip()[:200] or _speaker(brief.engagement), **proof,
    )  # fmt: skip
    brief.state, brief.agreed_at = state, at if decision == Decision.AGREED else None
    brief.save(update_fields=["state", "agreed_at"])
    verb = "briefs.agreed" if decision == Decision.AGREED else "briefs.remarked"
    _tell_the_pair(brief, verb, by=by, at=at)
    record(approval, verb, by=by, at=at, edition=brief.edition, digest=digest, by_contact=by_contact, evidence=approval.evidence)
    return approval


def _evidence(engagement: Engagement, text: str, message_id: int | None, file_id: int | None) -> dict:
    """Return the evidence as it is kept; a message and a file are of the client's stream of this engagement."""
    message = engagement.messages.filter(pk=message_id, stream=Stream.CLIENT).first() if message_id else None
    file = engagement.files.filter(pk=file_id, stream=Stream.CLIENT).first() if file_id else None
    if message_id and message is None:
        raise unknown("message_id", message_id)
    if file_id and file is None:
        raise unknown("file_id", file_id)
    return {"evidence": clean(text).strip(), "message": message, "file": file}


def _speaker(engagement: Engagement) -> str:
    contact = engagement.client.contacts.filter(left_on=None).order_by("pk").first()
    return str(contact) if contact else engagement.client.name


def _tell_the_pair(brief: Brief, verb: str, *, by: Person, at: datetime) -> None:
    """Tell whoever writes, talks and judges, each once."""
    holders = {person.pk: person for duty in (WRITE, TALK, FEASIBLE) if (person := holder_of(brief.engagement, duty.code, at))}
    for person in holders.values():
        if person.pk != by.pk:
            tell(person, verb, at=at, by=by, engagement=brief.engagement, url=f"/briefs/{brief.pk}/", title=brief.engagement.title, edition=brief.edition)
