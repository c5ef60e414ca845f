"""Schemes and their cells, where each is in force, and who sits where and when."""

from svyazka.roles.models.force import SchemeInForce, SchemeTransition
from svyazka.roles.models.request import DutyRequest
from svyazka.roles.models.scheme import DutyGrant, RoleScheme, SchemeSeat
from svyazka.roles.models.seat import Seat, SeatCall, StandIn

__all__ = [
    "DutyGrant", "DutyRequest", "RoleScheme", "SchemeInForce", "SchemeSeat", "SchemeTransition", "Seat", "SeatCall", "StandIn",
]  # fmt: skip
