"""Small writes on tenders that others borrow."""

from svyazka.tenders.steps.counting import count_deadlines, done_by, happen, set_day
from svyazka.tenders.steps.decision import wind_decision, wind_decisions
from svyazka.tenders.steps.intake import learn, request_of, start
from svyazka.tenders.steps.opening import sit_down, write_tender
from svyazka.tenders.steps.shipping import ship

__all__ = ["count_deadlines", "done_by", "happen", "learn", "request_of", "set_day", "ship", "sit_down", "start", "wind_decision", "wind_decisions",
           "write_tender"]  # fmt: skip
