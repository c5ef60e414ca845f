"""Reasons for which leads are closed, the next step of those that are not, and what stands in the way of either."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from svyazka.leads.rules.lead import CLOSED, LeadState

GIVEN_UP = (LeadState.LOST, LeadState.NOT_OURS)
SHIPPED = (
    ("price", "Цена", "lost"), ("term", "Срок", "lost"), ("chose_other", "Выбрали другого", "lost"), ("no_budget", "Нет бюджета", "lost"),
    ("silent", "Молчит", "lost"), ("themselves", "Сделали сами", "lost"), ("postponed", "Отложили", "lost"),
    ("late_answer", "Не дождались ответа", "lost"), ("not_our_profile", "Не наш профиль", "not_ours"), ("spam", "Спам", "not_ours"),
    ("duplicate", "Дубль", "not_ours"), ("too_small", "Слишком мало для нас", "not_ours"),
)  # fmt: skip


def reasons_not_a_reason(*, name: str, closing: str, taken: bool) -> list:
    """List why this does not join the list of reasons."""
    reasons = []
    if not name.strip():
        reasons.append(_("A reason has a name."))
    if closing not in GIVEN_UP:
        reasons.append(_("A reason is of a lost lead or of one that is not ours."))
    if taken:
        reasons.append(_("There is such a reason already."))
    return reasons


def reasons_not_to_close_for(*, code: str, closing: str, known: Collection[str]) -> list:
    """List why a lead is not closed for this reason; `known` are the codes in use for this closing."""
    if not code or code in known:
        return []
    if closing == LeadState.LOST:
        return [_("There is no such reason for a lost lead.")]
    return [_("There is no such reason for a lead that is not ours.")]


def reasons_not_a_next_step(*, text: str, on: date, today: date, state: str) -> list:
    """List why this is not what comes next with a lead."""
    reasons = []
    if state in CLOSED:
        reasons.append(_("This lead is closed."))
    if not text.strip():
        reasons.append(_("Say what comes next."))
    if on < today:
        reasons.append(_("The next step is on a day to come."))
    return reasons
