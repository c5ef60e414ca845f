"""What can happen to schemes and seats: copy, edit, put in force, seat a person, ask whoever holds a duty."""

from svyazka.roles.actions.schemes import SWITCH, add_seat, copy_scheme, edit_cells, remove_seat
from svyazka.roles.actions.seats import ASK, SEAT, answer_request, ask_for, free_seat, seat_person
from svyazka.roles.actions.switching import carry_out_transition, draft_transition, put_in_force

__all__ = [
    "ASK", "SEAT", "SWITCH", "add_seat", "answer_request", "ask_for", "carry_out_transition", "copy_scheme",
    "draft_transition", "edit_cells", "free_seat", "put_in_force", "remove_seat", "seat_person",
]  # fmt: skip
