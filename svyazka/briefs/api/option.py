"""Solution options and the choice among them, spoken in JSON."""

from decimal import Decimal
from typing import Annotated

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.briefs import actions, queries
from svyazka.briefs.models import OptionChoice, SolutionOption
from svyazka.kit.api import Hours, In, Key, Money, Note, Text, money, plain, upto
from svyazka.kit.http import find

router = Router()
Weeks = Annotated[Decimal, Field(ge=0, le=1000, max_digits=5, decimal_places=1)]


def option_shown(option: SolutionOption) -> dict:
    """Tell an option."""
    return {
        "id": option.pk, "version": option.version, "engagement_id": option.engagement_id, "need_key": option.need_key, "title": option.title,
        "what": option.what, "lacks": option.lacks, "hours": {"low": plain(option.hours_low), "high": plain(option.hours_high)},
        "weeks": {"low": plain(option.weeks_low), "high": plain(option.weeks_high)},
        "price": {"low": money(option.price_low_kopecks), "high": money(option.price_high_kopecks)},
        "risk": option.risk, "risk_why": option.risk_why, "proposed_by": option.proposed_by.username, "proposed_at": option.proposed_at,
        "withdrawn_at": option.withdrawn_at,
    }  # fmt: skip


def choice_shown(choice: OptionChoice) -> dict:
    """Tell a choice: what, why, by whom, who agreed."""
    return {
        "id": choice.pk, "version": choice.version, "engagement_id": choice.engagement_id, "need_key": choice.need_key,
        "option_id": choice.option_id, "title": choice.option.title, "state": choice.state, "reason": choice.reason,
        "alone_because": choice.alone_because, "picked_by": choice.picked_by.username, "picked_at": choice.picked_at,
        "answered_by": choice.answered_by.username if choice.answered_by else None, "answered_at": choice.answered_at,
        "answer_reason": choice.answer_reason, "clauses_at": choice.clauses_at,
    }  # fmt: skip


@router.get("/needs/{need_id}/options")
def list_options(request, need_id: int):
    """Tell the options of a need and every choice among them, the latest first."""
    found = queries.answers_to(find(queries.needs_visible_to(request.user, timezone.now()), need_id))
    return {"items": [option_shown(one) for one in found.options], "choices": [choice_shown(one) for one in found.choices], "next": None}


class HoursIn(In):
    low: Hours
    high: Hours


class WeeksIn(In):
    low: Weeks
    high: Weeks


class PricesIn(In):
    low: Money
    high: Money


class OptionIn(In):
    title: upto(200, least=1)
    what: Text
    lacks: upto(20000) = ""
    hours: HoursIn
    weeks: WeeksIn
    price: PricesIn
    risk: str
    risk_why: Note = ""

    def told(self) -> dict:
        """Return the option as the action takes it."""
        return {
            **{name: getattr(self, name) for name in ("title", "what", "lacks", "risk", "risk_why")},
            "hours": (self.hours.low, self.hours.high), "weeks": (self.weeks.low, self.weeks.high),
            "price_kopecks": (self.price.low.kopecks, self.price.high.kopecks),
        }  # fmt: skip


@router.post("/needs/{need_id}/options", response={201: dict})
def propose(request, need_id: int, body: OptionIn):
    """Propose one way to answer the need."""
    at = timezone.now()
    return Status(201, option_shown(actions.propose_option(find(queries.needs_visible_to(request.user, at), need_id), by=request.user, at=at, **body.told())))


def _option(request, option_id: int) -> SolutionOption:
    return find(queries.options_visible_to(request.user, timezone.now()), option_id)


@router.put("/options/{option_id}")
def change(request, option_id: int, body: OptionIn):
    """Write an option anew."""
    return option_shown(actions.change_option(_option(request, option_id), by=request.user, at=timezone.now(), **body.told()))


class ReasonIn(In):
    reason: Note = ""


@router.post("/options/{option_id}/withdrawal")
def withdraw(request, option_id: int, body: ReasonIn):
    """Take an option off the table."""
    return option_shown(actions.withdraw_option(_option(request, option_id), reason=body.reason, by=request.user, at=timezone.now()))


class PickIn(In):
    reason: Text
    alone_because: upto(20000) = ""
    instead_of: Key | None = None


@router.post("/options/{option_id}/choices", response={201: dict})
def pick(request, option_id: int, body: PickIn):
    """Pick an option with the reason; `instead_of` is the live choice that was seen."""
    return Status(201, choice_shown(actions.pick_option(_option(request, option_id), by=request.user, at=timezone.now(), **body.model_dump())))


def _choice(request, choice_id: int) -> OptionChoice:
    return find(queries.choices_visible_to(request.user, timezone.now()), choice_id)


class AgreementIn(In):
    agreed: bool
    reason: upto(20000) = ""


@router.post("/option-choices/{choice_id}/answers")
def agree(request, choice_id: int, body: AgreementIn):
    """Agree to a pick, or not."""
    return choice_shown(actions.answer_choice(_choice(request, choice_id), by=request.user, at=timezone.now(), **body.model_dump()))


@router.post("/option-choices/{choice_id}/clauses", response={201: dict})
def clauses(request, choice_id: int):
    """Write draft clauses from the chosen option."""
    made = actions.write_option_clauses(_choice(request, choice_id), by=request.user, at=timezone.now())
    rows = [{"id": row.pk, "kind": row.kind, "text": row.text, "criterion": row.criterion, "need_id": row.need_id} for row in made]
    return Status(201, {"clauses": rows, "brief_id": made[0].brief_id if made else None})
