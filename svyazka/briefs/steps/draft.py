"""Small writes on drafts: the next edition is begun, with what the former one says; a draft moves on."""

from collections.abc import Mapping
from datetime import datetime

from svyazka.briefs import queries, rules
from svyazka.briefs.models import Brief, Clause, Need, SpecTemplate
from svyazka.briefs.rules import BriefState
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement
from svyazka.kit.errors import refuse_if
from svyazka.leads.steps import move_lead
from svyazka.people.models import Person


def next_edition(engagement: Engagement, *, template: SpecTemplate | None = None, by: Person, at: datetime) -> tuple[Brief | None, Brief]:
    """Begin an empty edition; return the one before it, and it. Raises Refused if the engagement is closed or the PM is checking."""
    engagement = Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
    refuse_if(reasons_if_closed(engagement))
    before = queries.latest_brief(engagement)
    if before:
        refuse_if(rules.reasons_not_to_edit(before.state, before.edition))
        template = template or before.template
    brief = Brief.objects.create(
        engagement=engagement, edition=before.edition + 1 if before else 1, template=template, written_by=by, written_at=at
    )
    advance_engagement(engagement, "brief", at=at)
    move_lead(engagement, "brief", at=at)
    return before, brief


def draft_of(engagement: Engagement, *, by: Person, at: datetime) -> Brief:
    """Return the edition that is being written, locked; begin it with what the newest one says if that has been sent already.

    Raises Refused as `next_edition` does.
    """
    engagement = Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
    refuse_if(reasons_if_closed(engagement))
    newest = Brief.objects.select_for_update(no_key=True).filter(engagement=engagement).order_by("-edition").first()
    if newest and newest.state == BriefState.DRAFT:
        move_on(newest)
        return newest
    return begin_from_former(engagement, by=by, at=at)


def begin_from_former(engagement: Engagement, *, by: Person, at: datetime) -> Brief:
    """Begin the next edition with the needs and clauses of the former one, if there is one."""
    before, draft = next_edition(engagement, by=by, at=at)
    needs = copy_needs(before, draft)
    if before:
        copy_clauses(before, draft, needs)
    return draft


def copy_needs(before: Brief | None, draft: Brief) -> dict[int, Need]:
    """Copy the needs of the former edition; return them by the keys of the old ones."""
    rows = queries.needs_of(before)
    made = Need.objects.bulk_create([_copy(row, brief=draft) for row in rows])
    return {row.pk: copy for row, copy in zip(rows, made, strict=True)}


def copy_clauses(before: Brief, draft: Brief, needs: Mapping[int, Need]) -> None:
    """Copy the clauses with their keys and versions: who looked at the former edition has seen these."""
    rows = before.clauses.order_by("position", "pk")
    Clause.objects.bulk_create([_copy(row, brief=draft, need=needs.get(row.need_id)) for row in rows])


def _copy(row, **changes):
    """Return a new row that says the same, but for the changes."""
    said = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    kept = {row._meta.get_field(name).attname: value for name, value in said.items() if name not in changes}
    return row.__class__(**kept, **changes)


def move_on(draft: Brief) -> None:
    """Let those who have the draft open see that it has changed: the act came through a need, an option or a former edition."""
    draft.version += 1
    draft.save(update_fields=["version"])
