"""An edition of the specification as its client reads it, and where each edition stands."""

from datetime import datetime

from svyazka.briefs.models import Brief
from svyazka.briefs.queries import (
    approvals_of,
    by_clause,
    changes_since_agreed,
    digest_of,
    document,
    edition_in_force,
    shown_to_client,
    talk_visible_to,
    told_promises,
)
from svyazka.clients.actions import TALK
from svyazka.clients.models import Engagement
from svyazka.people.models import Person
from svyazka.portal.rules import ANSWERED_IN, Edition, Standing, Stands, editions_stand
from svyazka.roles.queries.sitting import sitting_by_duty


def editions_of(engagement: Engagement, person: Person, at: datetime) -> list[tuple[Brief, Stands]]:
    """Return the editions that the client has got, each with where it stands: those that wait first, then the one in force."""
    shown = list(shown_to_client(person, at).filter(engagement=engagement))
    binding = edition_in_force(engagement)
    stands = editions_stand([Edition(one.edition, one.state, _reach(one)) for one in shown], binding.edition if binding else None)
    return sorted([(one, stands[one.edition]) for one in shown], key=lambda row: (row[1].order, -row[0].edition))


def _reach(brief: Brief) -> int:
    return 2 if brief.bound_at else 1 if brief.agreed_at else 0


def specification(brief: Brief, person: Person, at: datetime) -> dict:
    """Return an edition as its client reads it: the words, how they differ from those agreed before, the talk on each clause.

    The digest is of the words that are shown. Nothing of what the agency has said inside is asked for.
    """
    former, changes = changes_since_agreed(brief)
    said = by_clause(talk_visible_to(person, at), brief.engagement)
    parts = [(part, [(number, clause, said.get(clause.key, [])) for number, clause in part.clauses]) for part in document(brief)]
    editions = editions_of(brief.engagement, person, at)
    stands = next(stands for one, stands in editions if one.pk == brief.pk)
    return {
        "brief": brief,
        "stands": stands,
        "editions": editions,
        "engagement": brief.engagement,
        "digest": digest_of(brief),
        "needs": list(brief.needs.order_by("position", "pk").values_list("text", flat=True)),
        "parts": [(part, rows) for part, rows in parts if rows],
        "former": former,
        "changes": changes,
        "answers": list(approvals_of(brief)),
        "promises": list(told_promises(brief.engagement)),
        "answering": sitting_by_duty([brief.engagement], TALK.code, at).get(brief.engagement_id, []),
        "open": brief.state in ANSWERED_IN and stands.standing != Standing.REPLACED and not brief.engagement.closed_at,
    }
