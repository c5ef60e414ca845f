"""What money shows on other rooms' pages: papers on the engagement, papers to make and issue on Today."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.acceptance.queries import holds
from svyazka.kit.guard import DUTIES
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter
from svyazka.kit.today import Item
from svyazka.money import queries
from svyazka.money.api.act import shown_act
from svyazka.money.api.invoice import shown_invoice, shown_payment
from svyazka.money.rules import TONES, InvoiceState, shown_state
from svyazka.people.queries import the_agency, today


@chapter("money")
def money_told(engagement, person, at):
    """Tell the papers and the payments to who deals in money; to others there is none."""
    return {
        "acts": [shown_act(act) for act in queries.acts_visible_to(person, at).filter(engagement=engagement)],
        "invoices": [shown_invoice(one) for one in queries.invoices_visible_to(person, at).filter(engagement=engagement)],
        "payments": [shown_payment(one) for one in queries.payments_visible_to(person, at).filter(engagement=engagement)],
    }


@fill("engagement.main")
def money_panel(request, engagement):
    """Show each stage with its act, invoice and payments to those who deal in money."""
    at, by = timezone.now(), request.user
    if by.kind != "staff" or not queries.deals_in_money(by, at):
        return None
    stages = list(engagement.stages.order_by("position", "pk"))
    if not stages:
        return None
    acts = {act.stage_id: act for act in queries.acts_visible_to(by, at).filter(engagement=engagement).exclude(state="void")}
    invoices = queries.invoices_visible_to(by, at).filter(engagement=engagement).exclude(state="void")
    billed = {invoice.stage_id: invoice for invoice in invoices}
    day = today(at)
    return "money/_panel.html", {
        "money_rows": [(stage, acts.get(stage.pk), billed.get(stage.pk)) for stage in stages],
        "may_paper": holds(by, "invoice.act", engagement, at),
        "told": queries.margins_told([engagement], by, at)[0][1] if queries.is_told_of(by, engagement, at) else None,
        "invoice_state": lambda paper: InvoiceState(shown_state(paper.state, paper.due_on, day)),
        "tones": TONES,
    }


@fill("today")
def waiting(request, _subject) -> list[Item]:
    """Offer acts to make, invoices to prepare and issue, and overdue ones to follow."""
    at, by = timezone.now(), request.user
    if by.kind != "staff" or not queries.deals_in_money(by, at):
        return []
    make, bill = DUTIES["invoice.act"], _("Prepare the invoice")
    items = [_item("money.act", _("Make the act"), stage, "/money/", make.label)
             for stage in queries.to_paper(by, at)[:50] if holds(by, make.code, stage, at)]  # fmt: skip
    items += [_item("money.bill", bill, stage, "/money/", make.label)
              for stage in queries.to_bill(by, at)[:50] if holds(by, make.code, stage, at)]  # fmt: skip
    if queries.answers_for_papers(by, at):
        items += [_item("money.issue", _("Issue the invoice"), paper.stage, f"/money/invoices/{paper.pk}/", make.label)
                  for paper in queries.to_issue(by, at)[:50]]  # fmt: skip
    return items + _overdue(by, at)


def _overdue(by, at) -> list[Item]:
    follow, zone = DUTIES["payment.follow"], ZoneInfo(the_agency().zone)
    late = queries.receivables(by, at).filter(due_on__lt=today(at))[:50]
    return [
        _item("money.late", _("Follow the payment"), paper.stage, f"/money/invoices/{paper.pk}/", follow.label,
              datetime.combine(paper.due_on, time(18), zone))
        for paper in late if holds(by, follow.code, paper, at)
    ]  # fmt: skip


def _item(kind: str, what: str, stage, url: str, duty, due_at=None) -> Item:
    return Item(kind=kind, title=f"{what}: {stage.title}", url=url, due_at=due_at, duty=str(duty),
                client=stage.engagement.client.name, action=what)  # fmt: skip


@provider(order=70)
def papers(person, at, text) -> list[Hit]:
    """Find invoices by number, client or stage."""
    if person.kind != "staff":
        return []
    found = queries.matching(queries.invoices_visible_to(person, at), text)[:8]
    return [
        Hit(f"{_('Invoice')} № {i.number or '—'} · {i.stage.title}", f"/money/invoices/{i.pk}/", _("Invoice"), i.engagement.client.name)
        for i in found
    ]
