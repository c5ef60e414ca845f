"""Regulations in words: what is to be done under a duty, who has read it, where a checklist begins and when it ends."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import yaml
from django.utils.translation import gettext_lazy as _

from svyazka.kit.dated import reasons_against_day

SHIPPED = Path(__file__).parents[1] / "regulations.yaml"
MOST_STEPS = 12  # a longer checklist is ticked without reading


def shipped() -> dict[str, dict]:
    """Return, by duty, the regulations an agency begins with: title, text, steps, starts_by, each."""
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return {duty: {"starts_by": [], "each": False, **row} for duty, row in told.items()}


def reasons_not_a_regulation(*, title: str, steps: Sequence[str], starts_on: date, today: date, taken: bool) -> list:
    """List why this is no edition of a regulation to write down."""
    reasons = []
    if not title.strip():
        reasons.append(_("A regulation has a title."))
    if not 1 <= len(steps) <= MOST_STEPS:
        reasons.append(_("A checklist has from one to twelve steps: a longer one is ticked without reading."))
    if len({step.strip().casefold() for step in steps}) < len(steps):
        reasons.append(_("Two steps of the checklist say the same."))
    return reasons + reasons_against_day(starts_on=starts_on, today=today, taken=taken)


def begins(starts_by: Iterable[str], *, door: str, duty: str, of: str) -> bool:
    """Tell whether an act begins the checklist of duty `of`: one of those named, or any act of the duty where none is."""
    named = list(starts_by)
    return door in named if named else duty == of


def reasons_not_to_tick(*, closed: bool, settled: bool) -> list:
    """List why the step cannot be ticked or skipped."""
    if closed:
        return [_("The checklist is closed.")]
    return [_("The step is ticked or skipped already.")] if settled else []
