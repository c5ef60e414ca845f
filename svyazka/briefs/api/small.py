"""The rule of small promises, the norms of the PM's word and the figures of promises, spoken in JSON."""

from datetime import date, timedelta

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.models import SmallPromiseRule, VerdictNorm
from svyazka.briefs.queries.mountains import Group, board
from svyazka.briefs.rules.mountains import VERSION, Tally
from svyazka.kit.api import Hours, In, Line, Money, Number, money, plain, staff_only
from svyazka.people.queries import the_agency, today

router = Router()


def _rule(row: SmallPromiseRule) -> dict:
    return {"id": row.pk, "starts_on": row.starts_on, "most_hours": plain(row.most_hours), "kinds": row.kinds,
            "new_integrations": row.new_integrations, "most_price": money(row.most_kopecks)}  # fmt: skip


@router.get("/small-promise-rules")
def list_rules(request):
    """List the rules of small promises, dated; the latest that has begun is in force."""
    staff_only(request)
    return {"items": [_rule(row) for row in queries.small_rules()], "next": None}


class SmallRuleIn(In):
    starts_on: date
    most_hours: Hours
    kinds: list[Line] = []
    new_integrations: bool = False
    most_price: Money | None = None


@router.post("/small-promise-rules", response={201: dict})
def set_rule(request, body: SmallRuleIn):
    """Say which promises pass without the PM from a day on."""
    staff_only(request)
    told = body.model_dump(exclude={"most_price"})
    kopecks = body.most_price.kopecks if body.most_price else None
    return Status(201, _rule(actions.set_small_rule(the_agency(), most_kopecks=kopecks, by=request.user, at=timezone.now(), **told)))


def _norm(row: VerdictNorm) -> dict:
    return {"id": row.pk, "of": row.of, "minutes": row.minutes, "starts_on": row.starts_on}


@router.get("/verdict-norms")
def list_norms(request):
    """List the norms of the PM's word, dated."""
    staff_only(request)
    return {"items": [_norm(row) for row in queries.verdict_norms()], "next": None}


class VerdictNormIn(In):
    of: Line
    minutes: Number
    starts_on: date


@router.post("/verdict-norms", response={201: dict})
def set_norm(request, body: VerdictNormIn):
    """Let a norm of the PM's word hold from a day on."""
    staff_only(request)
    return Status(201, _norm(actions.set_verdict_norm(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


def _told(tally: Tally) -> dict:
    return {"said": tally.said, "without_verdict": tally.without, "against_verdict": tally.against, "golden_percent": tally.index,
            "due": tally.due, "kept": tally.kept, "kept_percent": tally.kept_share, "struck_out": tally.disowned,
            "few": tally.few_said or tally.few_due}  # fmt: skip


def _group(group: Group) -> dict:
    return {"key": group.key, "label": str(group.label), **_told(group.tally)}


@router.get("/promise-figures")
def figures(request, first_on: date | None = None, last_on: date | None = None):
    """Tell the golden-mountain index and the keep rate of the promises you see: as a whole, by person, source, client and month."""
    at = timezone.now()
    last = last_on or today(at)
    first = first_on or last - timedelta(days=364)
    found = board(queries.promises_visible_to(staff_only(request), at), first=first, last=last, today=today(at))
    return {"version": VERSION, "first_on": first, "last_on": last, "all": _told(found.pop("all")[0].tally),
            **{f"by_{name}": [_group(row) for row in rows] for name, rows in found.items()}}  # fmt: skip
