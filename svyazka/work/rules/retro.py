"""Looks back in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RetroFormat(TextChoices):
    """How a look back is held; its columns are in COLUMNS."""

    START_STOP = "start_stop", _("Start, stop, continue")
    FOUR_L = "four_l", _("Liked, learned, lacked, longed for")
    MAD_SAD_GLAD = "mad_sad_glad", _("Mad, sad, glad")
    PAIR = "pair", _("The pair: what I expect, what I give")


COLUMNS: dict[str, tuple[tuple[str, object], ...]] = {
    RetroFormat.START_STOP: (("start", _("Start")), ("stop", _("Stop")), ("continue", _("Continue"))),
    RetroFormat.FOUR_L: (
        ("liked", _("Liked")), ("learned", _("Learned")), ("lacked", _("Lacked")), ("longed", _("Longed for")),
    ),
    RetroFormat.MAD_SAD_GLAD: (("mad", _("Mad")), ("sad", _("Sad")), ("glad", _("Glad"))),
    RetroFormat.PAIR: (("expect", _("What I expect from you")), ("give", _("What I give"))),
}  # fmt: skip


MOST_ACTIONS = 3


def reasons_not_to_promise_action(*, actions: int, closed: bool) -> list:
    """List why a retrospective cannot take one more action."""
    reasons = []
    if actions >= MOST_ACTIONS:
        reasons.append(_("A retrospective leaves at most three actions: fewer are done better."))
    if closed:
        reasons.append(_("The retrospective is closed."))
    return reasons
