"""Needs in words: how pressing, whom they touch, which of them is the same one in the next edition, what stands in the way."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.briefs.rules.brief import BriefState
from svyazka.briefs.rules.clause import keys_of

TOUCHED = 12  # people whom one need touches; more is two needs


class NeedPriority(TextChoices):
    HIGH = "high", _("First of all")
    USUAL = "usual", pgettext_lazy("need", "Usual")
    LOW = "low", _("If there is time")


class Effect(TextChoices):
    GAINS = "gains", _("gains")
    LOSES = "loses", _("loses")
    CHANGES = "changes", _("is changed")


CARRIED = ("goal", "measure", "payer", "priority", "touched")  # what a need of the next edition keeps unless told otherwise


def carried_over(former: Sequence[Mapping], told: Sequence[Mapping], *, last: int) -> list[dict]:
    """Give each told need its key for life and, where it says nothing of its own, what the same need of the former edition knew.

    `former` are {"key", "text", ...}; a need that tells its goal or measure empty keeps them empty.
    """
    known = {row["key"]: row for row in former}
    keys = keys_of([(row["key"], row["text"]) for row in former], [row["text"] for row in told], last=last)
    return [{**{name: known[key][name] for name in CARRIED if key in known}, **row, "key": key} for key, row in zip(keys, told, strict=True)]


def reasons_not_touched(touched: Sequence[Mapping]) -> list:
    """List what is wrong with the people a need touches."""
    reasons = [_("At most %(most)s people are touched by one need: part it in two.") % {"most": TOUCHED}] if len(touched) > TOUCHED else []
    for row in touched:
        if not (row.get("who") or "").strip():
            reasons.append(_("Say who is touched."))
        if row.get("effect") not in Effect.values:
            reasons.append(_("Whoever is touched gains, loses or is changed."))
    return list(dict.fromkeys(reasons))


def reasons_not_to_change_needs(*, state: str, newest: bool) -> list:
    """List why the needs of an edition are not altered where they stand."""
    if not newest:
        return [_("This is a former edition: its needs stay as they were.")]
    return [] if state == BriefState.DRAFT else [_("This edition has been sent: its needs stay as they were. Write the next edition.")]


def reasons_not_to_remove(*, clauses: Iterable[int], options: int) -> list:
    """List why a need is not removed: clauses at these positions and so many options answer it."""
    clauses = list(clauses)
    reasons = []
    if clauses:
        reasons.append(_("Clauses answer this need: %(numbers)s. Move or remove them first.") % {"numbers": ", ".join(f"№ {n}" for n in clauses)})
    if options:
        reasons.append(_("Solution options were proposed for this need: withdraw them first."))
    return reasons


def moved(keys: Sequence[int], key: int, to: int) -> list[int]:
    """Return the keys with this one standing at the position `to`, counted from one; beyond the ends it stands at the end."""
    rest = [one for one in keys if one != key]
    place = max(0, min(to - 1, len(rest)))
    return [*rest[:place], key, *rest[place:]]
