"""Parts of a task and its points in words."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

MOST_POINTS = 40


def reasons_not_a_part(*, same: bool, is_part: bool, has_parts: bool, done: bool) -> list:
    """List why one task cannot become a part of another: parts have no parts of their own."""
    reasons = []
    if same:
        reasons.append(_("A task is no part of itself."))
    if is_part:
        reasons.append(_("That task is a part of another one already: parts have no parts."))
    if has_parts:
        reasons.append(_("This task has parts of its own: move them out first."))
    if done:
        reasons.append(_("That task is done: nothing is added to it."))
    return reasons


def reasons_of_open_parts(titles: Sequence[str]) -> list:
    """List why a task is not done yet: parts of it are open."""
    if not titles:
        return []
    names = ", ".join(f"«{title}»" for title in titles[:5]) + (" …" if len(titles) > 5 else "")
    return [_("Parts of the task are not done: %(names)s. Finish them or move them out.") % {"names": names}]


def reasons_not_points(texts: Sequence[str], there: int) -> list:
    """List why these points cannot be added to a task that has so many."""
    if not texts:
        return [_("Write at least one point.")]
    if there + len(texts) > MOST_POINTS:
        return [_("A task has at most %(most)s points: a longer list is several tasks.") % {"most": MOST_POINTS}]
    return []
