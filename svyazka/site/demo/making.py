"""The demo agency is made once, step by step: founded, then told from the past to this morning."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation

from svyazka.people.models import Agency
from svyazka.site.demo.absences import past_absences
from svyazka.site.demo.asking import tell_asking
from svyazka.site.demo.forms import tell_forms
from svyazka.site.demo.people import PEOPLE
from svyazka.site.demo.specifications import tell_specifications
from svyazka.site.demo.story import Story
from svyazka.site.demo.today import tell_today
from svyazka.site.founding import found

ENTITY = {
    "name": "ООО «Старта»", "full_name": "Общество с ограниченной ответственностью «Старта»", "inn": "2460123453",
    "kpp": "246001001", "ogrn": "1022402000004", "address": "660049, г. Красноярск, пр. Мира, 10, оф. 5",
    "bank": "Красноярское отделение ПАО Сбербанк", "bik": "040407627", "account": "40702810031000000001",
    "correspondent_account": "30101810800000000627", "signer_name": "Орлова В. А.", "signer_position": "директор",
    "signer_basis": "Устава",
}  # fmt: skip


def build(step: Callable, now: datetime | None = None) -> None:
    """Make the demo as of now, once; `step(told, act)` shows each step with its time."""
    if Agency.objects.exists():
        return
    with translation.override("ru"):
        _build(step, now or timezone.now())


def _build(step: Callable, now: datetime) -> None:
    start = (now - timedelta(days=730)).date()
    step("founding the agency of pairs", lambda: _found(start, offered_from=(now - timedelta(days=30)).date()))
    story = Story(now, now - timedelta(days=30))
    step("two years of leads and contracts", story.past)
    step("vacations and sick leaves", lambda: past_absences(story))
    step("switching from Sales + PM to pairs", story.switch_scheme)
    step("the month after the switch", story.present)
    step("interviews on needs, options chosen by the pair", lambda: tell_asking(story))
    step("plans, sprints, stand-ins of today", lambda: tell_today(story))
    step("specifications with clients", lambda: tell_specifications(story))
    step("forms on sites and short codes", lambda: tell_forms(story))
    step("closing the months of bonuses", story.close_months)


@transaction.atomic
def _found(start: date, offered_from: date) -> None:
    people = [{**told, "password": "demo", "since": start} for told in PEOPLE if told["track"]]
    answers = {"name": "Старта", "scheme": "sales_pm", "since": start, "legal_entity": ENTITY, "people": people, "leads_offered_from": offered_from}
    found(answers, at=datetime.combine(start, time(3), UTC))
    Agency.objects.update(region="Красноярский край")
