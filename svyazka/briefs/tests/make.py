"""Engagements with a specification, ready for the PM's word."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from svyazka.briefs.actions import judge_brief, judge_promise, submit_brief, write_brief
from svyazka.briefs.models import Brief, Promise
from svyazka.clients.models import Message
from svyazka.clients.steps import say
from svyazka.roles.steps import fill_seat
from svyazka.roles.tests import make

MONDAY = make.MONDAY
CLAUSES = (
    {"kind": "must", "text": "Каталог", "criterion": "300 позиций видны"},
    {"kind": "wont", "text": "Интеграция с 1С", "criterion": ""},
)
PROMISES = ({"kind": "term", "text": "Запуск за 8 недель", "due_on": date(2026, 5, 1)},)


def world() -> SimpleNamespace:
    """Return an agency with Anna on the engagement and Pavel free to judge."""
    anna, pavel = make.person("anna", "am", name="Анна"), make.person("pavel", "pm", name="Павел")
    maria, head = make.person("maria", "pm", name="Мария"), make.person("head", "head", name="Ольга")
    dev = make.person("dev", "specialist", name="Денис")
    return SimpleNamespace(anna=anna, pavel=pavel, maria=maria, head=head, dev=dev, engagement=make.engagement(am=anna))


def written(w, **told) -> Brief:
    given = {"needs": ["заявки от снабженцев"], "clauses": CLAUSES, "promises": PROMISES, **told}
    return write_brief(w.engagement, by=w.anna, at=MONDAY, **given)


def submitted(w, **told) -> Brief:
    return submit_brief(written(w, **told), by=w.anna, at=MONDAY)


def judged(w, verdict: str = "feasible", *, brief: Brief | None = None, promise: str = "feasible", **told) -> Brief:
    """Return a brief with Pavel's word on it and on each of its promises."""
    brief = brief or submitted(w, **told)
    said = [{"id": row.pk, "verdict": promise, "reason": "" if promise == "feasible" else "тексты от клиента"} for row in w.engagement.promises.filter(state="checking")]
    judge_brief(brief, verdict=verdict, hours=Decimal(120), risks="контент у клиента", promises=said, by=w.pavel, at=MONDAY)
    brief.refresh_from_db()
    return brief


def with_pm(w, promise: Promise) -> Promise:
    """Seat Pavel on the work of the promise."""
    fill_seat(promise.engagement, "pm", w.pavel, at=MONDAY)
    return promise


def say_yes(w, promise: Promise, verdict: str = "feasible", **told) -> Promise:
    """Return the promise with Pavel's word on it."""
    return judge_promise(promise, verdict=verdict, by=w.pavel, at=MONDAY, **told)


def said(w, text: str, *, stream: str = "client", channel: str = "email", from_client: bool = False, at=MONDAY) -> Message:
    """Return a message of the engagement, of Anna's unless the client wrote it."""
    return say(w.engagement, text, stream=stream, channel=channel, author=None if from_client else w.anna, from_client=from_client, at=at)
