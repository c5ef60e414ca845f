"""Tasks and regulations found by title."""

from django.urls import reverse
from django.utils.translation import gettext as _

from svyazka.kit.search import Hit, provider
from svyazka.people.queries import today
from svyazka.work import queries
from svyazka.work.rules import TaskState


@provider(order=60)
def tasks(person, at, text) -> list[Hit]:
    """Find tasks by title."""
    rows = queries.visible_to(person, at).filter(title__icontains=text).order_by("-pk")[:8]
    return [
        Hit(row.title, reverse("work:task", args=[row.pk]), _("Task"),
            f"{row.engagement.client.name} · {TaskState(row.state).label}") for row in rows
    ]  # fmt: skip


@provider(order=61)
def regulations(person, at, text) -> list[Hit]:
    """Find regulations by title."""
    if person.kind != "staff":
        return []
    found = [row for row in queries.in_force_on(today(at)).values() if text.casefold() in f"{row.title}\n{row.words.title}".casefold()]
    return [Hit(row.words.title, reverse("work:regulation", args=[row.pk]), _("Regulation")) for row in found[:5]]
