"""Forms of looking back and looks back on switches of scheme, spoken in JSON."""

from datetime import date
from typing import Annotated

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field, StringConstraints

from svyazka.kit.api import In, Key, Note, staff_only, upto
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.roles.queries.moves import in_force_at
from svyazka.work import actions, queries
from svyazka.work.models import RetroFormat

router = Router(tags=["work"])
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,20}$")]


def shown_format(row: RetroFormat) -> dict:
    """Tell an edition of a form of looking back."""
    return {"id": row.pk, "code": row.code, "kind": row.kind, "name": row.name, "columns": row.columns, "votes": row.votes, "after": row.after,
            "starts_on": row.starts_on}  # fmt: skip


@router.get("/retro-formats")
def list_formats(request):
    """List the forms of looking back in force, and those that are written for later."""
    staff_only(request)
    day = today(timezone.now())
    return {"items": [shown_format(row) for row in (*queries.formats_on(day).values(), *queries.coming_formats(day))]}


class NameIn(In):
    ru: upto(100, least=1)  # type: ignore[valid-type]
    en: upto(100, least=1)  # type: ignore[valid-type]


class AskIn(In):
    ru: upto(200, least=1)  # type: ignore[valid-type]
    en: upto(200, least=1)  # type: ignore[valid-type]


class ColumnIn(In):
    code: Code | None = None
    ru: upto(60, least=1)  # type: ignore[valid-type]
    en: upto(60, least=1)  # type: ignore[valid-type]
    ask: AskIn | None = None


class FormatIn(In):
    code: Code
    name: NameIn
    columns: Annotated[list[ColumnIn], Field(max_length=6)]
    starts_on: date
    kind: upto(12) = "team"  # type: ignore[valid-type]
    votes: Annotated[int, Field(ge=1, le=9)] = 3
    after: Annotated[list[Annotated[int, Field(ge=1, le=365)]], Field(max_length=6)] = []


@router.post("/retro-formats", response={201: dict})
def write_retro_format(request, body: FormatIn):
    """Write an edition of a form; without columns it ends from its day."""
    staff_only(request)
    return Status(201, shown_format(actions.write_retro_format(the_agency(), by=request.user, at=timezone.now(), **body.dict())))


@router.get("/transition-looks")
def list_looks(request):
    """List the looks back on switches of scheme that are due."""
    staff_only(request)
    return {"items": [{"rule_id": look.rule.pk, "scheme": look.rule.scheme.title, "scope": look.rule.scope, "days": look.days, "on": look.on}
                      for look in queries.due_looks(timezone.now())]}  # fmt: skip


class LookIn(In):
    rule_id: Key
    days: Annotated[int, Field(ge=1, le=365)]
    ask: bool
    reason: Note = ""


@router.post("/transition-looks", response={201: dict})
def settle_look(request, body: LookIn):
    """Ask the PMs for a look back on a switch, or pass it over with a reason."""
    staff_only(request)
    at = timezone.now()
    rule = find(in_force_at(at), body.rule_id)
    look = actions.settle_look(rule, days=body.days, ask=body.ask, reason=body.reason, by=request.user, at=at)
    return Status(201, {"rule_id": rule.pk, "days": look.days, "asked": look.asked, "reason": look.reason})
