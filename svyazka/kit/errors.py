"""Errors that a person may cause and should be able to read."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _


class Refused(Exception):
    """An action was not carried out. `reasons` are sentences for the person who asked, `links` the pages, (title, address), that mend it."""

    status = 409
    duty = ""
    held_by: Sequence[dict] = ()
    engagement_id: int | None = None

    def __init__(self, *reasons, links: Iterable[tuple[str, str]] = ()):
        super().__init__(*reasons)
        self.reasons, self.links = reasons, tuple(links)

    def __str__(self):
        return " ".join(str(reason) for reason in self.reasons)


class NotYourDuty(Refused):
    """The person does not hold the duty for this subject at this moment.

    `duty` is its code; `held_by` lists {"login", "name", "seat"} of those who do.
    """

    status = 403

    def __init__(self, *reasons, duty: str, held_by: Sequence[dict] = (), engagement_id: int | None = None):
        super().__init__(*reasons)
        self.duty, self.held_by, self.engagement_id = duty, held_by, engagement_id


class Stale(Refused):
    """The thing changed after the person had looked at it."""

    status = 412


class VersionNotNamed(Refused):
    """What others may have written meanwhile would be overwritten unseen: the version that was seen is to be named."""

    status = 428


class Malformed(Refused):
    """What was typed has a shape that cannot be taken."""

    status = 422


class Gone(Refused):
    """What was kept is not here any more, or is not what was kept."""

    status = 410


class TooBig(Refused):
    """More was sent than is taken."""

    status = 413


class NotSigned(Refused):
    """Nobody who is known has signed it."""

    status = 401


class TooOften(Refused):
    """More calls came in a minute than are taken; later they will be."""

    status = 429


def unknown(field: str, value) -> Malformed:
    """Return the error that says which field names something that is not there."""
    return Malformed(_("%(field)s: there is no “%(value)s” here.") % {"field": field, "value": value})


def refuse_if(reasons: Iterable, *, links: Iterable[tuple[str, str]] = ()) -> None:
    """Raise Refused when the list of reasons is not empty."""
    if reasons := list(reasons):
        raise Refused(*reasons, links=links)


# ---- the last line: what only the database has noticed ----------------------------------------------------------

NOTICED = (DataError, IntegrityError, OverflowError)
OWN_RULE = re.compile(r"^[a-z]+(_[a-z0-9]+){2,}$")
NAMED_BY_DJANGO = re.compile(r"_(check|fk|uniq|pkey|key|like)(_|$)|_[0-9a-f]{8}(_|$)")
LONG = re.compile(r"character varying\((\d+)\)")
MOST_NUMBER = 2**31 - 1


def as_refusal(error: Exception, said=None) -> Refused:
    """Tell an error of the database, or of a calendar that ends, as a refusal; `said` is the body it came from.

    This is the last line of defence: whoever meets it often in the log misses a rule before it.
    """
    if isinstance(error, IntegrityError):
        rule = _rule_in(error)
        if rule:
            return Refused(_("It cannot be kept so; the rule that stands against it: “%(rule)s”.") % {"rule": rule})
        return Refused(_("It cannot be kept so: it contradicts what is kept already."))
    found = [*_too_long(error, said), *_too_big(said)]
    return Malformed(*found) if found else Malformed(_("A text, a number or a day is beyond what can be kept."))


def _rule_in(error: IntegrityError) -> str:
    """Return the broken rule in words: the names of our constraints are sentences."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    return name.replace("_", " ") if OWN_RULE.match(name) and not NAMED_BY_DJANGO.search(name) else ""


def _too_long(error: Exception, said) -> list:
    limit = LONG.search(str(error))
    most = int(limit[1]) if limit else 0
    told = [path for path, value in _leaves(said) if most and isinstance(value, str) and len(value) > most]
    return [_("%(field)s: at most %(most)s characters.") % {"field": path, "most": most} for path in told]


def _too_big(said) -> list:
    told = [path for path, value in _leaves(said) if isinstance(value, int) and abs(value) > MOST_NUMBER]
    return [_("%(field)s: this number is too big.") % {"field": path} for path in told]


def _leaves(said, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value of a body with the path to it: `contact.phone`, `stages.0.title`."""
    if isinstance(said, dict):
        rows: Iterable[tuple] = said.items()
    elif isinstance(said, list):
        rows = enumerate(said)
    else:
        yield path, said
        return
    for name, value in rows:
        yield from _leaves(value, f"{path}.{name}" if path else str(name))
