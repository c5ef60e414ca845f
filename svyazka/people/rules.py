"""People in words: tracks, kinds of sign-in, absences; what may be written of them."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit import requisites
from svyazka.kit.money import VatRule


class Kind(TextChoices):
    """What signs in: each page and call names which kinds it lets in."""

    STAFF = "staff", _("Staff")
    CONTACT = "contact", _("Client's contact")
    SYSTEM = "system", _("Clock or intake")


class Track(TextChoices):
    """The line of work a person has agreed to."""

    DIRECTOR = "director", _("Director")
    HEAD = "head", _("Head of managers")
    AM = "am", _("Account manager")
    PM = "pm", _("Project manager")
    SALES = "sales", _("Sales manager")
    SPECIALIST = "specialist", _("Specialist")
    FINANCE = "finance", _("Finance")


class AbsenceKind(TextChoices):
    VACATION = "vacation", _("Vacation")
    SICK = "sick", _("Sick leave")
    OTHER = "other", _("Other absence")


class AbsenceState(TextChoices):
    REQUESTED = "requested", _("Requested")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Cancelled")


ABSENCE_COUNTS = (AbsenceState.APPROVED,)
INVITATION_DAYS = 7


class VatMode(TextChoices):
    """How VAT stands in this entity's prices; the figures themselves are dated rows."""

    NONE = "none", _("Without VAT")
    INCLUDED = "included", _("VAT included")
    ON_TOP = "on_top", _("VAT on top of prices")


class VatRounding(TextChoices):
    """Where a paper of several lines rounds its VAT."""

    DOCUMENT = VatRule.DOCUMENT.value, _("Once, of the whole paper")
    LINE = VatRule.LINE.value, _("Line by line")


BACK, AHEAD = timedelta(days=366), timedelta(days=731)


CALENDAR = "calendar"
"""The scope of a secret address from which a calendar program reads: it opens nothing else."""
TASKS = "tasks"
"""The same for the calendar of one's tasks."""
CALENDARS = [CALENDAR, TASKS]


def reasons_not_such_days(starts_on: date, ends_on: date, today: date) -> list:
    """List why nobody plans or writes down days off so far from today: a year back, two years ahead."""
    near = today - BACK <= starts_on <= today + AHEAD and today - BACK <= ends_on <= today + AHEAD
    return [] if near else [_("Days off are written down at most a year back and planned at most two years ahead.")]


def reasons_not_to_be_absent(starts_on: date, ends_on: date, *, overlaps: bool) -> list:
    """List why these days [starts_on, ends_on] cannot be an absence."""
    reasons = []
    if ends_on < starts_on:
        reasons.append(_("The last day is before the first one."))
    if (ends_on - starts_on).days > 366:
        reasons.append(_("An absence is at most a year long."))
    if overlaps:
        reasons.append(_("These days overlap another absence of the same person."))
    return reasons


def reasons_not_to_close(*, closed: bool, people: int, opened_on: date, on: date) -> list:
    """List why a department with this many people in it cannot be closed on that day."""
    reasons = []
    if on < opened_on:
        reasons.append(_("The department had not been opened by that day."))
    if closed:
        reasons.append(_("The department is closed already."))
    if people:
        reasons.append(_("Move its people to another department first."))
    return reasons


def reasons_not_to_invite(*, login_taken: bool, email_taken: bool) -> list:
    """List why a person with this login and address cannot be invited."""
    reasons = []
    if login_taken:
        reasons.append(_("This login is taken."))
    if email_taken:
        reasons.append(_("This address is another person's."))
    return reasons


def reasons_not_a_norm(hours: Sequence[Decimal]) -> list:
    """List why these hours are no week, Monday first."""
    if len(hours) != 7:
        return [_("A week has seven days.")]
    return [_("A day has from 0 to 24 hours.")] if any(not 0 <= one <= 24 for one in hours) else []


def reasons_not_a_day(opens: time, closes: time, lunch_opens: time | None, lunch_closes: time | None) -> list:
    """List why these are no working hours: the lunch lies inside of the day, or there is none."""
    if opens >= closes:
        return [_("The agency closes after it opens.")]
    if (lunch_opens is None) != (lunch_closes is None):
        return [_("A lunch has a beginning and an end.")]
    if lunch_opens is not None and lunch_closes is not None and not opens < lunch_opens < lunch_closes < closes:
        return [_("The lunch lies inside of the working day.")]
    return []


CHECKED = ("name", *requisites.NUMBERS)


def reasons_not_an_entity(*, name: str, inn: str, **numbers: str) -> list:
    """List what is wrong in an entity's name and numbers: it has both a name and an INN."""
    reasons = [] if name else [_("A legal entity has a name.")]
    if not inn:
        reasons.append(_("A legal entity has an INN."))
    return [*reasons, *requisites.reasons_against(inn=inn, **numbers)]


def reasons_not_a_tax(*, vat_mode: str, vat_percent: Decimal | None, basis: str, starts_on: date, last_starts_on: date | None,
                      vat_rounding: str = VatRounding.DOCUMENT) -> list:  # fmt: skip
    """List why VAT cannot be paid so from that day on."""
    reasons = []
    if vat_mode not in VatMode.values:
        reasons.append(_("Prices are without VAT, with it included, or VAT comes on top."))
    if vat_rounding not in VatRounding.values:
        reasons.append(_("VAT is rounded once, of the whole paper, or line by line."))
    if vat_mode in (VatMode.INCLUDED, VatMode.ON_TOP) and not (vat_percent and 0 < vat_percent < 100):
        reasons.append(_("Say the per cent of VAT."))
    if vat_mode == VatMode.NONE and vat_percent is not None:
        reasons.append(_("Without VAT there is no per cent."))
    if vat_mode == VatMode.NONE and not basis.strip():
        reasons.append(_("Say on what basis there is no VAT: it is printed on papers."))
    if last_starts_on and starts_on <= last_starts_on:
        reasons.append(_("A later profile is there already: begin after it."))
    return reasons
