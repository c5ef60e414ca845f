"""An act is drafted from the accepted result, sent, signed or refused, cancelled."""

from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svyazka.acceptance.queries import paper_changes, unsettled_changes
from svyazka.acceptance.rules import refuse_move
from svyazka.clients.rules import Stream, reasons_if_closed
from svyazka.clients.steps import say
from svyazka.deals.queries import contract_of, overage_of
from svyazka.deals.steps import take_number
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.formats import hours as hours_told
from svyazka.kit.formats import rub
from svyazka.kit.guard import action
from svyazka.kit.money import VatRule
from svyazka.money import queries, rules
from svyazka.money.actions.duties import INVOICE_ACT
from svyazka.money.models import Act, ActLine
from svyazka.money.rules import ActState
from svyazka.money.steps import settle
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language, tax_profile, today
from svyazka.projects.models import Stage
from svyazka.projects.steps import move_stage


@action(INVOICE_ACT)
def draft_act(stage: Stage, *, by: Person, at: datetime) -> Act:
    """Make the act of a stage from its accepted result: the stage's value and the changes the client agreed to pay.

    Raises Refused on a closed engagement, before acceptance, beside another act, and while a change waits for an answer:
    what is agreed later would never be billed.
    """
    refuse_if(reasons_if_closed(stage.engagement))
    result = stage.results.filter(state="accepted").first()
    refuse_if(
        rules.reasons_not_to_draft_act(
            accepted=result is not None, has_act=queries.act_of(stage) is not None, unsettled_changes=unsettled_changes(stage)
        )
    )
    contract = contract_of(stage.engagement)
    if contract is None:
        raise Refused(_("The engagement has no contract."))
    act = Act.objects.create(
        stage=stage, engagement=stage.engagement, contract=contract, legal_entity=contract.legal_entity, result=result,
        total_kopecks=0, made_by=by, made_at=at,
    )  # fmt: skip
    lines = [*_stage_lines(stage), *((c.text[:500], c.price_kopecks) for c in paper_changes(stage))]
    refuse_if(rules.reasons_against_cap(capped=contract.kind == "tm_capped", cap_kopecks=contract.price_kopecks,
                                        acted_kopecks=queries.acted_sum(contract), total_kopecks=sum(total for _title, total in lines)))  # fmt: skip
    ActLine.objects.bulk_create(
        ActLine(act=act, position=n, title=title, total_kopecks=total) for n, (title, total) in enumerate(lines)
    )
    _apply_tax(act, today(at))
    record(act, "money.act_drafted", by=by, at=at, stage=stage.title, total_kopecks=act.total_kopecks)
    return act


def _stage_lines(stage: Stage) -> list[tuple[str, int]]:
    """Return the lines of the stage: placing ads apart from the agency's fee, hours above those of its period by themselves."""
    agreed = stage.contract_stage
    placed = agreed.placement_kopecks if agreed else 0
    with in_agency_language():
        lines = [(gettext("%(stage)s: placing ads") % {"stage": stage.title}, placed),
                 (gettext("%(stage)s: the agency's fee") % {"stage": stage.title}, stage.value_kopecks - placed)] if placed else [
                 (stage.title, stage.value_kopecks)]  # fmt: skip
        for above in overage_of([agreed]).values() if agreed else ():
            lines.append((gettext("Hours above the period %(first)s – %(last)s: %(hours)s × %(rate)s, agreed by the client on %(day)s "
                                  "under the contract No. %(number)s on the price of an hour above the period's") % {
                "first": f"{above.period.starts_on:%d.%m.%Y}", "last": f"{above.period.ends_on:%d.%m.%Y}", "hours": hours_told(above.hours),
                "rate": rub(above.period.overage_kopecks), "day": f"{above.agreed_on:%d.%m.%Y}", "number": above.period.contract.number,
            }, above.kopecks))  # fmt: skip
    return [(title[:500], total) for title, total in lines if total]


