"""The card of go or no-go: scores of who runs the tender, and the PM's word on feasibility."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import on_day, today
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.steps import call_for, claim_seat
from svyazka.tenders.actions.duties import FEASIBLE, LEAD
from svyazka.tenders.models import Criterion, Score, Tender
from svyazka.tenders.rules import BEFORE_SUBMISSION, reasons_not_to_score


@action(LEAD, answers="RA")
def score_tender(tender: Tender, *, criterion: Criterion, score: int, word: str, by: Person, at: datetime) -> Score:
    """Give the tender a score by the criterion, with a word why. Raises Refused on the one that the PM scores."""
    if criterion.feasibility:
        raise Refused(_("This is for the PM to say: ask for the word."))
    return _write(tender, criterion, score, word, by=by, at=at)


@action(FEASIBLE)
def judge_tender(tender: Tender, *, score: int, word: str, by: Person, at: datetime) -> Score:
    """Say, as the PM, whether the team can do it in time: the feasibility of the card. Raises Refused when no criterion asks it."""
    criterion = Criterion.objects.filter(on_day(today(at)), feasibility=True).order_by("pk").first()
    if criterion is None:
        raise Refused(_("No criterion of feasibility is in force."))
    found = _write(tender, criterion, score, word, by=by, at=at)
    claim_seat(tender.engagement, FEASIBLE, by, at=at)
    return found


def _write(tender: Tender, criterion: Criterion, score: int, word: str, *, by: Person, at: datetime) -> Score:
    ended = criterion.ends_on is not None and criterion.ends_on <= today(at)
    refuse_if(reasons_not_to_score(score=score, word=word, ended=ended))
    if tender.state not in BEFORE_SUBMISSION:
        raise Refused(_("The application is submitted: the card is not filled any more."))
    row, _made = Score.objects.update_or_create(
        tender=tender, criterion=criterion, defaults={"score": score, "word": word[:300], "scored_by": by, "scored_at": at}
    )
    record(tender, "tenders.scored", by=by, at=at, criterion=criterion.title, score=score, word=word)
    return row


@action(LEAD, answers="RA")
def ask_feasible(tender: Tender, *, by: Person, at: datetime) -> Tender:
    """Ask the PM for the word on feasibility: the one who sits, or all who may sit down."""
    if tender.state not in BEFORE_SUBMISSION:
        raise Refused(_("The application is submitted: the card is not filled any more."))
    pm = holder_of(tender.engagement, FEASIBLE.code, at)
    if pm is None:
        call_for(tender.engagement, FEASIBLE, at=at)
    else:
        tell(pm, "tenders.feasible_asked", at=at, by=by, engagement=tender.engagement, url=f"/tenders/{tender.pk}/card/", title=tender.title)
    record(tender, "tenders.feasible_asked", by=by, at=at)
    return tender
