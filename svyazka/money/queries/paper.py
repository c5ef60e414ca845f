"""Questions about acts, invoices and payments: who sees them, what is open, what waits to be made."""

from datetime import datetime

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from svyazka.deals.models import Contract, ContractStage
from svyazka.kit.guard import within_sight
from svyazka.money.models import Act, Invoice, Payment
from svyazka.money.rules import ACT_HOLDS, OWED
from svyazka.projects.models import Stage
from svyazka.projects.rules import ACCEPTED_STATES
from svyazka.roles.queries.standing import standing_of


def acts_visible_to(person, at: datetime) -> QuerySet[Act]:
    """Return the acts this person sees; a client's contact sees those that left the agency, a specialist none."""
    acts = _papers(Act.objects.select_related("stage", "engagement__client", "contract", "result"), person, at)
    return acts.exclude(state__in=("draft", "void")) if person.kind == "contact" else acts


def invoices_visible_to(person, at: datetime) -> QuerySet[Invoice]:
    """Return the invoices this person sees with what was paid; a client's contact sees those that were issued."""
    invoices = Invoice.objects.select_related("stage", "engagement__client", "contract", "act", "legal_entity")
    invoices = with_sums(_papers(invoices, person, at))
    return invoices.exclude(state__in=("draft", "void")) if person.kind == "contact" else invoices


def _papers(papers: QuerySet, person, at: datetime) -> QuerySet:
    seen = within_sight(papers, person, at).order_by("-pk")
    return seen if person.kind != "staff" or deals_in_money(person, at) else seen.none()


def deals_in_money(person, at: datetime) -> bool:
    """Tell whether the person's track has to do with papers: a specialist's has not."""
    return bool(set(standing_of(person, at).tracks) - {"specialist"})


def with_sums(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """Add `paid_kopecks` and `open_kopecks` to each invoice."""
    paid = Coalesce(Sum("payments__amount_kopecks"), Value(0))
    return invoices.annotate(paid_kopecks=paid).annotate(open_kopecks=F("total_kopecks") - F("paid_kopecks"))


def payments_visible_to(person, at: datetime) -> QuerySet[Payment]:
    """Return the payments this person sees, the latest first."""
    payments = Payment.objects.select_related("invoice__stage", "engagement__client", "recorded_by")
    return _papers(payments, person, at)


def stages_visible_to(person, at: datetime) -> QuerySet[Stage]:
    """Return the stages this person sees."""
    return _papers(Stage.objects.select_related("engagement__client"), person, at)


def paid_sum(invoice: Invoice) -> int:
    """Return what was paid on the invoice, corrections taken off, in kopecks."""
    return invoice.payments.aggregate(sum=Sum("amount_kopecks"))["sum"] or 0


def open_sum(invoice: Invoice) -> int:
    """Return what is still to be paid on the invoice, in kopecks."""
    return invoice.total_kopecks - paid_sum(invoice)


def left_of(payment: Payment) -> int:
    """Return how much of the payment still counts after its corrections."""
    return payment.amount_kopecks + (payment.corrections.aggregate(sum=Sum("amount_kopecks"))["sum"] or 0)


def acted_sum(contract: Contract) -> int:
    """Return what the acts of the contract that are not cancelled come to, in kopecks."""
    return contract.acts.exclude(state="void").aggregate(sum=Sum("total_kopecks"))["sum"] or 0


def act_of(stage: Stage) -> Act | None:
    """Return the act of the stage that is not cancelled."""
    return stage.acts.exclude(state="void").first()


def invoice_of(stage: Stage) -> Invoice | None:
    """Return the invoice of the stage that is not cancelled."""
    return stage.invoices.exclude(state="void").first()


def receivables(person, at: datetime) -> QuerySet[Invoice]:
    """Return the invoices that are owed, the oldest day first."""
    return invoices_visible_to(person, at).filter(state__in=OWED).order_by("due_on", "pk")


def to_issue(person, at: datetime) -> QuerySet[Invoice]:
    """Return the invoices that wait for their number."""
    return invoices_visible_to(person, at).filter(state="draft").order_by("pk")


def to_paper(person, at: datetime) -> QuerySet[Stage]:
    """Return the accepted stages that have no act yet."""
    return stages_visible_to(person, at).filter(state="accepted").exclude(acts__state__in=HOLD_ACT).order_by("pk")


def to_bill(person, at: datetime) -> QuerySet[Stage]:
    """Return the stages with a signed act and no invoice."""
    held = stages_visible_to(person, at).filter(acts__state__in=ACT_HOLDS)
    return held.exclude(invoices__state__in=("draft", *OWED, "paid")).order_by("pk")


HOLD_ACT = ("draft", "sent", "signed", "refused", "deemed")


def is_all_paid(engagement) -> bool:
    """Tell whether every stage is paid: of a stopped project those accepted, of a contract those not in the plan yet too."""
    stages = Stage.objects.filter(engagement=engagement)
    states = list(stages.exclude(~Q(state__in=ACCEPTED_STATES), project__state="stopped").values_list("state", flat=True))
    unplanned = ContractStage.objects.filter(engagement=engagement, stage=None).exclude(contract__state="terminated")
    return bool(states) and set(states) == {"paid"} and not unplanned.exists()


def answers_for_papers(person, at: datetime) -> bool:
    """Tell whether the person answers for papers in the agency: gives numbers to invoices."""
    return _holds_in_agency(person, "invoice.act", "A", at)


def records_payments(person, at: datetime) -> bool:
    """Tell whether the person records payments in the agency."""
    return _holds_in_agency(person, "payment.record", "R", at)


def _holds_in_agency(person, duty: str, answers: str, at: datetime) -> bool:
    standing = standing_of(person, at)
    scheme = standing.scheme_for()
    codes = scheme.opening(duty, answers) if scheme else []
    return any(set(scheme.seats[code].tracks) & set(standing.tracks) for code in codes if scheme.seats[code].place == "agency")


def matching(invoices: QuerySet[Invoice], text: str) -> QuerySet[Invoice]:
    """Keep the invoices with this number, or whose client or stage holds the text."""
    words = Q(engagement__client__name__icontains=text) | Q(stage__title__icontains=text)
    return invoices.filter(words | Q(number=text.strip("№# ")))
