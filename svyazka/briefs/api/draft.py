"""A draft and its clauses, spoken in JSON: an act on a clause names the version it has seen."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.api.brief import clause_shown, shown
from svyazka.briefs.models import Brief, Clause, Presence, SpecTemplate
from svyazka.briefs.rules import Change, Overtaken, Wording, offered
from svyazka.clients.queries import visible_to
from svyazka.kit.api import In, Key, Line, Number, Text, problem, upto
from svyazka.kit.errors import Malformed, Stale
from svyazka.kit.guard import expecting
from svyazka.kit.http import find, version_in

router = Router()


def _brief(request, brief_id: int) -> Brief:
    return find(queries.visible_to(request.user, timezone.now()), brief_id)


class DraftIn(In):
    template_id: Key | None = None
    from_former: bool = False


@router.post("/engagements/{engagement_id}/drafts", response={201: dict})
def begin(request, engagement_id: int, body: DraftIn):
    """Begin the next edition: from a template, from the former edition, or blank."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    template = find(SpecTemplate.objects.all(), body.template_id) if body.template_id else None
    return Status(201, shown(actions.begin_draft(engagement, template=template, from_former=body.from_former, by=request.user, at=at)))


@router.get("/briefs/{brief_id}/document")
def document(request, brief_id: int):
    """Tell an edition section by section, each clause with the number people call it by."""
    brief = _brief(request, brief_id)
    return {
        "id": brief.pk, "edition": brief.edition, "version": brief.version, "state": brief.state,
        "sections": [{"number": part.number, "heading": part.heading, "hint": part.hint,
                      "clauses": [{"number": number, **clause_shown(clause)} for number, clause in part.clauses]}
                     for part in queries.document(brief)],
    }  # fmt: skip


@router.get("/briefs/{brief_id}/differences")
def differences(request, brief_id: int, since: Key | None = None):
    """Tell how an edition differs from another, the former one where `since` names none."""
    brief = _brief(request, brief_id)
    before = find(queries.visible_to(request.user, timezone.now()).filter(engagement=brief.engagement_id), since) if since else None
    changes = queries.changes_between(before, brief) if before else queries.changes_in(brief)
    return {"items": [_change(one) for one in changes], "next": None}


def _change(change: Change) -> dict:
    return {"key": change.key, "what": change.what, "was": _wording(change.was), "now": _wording(change.now),
            "text": change.text, "criterion": change.criterion}  # fmt: skip


def _wording(said: Wording | None) -> dict | None:
    return said and {name: getattr(said, name) for name in ("number", "kind", "text", "criterion", "section")}


# ---- clauses ------------------------------------------------------------------------------------------------------


class NewClauseIn(In):
    kind: str = "must"
    text: Text
    criterion: upto(20000) = ""
    section: upto(200) = ""
    need_id: Key | None = None
    owner: Line | None = None


@router.post("/briefs/{brief_id}/clauses", response={201: dict})
def add(request, brief_id: int, body: NewClauseIn):
    """Add a clause at the end of a section; of an edition that is no draft any more, the next one is begun."""
    made = actions.add_clause(_brief(request, brief_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, clause_shown(made))


class WasIn(In):
    kind: str | None = None
    text: upto(20000) | None = None
    criterion: upto(20000) | None = None
    section: upto(200) | None = None
    need_id: Key | None = None


class WordingIn(In):
    version: Number | None = None
    kind: str | None = None
    text: Text | None = None
    criterion: upto(20000) | None = None
    section: upto(200) | None = None
    need_id: Key | None = None
    owner: upto(150) | None = None
    was: WasIn | None = None


def _clause(request, clause_id: int, version: int | None) -> tuple[Clause, int]:
    """Return the clause and the version of it that was seen: the body names it, or `If-Match`."""
    clause = find(queries.clauses_visible_to(request.user, timezone.now()), clause_id)
    named = version_in(request)
    if named is not None and named != clause.version:
        raise Stale(_("This has changed since you looked at it. Look again and repeat."))
    if version is None and named is None:
        raise Malformed(_("version: name the version of the clause that you have seen."))
    return clause, clause.version if version is None else version


def _told(body: In, *names: str) -> dict:
    return {name: getattr(body, name) for name in names if name in body.model_fields_set and (name == "need_id" or getattr(body, name) is not None)}


def _both(overtaken: Overtaken) -> HttpResponse:
    """Tell both texts of a clause that two people have changed, and one with both in it."""
    theirs, mine = overtaken.theirs, overtaken.mine
    more: dict[str, Any] = {"theirs": clause_shown(theirs) if theirs else None, "yours": _plain(mine)}
    if theirs and ("text" in mine or "criterion" in mine):
        more["together"] = offered(mine, {name: getattr(theirs, name) for name in ("kind", "text", "criterion")}, overtaken.was)
    return problem(overtaken.status, _("This was not done"), reasons=overtaken.reasons, **more)


def _plain(mine: Mapping) -> dict:
    return {name: value for name, value in mine.items() if name != "owner_id"}


@router.post("/clauses/{clause_id}/wording")
def wording(request, clause_id: int, body: WordingIn):
    """Change what is told of a clause. 409 with both texts if somebody was faster."""
    clause, seen = _clause(request, clause_id, body.version)
    told, was = _told(body, "kind", "text", "criterion", "section", "need_id"), None
    if body.was is not None:
        was = _told(body.was, "kind", "text", "criterion", "section", "need_id")
    try:
        with expecting(None):
            return clause_shown(actions.reword_clause(
                clause.brief, key=clause.key, seen=seen, told=told, was=was, owner=body.owner, by=request.user, at=timezone.now(),
            ))  # fmt: skip
    except Overtaken as overtaken:
        return _both(overtaken)


class PlaceIn(In):
    version: Number | None = None
    to: str
    section: upto(200) = ""


@router.post("/clauses/{clause_id}/place")
def place(request, clause_id: int, body: PlaceIn):
    """Move a clause up, down or into a section."""
    clause, seen = _clause(request, clause_id, body.version)
    try:
        with expecting(None):
            return clause_shown(actions.place_clause(clause.brief, key=clause.key, seen=seen, to=body.to, section=body.section, by=request.user,
                                                     at=timezone.now()))  # fmt: skip
    except Overtaken as overtaken:
        return _both(overtaken)


@router.delete("/clauses/{clause_id}")
def remove(request, clause_id: int, version: Number | None = None):
    """Remove a clause from the draft."""
    clause, seen = _clause(request, clause_id, version)
    try:
        with expecting(None):
            return shown(actions.remove_clause(clause.brief, key=clause.key, seen=seen, by=request.user, at=timezone.now()))
    except Overtaken as overtaken:
        return _both(overtaken)


# ---- who is here --------------------------------------------------------------------------------------------------


class PresenceIn(In):
    clause: Number | None = None


@router.post("/briefs/{brief_id}/presence")
def be_present(request, brief_id: int, body: PresenceIn):
    """Say that you have the edition open, and which clause (by its key) you are in; it is forgotten after a minute."""
    brief, at = _brief(request, brief_id), timezone.now()
    actions.be_present(Presence(brief=brief), clause_key=body.clause, by=request.user, at=at)
    return {"items": [{"login": row.person.username, "name": row.person.name, "clause": row.clause_key} for row in queries.present(brief, at)], "next": None}
