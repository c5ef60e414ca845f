"""Securities and documents of one tender."""

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.models import Security, Tender, TenderPaper
from svyazka.tenders.views.parts import act
from svyazka.tenders.views.tender import found, head


@staff_page
@require_GET
def one(request, tender_id):
    """Show the securities of a tender and the documents it asks for."""
    return _draw(request, found(request, tender_id))


def _draw(request, shown: Tender, status: int = 200):
    at = timezone.now()
    figures, day = queries.figures_of(shown, at), today(at)
    told = {
        **head(request, shown, "papers", at),
        "securities": [_security(one, figures, day) for one in shown.securities.select_related("tender").order_by("pk")],
        "papers": queries.papers_of(shown, at),
        "security_form": forms.AddSecurityForm(),
        "paper_form": forms.PaperForm(),
        "sees_locker": queries.locker_open_to(request.user, actions.DUTIES_OF_THE_DESK, at),
    }
    return render(request, "tenders/papers.html", told, status=status)


def _security(one: Security, figures: dict, day) -> dict:
    return {"security": one, "warnings": queries.security_warnings(one, figures), "rule": figures.get(f"{one.kind}_security"), "overdue": one.is_overdue(day),
            "paid_form": forms.PaidForm(initial={"on": day}, auto_id=f"paid-{one.pk}-%s"),
            "returned_form": forms.ReturnedForm(initial={"on": day}, auto_id=f"returned-{one.pk}-%s")}  # fmt: skip


def _act(request, subject, tender_id: int, do, form=None):
    return act(request, form, lambda **told: do(subject, **told), reverse("tenders:papers", args=[tender_id]),
               lambda status: _draw(request, found(request, tender_id), status))  # fmt: skip


def _seen(request, rows):
    return rows.filter(tender__in=queries.visible_to(request.user, timezone.now()).order_by().values("pk")).select_related("tender")


@staff_page
@require_POST
def securities(request, tender_id):
    """Write a security down."""
    return _act(request, found(request, tender_id), tender_id, actions.add_security, forms.AddSecurityForm(request.POST))


@staff_page
@require_POST
def payment(request, security_id):
    """Say that a security was given."""
    row = find(_seen(request, Security.objects.all()), security_id)
    return _act(request, row, row.tender_id, actions.pay_security, forms.PaidForm(request.POST))


@staff_page
@require_POST
def coming_back(request, security_id):
    """Say that a security came back."""
    row = find(_seen(request, Security.objects.all()), security_id)
    return _act(request, row, row.tender_id, actions.return_security, forms.ReturnedForm(request.POST))


@staff_page
@require_POST
def asked(request, tender_id):
    """Add a document that the tender asks for."""
    return _act(request, found(request, tender_id), tender_id, actions.require_paper, forms.PaperForm(request.POST))


@staff_page
@require_POST
def dropping(request, paper_id):
    """Take a document off the list."""
    row = find(_seen(request, TenderPaper.objects.all()), paper_id)
    return _act(request, row, row.tender_id, actions.drop_paper)
