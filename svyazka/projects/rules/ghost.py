"""What stands in the way of saying why a stage drifts, and of warning the client."""

from django.utils.translation import gettext_lazy as _

from svyazka.projects.rules.project import ACCEPTED_STATES

LONGEST_CAUSE = 200


def reasons_not_to_say_why(*, state: str, text: str) -> list:
    """List why the cause of a drift cannot be written."""
    if state in ACCEPTED_STATES:
        return [_("The stage is accepted: there is nothing to explain any more.")]
    if not text.strip() or "\n" in text.strip():
        return [_("Say in one line why the stage is late: the AM reads it to the client.")]
    return [_("One line is at most %(most)s characters.") % {"most": LONGEST_CAUSE}] if len(text.strip()) > LONGEST_CAUSE else []


def reasons_not_to_warn(*, state: str, drift: int | None) -> list:
    """List why the client is not to be warned of a drift."""
    if state in ACCEPTED_STATES:
        return [_("The stage is accepted: there is nothing to warn of.")]
    return [] if (drift or 0) > 0 else [_("The stage ends in time by the last forecast.")]
