"""One of the options is picked, agreed to, and becomes clauses."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import CHOOSE, WRITE
from svyazka.briefs.models import Clause, Need, OptionChoice, SolutionOption
from svyazka.briefs.rules import CHOICE_MOVES, ChoiceState, ClauseKind
from svyazka.briefs.rules.clause import reasons_too_many
from svyazka.briefs.rules.option import (
    lines_of,
    reasons_not_to_answer,
    reasons_not_to_pick,
    reasons_not_to_write_clauses,
)
from svyazka.briefs.steps import draft_of
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, Stale, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.roles.queries.holders import holders
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.steps import call_for, claim_seat


@action(CHOOSE)
def pick_option(option: SolutionOption, *, reason: str, alone_because: str = "", instead_of: int | None = None, by: Person,
                at: datetime) -> OptionChoice:  # fmt: skip
    """Pick the option for its need, with the reason; it stands at once where the scheme names nobody who agrees.

    `instead_of` is the key of the choice that was seen as the live one: the new one replaces it, and it stays in the history.
    `alone_because` says why there is no other option, where there is none. Raises Stale when somebody chose meanwhile, Refused
    without a reason, or with one option and no word why.
    """
    refuse_if(reasons_if_closed(Engagement.objects.select_for_update(no_key=True).get(pk=option.engagement_id)))
    live = list(queries.live_choices(option.engagement_id, option.need_key))
    before = live[0] if live else None
    if (before.pk if before else None) != instead_of:
        raise Stale(_("Somebody has chosen for this need since you looked at it. Look again and repeat."))
    refuse_if(reasons_not_to_pick(
        withdrawn=option.withdrawn_at is not None, options=queries.live_options(option.engagement_id, option.need_key).count(),
        reason=reason, alone_because=alone_because, again=before is not None and before.option_id == option.pk))  # fmt: skip
    waits = queries.somebody_agrees(option.engagement, at)
    _replace([one for one in live if one.state == ChoiceState.PICKED or not waits], at=at)
    made = OptionChoice.objects.create(
        engagement=option.engagement, need_key=option.need_key, option=option, reason=reason, alone_because=alone_because, picked_by=by,
        picked_at=at, state=ChoiceState.PICKED if waits else ChoiceState.STANDING)  # fmt: skip
    claim_seat(option.engagement, CHOOSE, by, at=at)
    if waits:
        _ask_to_agree(made, by=by, at=at)
    record(made, "briefs.option_picked", by=by, at=at, title=option.title, reason=reason, stands=not waits)
    return made


def _replace(choices: list[OptionChoice], *, at: datetime) -> None:
    for choice in choices:
        choice.state, choice.ended_at = after(CHOICE_MOVES, "replace", choice.state), at
        choice.save(update_fields=["state", "ended_at"])


def _ask_to_agree(choice: OptionChoice, *, by: Person, at: datetime) -> None:
    """Tell whoever answers for the choice that it waits; call for them where the seat is vacant."""
    call_for(choice.engagement, CHOOSE, at=at, answers="A")
    scheme = scheme_of(choice.engagement, at)
    logins = {who["login"] for who in holders(scheme, CHOOSE, choice, at, "A")} - {by.username} if scheme else set()
    for person in Person.objects.filter(username__in=logins).order_by("pk"):
        tell(person, "briefs.option_picked", at=at, by=by, engagement=choice.engagement, url=_url(choice), title=choice.option.title)


def _url(choice: OptionChoice) -> str:
    need = queries.needs_of_key(choice.engagement_id, choice.need_key).first()
    return f"/briefs/needs/{need.pk}/options/" if need else "/briefs/"


@action(CHOOSE, answers="A")
def answer_choice(choice: OptionChoice, *, agreed: bool, reason: str = "", by: Person, at: datetime) -> OptionChoice:
    """Agree to the pick, which stands from now on in the place of the former choice, or not, with the reason.

    Whoever answers sits down in the seat that answers if it is vacant. Raises Refused when it does not wait, or no reason is given.
    """
    refuse_if(reasons_if_closed(Engagement.objects.select_for_update(no_key=True).get(pk=choice.engagement_id)))
    state = after(CHOICE_MOVES, "agree" if agreed else "decline", choice.state)
    refuse_if(reasons_not_to_answer(agreed=agreed, reason=reason))
    if agreed:
        _replace(list(queries.live_choices(choice.engagement_id, choice.need_key).filter(state=ChoiceState.STANDING)), at=at)
    choice.state, choice.answered_by, choice.answered_at, choice.answer_reason = state, by, at, reason
    choice.ended_at = None if agreed else at
    choice.save(update_fields=["state", "answered_by", "answered_at", "answer_reason", "ended_at"])
    claim_seat(choice.engagement, CHOOSE, by, at=at)
    if choice.picked_by_id != by.pk:
        tell(choice.picked_by, "briefs.option_agreed" if agreed else "briefs.option_declined", at=at, by=by, engagement=choice.engagement,
             url=_url(choice), title=choice.option.title)  # fmt: skip
    record(choice, "briefs.option_agreed" if agreed else "briefs.option_declined", by=by, at=at, title=choice.option.title, reason=reason)
    return choice


@action(WRITE)
def write_option_clauses(choice: OptionChoice, *, by: Person, at: datetime) -> list[Clause]:
    """Write draft clauses from the chosen option: each line of what it is is a must, of what it does not give a will-not.

    They answer its need; their criteria are still to be written. A line that the draft has already is not written again. Raises Refused
    unless the choice stands, when they were written already, or the need is not in the draft.
    """
    option = choice.option
    lines = [(ClauseKind.MUST, line) for line in lines_of(option.what)] + [(ClauseKind.WONT, line) for line in lines_of(option.lacks)]
    refuse_if(reasons_not_to_write_clauses(state=choice.state, written=choice.clauses_at is not None, lines=len(lines)))
    brief = draft_of(choice.engagement, by=by, at=at)
    need = Need.objects.filter(brief=brief, key=choice.need_key).first()
    if need is None:
        raise Refused(_("The need is not in the edition that is being written."))
    there = list(brief.clauses.values_list("position", "text"))
    texts, position, key = {text for _n, text in there}, max((n for n, _text in there), default=0), queries.last_key(brief.engagement_id)
    fresh = [(kind, line) for kind, line in lines if line not in texts]
    refuse_if(reasons_too_many(len(there) + len(fresh)))
    made = Clause.objects.bulk_create(
        Clause(brief=brief, engagement=choice.engagement, key=key + n, position=position + n, kind=kind, text=line, need=need, owner=by, edited_by=by, edited_at=at)
        for n, (kind, line) in enumerate(fresh, start=1)
    )
    choice.clauses_at = at
    choice.save(update_fields=["clauses_at"])
    record(choice, "briefs.option_clauses_written", by=by, at=at, title=option.title, edition=brief.edition, clauses=len(made))
    return made
