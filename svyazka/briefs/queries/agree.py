"""Questions about what the client has read and agreed to."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from svyazka.briefs.models import Brief, BriefApproval, Verdict
from svyazka.briefs.queries.brief import visible_to
from svyazka.briefs.queries.document import changes_between
from svyazka.briefs.rules import BriefState, Change, wording_digest
from svyazka.clients.models import Engagement, Message, StoredFile
from svyazka.clients.rules import Stream


def digest_of(brief: Brief) -> str:
    """Return the digest of the edition's words as they stand now. Two queries."""
    needs = brief.needs.order_by("position", "pk").values_list("text", flat=True)
    return wording_digest(needs, brief.clauses.order_by("position", "pk").values_list("key", "section", "kind", "text", "criterion"))


def stands(verdict: Verdict) -> bool:
    """Tell whether the words of the edition are still those of which the PM has spoken."""
    return verdict.digest in ("", digest_of(verdict.brief))  # an old verdict is of an edition that could not be changed


def shown_to_client(person, at: datetime) -> QuerySet[Brief]:
    """Return the editions that were sent to the clients of the engagements this person sees, the newest first."""
    return visible_to(person, at).filter(sent_at__isnull=False).order_by("-sent_at", "-pk")


def waiting_for_client(person, at: datetime) -> QuerySet[Brief]:
    """Return the editions on which the client is silent, those asked for the longest time ago first."""
    waiting = shown_to_client(person, at).filter(state=BriefState.WITH_CLIENT, engagement__closed_at=None)
    return waiting.order_by(F("answer_by_on").asc(nulls_last=True), "sent_at")


def edition_in_force(engagement: Engagement) -> Brief | None:
    """Return the edition by which work is accepted: that on which the contract stands, else the newest agreed one; None before any."""
    agreed = Brief.objects.filter(engagement=engagement, state=BriefState.AGREED)
    return agreed.order_by(F("bound_at").desc(nulls_last=True), "-edition").first()


def to_be_amended(engagement_ids: Iterable[int]) -> dict[int, tuple[Brief, Brief]]:
    """Return by engagement (the edition its contract stands on, a newer agreed one), where there is such a newer one. One query."""
    found: dict[int, tuple[Brief, Brief]] = {}
    bound: dict[int, Brief] = {}
    for brief in Brief.objects.filter(engagement__in=engagement_ids, state=BriefState.AGREED).order_by("edition"):
        if brief.bound_at:
            bound[brief.engagement_id] = brief
            found.pop(brief.engagement_id, None)
        elif brief.engagement_id in bound:
            found[brief.engagement_id] = (bound[brief.engagement_id], brief)
    return found


def newer_sent(brief: Brief) -> bool:
    """Tell whether the client has got a newer edition since."""
    return Brief.objects.filter(engagement=brief.engagement_id, edition__gt=brief.edition, sent_at__isnull=False).exists()


def approvals_of(brief: Brief) -> QuerySet[BriefApproval]:
    """Return what the client has said of this edition, the latest first."""
    return BriefApproval.objects.filter(brief=brief).select_related("by", "message", "file")


def evidence_of(engagement: Engagement, most: int = 20) -> tuple[list[Message], list[StoredFile]]:
    """Return the latest words of the client and the files of their stream: what may stand as evidence of an answer."""
    said = Message.objects.filter(engagement=engagement, stream=Stream.CLIENT, from_client=True).order_by("-said_at", "-pk")
    files = StoredFile.objects.filter(engagement=engagement, stream=Stream.CLIENT).order_by("-added_at", "-pk")
    return list(said[:most]), list(files[:most])


def changes_since_agreed(brief: Brief) -> tuple[Brief | None, list[Change]]:
    """Return the edition that the client agreed to before this one, and how the clauses differ from it, by their keys."""
    earlier = Brief.objects.filter(engagement=brief.engagement_id, edition__lt=brief.edition, agreed_at__isnull=False)
    former = earlier.select_related("template").order_by("-edition").first()
    return former, changes_between(former, brief) if former else []
