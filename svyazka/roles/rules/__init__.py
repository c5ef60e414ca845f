"""Schemes in words and as plans, and what is wrong with one."""

from svyazka.roles.rules.faults import OFF_BY_DEFAULT, faults, warnings
from svyazka.roles.rules.plan import SHIPPED, SchemePlan, SeatPlan, differences, shipped_duties, shipped_schemes
from svyazka.roles.rules.words import (
    MANAGERS,
    NARROWEST_FIRST,
    READY_NAMES,
    Place,
    Raci,
    SchemeState,
    Scope,
    reasons_not_to_combine,
    reasons_not_to_sit,
)

__all__ = [
    "MANAGERS",
    "NARROWEST_FIRST",
    "OFF_BY_DEFAULT",
    "READY_NAMES",
    "SHIPPED",
    "Place",
    "Raci",
    "SchemePlan",
    "SchemeState",
    "Scope",
    "SeatPlan",
    "differences",
    "faults",
    "reasons_not_to_combine",
    "reasons_not_to_sit",
    "shipped_duties",
    "shipped_schemes",
    "warnings",
]  # fmt: skip
