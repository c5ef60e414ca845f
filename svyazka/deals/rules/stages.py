"""Stages of a contract in words: what cannot be agreed of them, and which of their days are strange."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from svyazka.kit.days import A_DAY_APART, beyond_a_plan

Days = Sequence[tuple[str, date]]


def reasons_against_stages(stages: Iterable[Mapping]) -> list:
    """List which stages cannot be: an advance is a share of its stage, what is paid for placing ads a part of it."""
    reasons = []
    for row in stages:
        if not 0 <= row.get("advance_percent", 0) <= 100:
            reasons.append(_("“%(stage)s”: an advance is from 0 to 100 per cent of its stage.") % {"stage": row["title"]})
        if not 0 <= row.get("placement_kopecks", 0) <= row["value_kopecks"]:
            reasons.append(_("“%(stage)s”: what goes to placing ads is a part of the stage.") % {"stage": row["title"]})
    return reasons


def reasons_against_days_ahead(stages: Days, *, today: date) -> list:
    """List which of the stages, (title, last day), end so far ahead that a year was mistyped."""
    return [_("“%(stage)s”: its last day is more than ten years ahead.") % {"stage": title} for title, due_on in stages if beyond_a_plan(due_on, today)]


def reasons_against_order(stages: Days) -> list:
    """List which of the stages, (title, last day) in their order, end before the one that comes first."""
    return [
        _("“%(stage)s” ends before the stage that comes first: put the stages in the order of their days.") % {"stage": title}
        for (_first, before), (title, due_on) in itertools.pairwise(stages) if due_on < before
    ]  # fmt: skip


def reasons_against_past(stages: Days, *, today: date) -> list:
    """List which of the stages are over before the paper leaves."""
    return [_("“%(stage)s”: its last day has passed.") % {"stage": title} for title, due_on in stages if due_on < today - A_DAY_APART]


def warnings_of_days(stages: Days, *, today: date, promised: Days = ()) -> list:
    """List what to mind about the days of a draft: `promised` are the terms the client was given, (words, day).

    A draft may hold a day that has passed: what was agreed long ago is written down with the days it had. It is not sent so.
    """
    told = reasons_against_past(stages, today=today)
    told += [
        _("“%(stage)s” ends on the same day as the stage before it: each is handed over and accepted by itself.") % {"stage": title}
        for (_first, before), (title, due_on) in itertools.pairwise(stages) if due_on == before
    ]  # fmt: skip
    last = max((due_on for _title, due_on in stages), default=None)
    return told + [
        _("The last stage ends after the day that was promised, %(day)s: “%(words)s”.") % {"day": f"{day:%d.%m.%Y}", "words": words}
        for words, day in promised if last is not None and day < last
    ]  # fmt: skip
