"""Small writes on how the person of a lead came, and on what they agreed to."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import BigIntegerField, Value
from django.db.models.functions import Coalesce

from svyazka.clients.models import Engagement
from svyazka.kit.mail import clean
from svyazka.leads import queries
from svyazka.leads.models import ConsentText, Lead, LeadConsent, SourceMark, Touch
from svyazka.leads.queries import Came
from svyazka.leads.rules.consent import SHIPPED_TEXTS
from svyazka.leads.rules.touch import SHIPPED_MARKS
from svyazka.sources.models import Source


def _touch(lead: Lead, came: Came) -> Touch:
    """Return one contact of the lead: the page, the link, the marks or the code that the person came with."""
    told = {clean(str(name))[:100]: clean(str(value))[:1000] for name, value in came.told.items() if value and isinstance(value, str | int)}
    landing, referrer, region = (told.pop(name, "") for name in ("landing", "referrer", "region"))
    return Touch(
        lead=lead, at=came.at, source=came.source, query_group=came.query_group, code=came.code, channel=lead.channel, landing=landing,
        referrer=referrer, utm={name: value for name, value in told.items() if name not in ("at", "code")},
        region=(region or lead.region)[:100],
    )  # fmt: skip


def keep_way(lead: Lead, way: Sequence[Came]) -> None:
    """Write down how the person came to this lead; their other open leads learn that they have come again."""
    Touch.objects.bulk_create([_touch(lead, came) for came in way])
    come_again(queries.other_open_leads(lead.contact_id, but=lead.pk, at=lead.received_at), way[-1])


def come_again(leads: Iterable[Lead], came: Came) -> list[Touch]:
    """Write down that the person of these leads has come once more: it becomes the last contact of each."""
    touched = list(leads)
    for lead in touched:
        lead.last_source, lead.query_group = came.source, lead.query_group or came.query_group
    group = Coalesce("query_group", Value(came.query_group and came.query_group.pk, BigIntegerField()))
    Lead.objects.filter(pk__in=[lead.pk for lead in touched]).update(last_source=came.source, query_group=group)
    return Touch.objects.bulk_create([_touch(lead, came) for lead in touched])


def note_code(engagement: Engagement, text: str, *, at: datetime) -> Touch | None:
    """Write down the code that a message of the engagement names, once a code."""
    lead = Lead.objects.filter(engagement=engagement).select_related("source").first()
    code = queries.code_in(text) if lead else None
    if lead is None or code is None or lead.touches.filter(code=code).exists():
        return None
    return come_again([lead], queries.way_here({}, code=code, otherwise=lead.source, at=at)[-1])[0]


def keep_consents(lead: Lead, consents: Iterable[Mapping], *, at: datetime) -> None:
    """Write down what the person agreed to: our text at its version, or the words that a program says were shown."""
    LeadConsent.objects.bulk_create(_consent(lead, told, at) for told in consents)


def _consent(lead: Lead, told: Mapping, at: datetime) -> LeadConsent:
    text, form = told.get("consent_text"), told.get("form")
    if text is not None:
        return LeadConsent(lead=lead, purpose=text.purpose, text=text, text_version=str(text.version), text_digest=text.digest, given_at=at,
                           form=form, raw_digest=told.get("raw_digest", ""))  # fmt: skip
    digest = hashlib.sha256(str(told.get("text", "")).encode()).hexdigest()
    version = str(told.get("text_version", ""))[:60]
    return LeadConsent(lead=lead, purpose=str(told["purpose"])[:60], text_version=version, text_digest=digest, given_at=at)


def ship_texts(operator: str, *, starts_on: date, at: datetime) -> None:
    """Write down the first version of the texts of consents, once, in the name of who processes the data."""
    if ConsentText.objects.exists():
        return
    ConsentText.objects.bulk_create(
        ConsentText(purpose=purpose, version=1, required=required, label=label, title=title, text=text.format(operator=operator),
                    starts_on=starts_on, made_at=at)
        for purpose, required, label, title, text in SHIPPED_TEXTS
    )  # fmt: skip


def ship_marks(sources: dict[str, Source], *, starts_on: date) -> None:
    """Write down what the usual marks of links mean, once."""
    if SourceMark.objects.exists():
        return
    SourceMark.objects.bulk_create(
        SourceMark(kind=kind, value=value, source=sources[code], starts_on=starts_on) for kind, value, code in SHIPPED_MARKS if code in sources
    )
