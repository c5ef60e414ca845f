"""What a client may type, as far as pages measure it."""

from django.utils.translation import gettext as _

from svyazka.briefs.actions import MOST_WORDS
from svyazka.kit.errors import Malformed


def short(text: str) -> str:
    """Return the text. Raises Malformed when it is too long."""
    if len(text) > MOST_WORDS:
        raise Malformed(_("Write it in at most %(most)s characters.") % {"most": MOST_WORDS})
    return text
