"""The matrix as a page shows it: duties by stage, a letter in each seat, and the doors behind each duty."""

from datetime import datetime

from django.db.models import QuerySet

from svyazka.kit.guard import DUTIES, Stage, doors_of
from svyazka.people.models import Person
from svyazka.roles.models import DutyRequest, RoleScheme
from svyazka.roles.queries.compiled import Compiled
from svyazka.roles.queries.rights import opened
from svyazka.roles.queries.sitting import who_sits
from svyazka.roles.rules import Raci, SchemePlan, differences


def schemes() -> QuerySet[RoleScheme]:
    """Return every scheme and edition, the newest edition of each first."""
    return RoleScheme.objects.prefetch_related("seats", "grants").order_by("code", "-edition")


def matrix(plan: SchemePlan, other: SchemePlan | None = None) -> list[dict]:
    """Return the stages with their duties; each duty has its letter by seat, its doors, and whether `other` differs.

    Drawn from the register of doors, so it is never out of date.
    """
    letters = {(duty, seat): letter for duty, seat, letter in plan.cells}
    were = {(duty, seat): letter for duty, seat, letter in other.cells} if other else {}
    differs = differences(plan, other) if other else {}
    own = {seat.code for seat in plan.seats}
    gone = [seat for seat in other.seats if seat.code not in own] if other else []
    return [
        {
            "stage": stage,
            "duties": [
                {
                    "duty": duty,
                    "cells": [
                        (seat, letters.get((duty.code, seat.code), ""), were.get((duty.code, seat.code), "") if other else None)
                        for seat in plan.seats
                    ],
                    "gone": [(seat, were[duty.code, seat.code]) for seat in gone if (duty.code, seat.code) in were],
                    "doors": [door.name for door in doors_of(duty)],
                    "differs": differs.get(duty.code),
                }
                for duty in DUTIES.values()
                if duty.stage == stage
            ],
        }
        for stage in Stage
    ]


def rights_of(person: Person, subject, at: datetime) -> list[tuple]:
    """Return each duty with the answer to "may this person do it here": the preview of a person's rights."""
    return [(duty, opened(person, duty, subject, at)[0]) for duty in DUTIES.values()]


def holding_of(scheme: Compiled, engagement, reader: Person, at: datetime) -> list[dict]:
    """Return the stages with their duties: who does each today on the engagement, who answers, whether the reader may.

    Two queries whatever the number of duties: the seats, and where the reader stands.
    """
    sitting = _sitting(scheme, engagement, at)
    return [
        {
            "stage": stage,
            "duties": [
                {
                    "duty": duty,
                    "does": [sitting[seat] for seat in scheme.plan.holders(duty.code, Raci.R) if seat in sitting],
                    "answers": [sitting[seat] for seat in scheme.plan.holders(duty.code, Raci.A) if seat in sitting],
                    "may": opened(reader, duty, engagement, at)[0].yes,
                }
                for duty in DUTIES.values()
                if duty.stage == stage and scheme.letters.get(duty.code)
            ],
        }
        for stage in Stage
    ]


def _sitting(scheme: Compiled, engagement, at: datetime) -> dict[str, dict]:
    """Return each seat's title and the people in it today: (person, whom they stand in for or None)."""
    here = {row["seat"].code: row["people"] for row in who_sits(engagement, at)}
    return {
        code: {"title": seat.title, "place": seat.place,
               "people": [(deputy or person, person if deputy else None) for person, deputy in here.get(code, ())]}
        for code, seat in scheme.seats.items()
    }  # fmt: skip


def requests_to(person: Person) -> QuerySet[DutyRequest]:
    """Return what colleagues have asked of this person and is not answered yet."""
    waiting = DutyRequest.objects.filter(asked_of=person, answered_at=None)
    return waiting.select_related("asked_by", "engagement__client").order_by("asked_at")
