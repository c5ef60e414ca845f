"""Pages of promises: the list, one promise with its whole story, the acts on it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Promise
from svyazka.briefs.rules import PromiseState
from svyazka.briefs.rules.tones import TONES
from svyazka.briefs.views.brief import ON_PAGE
from svyazka.clients.actions import TALK
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, misread, refusals_said, staff_page, typed_in
from svyazka.kit.http import say as say_why
from svyazka.kit.pages import render
from svyazka.kit.workclock import shown_clock
from svyazka.people.queries import today

ENDS = ("kept", "changed", "broken", "withdrawn")


@staff_page
@require_GET
def promises(request):
    """Show the promises this person sees: what waits for a verdict, what is given, what was kept."""
    at, state = timezone.now(), request.GET.get("state", "open")
    seen = queries.promises_visible_to(request.user, at)
    found, late = queries.coming_first(seen), queries.overdue(seen, today(at))
    if state in PromiseState.values:
        found = found.filter(state=state)
    elif state == "overdue":
        found = queries.coming_first(late)
    elif state == "conditions":
        found = found.conditions_wait()
    elif state == "open":
        found = found.exclude(state__in=ENDS)
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    may_accept = {row.pk for row in page.object_list if state == "conditions" and not row.engagement.closed_at and may(request.user, TALK, row, at)}
    told = {"page": page, "may_accept": may_accept, "state": state, "states": PromiseState.choices, "tones": TONES, "today": today(at),
            "late": late.count(), "conditions": seen.conditions_wait().count(), "waiting": queries.to_judge(request.user, at).count()}  # fmt: skip
    return render(request, "briefs/promises.html", told)


def _promise(request, promise_id: int) -> Promise:
    return find(queries.promises_visible_to(request.user, timezone.now()), promise_id)


@staff_page
@require_GET
def one(request, promise_id):
    """Show one promise: its words and where they are from, the PM's word, how it stood before, what may be done."""
    return _draw(request, _promise(request, promise_id))


def _draw(request, promise: Promise, *, status: int = 200, **typed):
    at = timezone.now()
    clock = queries.verdict_clock(promise)
    told = {
        "promise": promise,
        "engagement": promise.engagement,
        "clock": shown_clock(clock, at) if clock and promise.state == "checking" else None,
        "former": list(queries.former_of(promise)),
        "clause": queries.clause_of(promise),
        "replaced_by": Promise.objects.filter(replaces=promise).first(),
        "replacements": list(queries.replacing(promise)) if promise.state == "given" else [],
        "late": promise.state == "given" and promise.due_on is not None and promise.due_on < today(at),
        "today": today(at),
        "may_catch": may(request.user, actions.CATCH, promise, at),
        "may_judge": may(request.user, actions.FEASIBLE, promise, at),
        "may_talk": may(request.user, TALK, promise, at),
        "may_answer": may(request.user, actions.FEASIBLE, promise, at, answers="RA"),
        "judging_form": forms.JudgingForm(auto_id="judging-%s"),
        "wording_form": forms.WordingForm(initial=forms.worded(promise), auto_id="wording-%s"),
        "tones": TONES,
    }
    return render(request, "briefs/promise.html", {**told, **typed}, status=status)


def _act(request, promise_id: int, form, name: str, act, told: str):
    """Do one act of the promise's page; what was typed comes back with why it was refused."""
    promise = _promise(request, promise_id)
    if not form.is_valid():
        return _draw(request, promise, status=422, **{name: form})
    with refusals_said(request, beside=form) as outcome:
        act(promise, by=request.user, at=timezone.now(), **typed_in(form))
        messages.success(request, told)
        return back(request, f"/briefs/promises/{promise.pk}/")
    return _draw(request, _promise(request, promise_id), status=outcome.status, **{name: form})


@staff_page
@require_POST
def judge(request, promise_id):
    """Give the PM's word on one promise."""
    return _act(request, promise_id, forms.JudgingForm(request.POST, auto_id="judging-%s"), "judging_form", actions.judge_promise, _("The verdict is given."))


@staff_page
@require_POST
def reword(request, promise_id):
    """Say it otherwise: another wording waits for its own verdict."""
    form = forms.WordingForm(request.POST, auto_id="wording-%s")
    return _act(request, promise_id, form, "wording_form", actions.reword_promise, _("It is said otherwise now."))


def plainly(request, promise_id: int, act, told: str, **words):
    """Do one act that takes no more than a reason, and go back to where it was asked for."""
    promise = _promise(request, promise_id)
    with refusals_said(request):
        act(promise, by=request.user, at=timezone.now(), **words)
        messages.success(request, told)
    return back(request, f"/briefs/promises/{promise.pk}/")


def reason_of(request) -> str:
    """Return the reason as typed."""
    form = forms.ReasonForm(request.POST)
    return form.cleaned_data["reason"] if form.is_valid() else ""


@staff_page
@require_POST
def take_alternative(request, promise_id):
    """Take up what the PM has offered instead."""
    return plainly(request, promise_id, actions.take_alternative, _("The PM's wording is taken up: it is judged already."))


@staff_page
@require_POST
def accept_conditions(request, promise_id):
    """Accept the conditions of the PM's yes."""
    return plainly(request, promise_id, actions.accept_conditions, _("The conditions are accepted: they stand beside the promise."))


@staff_page
@require_POST
def recheck(request, promise_id):
    """Take a verdict back."""
    return plainly(request, promise_id, actions.recheck_promise, _("The verdict is taken back: the promise is in the queue again."), reason=reason_of(request))


@staff_page
@require_POST
def withdraw(request, promise_id):
    """Take a promise back before it is given."""
    return plainly(request, promise_id, actions.withdraw_promise, _("The promise is withdrawn."), reason=reason_of(request))


@staff_page
@require_POST
def settle(request, promise_id):
    """Say how a given promise ended."""
    promise, form = _promise(request, promise_id), forms.OutcomeForm(request.POST)
    if not form.is_valid():
        say_why(request, misread(form))
        return redirect("briefs:promise", promise.pk)
    with refusals_said(request):
        actions.settle_promise(promise, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is written down how the promise ended."))
    return back(request, f"/briefs/promises/{promise.pk}/")
