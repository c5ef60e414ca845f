"""A draft is begun from a template, from the former edition or from nothing."""

from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import WRITE
from svyazka.briefs.models import Brief, Clause, SpecTemplate
from svyazka.briefs.steps import copy_clauses, copy_needs, next_edition
from svyazka.clients.models import Engagement
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import today


@action(WRITE, lock=False)
def begin_draft(engagement: Engagement, *, template: SpecTemplate | None = None, from_former: bool = False, by: Person,
                at: datetime) -> Brief:  # fmt: skip
    """Begin the next edition: with the clauses of the former one, or with those a template begins with, or with none.

    A former edition's needs go over in every case, its template too where no other is told. Raises Refused on a closed
    engagement, while the PM is checking, and if the template is not in force.
    """
    if template is not None and (template.starts_on > today(at) or (template.ends_on and template.ends_on <= today(at))):
        raise Refused(_("The template “%(title)s” is not in force.") % {"title": template.title})
    before, draft = next_edition(engagement, template=template, by=by, at=at)
    needs = copy_needs(before, draft)
    if from_former and before:
        copy_clauses(before, draft, needs)
    elif template is not None:
        _write_starters(template, draft, by=by, at=at)
    record(draft, "briefs.draft_begun", by=by, at=at, edition=draft.edition, template=template.title if template else "")
    return draft


def _write_starters(template: SpecTemplate, draft: Brief, *, by: Person, at: datetime) -> None:
    rows, key = [], queries.last_key(draft.engagement_id)
    for section in template.sections.prefetch_related("starters"):
        for starter in section.starters.all():
            rows.append(Clause(brief=draft, engagement=draft.engagement, key=key + len(rows) + 1, position=len(rows) + 1, section=section.heading,
                               kind=starter.kind, text=starter.text, criterion=starter.criterion, owner=by, edited_by=by, edited_at=at))  # fmt: skip
    Clause.objects.bulk_create(rows)
