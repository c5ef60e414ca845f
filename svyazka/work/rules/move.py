"""How a card goes over the board: which act a move from a column to a column is."""

from collections.abc import Iterable

from svyazka.work.rules.task import TaskState

T = TaskState
ACTS: dict[tuple[str, str], str] = {
    (T.BACKLOG, T.TODO): "queue", (T.TODO, T.BACKLOG): "queue", (T.DOING, T.TODO): "queue",
    (T.TODO, T.DOING): "start", (T.TODO, T.REVIEW): "finish", (T.DOING, T.REVIEW): "finish",
    (T.REVIEW, T.DONE): "take_in", (T.REVIEW, T.DOING): "give_back",
}  # fmt: skip


def act_of(state: str, to: str) -> str:
    """Return the act by which a task in this state gets to that one; "" if there is none."""
    return ACTS.get((state, to), "")


def ways_of(state: str, acts: Iterable[str]) -> list[TaskState]:
    """Return where a card in this column may be put by whoever may do these acts; giving back needs a reason, on the card's page."""
    may = set(acts) - {"give_back"}
    return [to for to in TaskState if ACTS.get((state, to)) in may]
