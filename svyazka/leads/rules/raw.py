"""What becomes of a raw message."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.states import Moves


class RawState(TextChoices):
    """What became of a raw message."""

    STORED = "stored", _("Stored")
    LINKED = "linked", _("Linked")
    DEAD = "dead", _("Not understood")


RAW_MOVES = Moves(RawState, {
    "link": {"stored": "linked", "dead": "linked"},
    "bury": {"stored": "dead", "dead": "dead"},
})
