"""How a given promise ends: what is suggested at acceptance, and what stands in the way of an outcome."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules.promise import PromiseKind

OUTCOMES = {"kept": "keep", "changed": "change", "broken": "break"}


def suggested(*, kind: str, due_on: date | None, accepted_on: date | None) -> str:
    """Return the outcome that the facts suggest once its stage is accepted: a term by its day; of the rest people judge."""
    if kind != PromiseKind.TERM or due_on is None or accepted_on is None:
        return ""
    return "kept" if accepted_on <= due_on else "broken"


def is_asked(*, due_on: date | None, reached_on: date, last: bool) -> bool:
    """Tell whether a promise is asked about when a stage of that day is accepted; one without a day is asked at the end."""
    return last if due_on is None else due_on <= reached_on


def reasons_not_to_change(*, evidence: str, due_on: date | None, today: date) -> list:
    """List why a promise does not count as changed with consent: nobody can tell of the consent, or it came too late."""
    reasons = []
    if not evidence.strip():
        reasons.append(_("Say where the client's consent is: a letter, a call and its day."))
    if due_on is not None and today > due_on:
        reasons.append(_("The day of the promise has passed: it was kept, or it was broken."))
    return reasons
