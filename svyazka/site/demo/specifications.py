"""Specifications on their way: one waits for its client's word, one was agreed beside a contract that stands on the former edition."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.briefs.actions import (
    answer_brief,
    client_talks_of_clause,
    judge_brief,
    note_clause,
    send_brief_to_client,
    settle_note,
    submit_brief,
    talk_of_clause,
    write_brief,
)
from svyazka.briefs.models import Brief
from svyazka.briefs.queries import digest_of, edition_in_force, waiting_promises
from svyazka.clients.models import Contact, Engagement
from svyazka.people.queries import today

BLOG = {"kind": "should", "section": "", "text": "Обучение сотрудника клиента", "criterion": "сотрудник сам опубликовал страницу"}


@transaction.atomic
def tell_specifications(story) -> None:
    """Tell of the next edition of two engagements in work."""
    contact = Contact.objects.exclude(account=None).select_related("account", "client").order_by("pk").last()
    waiting = contact.client.engagements.filter(state="delivery").order_by("pk").last()
    _spoken_of(story, _sent(story, waiting, hours=20), contact.account)
    others = Engagement.objects.filter(state="delivery", closed_at=None).exclude(client=contact.client).order_by("pk")
    agreed = next((one for one in others if {"am", "pm"} <= set(_holders(one))), None)
    if agreed is not None:
        brief = _sent(story, agreed, hours=44)
        answer_brief(brief, decision="agreed", digest=digest_of(brief), evidence="Письмо клиента: «Согласовано, работайте»",
                     by=_holders(agreed)["am"], at=story.lately(12))  # fmt: skip


def _holders(engagement: Engagement) -> dict:
    return {row.seat: row.person for row in engagement.seats.filter(ends_at=None).select_related("person")}


def _sent(story, engagement: Engagement, *, hours: float) -> Brief:
    """Write the next edition, have it judged and send it, so many working hours ago."""
    pair, former = _holders(engagement), edition_in_force(engagement)
    brief = write_brief(engagement, needs=_needs(former), clauses=_clauses(former), by=pair["am"], at=story.lately(hours))
    submit_brief(brief, by=pair["am"], at=story.lately(hours - 1))
    told = [{"id": row.pk, "verdict": "feasible", "reason": ""} for row in waiting_promises(brief)]
    judge_brief(brief, verdict="feasible", hours=Decimal(18), risks="", promises=told, by=pair["pm"], at=story.lately(hours - 4))
    at: datetime = story.lately(hours - 6)
    return send_brief_to_client(brief, answer_by_on=today(story.now) + timedelta(days=1), by=pair["am"], at=at)


def _needs(former: Brief) -> list[str]:
    return [need.text for need in former.needs.order_by("position")]


def _clauses(former: Brief) -> list[dict]:
    """Return the clauses of the former edition, the first with a stricter criterion, and one more."""
    rows = [{"kind": c.kind, "section": c.section, "text": c.text, "criterion": c.criterion} for c in former.clauses.all()]
    rows[0]["criterion"] += "; показано на встрече"
    return [*rows, BLOG]


def _spoken_of(story, brief: Brief, client) -> None:
    """Let the pair speak of clauses inside, and the client ask of one."""
    pair, clauses = _holders(brief.engagement), list(brief.clauses.all())
    first, last = clauses[0].key, clauses[-1].key
    note = note_clause(brief, key=first, text="Показ на встрече — это сколько часов? В смете его не было.", by=pair["am"], at=story.lately(13))
    note_clause(brief, key=first, text="Ещё шесть часов, укладываемся в резерв.", by=pair["pm"], at=story.lately(12))
    settle_note(note, by=pair["pm"], at=story.lately(11))
    note_clause(brief, key=last, text="Больше двух человек не обещать: учим по одному.", by=pair["pm"], at=story.lately(10))
    client_talks_of_clause(brief, key=last, text="Кого учить: маркетолога или отдел кадров?", by=client, at=story.lately(6))
    talk_of_clause(brief, key=last, text="Того, кто будет публиковать страницы; хватит часа.", by=pair["am"], at=story.lately(5))
    client_talks_of_clause(brief, key=first, text="Встреча у нас или по видео?", by=client, at=story.lately(3))
