"""Questions about needs, always from the one who asks."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from svyazka.briefs.models import Brief, InterviewAnswer, Need, NeedSource
from svyazka.kit.guard import within_sight


def needs_visible_to(person, at: datetime) -> QuerySet[Need]:
    """Return the needs this person sees, of every edition."""
    return within_sight(Need.objects.select_related("engagement__client", "brief"), person, at)


def needs_of(brief: Brief | None) -> list[Need]:
    """Return the needs of an edition in their order."""
    return list(brief.needs.order_by("position", "pk")) if brief else []


def last_need_key(engagement_id: int) -> int:
    """Return the highest key a need of the engagement ever had, 0 without any."""
    return Need.objects.filter(engagement=engagement_id).aggregate(last=Max("key"))["last"] or 0


def needs_of_key(engagement_id: int, key: int) -> QuerySet[Need]:
    """Return the need in each edition that has it, the newest first."""
    rows = Need.objects.filter(engagement=engagement_id, key=key).select_related("engagement__client", "brief")
    return rows.order_by("-brief__edition")


def needs_by_key(engagement_ids: Iterable[int]) -> dict[tuple[int, int], Need]:
    """Return the needs of these engagements by engagement and key, each in the newest edition that has it. One query."""
    rows = Need.objects.filter(engagement__in=list(engagement_ids)).select_related("engagement__client").order_by("brief__edition")
    return {(need.engagement_id, need.key): need for need in rows}


def sources_of(engagement_id: int) -> dict[int, list[InterviewAnswer]]:
    """Return the answers that each need of the engagement came from, by the need's key."""
    rows = NeedSource.objects.filter(answer__interview__engagement=engagement_id)
    found: dict[int, list[InterviewAnswer]] = {}
    for row in rows.select_related("answer__question", "answer__interview__contact").order_by("answer__question__position", "pk"):
        found.setdefault(row.need_key, []).append(row.answer)
    return found


def needs_behind(answers: Iterable[InterviewAnswer]) -> dict[int, list[int]]:
    """Return, by answer, the keys of the needs that came from it."""
    found: dict[int, list[int]] = {}
    for answer, key in NeedSource.objects.filter(answer__in=[row.pk for row in answers]).values_list("answer", "need_key").order_by("need_key"):
        found.setdefault(answer, []).append(key)
    return found
