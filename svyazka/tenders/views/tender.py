"""The page of one tender: its days and course, and the acts that move it."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.kit.workclock import shown_clock
from svyazka.people.queries import today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.models import Tender, TenderDeadline
from svyazka.tenders.rules import BEFORE_SUBMISSION, CLOSED, MOVES, Base, moves_from, walk
from svyazka.tenders.views.parts import act, at_platform, formula, left_of, same_clock, tender_tabs, tone_of_day


def found(request, tender_id: int) -> Tender:
    """Return the tender if the person sees it."""
    return find(queries.visible_to(request.user, timezone.now()), tender_id)


def head(request, shown: Tender, here: str, at: datetime) -> dict:
    """Return what is above the tabs of a tender, and who may do what."""
    person = request.user
    return {
        "tender": shown, "at": at, "day": today(at), "tabs": tender_tabs(shown, here), "walk": walk(shown.state, without=queries.left_out(shown)),
        "at_platform": at_platform(shown), "same_clock": same_clock(shown), "over": shown.state in CLOSED,
        "before": shown.state in BEFORE_SUBMISSION, "may_lead": may(person, actions.LEAD, shown, at, answers="RA"),
        "may_move": may(person, actions.LEAD, shown, at), "may_price": may(person, actions.PRICE, shown, at),
    }  # fmt: skip


@staff_page
@require_GET
def one(request, tender_id):
    """Show the days of the tender and its course."""
    return draw(request, found(request, tender_id))


def draw(request, shown: Tender, status: int = 200, **typed):
    """Draw the first page of a tender."""
    at = timezone.now()
    rows = list(shown.deadlines.select_related("rule", "confirmed_by", "done_by").order_by("on", "pk"))
    for row in rows:
        row.tender = shown
    clock = queries.decision_clock(shown)
    told = {
        **head(request, shown, "tender", at),
        "rows": [_row(row, at) for row in rows],
        "unchecked": sum(row.to_be_checked for row in rows),
        "happened": {one.base: one.on for one in shown.happened.all()},
        "bases": [(base.value, base.label) for base in Base],
        "too_short": queries.application_too_short(shown) if shown.state in BEFORE_SUBMISSION else None,
        "formula": formula,
        "decision_clock": shown_clock(clock, at) if clock else None,
        "calls": queries.calls_of(shown),
        "decidable": shown.state in MOVES["decline"],
        "movable": bool(moves_from(shown.state)),
        "decision_form": forms.DecisionForm(),
        "move_form": forms.MoveForm(events=moves_from(shown.state)),
        "application_form": forms.ApplicationForm(),
        "day_form": forms.DayForm(),
        "happened_form": forms.HappenedForm(),
    }
    return render(request, "tenders/tender.html", {**told, **typed}, status=status)


def _row(row: TenderDeadline, at: datetime) -> dict:
    return {"deadline": row, "left": left_of(row, today(at)), "tone": tone_of_day(row, today(at)), "formula": formula(row.rule) if row.rule else "",
            "form": forms.MoveDayForm(initial={"on": row.on}, auto_id=f"day-{row.pk}-%s")}  # fmt: skip


def _act(request, shown: Tender, form, name: str, do):
    target = reverse("tenders:tender", args=[shown.pk])
    return act(request, form, lambda **told: do(shown, **told), target, lambda status: draw(request, shown, status, **{name: form}))


@staff_page
@require_POST
def decision(request, tender_id):
    """Say whether the agency takes part."""
    return _act(request, found(request, tender_id), forms.DecisionForm(request.POST), "decision_form", actions.decide_tender)


@staff_page
@require_POST
def move(request, tender_id):
    """Say what has happened to the tender."""
    shown = found(request, tender_id)
    form = forms.MoveForm(request.POST, events=moves_from(shown.state))
    return _act(request, shown, form, "move_form", actions.move_tender)


@staff_page
@require_POST
def application(request, tender_id):
    """Move the deadline of applications."""
    return _act(request, found(request, tender_id), forms.ApplicationForm(request.POST), "application_form", actions.change_application)


@staff_page
@require_POST
def days(request, tender_id):
    """Add a day of our own."""
    return _act(request, found(request, tender_id), forms.DayForm(request.POST), "day_form", actions.add_deadline)


@staff_page
@require_POST
def events(request, tender_id):
    """Write down the day of an event."""
    return _act(request, found(request, tender_id), forms.HappenedForm(request.POST), "happened_form", actions.note_day)


def _of_deadline(request, deadline_id: int, do, form=None):
    seen = TenderDeadline.objects.filter(tender__in=queries.visible_to(request.user, timezone.now()).order_by().values("pk"))
    row = find(seen.select_related("tender"), deadline_id)
    target = reverse("tenders:tender", args=[row.tender_id])
    return act(request, form, lambda **told: do(row, **told), target, lambda status: draw(request, found(request, row.tender_id), status))


@staff_page
@require_POST
def confirmation(request, deadline_id):
    """Confirm a day by the documents of the tender."""
    return _of_deadline(request, deadline_id, actions.confirm_deadline)


@staff_page
@require_POST
def day(request, deadline_id):
    """Set a day by hand."""
    return _of_deadline(request, deadline_id, actions.move_deadline, forms.MoveDayForm(request.POST))


@staff_page
@require_POST
def completion(request, deadline_id):
    """Say that it is done."""
    return _of_deadline(request, deadline_id, actions.close_deadline)
