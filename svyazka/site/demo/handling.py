"""How leads are handled in the demo agency: why some were lost, what comes next with others, who was called to those that burn."""

from datetime import datetime, timedelta

from svyazka.kit.guard import may
from svyazka.leads.actions import QUALIFY, escalate_lead, plan_next_step, set_norm
from svyazka.leads.models import Lead
from svyazka.leads.queries.clock import clock_of
from svyazka.leads.rules import CLOSED
from svyazka.leads.rules.clock import LEVELS
from svyazka.people.queries import the_agency, today
from svyazka.sources.models import Source

WORDS = (("деше", "price"), ("дорого", "price"), ("40 %", "price"), ("оплату за запись", "price"), ("бюджет", "no_budget"), ("срок", "term"),
         ("раньше, чем", "term"), ("не дождались", "late_answer"), ("пропали", "silent"), ("отлож", "postponed"), ("перенесли", "postponed"),
         ("сами", "themselves"), ("в штат", "themselves"), ("другим агентством", "chose_other"), ("подрядчика", "chose_other"))  # fmt: skip
WORDS_NOT_OURS = (("ошиблись", "spam"), ("", "not_our_profile"))
STEPS = ("Созвониться и уточнить бюджет", "Отправить три похожих проекта", "Назначить интервью с маркетологом", "Прислать вопросы для брифа")


def reason_code(words: str, *, fits: bool) -> str:
    """Return the reason of the list that these words tell, if there is one."""
    return next((code for word, code in (WORDS if fits else WORDS_NOT_OURS) if word in words.lower()), "")


def burn(lead: Lead, *, by, now: datetime) -> None:
    """Call people at the levels that the lead's clock has reached by now, each at its moment."""
    moments = (clock_of(lead).reaches(level) for level in LEVELS)
    for at in moments:
        if at and at <= now:
            escalate_lead(lead, by=by, at=at)


def tell_handling(story) -> None:
    """Plan what comes next with the leads in work, and let those who met us at an event be answered faster from next month on."""
    day = today(story.now)
    led = Lead.objects.exclude(taken_by=None).exclude(state__in=(*CLOSED, "frozen")).filter(state__in=("taken", "qualified", "brief"))
    for n, lead in enumerate(led.select_related("taken_by").order_by("-pk")[:5]):
        on, at = day + timedelta(days=(0, -1, 2, 4, 1)[n]), story.now - timedelta(days=2 if n == 1 else 0, minutes=5)
        if at >= lead.taken_at and may(lead.taken_by, QUALIFY, lead, at):
            plan_next_step(lead, text=STEPS[n % len(STEPS)], on=on, by=lead.taken_by, at=at)
    set_norm(the_agency(), source=Source.objects.get(code="brand"), minutes=30, starts_on=(day.replace(day=1) + timedelta(days=32)).replace(day=1),
             by=story.who("head"), at=story.now - timedelta(minutes=6))  # fmt: skip
