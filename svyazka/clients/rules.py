"""Clients in words: kinds of companies, streams of messages, states of an engagement; reading of names."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClientKind(TextChoices):
    PRIVATE = "private", _("Private company")
    STATE = "state", _("State body")
    STATE_CORPORATION = "state_corporation", _("State corporation")
    PERSON = "person", _("Person")


class EngagementState(TextChoices):
    """Where one piece of work stands, from the first message to the last payment."""

    LEAD = "lead", _("Lead")
    BRIEF = "brief", _("Needs and specification")
    OFFER = "offer", _("Offer")
    CONTRACT = "contract", _("Contract")
    DELIVERY = "delivery", _("In work")
    DONE = "done", _("Finished")
    LOST = "lost", pgettext_lazy("engagement", "Lost")


OPEN = tuple(state for state in EngagementState if state not in (EngagementState.DONE, EngagementState.LOST))


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


LEGAL_FORMS = r"\b(ооо|оао|зао|пао|ао|ип|нко|гк|фгуп|муп|llc|ltd|inc|jsc)\b"


def name_key(name: str) -> str:
    """Return the name without legal form, quotes, case and ё, so that one company is found twice."""
    plain = name.lower().replace("ё", "е")
    plain = re.sub(LEGAL_FORMS, " ", plain)
    return " ".join(re.findall(r"[^\W_]+", plain))
