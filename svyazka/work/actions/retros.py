"""Looks back: opened, led from phase to phase, closed; at most three promises to change, which come back until closed."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if, unknown
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import colleague, today
from svyazka.projects.models import Project
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.sight import who_sees
from svyazka.work import queries, rules
from svyazka.work.models import Retro, RetroAction
from svyazka.work.queries import formats_on
from svyazka.work.rules import RetroKind, RetroPhase
from svyazka.work.steps import count_votes, forget_authors, shuffle_cards
from svyazka.work.steps.retros import begin_retro, refuse_others

RETRO = Duty("retro.run", _("Run retrospectives"), stage=Part.DELIVERY)
KEEP_PROMISE = Duty("retro.keep", _("Close what was promised at a retrospective"), stage=Part.DELIVERY, shared=True)


@action(RETRO)
def open_retro(project: Project, *, format: str = "start_stop", by: Person, at: datetime) -> Retro:
    """Open a look back on the last sprint, or on the project; in the pair's form, of its AM and PM alone.

    Raises Refused if one is open, or nobody makes up a pair.
    """
    form = formats_on(today(at)).get(format)
    if form is None:
        raise Malformed(_("format: there is no such form of retrospective."))
    pair = _pair_of(project, at) if form.kind == RetroKind.PAIR else {}
    _refuse_a_second(project, pair)
    look = queries.look_for(project, at) if form.kind == RetroKind.TRANSITION else None
    retro = begin_retro(project, form, pair=pair, look=look, by=by, at=at)
    for other in {pair[seat] for seat in pair} - {by}:
        tell(other, "work.retro_opened", at=at, by=by, engagement=project.engagement, url=f"/work/retros/{retro.pk}/", title=str(form))
    return retro


def _pair_of(project: Project, at: datetime) -> dict[str, Person]:
    """Return who talks with the client and who runs looks back there now."""
    am, pm = holder_of(project.engagement, "client.talk", at), holder_of(project.engagement, RETRO.code, at)
    if am is None or pm is None:
        raise Refused(_("One of the two seats is vacant: there is no pair to look back."))
    if am == pm:
        raise Refused(_("One person sits in both seats: there is no pair to look back."))
    return {"am": am, "pm": pm}


def _refuse_a_second(project: Project, pair: dict[str, Person]) -> None:
    open_ones = Retro.objects.filter(closed_at=None)
    if pair and open_ones.filter(am__in=pair.values(), pm__in=pair.values()).exists():
        raise Refused(_("The pair has a retrospective open already."))
    if not pair and open_ones.filter(project=project, am=None).exists():
        raise Refused(_("A retrospective is open already."))


@action(RETRO)
def lead_retro(retro: Retro, *, to: str, by: Person, at: datetime) -> Retro:
    """Go on to the next phase: the cards are revealed in no order, the votes are counted and forgotten.

    Raises Refused for a phase that does not come next.
    """
    if to not in RetroPhase.values:
        raise unknown("to", to)
    refuse_others(retro, by)
    refuse_if(rules.reasons_not_to_go_on(retro.phase, to))
    if to == RetroPhase.REVEAL:
        shuffle_cards(retro)
    votes = count_votes(retro) if retro.phase == RetroPhase.VOTE else 0
    retro.phase = to
    retro.save(update_fields=["phase"])
    record(retro, "work.retro_led", by=by, at=at, phase=to, cards=retro.cards.count(), votes=votes)
    return retro


@action(RETRO)
def group_cards(retro: Retro, *, cards: list[int], by: Person, at: datetime) -> Retro:
    """Put the cards under the first of them as one topic; one card alone leaves its topic, and what is under it too.

    Raises Refused outside of the phase of groups, Malformed for a card of another retrospective.
    """
    refuse_others(retro, by)
    if retro.phase != RetroPhase.GROUP:
        raise Refused(_("Cards are grouped in their phase only, before the votes."))
    chosen = {card.pk: card for card in retro.cards.filter(pk__in=cards)}
    if not cards or len(chosen) < len(set(cards)):
        raise Malformed(_("cards: choose cards of this retrospective."))
    head = chosen[cards[0]]
    if len(chosen) == 1:
        retro.cards.filter(under=head).update(under=None)
        retro.cards.filter(pk=head.pk).update(under=None)
    else:
        top = head.under_id or head.pk
        rest = set(chosen) - {top}
        retro.cards.filter(under__in=rest).update(under=top)
        retro.cards.filter(pk__in=rest).update(under=top)
    record(retro, "work.cards_grouped", by=by, at=at, cards=len(chosen))
    return retro


@action(RETRO)
def promise_action(retro: Retro, *, text: str, owner: str, due_on: date, by: Person, at: datetime) -> RetroAction:
    """Write what one person changes by a day to come. Raises Refused for a fourth action, or for an owner who does not see the work."""
    refuse_others(retro, by)
    person = colleague("owner", owner)
    refuse_others(retro, person)
    sees = who_sees(retro.engagement, at).filter(pk=person.pk).exists() or retro.kind == RetroKind.PAIR
    refuse_if(rules.reasons_not_to_promise_action(actions=retro.actions.count(), closed=retro.closed_at is not None, due_on=due_on, today=today(at), sees=sees))
    promised = RetroAction.objects.create(
        retro=retro, engagement=retro.engagement, text=text[:1000], owner=person, due_on=due_on, made_at=at
    )
    if person != by:
        tell(person, "work.action_promised", at=at, by=by, engagement=retro.engagement, url=f"/work/retros/{retro.pk}/", title=text[:120])
    record(promised, "work.action_promised", by=by, at=at, **_said(retro, text=text, owner=person.name, due_on=str(due_on)))
    return promised


def _said(retro: Retro, **facts) -> dict:
    """Return what the journal of the engagement, which others read, may say of it."""
    return {} if retro.kind == RetroKind.PAIR else facts


@action(KEEP_PROMISE)
def close_action(promised: RetroAction, *, outcome: str, dropped: bool = False, by: Person, at: datetime) -> RetroAction:
    """Close what was promised with what came of it, done or dropped with a reason: its owner does, or whoever runs looks back."""
    refuse_others(promised.retro, by)
    if promised.closed_at:
        raise Refused(_("This is closed already."))
    if not outcome.strip():
        raise Refused(_("Say what came of it: done, or dropped and why."))
    promised.closed_at, promised.outcome, promised.dropped = at, outcome[:1000], dropped
    promised.save(update_fields=["closed_at", "outcome", "dropped"])
    record(promised, "work.action_closed", by=by, at=at, **_said(promised.retro, outcome=outcome, dropped=dropped))
    return promised


@action(RETRO)
def close_retro(retro: Retro, *, by: Person, at: datetime) -> Retro:
    """Close the look back: nobody can find any more who wrote what; its open actions come back at the next one."""
    refuse_others(retro, by)
    if retro.closed_at:
        raise Refused(_("The retrospective is closed."))
    if retro.is_hidden:
        shuffle_cards(retro)
    count_votes(retro)
    forget_authors(retro)
    retro.closed_at, retro.phase = at, RetroPhase.CLOSED
    retro.save(update_fields=["closed_at", "phase", "salt"])
    record(retro, "work.retro_closed", by=by, at=at)
    return retro
