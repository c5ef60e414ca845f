"""Questions about raw messages: what is not understood, what is still unread, what came by which channel."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Q, QuerySet

from svyazka.kit import files
from svyazka.kit.guard import DUTIES, may, seen_by
from svyazka.kit.mail import clean, decoded, glimpse
from svyazka.leads.models import IntakeKey, Mailbox, Raw
from svyazka.leads.queries.inbox import may_take
from svyazka.leads.rules import RawKind, RawState
from svyazka.people.models import Person
from svyazka.people.queries import the_agency

GRACE = timedelta(minutes=1)
LATELY = timedelta(days=7)
MOST_SHOWN = 4000  # letters of a preview
WAITING = (RawState.DEAD, RawState.DISCARDED)


def dead_letters() -> QuerySet[Raw]:
    """Return the raw messages that could not be understood."""
    return Raw.objects.filter(state=RawState.DEAD).order_by("-received_at", "-pk")


def sees_intake(person: Person, at: datetime) -> bool:
    """Tell whether the person sees what comes in: whoever may take leads, and whoever sees everything."""
    return person.kind == "staff" and (may_take(person, at) or seen_by(person, at) is None)


def dead_letters_for(person: Person, at: datetime) -> QuerySet[Raw]:
    """Return the dead letters to who sees what comes in; to others none."""
    return dead_letters() if sees_intake(person, at) else Raw.objects.none()


def put_away_for(person: Person, at: datetime) -> QuerySet[Raw]:
    """Return what was put away as not for us, to who sees what comes in; to others none."""
    put_away = Raw.objects.filter(state=RawState.DISCARDED).order_by("-received_at", "-pk")
    return put_away if sees_intake(person, at) else Raw.objects.none()


def waiting_for(person: Person, at: datetime) -> QuerySet[Raw]:
    """Return what is not understood and what was put away, to who sees what comes in; to others none."""
    waiting = Raw.objects.filter(state__in=WAITING).select_related("key").order_by("-received_at", "-pk")
    return waiting if sees_intake(person, at) else Raw.objects.none()


def reasons_of(raws: QuerySet[Raw]) -> list[dict]:
    """Return the reasons of these dead letters with how many have each, the most frequent first."""
    return list(raws.order_by().values("reason").annotate(count=Count("pk")).order_by("-count", "reason")[:50])


def unread() -> QuerySet[Raw]:
    """Return what is stored and not read yet."""
    return Raw.objects.filter(state=RawState.STORED).select_related("key__source").order_by("received_at", "pk")


def left_unread(at: datetime) -> QuerySet[Raw]:
    """Return what should have been read by now: its job was lost, or waits in a long queue."""
    return unread().filter(received_at__lte=at - GRACE)


def came_lately(at: datetime) -> list[dict]:
    """Return each channel by which something came in the last seven days: how much, what became of it, when the last came."""
    states = {state.value: Count("pk", filter=Q(state=state)) for state in RawState}
    raws = Raw.objects.filter(received_at__gt=at - LATELY).order_by().values("channel", "kind")
    return list(raws.annotate(count=Count("pk"), last_at=Max("received_at"), **states).order_by("-count", "channel"))


def keys(at: datetime) -> QuerySet[IntakeKey]:
    """Return the keys with what came by each in seven days, the live ones first."""
    lately = Q(raws__received_at__gt=at - LATELY)
    told = IntakeKey.objects.select_related("source", "made_by").annotate(
        came=Count("raws", filter=lately), dead=Count("raws", filter=lately & Q(raws__state=RawState.DEAD)), last_at=Max("raws__received_at")
    )
    return told.order_by(F("revoked_at").desc(nulls_first=True), "name", "pk")


def live_key(code: str) -> IntakeKey | None:
    """Return the key of this code unless it was revoked."""
    return IntakeKey.objects.select_related("source").filter(code=code, revoked_at=None).first()


def taken_lately(key: IntakeKey, at: datetime) -> int:
    """Return how many messages the key has brought in the last minute."""
    return Raw.objects.filter(key=key, received_at__gt=at - GRACE).count()


def mailboxes() -> QuerySet[Mailbox]:
    """Return the mailboxes that were ever looked into."""
    return Mailbox.objects.order_by("name")


def may_keep_channels(person: Person, at: datetime):
    """Return the guard's answer whether the person may issue keys and look into mailboxes."""
    return may(person, DUTIES["channel.keep"], the_agency(), at)


def keys_for(person: Person, at: datetime) -> QuerySet[IntakeKey]:
    """Return the keys to who sees what comes in; to others none."""
    return IntakeKey.objects.select_related("source") if sees_intake(person, at) else IntakeKey.objects.none()


def mailboxes_for(person: Person, at: datetime) -> QuerySet[Mailbox]:
    """Return the mailboxes to who sees what comes in; to others none."""
    return mailboxes() if sees_intake(person, at) else Mailbox.objects.none()


def text_of(row: Raw) -> str:
    """Return what can be read of the message, whatever it is; an empty word when its bytes are gone."""
    try:
        raw = files.read(row.digest)
    except (FileNotFoundError, ValueError):
        return ""
    return glimpse(raw) if row.kind == RawKind.MAIL else clean(decoded(raw[:MOST_SHOWN * 4]))[:MOST_SHOWN]


def file_name(row: Raw) -> str:
    """Return the name under which the bytes of the message are downloaded."""
    ending = {RawKind.MAIL: "eml", RawKind.API: "json"}.get(RawKind(row.kind), "txt")
    return f"{row.digest[:12]}.{ending}"
