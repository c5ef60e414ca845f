"""Small writes on tasks and hours that actions borrow, later rooms' among them."""

from svyazka.work.steps.hours import one_writer, write_entry
from svyazka.work.steps.reminders import remind
from svyazka.work.steps.shipping import ship
from svyazka.work.steps.tasks import add_task, move_task, seat_specialist
from svyazka.work.steps.timer import stop
from svyazka.work.steps.weeks import say_of_week, turn

__all__ = ["add_task", "move_task", "one_writer", "remind", "say_of_week", "seat_specialist", "ship", "stop", "turn", "write_entry"]
