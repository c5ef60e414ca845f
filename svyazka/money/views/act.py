"""The page of an act and what is done from it."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.files import paper
from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.kit.papers import drawn_as
from svyazka.money import actions, forms, papers, queries
from svyazka.money.models import Act
from svyazka.money.views.parts import states, then
from svyazka.people.queries import today


@staff_page
@require_GET
def act(request, act_id):
    """Show an act."""
    return draw_act(request, found_act(request, act_id))


def found_act(request, act_id) -> Act:
    """Return the act if the person sees it."""
    return find(queries.acts_visible_to(request.user, timezone.now()), act_id)


def draw_act(request, shown: Act, *, status: int = 200, **given):
    """Draw the page of an act; `given` are forms that were filled wrongly."""
    at, by = timezone.now(), request.user
    told = {
        "act": shown,
        "lines": list(shown.lines.all()),
        "invoice": queries.invoice_of(shown.stage),
        "may_make": may(by, actions.INVOICE_ACT, shown, at),
        "may_sign": may(by, actions.INVOICE_ACT, shown, at, answers="RA"),
        "signing_form": forms.SigningForm(initial={"signed_on": today(at)}),
        "reason_form": forms.ReasonForm(),
        "invoice_form": forms.InvoiceForm(),
        **states(at),
        **given,
    }
    return render(request, "money/act.html", told, status=status)


@staff_page
@require_GET
def act_paper(request, act_id, form):
    """Return the act as a PDF or a Word file."""
    shown = found_act(request, act_id)
    return paper(drawn_as(form, papers.act_paper(shown)), f"act-{shown.number or shown.pk}", form)


@staff_page
@require_POST
def draft_act(request, stage_id):
    """Make the act of a stage."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    made = actions.draft_act(stage, by=request.user, at=at)
    return redirect("money:act", made.pk)


@staff_page
@require_POST
def send_act(request, act_id):
    """Send the act."""
    actions.send_act(found_act(request, act_id), by=request.user, at=timezone.now())
    return redirect("money:act", act_id)


@staff_page
@require_POST
def sign_act(request, act_id):
    """Write down that the act is signed."""
    shown, at = found_act(request, act_id), timezone.now()
    return then(request, forms.SigningForm(request.POST),
                 lambda told: actions.sign_act(shown, **told, by=request.user, at=at), f"/money/acts/{act_id}/",
                 lambda form, status: draw_act(request, found_act(request, act_id), status=status, signing_form=form))  # fmt: skip


@staff_page
@require_POST
def refuse_act(request, act_id):
    """Write down the client's refusal."""
    shown, at = found_act(request, act_id), timezone.now()
    return then(request, forms.ReasonForm(request.POST),
                 lambda told: actions.refuse_act(shown, **told, by=request.user, at=at), f"/money/acts/{act_id}/",
                 lambda form, status: draw_act(request, found_act(request, act_id), status=status, reason_form=form))  # fmt: skip


@staff_page
@require_POST
def void_act(request, act_id):
    """Cancel the act."""
    shown, at = found_act(request, act_id), timezone.now()
    return then(request, forms.ReasonForm(request.POST),
                 lambda told: actions.void_act(shown, **told, by=request.user, at=at), f"/money/acts/{act_id}/",
                 lambda form, status: draw_act(request, found_act(request, act_id), status=status, reason_form=form))  # fmt: skip
