"""What every page of the desk shares: its tabs, words for terms, one way to act and to say what was refused."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.forms import Form
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.kit.formats import day_short
from svyazka.kit.http import misread, refusals_said, say, typed_in
from svyazka.kit.zones import zone_name
from svyazka.tenders import actions, queries
from svyazka.tenders.models import Tender, TenderDeadline, TenderRule
from svyazka.tenders.rules import NO_TERM

OF_THE_DESK_ALONE = ("locker", "notices")


def desk_tabs(request, here: str, *, waiting: int | None = None) -> list[tuple]:
    """Return the tabs of the desk that are open to who looks, as (label, address, whether here, count)."""
    tabs = (("list", _("Board")), ("calendar", _("Calendar")), ("table", _("Table")), ("money", _("Securities")), ("locker", _("Documents")),
            ("notices", _("Notices of EIS")), ("rivals", _("Rivals")), ("rules", _("Rules")))  # fmt: skip
    open_to = queries.locker_open_to(request.user, actions.DUTIES_OF_THE_DESK, timezone.now())
    return [(label, reverse(f"tenders:{name}"), name == here, waiting if name == "notices" and waiting else None)
            for name, label in tabs if open_to or name not in OF_THE_DESK_ALONE]  # fmt: skip


def tender_tabs(tender: Tender, here: str) -> list[tuple]:
    """Return the tabs of one tender."""
    tabs = (("tender", _("Days and course")), ("card", _("Take part or not")), ("price", _("Price and rivals")), ("papers", _("Securities and documents")))
    return [(label, reverse(f"tenders:{name}", args=[tender.pk]), name == here, None) for name, label in tabs]


def length_of(rule: TenderRule) -> str:
    """Return the length of a term in words: 3 working days."""
    days = rule.days or 0
    if rule.working_days:
        return ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def formula(rule: TenderRule) -> str:
    """Return how a day is counted: deadline of applications − 3 working days."""
    base = rule.get_base_display()
    if not rule.days:
        return _("on the day: %(base)s") % {"base": base}
    return f"{base} {'−' if rule.before else '+'} {length_of(rule)}"


def left_of(row: TenderDeadline, today: date) -> str:
    """Return how far the day of a tender is in words; a day from which something may be done is never late."""
    if row.rule is not None and row.rule.kind in NO_TERM and row.on <= today:
        return _("may be done already")
    return left(row.on, today)


def left(on: date, today: date) -> str:
    """Return how far a day is in words."""
    days = (on - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}


def tone_of_day(row: TenderDeadline, today: date) -> str:
    """Return the colour of a day: done, late, near or far."""
    if row.done_at is not None:
        return "good"
    if row.rule is not None and row.rule.kind in NO_TERM:
        return "plain"
    if row.on < today:
        return "bad" if row.is_ours else "plain"
    return "warn" if row.on - today <= timedelta(days=2) else "info"


def at_platform(tender: Tender) -> str:
    """Return the deadline by the platform's clock."""
    local = tender.deadline_at.astimezone(ZoneInfo(tender.zone))
    return f"{day_short(local.date())}, {local:%H:%M} · {zone_name(tender.zone)}"


def same_clock(tender: Tender) -> bool:
    """Tell whether the platform's clock is the reader's."""
    here = timezone.localtime(tender.deadline_at)
    return here.utcoffset() == tender.deadline_at.astimezone(ZoneInfo(tender.zone)).utcoffset()


def act(request, form: Form | None, do: Callable[..., object], target: str, draw: Callable, **more):
    """Do what the form says and go to the target; a form that cannot be read is drawn again, a refusal is said."""
    if form is not None and not form.is_valid():
        say(request, misread(form))
        return draw(status=422)
    told = {} if form is None else typed_in(form)
    with refusals_said(request):
        do(by=request.user, at=timezone.now(), **told, **more)
    return redirect(target)
