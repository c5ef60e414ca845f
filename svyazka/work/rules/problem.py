"""Problems in words: their kinds, who owns each, and the steps to their end."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProblemKind(TextChoices):
    CLIENT_WAITS = "client_waits", _("The client waits")
    SCOPE = "scope", _("Scope")
    QUALITY = "quality", _("Quality")
    TERM = "term", _("Term")
    MONEY = "money", pgettext_lazy("problem", "Money")
    PEOPLE = "people", pgettext_lazy("problem", "People")


OWNED_BY_DUTY: dict[str, str] = {  # the seat responsible for this duty owns problems of the kind
    ProblemKind.CLIENT_WAITS: "client.talk",
    ProblemKind.SCOPE: "client.talk",
    ProblemKind.QUALITY: "task.control",
    ProblemKind.TERM: "task.control",
    ProblemKind.PEOPLE: "task.control",
}


class ProblemStep(TextChoices):
    """What has been done about a problem; each step leaves its moment."""

    REACTED = "reacted", _("Reacted")
    PROPOSED = "proposed", _("Solution proposed")
    RESOLVED = "resolved", pgettext_lazy("problem", "Resolved")


def reasons_not_to_step(step: str, *, reacted: bool, resolved: bool, note: str) -> list:
    """List why this step on a problem cannot be written down."""
    reasons = []
    if resolved:
        reasons.append(_("The problem is resolved already."))
    if step == ProblemStep.REACTED and reacted:
        reasons.append(_("Somebody has reacted already."))
    if step != ProblemStep.REACTED and not note.strip():
        reasons.append(_("Say what is proposed, or how it was resolved."))
    return reasons
