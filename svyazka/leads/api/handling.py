"""Norms, levels of escalation, reasons of closing, quality and lessons, spoken in JSON."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import LIMIT, In, Line, Number, listed, money, staff_only, upto
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import AnswerNorm, ClosingReason, EscalationLevel, Lead
from svyazka.leads.queries.lessons import counted, lessons, narrowed, worth_by_lead
from svyazka.leads.queries.quality import Row, board, received_between
from svyazka.leads.rules.quality import VERSION, Figures
from svyazka.people.queries import the_agency, today
from svyazka.sources.models import Source
from svyazka.sources.queries import source_of

router = Router()


def _norm(norm: AnswerNorm) -> dict:
    return {"id": norm.pk, "kind": norm.kind, "channel": norm.channel, "source": norm.source.code if norm.source else "",
            "minutes": norm.minutes, "starts_on": norm.starts_on}  # fmt: skip


@router.get("/norms")
def list_norms(request):
    """List the norms, dated."""
    staff_only(request)
    return {"items": [_norm(norm) for norm in queries.norm_rows()], "next": None}


@router.get("/norms/winner")
def winner(request, channel: str = "", source: str = "", kind: str = "answer", on: date | None = None):
    """Tell which norm holds for this channel and source on that day."""
    staff_only(request)
    found = _source(source)
    minutes = queries.norm_minutes(channel, found.pk if found else 0, on or today(timezone.now()), _kind(kind))
    return {"kind": kind, "channel": channel, "source": source, "minutes": minutes}


def _kind(kind: str) -> str:
    if kind not in ("answer", "decision", "interview"):
        raise unknown("kind", kind)
    return kind


def _source(code: str) -> Source | None:
    return source_of(code) if code else None


class NormIn(In):
    kind: Line = "answer"
    channel: upto(10) = ""
    source: upto(40) = ""
    minutes: Number
    starts_on: date


@router.post("/norms", response={201: dict})
def set_norm(request, body: NormIn):
    """Let a norm hold from a day on."""
    staff_only(request)
    told = body.model_dump(exclude={"source"})
    made = actions.set_norm(the_agency(), source=_source(body.source), by=request.user, at=timezone.now(), **told)
    return Status(201, _norm(made))


def _level(level: EscalationLevel) -> dict:
    return {"percent": level.percent, "called": level.called, "starts_on": level.starts_on}


@router.get("/escalation-levels")
def list_levels(request):
    """List who is told at which per cent of the norm, dated."""
    staff_only(request)
    return {"items": [_level(level) for level in queries.level_rows()], "next": None}


class LevelIn(In):
    percent: Number
    called: list[Line]
    starts_on: date


@router.post("/escalation-levels", response={201: dict})
def set_level(request, body: LevelIn):
    """Say who is told at which per cent from a day on."""
    staff_only(request)
    return Status(201, _level(actions.set_level(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


def _reason(reason: ClosingReason) -> dict:
    return {"code": reason.code, "name": reason.name, "closing": reason.closing, "retired_on": reason.retired_on}


@router.get("/closing-reasons")
def list_reasons(request):
    """List the reasons for which leads are closed."""
    staff_only(request)
    return {"items": [_reason(reason) for reason in queries.closing_reasons()], "next": None}


class ClosingReasonIn(In):
    name: upto(200, least=1)
    closing: Line


@router.post("/closing-reasons", response={201: dict})
def add_reason(request, body: ClosingReasonIn):
    """Add a reason of closing."""
    staff_only(request)
    return Status(201, _reason(actions.add_reason(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


class RetirementIn(In):
    on: date


@router.post("/closing-reasons/{code}/retirement")
def retire_reason(request, code: str, body: RetirementIn):
    """Let nobody choose the reason from a day on."""
    staff_only(request)
    reason = find(queries.closing_reasons(), None, code=code)
    return _reason(actions.retire_reason(reason, on=body.on, by=request.user, at=timezone.now()))


def _figures(figures: Figures) -> dict:
    return {
        "count": figures.count, "few": figures.is_few, "median_answer_minutes": _minutes(figures.median_answer),
        "p80_answer_minutes": _minutes(figures.p80_answer), "in_norm_percent": _percent(figures.in_norm, 100),
        "score": _percent(figures.score), "components": {name: _percent(share, 100) for name, share in figures.components.items()},
    }  # fmt: skip


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds() // 60)


def _percent(value, times: int = 1) -> float | None:
    return None if value is None else round(float(value * times), 1)


def _rows(rows: list[Row]) -> list[dict]:
    return [{"key": row.key, "label": str(row.label), **_figures(row.figures)} for row in rows]


@router.get("/lead-quality")
def quality(request, first_on: date | None = None, last_on: date | None = None):
    """Tell how well the leads of a period were handled: by manager, source and month."""
    staff_only(request)
    at = timezone.now()
    last = last_on or today(at)
    first = first_on or last - timedelta(days=89)
    told = board(received_between(queries.visible_to(request.user, at), first, last, ZoneInfo(the_agency().zone)), at)
    return {"version": VERSION, "first_on": first, "last_on": last, "all": _figures(told.pop("all")[0].figures),
            **{f"by_{name}": _rows(rows) for name, rows in told.items()}}  # fmt: skip


def _lesson(worth: dict[int, int]):
    def shown(lead: Lead) -> dict:
        return {
            "lead_id": lead.pk, "client": lead.engagement.client.name, "title": lead.title, "state": lead.state, "closed_at": lead.closed_at,
            "reason": lead.closing_reason, "reason_code": lead.closed_for.code if lead.closed_for else "", "source": lead.source.code,
            "region": lead.region, "taken_by": lead.taken_by.username if lead.taken_by else None,
            "answered_in_minutes": _minutes(lead.answered_in), "came_to": lead.closed_from, "worth": money(worth.get(lead.pk)),
        }  # fmt: skip

    return shown


@router.get("/lessons")
def list_lessons(request, cursor: str | None = None, limit: int = LIMIT, closing: str = "", reason: str = "", source: str = "",
                 region: str = "", am: str = "", month: str = ""):  # fmt: skip
    """List the lost leads and those that are not ours, with counts by reason, source, region, manager and month."""
    staff_only(request)
    asked = {"closing": closing, "reason": reason, "source": source, "region": region, "am": am, "month": month}
    found = narrowed(lessons(request.user, timezone.now()), asked)
    page = listed(found, lambda lead: lead, cursor=cursor, limit=limit)
    told = _lesson(worth_by_lead(page["items"]))
    counts = {name: [{"key": key, "count": n} for key, _label, n in rows] for name, rows in counted(found).items()}
    return {"items": [told(lead) for lead in page["items"]], "next": page["next"], "counts": counts}
