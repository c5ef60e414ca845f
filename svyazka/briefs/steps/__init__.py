"""Small writes on briefs, drafts and promises that actions of this room and of later ones borrow."""

from collections.abc import Mapping
from datetime import date, datetime

from svyazka.briefs.models import Brief, SpecSection, SpecStarter, SpecTemplate
from svyazka.briefs.queries import edition_in_force, latest_brief
from svyazka.briefs.rules import BRIEF_MOVES, BriefState, Mark, shipped
from svyazka.briefs.steps.asking import ask_of_moved_stages, ask_or_pass, ask_with_brief, pass_if_small, wind_verdicts
from svyazka.briefs.steps.draft import begin_from_former, copy_clauses, copy_needs, draft_of, move_on, next_edition
from svyazka.briefs.steps.promise import archive, ask_pm, give_promises, hear, judge
from svyazka.briefs.steps.question import ship_questions
from svyazka.briefs.steps.small import ship_small
from svyazka.clients.models import Engagement
from svyazka.kit.states import after
from svyazka.people.models import Person

__all__ = [
    "agree_brief", "archive", "ask_of_moved_stages", "ask_or_pass", "ask_pm", "ask_with_brief", "begin_from_former", "bind_brief", "copy_clauses", "copy_needs", "draft_of", "give_promises",
    "hear", "judge", "move_on", "next_edition", "pass_if_small", "send_brief", "ship", "ship_questions", "ship_small",
    "wind_verdicts", "write_template",
]  # fmt: skip


def send_brief(engagement: Engagement, *, answer_by_on: date | None = None, by: Person, at: datetime) -> Brief | None:
    """The newest edition is with the client; a former one that waited there does not wait any more."""
    brief = latest_brief(engagement)
    if brief is None or brief.state not in BRIEF_MOVES["send"]:
        return brief
    for former in Brief.objects.filter(engagement=engagement, state=BriefState.WITH_CLIENT):
        _move(former, "amend")
    return _move(brief, "send", sent_by=by, sent_at=at, answer_by_on=answer_by_on)


def agree_brief(engagement: Engagement, *, at: datetime) -> Brief | None:
    """The client has agreed to what rests on an edition: to the one that is with them, else to the newest.

    Once an edition was agreed, a newer one that they never saw stays as it is.
    """
    editions = Brief.objects.filter(engagement=engagement).order_by("-edition")
    brief = editions.filter(state=BriefState.WITH_CLIENT).first() or editions.first()
    unseen = brief is not None and brief.sent_at is None
    if unseen and editions.filter(agreed_at__isnull=False).exists():
        return brief
    return _move(brief, "agree", agreed_at=at, **({"sent_at": at} if unseen else {}))


def bind_brief(engagement: Engagement, brief: Brief | None = None, *, at: datetime) -> Brief | None:
    """A signed contract, or an amendment of it, stands on this agreed edition, else on the one in force; the former one is amended."""
    brief = brief or edition_in_force(engagement)
    if brief is None or brief.bound_at:
        return brief
    for former in Brief.objects.filter(engagement=engagement, bound_at__isnull=False, state=BriefState.AGREED).exclude(pk=brief.pk):
        _move(former, "amend")
    brief.bound_at = at
    brief.save(update_fields=["bound_at"])
    return brief


def _move(brief: Brief | None, event: str, **fields) -> Brief | None:
    if brief is None or brief.state not in BRIEF_MOVES[event]:
        return brief
    brief.state = after(BRIEF_MOVES, event, brief.state)
    for name, value in fields.items():
        setattr(brief, name, value)
    brief.save(update_fields=["state", *fields])
    return brief


def ship(since: date) -> None:
    """Write down what comes with the product, once: templates, questions of interviews, the rule of small promises, norms of the PM's word."""
    ship_small(since)
    ship_questions(since)
    for told in () if SpecTemplate.objects.exists() else shipped():
        write_template(told["code"], 1, told, starts_on=since)


def write_template(code: str, edition: int, told: Mapping, *, starts_on: date, by: Person | None = None) -> SpecTemplate:
    """Write one version of a template with its sections and the clauses they begin with."""
    named = {name: told[name] for name in ("title", "standard", "mark", "source")}
    template = SpecTemplate.objects.create(code=code, edition=edition, starts_on=starts_on, made_by=by, **named)
    sections = SpecSection.objects.bulk_create(
        SpecSection(template=template, number=number, heading=one["heading"], hint=one.get("hint", ""), mark=one.get("mark") or Mark.OWN)
        for number, one in enumerate(told["sections"], start=1)
    )
    SpecStarter.objects.bulk_create(
        SpecStarter(section=section, position=position, kind=row["kind"], text=row["text"], criterion=row.get("criterion", ""))
        for section, one in zip(sections, told["sections"], strict=True) for position, row in enumerate(one["clauses"], start=1)
    )  # fmt: skip
    return template
