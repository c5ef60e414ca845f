"""People in words: tracks, kinds of sign-in, absences; what may be written of them."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


def reasons_not_to_close(*, closed: bool, people: int) -> list:
    """List why a department with this many people in it cannot be closed."""
    reasons = []
    if closed:
        reasons.append(_("The department is closed already."))
    if people:
        reasons.append(_("Move its people to another department first."))
    return reasons
