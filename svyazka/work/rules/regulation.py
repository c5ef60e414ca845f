"""Regulations in words: what is to be done under a duty, who has read it, where a checklist begins and when it ends."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import yaml
from django.utils.translation import gettext_lazy as _

from svyazka.kit.dated import reasons_against_day

SHIPPED = Path(__file__).parents[1] / "regulations.yaml"
BEGINNINGS = {  # acts at which work passes into other hands: by these a checklist is offered to begin; a program may name any act
    "leads.take_lead": _("A lead is taken"),
    "leads.qualify_lead": _("A lead is found to fit"),
    "tenders.open_tender": _("A tender is opened"),
    "briefs.begin_interview": _("An interview on needs begins"),
    "briefs.begin_draft": _("A specification is begun"),
    "briefs.write_brief": _("A specification is written"),
    "briefs.submit_brief": _("A specification goes to the PM"),
    "deals.build_estimate": _("An estimate is made"),
    "deals.send_proposal": _("A proposal is sent"),
    "deals.draft_contract": _("A contract is drawn up"),
    "deals.sign_contract": _("A contract is signed"),
    "projects.start_project": _("A project starts"),
    "work.set_task": _("A task is set"),
    "work.start_sprint": _("A sprint starts"),
    "work.close_sprint": _("A sprint is closed"),
    "work.raise_problem": _("A problem is raised"),
    "acceptance.build_result": _("A result is put together"),
    "acceptance.hand_over": _("A result is handed to the AM"),
    "acceptance.accept_handover": _("The AM takes a result"),
    "acceptance.open_defence": _("A result is shown to the client"),
    "money.draft_act": _("An act is drawn up"),
    "money.issue_invoice": _("An invoice is issued"),
}
MOST_STEPS = 12  # a longer checklist is ticked without reading


def shipped() -> dict[str, dict]:
    """Return, by duty, the regulations an agency begins with: title, text, steps, starts_by, each, and the words in English."""
    told = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return {duty: {"starts_by": [], "each": False, **row} for duty, row in told.items()}


def reasons_not_a_regulation(*, title: str, steps: Sequence[str], starts_on: date, today: date, taken: bool) -> list:
    """List why this is no edition of a regulation to write down."""
    reasons = []
    if not title.strip():
        reasons.append(_("A regulation has a title."))
    if not 1 <= len(steps) <= MOST_STEPS:
        reasons.append(_("A checklist has from one to twelve steps: a longer one is ticked without reading."))
    if len({step.strip().casefold() for step in steps}) < len(steps):
        reasons.append(_("Two steps of the checklist say the same."))
    return reasons + reasons_against_day(starts_on=starts_on, today=today, taken=taken)


def begins(starts_by: Iterable[str], *, door: str, duty: str, of: str) -> bool:
    """Tell whether an act begins the checklist of duty `of`: one of those named, or any act of the duty where none is."""
    named = list(starts_by)
    return door in named if named else duty == of


def reasons_not_to_tick(*, closed: bool, settled: bool) -> list:
    """List why the step cannot be ticked or skipped."""
    if closed:
        return [_("The checklist is closed.")]
    return [_("The step is ticked or skipped already.")] if settled else []


def reasons_not_to_untick(*, settled: bool, followed: bool) -> list:
    """List why a step cannot be let wait again."""
    if not settled:
        return [_("The step waits anyway.")]
    return [_("The next checklist of this duty has begun here: go on with that one.")] if followed else []
