"""A form on a site: made, altered, stopped; what was sent by it is judged and read from its bytes."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.leads import queries
from svyazka.leads.actions.duties import CHANNELS
from svyazka.leads.actions.raw import SENDER, bury_raw, read_form
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import ContactWay, Knock, Raw, WebForm
from svyazka.leads.rules import RawState
from svyazka.leads.rules.touch import touch_in
from svyazka.leads.rules.webform import (
    DAY,
    Sent,
    excesses,
    hashed,
    is_proven,
    origin_of,
    reasons_not_a_form,
    reasons_not_a_way,
    reasons_not_sent,
    sent_in,
    suspicions,
    telling,
)
from svyazka.leads.steps import keep_raw
from svyazka.people.models import Agency, Person
from svyazka.people.queries import in_agency_language, today
from svyazka.people.rules import Kind
from svyazka.sources.queries import source_of

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


@action(CHANNELS, lock=False)
def make_form(agency: Agency, *, title: str, source: str, sites: Sequence[str] = (), asks: Sequence[str] = (), intro: str = "",
              thanks: str = "", thanks_url: str = "", by: Person, at: datetime) -> WebForm:  # fmt: skip
    """Make a form for sites. Raises Refused if it cannot stand so, Malformed on an unknown source."""
    told = _told(title=title, source=source, sites=sites, asks=asks, intro=intro, thanks=thanks, thanks_url=thanks_url)
    form = WebForm.objects.create(key="".join(secrets.choice(SIGNS) for _sign in range(10)), made_by=by, made_at=at, **told)
    record(form, "leads.form_made", by=by, at=at, title=form.title, sites=form.sites)
    return form


@action(CHANNELS)
def keep_form(form: WebForm, *, title: str, source: str, sites: Sequence[str] = (), asks: Sequence[str] = (), intro: str = "",
              thanks: str = "", thanks_url: str = "", by: Person, at: datetime) -> WebForm:  # fmt: skip
    """Alter what the form asks, where it may stand and how it thanks. Raises Refused if it cannot stand so."""
    told = _told(title=title, source=source, sites=sites, asks=asks, intro=intro, thanks=thanks, thanks_url=thanks_url)
    for name, value in told.items():
        setattr(form, name, value)
    form.save(update_fields=list(told))
    record(form, "leads.form_kept", by=by, at=at, title=form.title, sites=form.sites)
    return form


def _told(*, title, source, sites, asks, intro, thanks, thanks_url) -> dict:
    found = source_of(source, retired=False)
    refuse_if(reasons_not_a_form(title=title, asks=asks, sites=sites, thanks_url=thanks_url))
    return {"title": title.strip()[:200], "source": found, "asks": list(asks), "intro": intro[:500], "thanks": thanks[:500],
            "sites": list(dict.fromkeys(origin_of(site) for site in sites)), "thanks_url": thanks_url[:500]}  # fmt: skip


@action(CHANNELS)
def stop_form(form: WebForm, *, by: Person, at: datetime) -> WebForm:
    """Stop the form: sites that show it show nothing, its leads stay."""
    form.stopped_at = form.stopped_at or at
    form.save(update_fields=["stopped_at"])
    record(form, "leads.form_stopped", by=by, at=at, title=form.title)
    return form


@action(CHANNELS)
def resume_form(form: WebForm, *, by: Person, at: datetime) -> WebForm:
    """Let the stopped form stand again."""
    form.stopped_at = None
    form.save(update_fields=["stopped_at"])
    record(form, "leads.form_resumed", by=by, at=at, title=form.title)
    return form


@action(CHANNELS, lock=False)
def keep_contact_way(agency: Agency, *, way: str, address: str, by: Person, at: datetime) -> ContactWay | None:
    """Say how else we are reached; an empty address takes the way away. Raises Refused if nobody reaches us so."""
    address = address.strip()
    refuse_if(reasons_not_a_way(way=way, address=address))
    if not address:
        ContactWay.objects.filter(way=way).delete()
        record(agency, "leads.way_kept", by=by, at=at, way=way, address="")
        return None
    kept, _new = ContactWay.objects.update_or_create(way=way, defaults={"address": address[:300]})
    record(agency, "leads.way_kept", by=by, at=at, way=way, address=kept.address)
    return kept


# ---- what was sent -------------------------------------------------------------------------------------------------


@action(INTAKE, answers="RA", lock=False)
def take_form(agency: Agency, *, raw: bytes, name: str, where: str, by: Person, at: datetime) -> Raw:
    """Store a form as it was sent; the queue reads it. The same bytes again are the same form.

    `where` is the neighbourhood of the sender's address; until the form is read it is kept, only as a hash salted anew each day.
    """
    hints = {SENDER: hashed(where, salt=queries.salt_of(at))}
    return keep_raw(raw=raw, channel=Channel.FORM, name=name, hints=hints, by=by, at=at)


@action(INTAKE, answers="RA")
def return_form(row: Raw, *, reason: str, by: Person, at: datetime) -> Raw:
    """Put a form that its sender is asked to mend into the dead letters; one that the queue has read already stays as it was read."""
    return bury_raw(row, reason=reason, by=by, at=at) if row.state == RawState.STORED else row


def _excesses_of(row: Raw, sent: Sent, form: WebForm) -> list:
    """Count the form by where it came from; return why it is one too many. What is older than a day is forgotten."""
    at, opening, salt = row.received_at, sent.fields.get("opened", ""), queries.salt_of(row.received_at)
    who, words, opened = row.hints[SENDER], hashed(telling(sent.fields.get("request", "")), salt=salt), hashed(opening, salt=salt)
    counted = queries.knocks(form, who=who, words=words, opening=opened, at=at)
    Knock.objects.filter(at__lte=at - DAY).delete()
    Knock.objects.create(form=form if form.pk else None, who=who, words=words, opening=opened, at=at)
    return excesses(**counted, proven=is_proven(opening, sent.fields.get("proof", "")))


def _form_of(sent: Sent) -> WebForm:
    """Return the form that was sent; the agency's own one when no such form stands."""
    return queries.form_at(sent.key).first() or queries.own_form(sent.asked.get("source", ""))


