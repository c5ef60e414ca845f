"""Clauses of a draft are added, reworded, moved, removed."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from svyazka.briefs import queries, rules
from svyazka.briefs.actions.duties import WRITE
from svyazka.briefs.models import Brief, Clause, Need
from svyazka.briefs.rules import PLACE, WORDING, BriefState, ClauseKind, Overtaken
from svyazka.briefs.rules.clause import reasons_too_many
from svyazka.briefs.steps import begin_from_former, move_on
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if, unknown
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import staff

FIELDS = (*WORDING, *PLACE)


@action(WRITE)
def add_clause(brief: Brief, *, text: str, kind: str = ClauseKind.MUST, criterion: str = "", section: str = "", need_id: int | None = None,
               owner: str | None = None, by: Person, at: datetime) -> Clause:  # fmt: skip
    """Add a clause at the end of a section of the draft; of an edition that is no draft any more, the next one is begun.

    Raises Refused as `begin_draft` does, Malformed on a strange kind, need or owner.
    """
    draft = _draft_for(brief, by=by, at=at)
    told = _checked(draft, brief, {"text": text, "kind": kind, "criterion": criterion, "section": section, "need_id": need_id}, owner=owner)
    key, count = queries.last_key(draft.engagement_id) + 1, draft.clauses.count()
    refuse_if(reasons_too_many(count + 1))
    told.setdefault("owner_id", by.pk)
    clause = Clause.objects.create(brief=draft, engagement=draft.engagement, key=key, position=count + 1, edited_by=by, edited_at=at, **told)
    _put_in_order(draft, lambda parts: [one.key for part in parts for _number, one in part.clauses])
    record(clause, "briefs.clause_added", by=by, at=at, edition=draft.edition, key=key, text=clause.text)
    return clause


@action(WRITE)
def reword_clause(brief: Brief, *, key: int, seen: int, told: Mapping, was: Mapping | None = None, owner: str | None = None, by: Person,
                  at: datetime) -> Clause:  # fmt: skip
    """Change what is told of a clause: kind, text, criterion, section, need_id; `owner` is a login, "" for nobody.

    `seen` is its version as it was looked at, `was` how it stood then: with it, a change of the wording and a change of the
    place made by two people both go in. Raises Overtaken with both texts if they contradict, or if the clause is gone;
    otherwise as `add_clause`.
    """
    draft = _draft_for(brief, by=by, at=at)
    mine = _checked(draft, brief, told, owner=owner)
    clause = _clause(draft, key, mine, was)
    left = mine if clause.version == seen else rules.agreeing(mine, _told(clause), _at_home(draft, brief, was or {}))
    if left is None:
        raise Overtaken(key=key, theirs=clause, mine=mine, was=was)
    before = _told(clause)
    changed = {name: value for name, value in left.items() if value != before[name]}
    if not changed:
        return clause
    _write(clause, changed, by=by, at=at)
    if "section" in changed:
        _put_in_order(draft, lambda parts: rules.moved(parts, key, "into", changed["section"]))
    facts = {name: {"was": before[name], "now": value} for name, value in changed.items()}
    record(clause, "briefs.clause_reworded", by=by, at=at, edition=draft.edition, key=key, changed=facts)
    return clause


@action(WRITE)
def place_clause(brief: Brief, *, key: int, seen: int, to: str, section: str = "", by: Person, at: datetime) -> Clause:
    """Move a clause `up` or `down` by one, over the edge of its section too, or `into` the end of a section.

    Raises Overtaken if it was changed since it was looked at, Malformed on a strange way, otherwise as `add_clause`.
    """
    if to not in ("up", "down", "into"):
        raise Malformed(_("A clause goes up, down or into a section."))
    draft = _draft_for(brief, by=by, at=at)
    mine = {"section": section} if to == "into" else {}
    clause = _clause(draft, key, mine, None)
    if clause.version != seen:
        raise Overtaken(key=key, theirs=clause, mine=mine)
    parts = queries.document(draft)
    heading = section if to == "into" else rules.section_after(parts, key, to)
    order = rules.moved(parts, key, to, section)
    _write(clause, {"section": heading}, by=by, at=at)
    _put_in_order(draft, lambda _parts: order)
    record(clause, "briefs.clause_placed", by=by, at=at, edition=draft.edition, key=key, section=heading)
    return clause


@action(WRITE)
def remove_clause(brief: Brief, *, key: int, seen: int, by: Person, at: datetime) -> Brief:
    """Remove a clause from the draft; its words stay in the journal.

    Raises Overtaken if it was changed since it was looked at, Refused if something rests on it, otherwise as `add_clause`.
    """
    draft = _draft_for(brief, by=by, at=at)
    clause = _clause(draft, key, {}, None)
    if clause.version != seen:
        raise Overtaken(key=key, theirs=clause, mine={})
    said = _told(clause)
    try:
        clause.delete()
    except ProtectedError:
        raise Refused(_("An estimate, a task or a remark rests on this clause: reword it, or say that it will not be done.")) from None
    draft.last_key = max(draft.last_key, key)
    draft.save(update_fields=["last_key"])
    _put_in_order(draft, lambda parts: [one.key for part in parts for _number, one in part.clauses])
    record(draft, "briefs.clause_removed", by=by, at=at, edition=draft.edition, key=key, said=said)
    return draft


def _draft_for(brief: Brief, *, by: Person, at: datetime) -> Brief:
    """Return the draft that an act on this edition changes, locked: it, the newest one, or the next one begun from it."""
    newest = queries.latest_brief(brief.engagement)
    if newest.pk != brief.pk:
        newest = Brief.objects.select_for_update(no_key=True, of=("self",)).select_related("engagement").get(pk=newest.pk)
    else:
        newest = brief
    refuse_if(reasons_if_closed(newest.engagement))
    if newest.state != BriefState.DRAFT:
        draft = begin_from_former(newest.engagement, by=by, at=at)
        record(draft, "briefs.draft_begun", by=by, at=at, edition=draft.edition, template="")
        return draft
    if newest.pk != brief.pk:
        move_on(newest)
    return newest


def _clause(draft: Brief, key: int, mine: Mapping, was: Mapping | None) -> Clause:
    clause = queries.clause_by_key(draft, key)
    if clause is None:
        raise Overtaken(key=key, theirs=None, mine=mine, was=was)
    return clause


def _told(clause: Clause) -> dict:
    return {name: getattr(clause, name) for name in FIELDS}


def _checked(draft: Brief, looked_at: Brief, told: Mapping, *, owner: str | None) -> dict:
    """Return what is to be written. Raises Malformed on what cannot be."""
    found = _at_home(draft, looked_at, told)
    if "kind" in found and found["kind"] not in ClauseKind.values:
        raise Malformed(_("A clause is must, should or wont."))
    if "text" in found and not found["text"].strip():
        raise Malformed(_("A clause says something."))
    if found.get("need_id") and not draft.needs.filter(pk=found["need_id"]).exists():
        raise unknown("need_id", told["need_id"])
    if owner is not None:
        found["owner_id"] = _owner(owner)
    return found


def _owner(login: str) -> int | None:
    if not login:
        return None
    person = staff().filter(username=login).first()
    if person is None:
        raise unknown("owner", login)
    return person.pk


def _at_home(draft: Brief, looked_at: Brief, told: Mapping) -> dict:
    """Return what was told with the need as the draft has it: a need that was chosen in a former edition is found by its key."""
    found = {name: told[name] for name in FIELDS if name in told}
    if draft.pk == looked_at.pk or not found.get("need_id"):
        return found
    key = Need.objects.filter(brief=looked_at, pk=found["need_id"]).values_list("key", flat=True).first()
    same = draft.needs.filter(key=key).first() if key is not None else None
    return {**found, "need_id": same.pk if same else found["need_id"]}


def _write(clause: Clause, changed: Mapping, *, by: Person, at: datetime) -> None:
    for name, value in changed.items():
        setattr(clause, name, value)
    clause.version, clause.edited_by, clause.edited_at = clause.version + 1, by, at
    clause.save(update_fields=[*changed, "version", "edited_by", "edited_at"])


def _put_in_order(draft: Brief, order: Callable[[list], list[int]]) -> None:
    """Count the places of clauses anew, as they are read; only those that have moved are written."""
    parts = queries.document(draft)
    rows = {clause.key: clause for part in parts for _number, clause in part.clauses}
    stale = []
    for position, key in enumerate(order(parts), start=1):
        if rows[key].position != position:
            rows[key].position = position
            stale.append(rows[key])
    Clause.objects.bulk_update(stale, ["position"], batch_size=500)
