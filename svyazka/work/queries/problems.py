"""Problems a person sees or owns."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from svyazka.clients.models import Engagement
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.clients.rules import OPEN
from svyazka.kit.asked import whole
from svyazka.kit.guard import within_sight
from svyazka.people.models import Person
from svyazka.people.queries import of_track, today
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.rules import Place
from svyazka.work.models import Problem
from svyazka.work.rules import ProblemKind
from svyazka.work.rules.problem import BY_DUTY

MOST_OFFERED = 50  # works at once: a longer list is found by words
MOST_WORDS = 6


def problems_visible_to(person, at: datetime) -> QuerySet[Problem]:
    """Return the problems of the engagements this person sees; a client's contact sees those they raised."""
    problems = Problem.objects.select_related("engagement__client", "owner", "opened_by", "task")
    seen = within_sight(problems, person, at)
    return seen.filter(opened_by=person) if person.kind == "contact" else seen


def open_first(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    """Order problems: the open ones first, the oldest of them on top."""
    return problems.order_by(F("resolved_at").desc(nulls_first=True), "opened_at", "pk")


def narrowed(problems: QuerySet[Problem], asked: dict, person, at: datetime) -> QuerySet[Problem]:
    """Keep what the filters ask for: a state (open, late, mine, resolved), a kind, an engagement."""
    only = {
        "open": Q(resolved_at=None), "resolved": Q(resolved_at__isnull=False), "mine": Q(owner=person, resolved_at=None),
        "late": Q(reacted_at=None, react_due_at__lt=at) | Q(proposed_at=None, propose_due_at__lt=at) | Q(resolved_at=None, resolve_due_at__lt=at),
    }  # fmt: skip
    if asked.get("only") in only:
        problems = problems.filter(only[asked["only"]])
    if asked.get("kind") in ProblemKind.values:
        problems = problems.filter(kind=asked["kind"])
    if (key := whole(asked.get("engagement", ""))) is not None:
        problems = problems.filter(engagement=key)
    return problems


@dataclass(frozen=True)
class Works:
    """The works that a problem can be raised on, as far as they are offered at once; `many`: there are more, they are found by words."""

    rows: list[Engagement]
    many: bool


def works_to_name(person, at: datetime, *, words: str = "", chosen: int | None = None) -> Works:
    """Return the open works this person sees, by these words of their title or client; the chosen one is among them, open or not."""
    seen = engagements_visible_to(person, at)
    found = of_open = seen.filter(state__in=OPEN).order_by("title", "pk")
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(Q(title__icontains=word) | Q(client__name__icontains=word))
    rows = list(found[: MOST_OFFERED + 1])
    many = len(rows) > MOST_OFFERED or (bool(words) and of_open[MOST_OFFERED:].exists())
    rows = rows[:MOST_OFFERED]
    kept = seen.filter(pk=chosen).first() if chosen is not None and chosen not in {row.pk for row in rows} else None
    return Works([kept, *rows] if kept else rows, many)


def owner_for(engagement: Engagement, kind: str, at: datetime) -> Person | None:
    """Return who owns problems of the kind now: whoever sits in the seat responsible by the matrix, a stand-in first; else who
    does that duty for the whole agency, as finance does."""
    duty = BY_DUTY[kind]
    return holder_of(engagement, duty, at) or _for_the_agency(engagement, duty, at)


def _for_the_agency(engagement: Engagement, duty: str, at: datetime) -> Person | None:
    scheme = scheme_of(engagement, at)
    seats = [scheme.seats[code] for code in scheme.opening(duty, "R") if code in scheme.seats] if scheme else []
    tracks = [track for seat in seats if seat.place == Place.AGENCY for track in seat.tracks]
    return next((person for track in tracks for person in of_track(track, today(at))[:1]), None)


def problems_of(person) -> QuerySet[Problem]:
    """Return the open problems this person owns."""
    mine = Problem.objects.filter(Q(owner=person), resolved_at=None)
    return mine.select_related("engagement__client").order_by("opened_at", "pk")