@action(INTAKE, answers="RA")
def read_stored_form(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Read a stored form from its bytes: a lead comes of it, or it waits in the dead letters with the reason.

    When a person reads it again they have looked at it: what looked like a program is not asked any more.
    """
    if row.state == RawState.LINKED:
        return row
    with in_agency_language():
        try:
            sent = sent_in(files.read(row.digest))
        except ValueError as fault:
            return bury_raw(row, reason=str(fault), by=by, at=at)
        return _read(row, sent, by=by, at=at)


def _read(row: Raw, sent: Sent, *, by: Person, at: datetime) -> Raw:
    form, consents = _form_of(sent), _agreed(sent, row.received_at)
    reasons = [*reasons_not_sent(sent.fields), *_not_agreed(consents, row.received_at)]
    if SENDER in row.hints:  # it is read for the first time
        reasons += _excesses_of(row, sent, form)
    if by.kind == Kind.SYSTEM:
        reasons += _doubts_of(sent, form, row.received_at)
    if reasons:
        return bury_raw(row, reason=" ".join(map(str, reasons)), by=by, at=at)
    told = [{"consent_text": text, "form": form if form.pk else None, "raw_digest": row.digest} for text in consents]
    return read_form(row, source=form.source.code, told=_as_lead(sent), consents=told, touch=_touch_of(sent), by=by, at=at)


def _agreed(sent: Sent, at: datetime) -> list:
    """Return the texts that were ticked, each at the version that the form showed."""
    day = today(at)
    ticked = {text.purpose: sent.fields.get(f"consent_{text.purpose}", "") for text in queries.texts_in_force(day)}
    found = [queries.text_shown(purpose, version, day) for purpose, version in ticked.items() if version]
    return [text for text in found if text is not None]


def _not_agreed(consents: list, at: datetime) -> list:
    given = {text.purpose for text in consents}
    return [_("There is no consent: “%(title)s”.") % {"title": text.title} for text in queries.texts_in_force(today(at)) if text.required and text.purpose not in given]


def _doubts_of(sent: Sent, form: WebForm, received_at: datetime) -> list:
    """List what in the form as it was sent looks like a program."""
    opening, fields = sent.fields.get("opened", ""), sent.fields
    opened = queries.opened_at(opening, form)
    return suspicions(
        trapped=bool(fields.get("website")), open_for=received_at - opened if opened else None,
        proven=is_proven(opening, fields.get("proof", "")) and opened is not None,
        text=" ".join(fields.get(name, "") for name in ("title", "request", "company", "name")),
        from_a_site=not opening and bool({origin_of(sent.origin), origin_of(sent.referrer)} & set(form.sites)),
    )  # fmt: skip


def _as_lead(sent: Sent) -> dict:
    told = {name: value.strip() for name, value in sent.fields.items()}
    request = told.get("request") or told.get("title", "")
    return {**told, "title": (told.get("title") or request.split("\n")[0])[:200], "request": request[:20000]}


def _touch_of(sent: Sent) -> dict:
    """Return what tells how the person came: of the script if it ran, else the link, the fields and the page before."""
    told = touch_in(sent.fields.get("touch", ""))
    marks = {name: value for name, value in {**sent.fields, **sent.asked}.items() if name.startswith("utm_") or name == "code"}
    return {"referrer": sent.referrer, **marks, **told}
