"""The tender desk, spoken in JSON."""

from svyazka.tenders.api import card, days, desk, notices, papers, rules, tenders  # noqa: F401
from svyazka.tenders.api.base import router

__all__ = ["router"]
