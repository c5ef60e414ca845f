"""A need is drawn from answers or added, changed where it stands, moved, removed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import RESEARCH
from svyazka.briefs.models import Brief, Interview, Need, NeedSource
from svyazka.briefs.rules import NeedPriority
from svyazka.briefs.rules.need import moved, reasons_not_to_change_needs, reasons_not_to_remove, reasons_not_touched
from svyazka.briefs.steps import draft_of, move_on
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.leads.steps import interview_held
from svyazka.people.models import Person


@action(RESEARCH)
def draw_need(interview: Interview, *, answers: Iterable[int], text: str, goal: str = "", measure: str = "", payer: str = "",
              priority: str = NeedPriority.USUAL, touched: Sequence[Mapping] = (), by: Person, at: datetime) -> Need:  # fmt: skip
    """Make a need of what was answered: it stands on the draft of the specification and remembers the answers it came from.

    `answers` are keys of answers of this interview; `touched` are {"who", "effect", "change"}. Raises Malformed on a strange key,
    priority or effect, Refused on a closed engagement, and while the PM checks the newest edition.
    """
    keys = set(answers)
    behind = queries.answers_named(interview, keys)
    if not keys or len(behind) != len(keys):
        raise Malformed(_("A need is drawn from answers of this interview: choose at least one that has words."))
    interview_held(interview.engagement, at=interview.held_at)
    told = {"text": text, "goal": goal, "measure": measure, "payer": payer, "priority": priority, "touched": touched}
    need = _add(interview.engagement, told, by=by, at=at)
    NeedSource.objects.bulk_create(NeedSource(answer=answer, need_key=need.key) for answer in behind)
    record(need, "briefs.need_drawn", by=by, at=at, edition=need.brief.edition, answers=sorted(keys))
    return need


@action(RESEARCH, lock=False)
def add_need(engagement: Engagement, *, text: str, goal: str = "", measure: str = "", payer: str = "", priority: str = NeedPriority.USUAL,
             touched: Sequence[Mapping] = (), by: Person, at: datetime) -> Need:  # fmt: skip
    """Add a need to the draft of the specification, whatever it is known from. Raises as `draw_need` does."""
    told = {"text": text, "goal": goal, "measure": measure, "payer": payer, "priority": priority, "touched": touched}
    need = _add(engagement, told, by=by, at=at)
    record(need, "briefs.need_added", by=by, at=at, edition=need.brief.edition)
    return need


def _add(engagement: Engagement, told: Mapping, *, by: Person, at: datetime) -> Need:
    _refuse_if_malformed(told)
    brief = draft_of(engagement, by=by, at=at)
    last = brief.needs.order_by("-position").values_list("position", flat=True).first() or 0
    return Need.objects.create(brief=brief, engagement=engagement, key=queries.last_need_key(engagement.pk) + 1, position=last + 1,
                               **{**told, "touched": list(told["touched"])})  # fmt: skip


def _refuse_if_malformed(told: Mapping) -> None:
    if told["priority"] not in NeedPriority.values:
        raise Malformed(_("A need is first of all, usual, or if there is time."))
    if reasons := reasons_not_touched(told["touched"]):
        raise Malformed(*reasons)


@action(RESEARCH)
def change_need(need: Need, *, text: str, goal: str = "", measure: str = "", payer: str = "", priority: str = NeedPriority.USUAL,
                touched: Sequence[Mapping] = (), by: Person, at: datetime) -> Need:  # fmt: skip
    """Write a need of the draft anew where it stands. Raises Refused when its edition was sent, Malformed as `draw_need` does."""
    told = {"text": text, "goal": goal, "measure": measure, "payer": payer, "priority": priority, "touched": list(touched)}
    _refuse_if_malformed(told)
    _hold_draft(need)
    changed = sorted(name for name, value in told.items() if getattr(need, name) != value)
    for name, value in told.items():
        setattr(need, name, value)
    need.save(update_fields=list(told))
    record(need, "briefs.need_changed", by=by, at=at, fields=changed)
    return need


@action(RESEARCH)
def move_need(need: Need, *, to: int, by: Person, at: datetime) -> Need:
    """Put a need of the draft at another place of the list, counted from one. Raises Refused as `change_need` does."""
    brief = _hold_draft(need)
    rows = {row.key: row for row in queries.needs_of(brief)}
    for position, key in enumerate(moved(list(rows), need.key, to), start=1):
        rows[key].position = position
    Need.objects.bulk_update(rows.values(), ["position"])
    need.position = rows[need.key].position
    record(need, "briefs.need_moved", by=by, at=at, to=need.position)
    return need


@action(RESEARCH)
def remove_need(need: Need, *, by: Person, at: datetime) -> Brief:
    """Take a need out of the draft; former editions keep it. Raises Refused while clauses or options answer it."""
    brief = _hold_draft(need)
    clauses = need.clauses.order_by("position").values_list("position", flat=True)
    refuse_if(reasons_not_to_remove(clauses=clauses, options=queries.live_options(need.engagement_id, need.key).count()))
    if not Need.objects.filter(engagement=need.engagement_id, key=need.key).exclude(pk=need.pk).exists():
        NeedSource.objects.filter(answer__interview__engagement=need.engagement_id, need_key=need.key).delete()
    brief.needs.filter(position__gt=need.position).update(position=F("position") - 1)
    record(brief, "briefs.need_removed", by=by, at=at, text=need.text[:300])
    Need.objects.filter(pk=need.pk).delete()
    return brief


def _hold_draft(need: Need) -> Brief:
    """Return the need's edition, locked, if it is the draft that is being written."""
    refuse_if(reasons_if_closed(need.engagement))
    brief = Brief.objects.select_for_update(no_key=True).get(pk=need.brief_id)
    newest = queries.latest_brief(need.engagement)
    refuse_if(reasons_not_to_change_needs(state=brief.state, newest=newest is not None and newest.pk == brief.pk))
    move_on(brief)
    return brief
