"""What a list of tasks is narrowed to, as a person asks for it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.asked import whole
from svyazka.work.rules.task import TaskState


class Due(TextChoices):
    LATE = "late", _("Overdue")
    TODAY = "today", _("Today")
    WEEK = "week", _("Within a week")
    NONE = "none", _("Without a day")


KEYS = ("project", "stage", "sprint", "clause")


def wanted_in(asked: Mapping) -> dict[str, Any]:
    """Return what is asked of a list of tasks, in one shape; what cannot be read narrows nothing."""
    found: dict[str, Any] = {}
    for name, most in (("q", 100), ("assignee", 150)):
        if said := str(asked.get(name) or "").strip()[:most]:
            found[name] = said
    for name in KEYS:
        if (key := whole(asked.get(name))) is not None:
            found[name] = key
    if asked.get("state") in ("open", "all", *TaskState.values):
        found["state"] = asked["state"]
    if asked.get("due") in Due.values:
        found["due"] = asked["due"]
    if asked.get("blocked") in ("1", True):
        found["blocked"] = "1"
    return found
