"""An edition is written, sent to the PM, judged."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries, rules
from svyazka.briefs.actions.duties import FEASIBLE, WRITE
from svyazka.briefs.actions.judging import _judge_promise
from svyazka.briefs.actions.promise import _write_promise
from svyazka.briefs.models import Brief, Clause, Need, SpecTemplate, Verdict
from svyazka.briefs.rules import BRIEF_MOVES, ClauseKind, Judged, VerdictKind
from svyazka.briefs.rules.need import CARRIED, carried_over
from svyazka.briefs.steps import ask_with_brief, next_edition
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.roles.steps import call_for, claim_seat


@action(WRITE, lock=False)
def write_brief(engagement: Engagement, *, needs: Iterable, clauses: Iterable[Mapping], promises: Iterable[Mapping] = (),
                template: SpecTemplate | None = None, seen: str | None = None, by: Person, at: datetime) -> Brief:  # fmt: skip
    """Write the next edition of the specification: needs, clauses, and promises made on the way.

    `needs` are texts or {"text", "goal", "measure"}; `clauses` are {"kind", "text", "criterion", "need"?, "section"?};
    `promises` are {"kind", "text", "due_on"}; without another `template` the sections stay as they were. `seen` is the
    newest edition as it was when the writing began (`rules.stands`). Raises Refused if it is another by now, on a closed
    engagement, Malformed on a strange kind.
    """
    before, brief = next_edition(engagement, template=template, by=by, at=at)
    if seen is not None and seen != rules.stands(before):
        raise Refused(_("Edition %(edition)s has changed while you were writing. Your text is here: compare the two and write it down again.")
                      % {"edition": before.edition if before else 0})  # fmt: skip
    engagement = brief.engagement
    _write_clauses(brief, before, _write_needs(brief, before, needs), list(clauses))
    for told in promises:
        _write_promise(engagement, brief, told, by=by, at=at)
    record(brief, "briefs.written", by=by, at=at, edition=brief.edition)
    return brief


def _write_needs(brief: Brief, before: Brief | None, needs: Iterable) -> list[Need]:
    told = [{"text": one} if isinstance(one, str) else dict(one) for one in needs]
    former = list(before.needs.values("key", "text", *CARRIED)) if before else []
    rows = carried_over(former, told, last=queries.last_need_key(brief.engagement_id))
    return Need.objects.bulk_create(Need(brief=brief, engagement=brief.engagement, position=n, **row) for n, row in enumerate(rows, start=1))


def _write_clauses(brief: Brief, before: Brief | None, needs: list[Need], clauses: list[Mapping]) -> None:
    former = {row.key: row for row in before.clauses.all()} if before else {}
    texts = [(row.key, row.text) for row in former.values()]
    keys = rules.keys_of(texts, [told["text"] for told in clauses], last=queries.last_key(brief.engagement_id))
    rows = []
    for position, (key, told) in enumerate(zip(keys, clauses, strict=True), start=1):
        if told["kind"] not in ClauseKind.values:
            raise Malformed(_("A clause is must, should or wont."))
        number = told.get("need") or (1 if len(needs) == 1 else 0)
        need = needs[number - 1] if 0 < number <= len(needs) else None
        was = former.get(key)
        section = told.get("section", was.section if was else "")
        rows.append(Clause(brief=brief, engagement=brief.engagement, key=key, position=position, section=section, kind=told["kind"],
                           text=told["text"], criterion=told.get("criterion", ""), need=need, owner=was.owner if was else None,
                           version=was.version + 1 if was else 1))  # fmt: skip
    Clause.objects.bulk_create(rows)


@action(WRITE)
def submit_brief(brief: Brief, *, by: Person, at: datetime) -> Brief:
    """Send the specification and its promises to the PM; whoever may judge sees the engagement from now on.

    Raises Refused without needs and clauses, when it was sent already, or the engagement is closed.
    """
    refuse_if(reasons_if_closed(brief.engagement))
    refuse_if(rules.reasons_not_to_submit(clauses=brief.clauses.count(), needs=brief.needs.count()))
    brief.state = after(BRIEF_MOVES, "submit", brief.state)
    brief.submitted_at = at
    brief.verdict_due_at = agency_window().add(at, queries.verdict_within(Judged.BRIEF, today(at)))
    brief.save(update_fields=["state", "submitted_at", "verdict_due_at"])
    ask_with_brief(brief, by=by, at=at)
    call_for(brief.engagement, FEASIBLE, at=at)
    record(brief, "briefs.submitted", by=by, at=at, edition=brief.edition)
    return brief


@action(FEASIBLE)
def judge_brief(brief: Brief, *, verdict: str, hours: Decimal, risks: str = "", reason: str = "",
                promises: Iterable[Mapping] = (), by: Person, at: datetime) -> Verdict:  # fmt: skip
    """Say what of this edition is feasible, and of each promise; the judge sits down in the PM's seat if it is vacant.

    `promises` are {"id", "verdict", "reason"?}, else for the reason of the whole. Anything but a plain yes goes back to the AM. Raises Refused while a
    promise lacks a verdict or a verdict its conditions, the edition was not sent for one, or the engagement is closed.
    """
    refuse_if(reasons_if_closed(brief.engagement))
    if verdict not in VerdictKind.values:
        raise Malformed(_("A verdict is feasible, conditional or infeasible."))
    judged = {told["id"]: told for told in promises}
    waiting = {row.pk: row for row in queries.waiting_promises(brief).select_for_update(no_key=True)}
    state = after(BRIEF_MOVES, verdict, brief.state)
    answered = [key for key, row in waiting.items() if queries.answered(brief, row)]
    refuse_if(rules.reasons_not_to_judge({key: row.text for key, row in waiting.items()}, judged, answered=answered))
    brief.state = state
    brief.save(update_fields=["state"])
    for key, told in judged.items():
        _judge_promise(waiting[key], {**told, "reason": (told.get("reason") or reason).strip()}, by=by, at=at)
    claim_seat(brief.engagement, FEASIBLE, by, at=at)
    given = Verdict.objects.create(
        brief=brief, engagement=brief.engagement, verdict=verdict, digest=queries.digest_of(brief), hours=hours, risks=risks,
        reason=reason, by=by, at=at,
    )  # fmt: skip
    back = {} if verdict == VerdictKind.FEASIBLE else {"way_back": "verdict"}
    tell(brief.written_by, "briefs.judged", at=at, by=by, engagement=brief.engagement, url=f"/briefs/{brief.pk}/",
         title=brief.engagement.title, verdict=verdict)  # fmt: skip
    record(brief, "briefs.judged", by=by, at=at, edition=brief.edition, verdict=verdict, hours=str(hours), **back)
    return given
