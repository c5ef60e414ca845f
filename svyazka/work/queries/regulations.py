"""Regulations in force, who is to read them, which checklists are open."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from svyazka.kit.guard import DUTIES, within_sight
from svyazka.kit.memo import once
from svyazka.kit.papers.difference import differing
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import on_day, staff, today
from svyazka.roles.queries.standing import schemes_in_force
from svyazka.roles.rules import Place
from svyazka.work.models import Acknowledgement, ChecklistRun, ChecklistStep, Regulation


def in_force_on(day: date) -> dict[str, Regulation]:
    """Return, by duty, the edition in force on that day; an edition of no steps has ended its regulation. Asked once in a request."""
    rows = Regulation.objects.filter(starts_on__lte=day).order_by("duty", "-starts_on").distinct("duty")
    return once(("work.regulations", day), lambda: {row.duty: row for row in rows if row.steps})


def pages_of_regulations(at: datetime) -> dict[str, tuple[str, str]]:
    """Return, by duty, the title and the address of the regulation in force."""
    return {duty: (row.words.title, f"/work/regulations/{row.pk}/") for duty, row in in_force_on(today(at)).items()}


def editions_of(duty: str) -> QuerySet[Regulation]:
    """Return every edition of the duty's regulation, the newest first."""
    return Regulation.objects.filter(duty=duty).select_related("made_by").order_by("-edition")


def tracks_of_duties(at: datetime) -> dict[str, set[str] | None]:
    """Return, by duty, the tracks that may sit in a seat responsible for it in any scheme in force; None is everybody's."""
    found: dict[str, set[str] | None] = {}
    for scheme in schemes_in_force(at).by_scope.values():
        for duty in DUTIES:
            seats = [scheme.seats[code] for code in scheme.opening(duty, "R") if code in scheme.seats]
            everybody = any(seat.place in (Place.EVERYONE, Place.SELF) for seat in seats)
            known = found.setdefault(duty, set())
            found[duty] = None if everybody or known is None else known | {track for seat in seats for track in seat.tracks}
    return found


def lines_of(regulation: Regulation) -> list[str]:
    """Return an edition as lines to be compared: its title, its text, its steps by number."""
    title, text, steps = regulation.words
    return [title, *(line for line in text.splitlines() if line.strip()), *(f"{n}. {step}" for n, step in enumerate(steps, 1))]


def compared(regulation: Regulation, edition: int | None = None) -> tuple[Regulation, list[tuple[str, str]]] | None:
    """Return an earlier edition, the one before unless another is asked for, and how its lines differ; None for the first."""
    earlier = editions_of(regulation.duty).filter(edition__lt=regulation.edition)
    before = (earlier.filter(edition=edition).first() if edition else None) or earlier.first()
    return (before, differing(lines_of(before), lines_of(regulation))) if before else None


def readers(regulation: Regulation, at: datetime) -> QuerySet[Person]:
    """Return the staff who are to read the regulation: those who may do its duty."""
    tracks = tracks_of_duties(at).get(regulation.duty, set())
    if tracks is None:
        return staff()
    return staff().filter(pk__in=TrackPeriod.objects.filter(on_day(today(at)), track__in=tracks).values("person"))


def to_read(person: Person, at: datetime) -> list[Regulation]:
    """Return the editions in force that the person is to read and has not."""
    read = set(Acknowledgement.objects.filter(person=person).values_list("regulation", flat=True))
    waiting = [row for row in in_force_on(today(at)).values() if row.pk not in read]
    if not waiting:
        return []
    mine = set(TrackPeriod.objects.filter(on_day(today(at)), person=person).values_list("track", flat=True))
    tracks = tracks_of_duties(at)
    return [row for row in waiting if (of := tracks.get(row.duty, set())) is None or of & mine]


@dataclass(frozen=True)
class Read:
    """How an edition is read: by how many of those who are to."""

    regulation: Regulation
    label: str
    read: int
    of: int
    mine: bool


def board(person: Person, at: datetime) -> list[Read]:
    """Return the regulations in force in the order of duties, each with how it is read; a constant number of queries."""
    found = in_force_on(today(at))
    tracks, people = tracks_of_duties(at), _people_by_track(at)
    everybody = {key for keys in people.values() for key in keys}
    read: dict[int, set[int]] = defaultdict(set)
    for regulation, who in Acknowledgement.objects.filter(regulation__in=found.values()).values_list("regulation", "person"):
        read[regulation].add(who)
    told = []
    for code, duty in DUTIES.items():
        if (row := found.get(code)) is not None:
            of = tracks.get(code, set())
            to = everybody if of is None else {key for track in of for key in people.get(track, ())}
            told.append(Read(row, str(duty.label), len(read[row.pk] & to), len(to), person.pk in to and person.pk not in read[row.pk]))
    return told


def _people_by_track(at: datetime) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for track, person in TrackPeriod.objects.filter(on_day(today(at)), person__in=staff()).values_list("track", "person"):
        found[track].add(person)
    return found


# ---- checklists ---------------------------------------------------------------------------------------------------


def _with_steps(runs: QuerySet[ChecklistRun]) -> QuerySet[ChecklistRun]:
    steps = ChecklistStep.objects.select_related("settled_by").order_by("position")
    return runs.select_related("regulation", "engagement__client", "person").prefetch_related(Prefetch("steps", steps))


def checklists_visible_to(person: Person, at: datetime) -> QuerySet[ChecklistRun]:
    """Return the checklists of the engagements this person sees; a client's contact sees none."""
    runs = _with_steps(ChecklistRun.objects.all())
    return runs.none() if person.kind == "contact" else within_sight(runs, person, at)


def has_open_checklist(run: ChecklistRun) -> bool:
    """Tell whether a checklist of the same duty is open on the same engagement."""
    return ChecklistRun.objects.filter(duty=run.duty, engagement=run.engagement_id, closed_at=None).exists()


def open_checklists_of(person: Person) -> QuerySet[ChecklistRun]:
    """Return the person's open checklists, the oldest first, with how many steps wait in each."""
    runs = ChecklistRun.objects.filter(person=person, closed_at=None, engagement__closed_at=None).select_related("regulation", "engagement__client")
    waits = Count("steps", filter=Q(steps__done_at=None, steps__skipped_at=None))
    return runs.annotate(waits=waits, all_steps=Count("steps")).order_by("started_at", "pk")


def skipped_on(engagement, since: datetime | None) -> list[ChecklistStep]:
    """Return the steps that were skipped on the engagement since that moment: for the look back, not for punishment."""
    steps = ChecklistStep.objects.filter(run__engagement=engagement, skipped_at__isnull=False)
    if since is not None:
        steps = steps.filter(skipped_at__gte=since)
    return list(steps.select_related("run__regulation", "settled_by").order_by("-skipped_at")[:50])
