"""Rows that hold from a day on: norms, rules, forms; what was decided before stays as it was decided."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

MOST_NORM_MINUTES = 60 * 480  # sixty working days


def reasons_against_day(*, starts_on: date, today: date, taken: bool) -> list:
    """List why a dated row does not begin on this day; `taken` if another of its kind does."""
    reasons = []
    if starts_on < today:
        reasons.append(_("It holds from today on: what was decided stays as it was decided."))
    if taken:
        reasons.append(_("Something else holds from that day already."))
    return reasons


def reasons_not_a_norm(*, minutes: int, starts_on: date, today: date, taken: bool) -> list:
    """List why this is no norm of working minutes to set from that day on."""
    reasons = [] if 1 <= minutes <= MOST_NORM_MINUTES else [_("A norm is from one minute to sixty working days.")]
    return reasons + reasons_against_day(starts_on=starts_on, today=today, taken=taken)


def reasons_beyond(row, limits: Mapping[str, tuple[int, int]], names: Mapping) -> list:
    """List which figures of a dated row lie beyond the least and the most of their kind."""
    return [
        _("%(name)s: from %(least)s to %(most)s.") % {"name": names[name], "least": least, "most": most}
        for name, (least, most) in limits.items() if not least <= getattr(row, name) <= most
    ]  # fmt: skip
