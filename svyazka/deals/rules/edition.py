"""Which edition of the specification a contract stands on, and what stands in the way of bringing another one in."""

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules import BriefState


def reasons_not_to_bring_in(*, state: str, bound: bool, edition: int, stands_on: int) -> list:
    """List why an amendment does not bring this edition into the contract; `stands_on` is the number of the present one, 0 without one."""
    if bound:
        return [_("The contract stands on this edition already.")]
    reasons = []
    if state != BriefState.AGREED:
        reasons.append(_("The client has not agreed this edition: an amendment brings in an agreed one."))
    if edition < stands_on:
        reasons.append(_("The contract stands on a newer edition."))
    return reasons
