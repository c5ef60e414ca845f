"""Editions of a specification in words: states, what moves them, what stands in the way."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class BriefState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Checked by the PM")
    FEASIBLE = "feasible", _("Feasible")
    CONDITIONAL = "conditional", _("Feasible on conditions")
    INFEASIBLE = "infeasible", _("Not feasible")
    WITH_CLIENT = "with_client", pgettext_lazy("paper", "With the client")
    REMARKED = "remarked", _("The client's remarks")
    AGREED = "agreed", _("Agreed")
    AMENDED = "amended", _("Amended")


class VerdictKind(TextChoices):
    FEASIBLE = "feasible", _("Feasible")
    CONDITIONAL = "conditional", _("On conditions")
    INFEASIBLE = "infeasible", _("Not feasible")


BRIEF_MOVES = Moves(BriefState, {
    "submit": {"draft": "submitted"},
    "feasible": {"submitted": "feasible"},
    "conditional": {"submitted": "conditional"},
    "infeasible": {"submitted": "infeasible"},
    "send": {"feasible": "with_client", "conditional": "with_client"},
    "agree": {"with_client": "agreed", "feasible": "agreed"},
    "approve": {"with_client": "agreed", "remarked": "agreed"},
    "remark": {"with_client": "remarked"},
    "amend": {"agreed": "amended", "with_client": "amended", "feasible": "amended"},
})


def reasons_not_to_submit(*, clauses: int, needs: int) -> list:
    """List why a brief with this many clauses and needs cannot go to the PM."""
    reasons = []
    if not needs:
        reasons.append(_("Write down at least one need of the client."))
    if not clauses:
        reasons.append(_("Write at least one clause of the specification."))
    return reasons


def stands(brief) -> str:
    """Tell in short how the newest edition stands, for whoever writes the next one for a while; "" when there is none."""
    return f"{brief.edition}.{brief.version}" if brief else ""


def reasons_not_to_edit(state: str, edition: int) -> list:
    """List why the newest edition cannot be worked on now; a judged, sent or agreed one is: by the next edition."""
    if state == BriefState.SUBMITTED:
        return [_("Edition %(edition)s is being checked by the PM: wait for the verdict.") % {"edition": edition}]
    return []
