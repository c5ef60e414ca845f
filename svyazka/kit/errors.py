"""Errors that a person may cause and should be able to read."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _


class Refused(Exception):
    """An action was not carried out. `reasons` are sentences for the person who asked."""

    status = 409
    duty = ""
    held_by: Sequence[dict] = ()

    def __init__(self, *reasons):
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self):
        return " ".join(str(reason) for reason in self.reasons)


class NotYourDuty(Refused):
    """The person does not hold the duty for this subject at this moment.

    `duty` is its code; `held_by` lists {"login", "name", "seat"} of those who do.
    """

    status = 403

    def __init__(self, *reasons, duty: str, held_by: Sequence[dict] = ()):
        super().__init__(*reasons)
        self.duty, self.held_by = duty, held_by


class Stale(Refused):
    """The thing changed after the person had looked at it."""

    status = 412


class Malformed(Refused):
    """What was typed has a shape that cannot be taken."""

    status = 422


def unknown(field: str, value) -> Malformed:
    """Return the error that says which field names something that is not there."""
    return Malformed(_("%(field)s: there is no “%(value)s” here.") % {"field": field, "value": value})


def refuse_if(reasons: Iterable) -> None:
    """Raise Refused when the list of reasons is not empty."""
    if reasons := list(reasons):
        raise Refused(*reasons)
