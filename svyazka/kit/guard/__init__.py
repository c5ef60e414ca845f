"""The one door through which every change goes: locked, authorised, then done, in one transaction.

`roles` hangs its decision on the door at start-up; until then the door stays shut.
"""

from svyazka.kit.guard.answer import Answer, Answers, Why, decide_with, may, require
from svyazka.kit.guard.door import AFTER, DOORS, Door, acting, action, after_acts, doors_of, expecting, locked
from svyazka.kit.guard.duty import DUTIES, Duty, Stage
from svyazka.kit.guard.sight import see_with, seen_by, within_sight

__all__ = [
    "AFTER", "DOORS", "DUTIES", "Answer", "Answers", "Door", "Duty", "Stage", "Why", "acting", "action", "after_acts", "decide_with",
    "doors_of", "expecting", "locked", "may", "require", "see_with", "seen_by", "within_sight",
]  # fmt: skip