def _apply_tax(act: Act, day: date) -> None:
    """Take VAT by the tax profile in force on the day of the act; totals are the sums of the lines."""
    profile = tax_profile(act.legal_entity, day)
    if profile is None:
        raise Refused(_("The legal entity has no tax profile on %(day)s.") % {"day": day.isoformat()})
    lines = list(act.lines.all())
    sums = rules.with_vat([(line.title, line.total_kopecks) for line in lines], profile.vat_percent, VatRule(profile.vat_rounding))
    for line, told in zip(lines, sums, strict=True):
        line.vat_kopecks = told.vat_kopecks
    ActLine.objects.bulk_update(lines, ["vat_kopecks"])
    act.vat_percent, act.vat_basis = profile.vat_percent, profile.basis
    act.total_kopecks, act.vat_kopecks = sum(s.total_kopecks for s in sums), sum(s.vat_kopecks for s in sums)
    act.save(update_fields=["vat_percent", "vat_basis", "total_kopecks", "vat_kopecks"])


@action(INVOICE_ACT, answers="RA")
def send_act(act: Act, *, by: Person, at: datetime) -> Act:
    """Give the act its number and date, and send it to the client."""
    refuse_if(reasons_if_closed(act.engagement))
    refuse_move(rules.ACT, ActState, act.state, "send")
    _number_act(act, today(at))
    act.state, act.sent_at = rules.ACT[act.state, "send"], at
    act.save(update_fields=["state", "sent_at"])
    with in_agency_language():
        ready = _("The act No. %(number)s of %(day)s is ready to be signed.") % {"number": act.number, "day": f"{act.dated_on:%d.%m.%Y}"}
    say(act.engagement, ready, stream=Stream.CLIENT, author=by, at=at)
    record(act, "money.act_sent", by=by, at=at, number=act.number)
    return act


def _number_act(act: Act, day: date) -> None:
    if act.number:
        return
    _apply_tax(act, day)
    act.dated_on, act.year = day, day.year
    act.number = take_number("act", act.legal_entity, day=day)
    act.save(update_fields=["dated_on", "year", "number"])


@action(INVOICE_ACT, answers="RA")
def sign_act(act: Act, *, signed_on: date, by: Person, at: datetime) -> Act:
    """Write down that both sides signed the act; one not sent yet gets its number and date by it.

    Raises Refused on a closed engagement, on a day to come, or on one before the result was accepted.
    """
    refuse_if(reasons_if_closed(act.engagement))
    refuse_move(rules.ACT, ActState, act.state, "sign")
    accepted_at = act.stage.accepted_at
    refuse_if(rules.reasons_not_to_sign_act(signed_on=signed_on, today=today(at), accepted_on=accepted_at and today(accepted_at)))
    _number_act(act, signed_on)
    act.state, act.signed_on, act.signed_by = rules.ACT[act.state, "sign"], signed_on, by
    act.save(update_fields=["state", "signed_on", "signed_by"])
    move_stage(act.stage, "act", at=at)
    record(act, "money.act_signed", by=by, at=at, number=act.number, signed_on=signed_on.isoformat())
    settle(act.stage, by=by, at=at)
    return act


@action(INVOICE_ACT, answers="RA")
def refuse_act(act: Act, *, reason: str, by: Person, at: datetime) -> Act:
    """Write down the client's refusal to sign, with the reasons they gave."""
    refuse_if(reasons_if_closed(act.engagement))
    refuse_move(rules.ACT, ActState, act.state, "refuse")
    if not reason.strip():
        raise Refused(_("A refusal counts with its reasons: write down what the client said."))
    act.state, act.refusal_reason = rules.ACT[act.state, "refuse"], reason.strip()
    act.save(update_fields=["state", "refusal_reason"])
    record(act, "money.act_refused", by=by, at=at, number=act.number, reason=reason)
    return act


@action(INVOICE_ACT, answers="RA")
def void_act(act: Act, *, reason: str, by: Person, at: datetime) -> Act:
    """Cancel an act that nobody signed; its number stays used."""
    refuse_move(rules.ACT, ActState, act.state, "void")
    if not reason.strip():
        raise Refused(_("Say why the paper is cancelled."))
    if act.invoices.exclude(state="void").exists():
        raise Refused(_("Cancel the invoice of this act first."))
    act.state = rules.ACT[act.state, "void"]
    act.save(update_fields=["state"])
    record(act, "money.act_voided", by=by, at=at, number=act.number, reason=reason)
    return act
