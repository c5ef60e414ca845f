"""Questions about one edition as a document: its sections and clauses, how it differs from another, who has it open."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from svyazka.briefs.models import Brief, Clause, Presence
from svyazka.briefs.rules import Change, Part, Wording, arranged, difference, numbers
from svyazka.kit.guard import within_sight
from svyazka.people.models import Person
from svyazka.roles.queries.sitting import sitting

FORGOTTEN_AFTER = timedelta(minutes=1)


def sections_of(brief: Brief) -> list[tuple[str, str, str]]:
    """Return heading, hint and mark of each section that the edition's template gives; nothing without one."""
    return list(brief.template.sections.values_list("heading", "hint", "mark")) if brief.template_id else []


def document(brief: Brief) -> list[Part]:
    """Return the edition section by section: at most five questions, however many clauses it has."""
    return arranged(sections_of(brief), brief.clauses.prefetch_related("need", "owner", "edited_by"))


def clauses_visible_to(person, at: datetime) -> QuerySet[Clause]:
    """Return the clauses of the editions this person sees."""
    return within_sight(Clause.objects.select_related("brief__engagement__client", "owner"), person, at)


def clause_by_key(brief: Brief, key: int) -> Clause | None:
    """Return the clause of this edition that bears the key."""
    return brief.clauses.select_related("need", "owner", "edited_by").filter(key=key).first()


def changes_between(before: Brief, now: Brief) -> list[Change]:
    """Return how the clauses of two editions of one specification differ."""
    return difference(_wordings(before), _wordings(now))


def changes_in(brief: Brief) -> list[Change]:
    """Return how the clauses differ from the former edition; nothing for the first."""
    former = Brief.objects.filter(engagement=brief.engagement_id, edition=brief.edition - 1).select_related("template").first()
    return changes_between(former, brief) if former else []


def _wordings(brief: Brief) -> list[Wording]:
    parts = arranged(sections_of(brief), brief.clauses.all())
    called = numbers(parts)
    return [Wording(row.key, row.kind, row.text, row.criterion, row.section, called[row.key])
            for part in parts for _number, row in part.clauses]  # fmt: skip


def present(brief: Brief, at: datetime) -> QuerySet[Presence]:
    """Return who has the edition open now, by name."""
    return brief.presences.filter(seen_at__gt=at - FORGOTTEN_AFTER).select_related("person").order_by("person__name", "pk")


def owners(brief: Brief, at: datetime) -> list[Person]:
    """Return the people who may be named as owners of a clause: whoever sits on the engagement, and the writer."""
    found = {row.person_id: row.person for row in sitting(brief.engagement_id, at).select_related("person")}
    found.setdefault(brief.written_by_id, brief.written_by)
    return sorted(found.values(), key=lambda person: person.name)
