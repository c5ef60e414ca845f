"""Client development in words: directions, states of a cell, what stands in the way."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CellState(TextChoices):
    NONE = "none", _("Nothing yet")
    IDEA = "idea", _("Idea")
    PROPOSED = "proposed", _("Proposed")
    IN_WORK = "in_work", _("In work")
    REFUSED = "refused", _("Refused for now")


DIRECTIONS = (("site", "Сайт"), ("seo", "SEO"), ("ads", "Контекст"), ("smm", "SMM"), ("support", "Поддержка"),
              ("analytics", "Аналитика"), ("brand", "Бренд"), ("crm", "CRM"))  # fmt: skip


def reasons_not_to_move(*, state: str, refused_until) -> list:
    """List why a cell cannot go to this state: a refusal carries the day to come back."""
    if state not in CellState.values:
        return [_("There is no such state of a direction.")]
    if state == CellState.REFUSED and refused_until is None:
        return [_("Say until when the client has refused.")]
    return []
