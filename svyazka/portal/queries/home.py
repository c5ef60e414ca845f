"""What waits for a contact, and their engagements: an allow-list over the rooms' own reads."""

from datetime import datetime

from django.db.models import F, Prefetch, QuerySet

from svyazka.acceptance.queries import defences_visible_to
from svyazka.acceptance.queries.look import waiting_looks
from svyazka.briefs.queries import told_promises, waiting_for_client
from svyazka.clients.actions import TALK
from svyazka.clients.models import Engagement, Message, StoredFile
from svyazka.clients.queries import files_visible_to, thread, visible_to
from svyazka.clients.rules import Stream
from svyazka.deals.models import Proposal
from svyazka.deals.queries import amendments_told, extras_visible_to, proposals_visible_to, told_to_client
from svyazka.leads.queries.clock import unanswered
from svyazka.leads.rules.clock import PAUSING
from svyazka.money.queries import acts_visible_to, invoices_visible_to
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.portal.queries.contract import amendments_of, contracts_of
from svyazka.portal.queries.problem import KINDS, open_by_engagement, raised
from svyazka.portal.queries.specification import editions_of
from svyazka.portal.rules import ShownStage, shown_stage
from svyazka.projects.models import Stage
from svyazka.roles.queries.sitting import sitting_by_duty
from svyazka.work.queries import answers_due
from svyazka.work.rules import ProblemKind


def home(person: Person, at: datetime) -> dict:
    """Return what waits for the contact, their engagements with who answers today, and their papers."""
    engagements = list(visible_to(person, at).order_by(F("closed_at").desc(nulls_first=True), "-opened_at"))
    due = _answers_due(engagements, at)
    raised_open = open_by_engagement(person, at)
    stages, answering = _stages_of(engagements), sitting_by_duty(engagements, TALK.code, at)
    waiting = defences_visible_to(person, at).filter(verdict="")
    return {
        "waiting": list(waiting),
        "looks": waiting_looks(person, at),
        "to_read": list(told_to_client(person, at).filter(state="with_client").order_by("pk")),
        "amendments": list(amendments_told(person, at).filter(state="with_client").order_by("sent_at", "pk")),
        "extras": list(extras_visible_to(person, at).filter(state="asked").order_by("pk")),
        "offered": list(open_proposals(person, at)),
        "specifications": list(waiting_for_client(person, at)),
        "engagements": [
            {"engagement": one, "answering": answering.get(one.pk, []), "answer_by": due.get(one.pk), "stages": stages.get(one.pk, []), "next": _next(stages.get(one.pk, [])), "problems": raised_open.get(one.pk, 0)}
            for one in engagements
        ],
        "acts": list(acts_visible_to(person, at)),
        "invoices": list(invoices_visible_to(person, at)),
    }


def open_proposals(person: Person, at: datetime) -> QuerySet[Proposal]:
    """Return the proposals that wait for the client's word and still stand, the newest first."""
    return proposals_visible_to(person, at).filter(state="sent", valid_until_on__gte=today(at), engagement__closed_at=None).order_by("-pk")


def _stages_of(engagements: list[Engagement]) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    for stage in Stage.objects.filter(engagement__in=engagements).order_by("position"):
        found.setdefault(stage.engagement_id, []).append(_shown(stage))
    return found


def _shown(stage: Stage) -> dict:
    return {"id": stage.pk, "title": stage.title, "state": shown_stage(stage.state), "promised_on": stage.promised_on or stage.due_on}


def _next(stages: list[dict]) -> dict | None:
    return next((stage for stage in stages if stage["state"] != ShownStage.ACCEPTED), None)


def _answers_due(engagements: list[Engagement], at: datetime) -> dict[int, datetime]:
    """Return by when the first answer to each comes, by the clock that its account manager sees, while that moment is ahead."""
    waiting = unanswered().filter(engagement__in=engagements, answer_due_at__gt=at).exclude(state__in=PAUSING)
    return answers_due(engagements, at) | dict(waiting.values_list("engagement", "answer_due_at"))


def talk(engagement: Engagement) -> QuerySet[Message]:
    """Return what was said to the client and by them, with those files alone that they may open."""
    files = StoredFile.objects.filter(engagement=engagement, stream=Stream.CLIENT)
    return thread(engagement, Stream.CLIENT).prefetch_related(None).prefetch_related(Prefetch("attachments", files))


def one(engagement: Engagement, person: Person, at: datetime) -> dict:
    """Return one engagement as its client sees it."""
    contracts = contracts_of(engagement, person, at)
    return {
        "engagement": engagement,
        "answering": sitting_by_duty([engagement], TALK.code, at).get(engagement.pk, []),
        "stages": [_shown(stage) for stage in engagement.stages.order_by("position")],
        "answer_by": _answers_due([engagement], at).get(engagement.pk),
        "proposals": list(proposals_visible_to(person, at).filter(engagement=engagement).order_by("-pk")),
        "said": list(talk(engagement)),
        "raised": raised(engagement, person, at),
        "kinds": list(KINDS.items()),
        "kinds_told": dict(ProblemKind.choices) | KINDS,
        "contracts": contracts,
        "promises": list(told_promises(engagement)),
        "amendments": [row for contract, _stands in contracts for row in amendments_of(contract)],
        "specifications": editions_of(engagement, person, at),
        "files": list(files_visible_to(person, at).filter(engagement=engagement).order_by("-added_at")),
    }
