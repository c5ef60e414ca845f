"""Clients in words: kinds of companies, streams of messages, states of an engagement."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClientKind(TextChoices):
    PRIVATE = "private", _("Private company")
    STATE = "state", _("State body")
    STATE_CORPORATION = "state_corporation", _("State corporation")
    PERSON = "person", _("Person")
    FOREIGN = "foreign", _("Foreign company")


class EngagementState(TextChoices):
    """Where one piece of work stands, from the first message to the last payment."""

    LEAD = "lead", _("Lead")
    BRIEF = "brief", _("Needs and specification")
    OFFER = "offer", _("Offer")
    CONTRACT = "contract", _("Contract")
    DELIVERY = "delivery", _("In work")
    DONE = "done", _("Finished")
    LOST = "lost", pgettext_lazy("engagement", "Lost")
    MERGED = "merged", pgettext_lazy("engagement", "Merged")


ENDS = (EngagementState.DONE, EngagementState.LOST, EngagementState.MERGED)
OPEN = tuple(state for state in EngagementState if state not in ENDS)


class Stream(TextChoices):
    """The two walls: what is said inside, and what the client reads."""

    INTERNAL = "internal", _("Inside the agency")
    CLIENT = "client", _("With the client")


class Channel(TextChoices):
    PORTAL = "portal", _("Portal")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    MEETING = "meeting", _("Meeting")
    FORM = "form", _("Web form")
    MAX = "max", "MAX"
    TELEGRAM = "telegram", "Telegram"
    VK = "vk", "VK"


def reasons_if_closed(engagement) -> list:
    """List why nothing more is written on an engagement that is finished or lost; empty while it is open."""
    return [_("This engagement is closed.")] if engagement.closed_at else []
