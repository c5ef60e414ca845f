"""What is wrong with a scheme, told without a database."""

import pytest

from svyazka.roles.rules.faults import faults
from svyazka.roles.rules.plan import SchemePlan, SeatPlan, shipped_schemes

PM, SP = SeatPlan("pm", "PM", ("pm",)), SeatPlan("sp", "Specialist", ("specialist",), single=False)


@pytest.mark.parametrize(("cells", "count"), [
    ([("solution.propose", "pm", "R"), ("solution.propose", "sp", "R")], 0),
    ([("solution.propose", "sp", "R")], 1),
    ([("solution.propose", "pm", "R"), ("solution.propose", "sp", "A")], 1),
    ([("solution.propose", "pm", "R"), ("solution.propose", "sp", "C")], 0),
])  # fmt: skip
def test_a_seat_that_nobody_can_hold_is_a_fault_where_no_other_seat_does_the_same(cells, count):
    plan = SchemePlan("own", "Own", (PM, SP), tuple(cells))
    assert len(faults(plan, duties={"solution.propose": True}, tracks_in_use=["pm"])) == count


@pytest.mark.parametrize("plan", shipped_schemes(), ids=lambda plan: plan.code)
def test_no_ready_scheme_asks_for_a_specialist(plan):
    tracks = {track for seat in plan.seats for track in seat.tracks} - {"specialist"}
    assert faults(plan, duties={duty: True for duty, *_more in plan.cells}, tracks_in_use=tracks) == []
