"""What clients were asked after acceptances: who reads it, where it stands, what was said."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.rules.look import LookState, state_of
from svyazka.kit.guard import DUTIES, may, within_sight
from svyazka.people.queries import today
from svyazka.projects.models import Stage
from svyazka.work.models import Retro
from svyazka.work.queries import formats_on
from svyazka.work.rules import RetroKind, in_language

PAIR = ("client.talk", "retro.run")  # whose the client's word is till the team looks back on it


def questions_on(at: datetime) -> list[dict]:
    """Return what a client is asked by the form in force: code, ru, en; nothing where the form asks nothing."""
    form = next((row for row in formats_on(today(at)).values() if row.kind == RetroKind.CLIENT), None)
    return [{"code": one["code"], **one["ask"]} for one in form.columns if one.get("ask")] if form else []


def looks_visible_to(person, at: datetime) -> QuerySet[ClientLook]:
    """Return the questions on the engagements this person sees, the newest first; who may read the answers is another question."""
    newer = ClientLook.objects.filter(engagement=OuterRef("engagement"), offered_at__gt=OuterRef("offered_at"))
    rows = ClientLook.objects.select_related("stage__project", "engagement__client", "answered_by", "reminded_by", "retro").annotate(newer=Exists(newer))
    return within_sight(rows, person, at).order_by("-offered_at", "-pk")


def stands(look: ClientLook, at: datetime) -> LookState:
    """Return where the questions stand now."""
    newer = look.newer if hasattr(look, "newer") else ClientLook.objects.filter(engagement=look.engagement, offered_at__gt=look.offered_at).exists()
    return state_of(offered_at=look.offered_at, answered=look.answered_at is not None, declined=look.declined, newer=newer, at=at)


def may_read(look: ClientLook, person, at: datetime) -> bool:
    """Tell whether the person reads the answers: the pair does, and everybody there once the team looks back on them."""
    return look.retro_id is not None or any(may(person, DUTIES[code], look, at, answers="RA") for code in PAIR)


def silent_before(look: ClientLook) -> bool:
    """Tell whether the client said nothing to the questions before these."""
    before = ClientLook.objects.filter(engagement=look.engagement, offered_at__lt=look.offered_at).order_by("-offered_at").first()
    return before is not None and before.answered_at is None


def has_open_retro(look: ClientLook) -> bool:
    """Tell whether the project is looked back on now."""
    return Retro.objects.filter(project=look.stage.project_id, closed_at=None).exclude(kind=RetroKind.PAIR).exists()


@dataclass(frozen=True)
class Said:
    """A question and its answer."""

    question: str
    answer: str
    code: str = ""


def said_in(look: ClientLook) -> list[Said]:
    """Return the questions in the reader's language, each with what was answered."""
    return [Said(in_language(one), look.answers.get(one["code"], ""), one["code"]) for one in look.questions]


def look_of(stage: Stage, person, at: datetime) -> ClientLook | None:
    """Return what the client was asked on the stage, if they were."""
    return looks_visible_to(person, at).filter(stage=stage).first()


def waiting_looks(person, at: datetime) -> list[ClientLook]:
    """Return the questions that wait for the client whose contact this is."""
    return [look for look in looks_visible_to(person, at).filter(answered_at=None) if stands(look, at) == LookState.WAITS]


def unread_looks(engagements: list[int]) -> QuerySet[ClientLook]:
    """Return what clients have answered on these engagements and the team has not looked back on."""
    rows = ClientLook.objects.filter(engagement__in=engagements, answered_at__isnull=False, declined=False, retro=None)
    return rows.select_related("stage", "engagement__client").order_by("answered_at")
