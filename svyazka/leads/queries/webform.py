"""Questions about forms on sites: which there are, who has knocked lately, how else we are reached."""

import secrets
from datetime import UTC, datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner, b62_decode
from django.db.models import Count, Max, Q, QuerySet

from svyazka.leads.models import ContactWay, Knock, WebForm
from svyazka.leads.rules.webform import DAY, WINDOW
from svyazka.people.queries import today
from svyazka.sources.models import Source

OPENED = TimestampSigner(salt="leads.form")


def opening_of(form: WebForm) -> str:
    """Return a signed word that says when this form was opened, another one each time."""
    return OPENED.sign(f"{form.key or 'form'}.{secrets.token_hex(8)}")


def opened_at(opening: str, form: WebForm) -> datetime | None:
    """Return when the form of this opening was opened; none if we have not signed it, or for another form."""
    try:
        told, _sep, stamp = Signer.unsign(OPENED, opening).rpartition(":")
        seconds = b62_decode(stamp)
    except (BadSignature, ValueError):
        return None
    return datetime.fromtimestamp(seconds, UTC) if told.split(".")[0] == (form.key or "form") else None


def forms() -> QuerySet[WebForm]:
    """Return the forms, those in use first."""
    return WebForm.objects.select_related("source").order_by("-stopped_at", "title", "pk")


def form_at(key: str) -> QuerySet[WebForm]:
    """Return the form of this public key, if it stands."""
    return WebForm.objects.select_related("source").filter(key=key, stopped_at=None)


def own_form(source: str = "") -> WebForm:
    """Return the form of the agency's own page, which no site may show in a frame; it is no row."""
    kept = Source.objects.filter(retired_on=None)
    found = kept.filter(code=source).first() or kept.filter(code="search").first() or kept.order_by("pk").first()
    return WebForm(key="", title="", asks=["company", "phone", "region"], sites=[], source=found)


def ways() -> list[ContactWay]:
    """Return how else we are reached, in the order people like: messengers, then letters, then calls."""
    order = ("max", "telegram", "vk", "email", "phone")
    return sorted(ContactWay.objects.all(), key=lambda row: order.index(row.way))


def salt_of(at: datetime) -> str:
    """Return the salt of that day: nobody who reads the table tells an address by it."""
    return f"{settings.SECRET_KEY}:knocks:{today(at)}"


def knocks(form: WebForm, *, who: str, words: str, opening: str, at: datetime) -> dict[str, int]:
    """Return how many forms came before this one: from this neighbourhood, by this form, with these words, from this one
    opening of it; each is told as the hash by which it is counted."""
    lately, of_the_form = Q(at__gt=at - WINDOW), Q(form=form.pk) if form.pk else Q(form=None)
    return Knock.objects.filter(at__gt=at - DAY).aggregate(
        by_address=Count("pk", filter=Q(who=who) & ~Q(who="") & lately), by_address_a_day=Count("pk", filter=Q(who=who) & ~Q(who="")),
        by_form=Count("pk", filter=of_the_form & lately), same_words=Count("pk", filter=Q(words=words) & ~Q(words="")),
        same_opening=Count("pk", filter=Q(opening=opening) & ~Q(opening="")),
    )  # fmt: skip


def last_arrivals() -> dict[str, datetime]:
    """Return when a form was sent last, by its key: of the last day, as no knock is kept for longer."""
    return dict(Knock.objects.exclude(form=None).values_list("form__key").annotate(last=Max("at")))
