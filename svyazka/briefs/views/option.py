"""Solution options of a need side by side, and the choice among them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Need, OptionChoice, SolutionOption
from svyazka.briefs.rules.option import ENOUGH, lines_of, widest
from svyazka.briefs.rules.tones import TONES
from svyazka.kit.guard import may
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render


@staff_page
@require_GET
def options(request, need_id):
    """Compare the options of a need, show what was chosen and why."""
    return _draw(request, find(queries.needs_visible_to(request.user, timezone.now()), need_id))


def _draw(request, need: Need, *, pick_form=None, picked: int = 0, agreement_form=None, status: int = 200):
    at, found = timezone.now(), queries.answers_to(need)
    live = found.live
    shown = {
        "need": need,
        "engagement": need.engagement,
        "options": found.options,
        "lines": {one.pk: (lines_of(one.what), lines_of(one.lacks)) for one in found.options},
        "most": {"hours": widest((one.hours_low, one.hours_high) for one in found.options)[1],
                 "weeks": widest((one.weeks_low, one.weeks_high) for one in found.options)[1],
                 "price": widest((one.price_low_kopecks, one.price_high_kopecks) for one in found.options)[1]},
        "answering": found,
        "live": live,
        "alone": len(found.options) < ENOUGH,
        "pick_form": pick_form or forms.PickForm(initial={"instead_of": live.pk if live else ""}),
        "picked_pk": picked,
        "agreement_form": agreement_form or forms.AgreementForm(auto_id="agreement-%s"),
        "agrees": queries.somebody_agrees(need.engagement, at),
        "may_propose": may(request.user, actions.PROPOSE, need, at),
        "may_choose": may(request.user, actions.CHOOSE, need, at),
        "may_agree": may(request.user, actions.CHOOSE, need, at, answers="A"),
        "may_write": may(request.user, actions.WRITE, need, at),
        "others": [one for one in queries.needs_of(need.brief) if one.pk != need.pk],
        "tones": TONES,
    }  # fmt: skip
    return render(request, "briefs/options.html", shown, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def propose(request, need_id):
    """Propose one more option."""
    need = find(queries.needs_visible_to(request.user, timezone.now()), need_id)
    form = forms.OptionForm(request.POST or None, initial={"risk": "low"})
    return _typed(request, need, None, form, lambda said: actions.propose_option(need, by=request.user, at=timezone.now(), **said))


@staff_page
@require_http_methods(["GET", "POST"])
def option(request, option_id):
    """Change an option."""
    found = _option(request, option_id)
    form = forms.OptionForm(request.POST) if request.method == "POST" else forms.form_of_option(found)
    return _typed(request, _need_of(found), found, form, lambda said: actions.change_option(found, by=request.user, at=timezone.now(), **said))


def _option(request, option_id: int) -> SolutionOption:
    return find(queries.options_visible_to(request.user, timezone.now()), option_id)


def _choice(request, choice_id: int) -> OptionChoice:
    return find(queries.choices_visible_to(request.user, timezone.now()), choice_id)


def _need_of(thing: SolutionOption | OptionChoice) -> Need:
    """Return the need in the newest edition that has it: an option outlives editions."""
    return find(queries.needs_of_key(thing.engagement_id, thing.need_key), None)


def _typed(request, need: Need, found: SolutionOption | None, form, act):
    if request.method == "POST" and form.is_valid():
        with refusals_said(request, beside=form):
            act(form.told())
            return redirect("briefs:options", need.pk)
    shown = {"need": need, "engagement": need.engagement, "option": found, "form": form, "may_propose": may(request.user, actions.PROPOSE, need, timezone.now())}
    return render(request, "briefs/option.html", shown, status=422 if request.method == "POST" else 200)


@staff_page
@require_POST
def withdrawal(request, option_id):
    """Take an option off the table."""
    found, form = _option(request, option_id), forms.WithdrawalForm(request.POST)
    with refusals_said(request):
        if not form.is_valid():
            raise misread(form)
        actions.withdraw_option(found, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The option is withdrawn."))
    return redirect("briefs:options", _need_of(found).pk)


@staff_page
@require_POST
def pick(request, option_id):
    """Pick an option with the reason."""
    found, form = _option(request, option_id), forms.PickForm(request.POST)
    need = _need_of(found)
    if not form.is_valid():
        return _draw(request, need, pick_form=form, picked=found.pk, status=422)
    with refusals_said(request, beside=form) as outcome:
        made = actions.pick_option(found, by=request.user, at=timezone.now(), **form.cleaned_data)
        waits = made.state == "picked"
        messages.success(request, _("Picked: it waits for agreement.") if waits else _("The option is chosen."))
        return redirect("briefs:options", need.pk)
    return _draw(request, need, pick_form=form, picked=found.pk, status=outcome.status)


@staff_page
@require_POST
def agree(request, choice_id):
    """Agree to a pick, or not."""
    found, form = _choice(request, choice_id), forms.AgreementForm(request.POST, auto_id="agreement-%s")
    need = _need_of(found)
    if not form.is_valid():
        return _draw(request, need, agreement_form=form, status=422)
    with refusals_said(request, beside=form) as outcome:
        actions.answer_choice(found, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("briefs:options", need.pk)
    return _draw(request, need, agreement_form=form, status=outcome.status)


@staff_page
@require_POST
def clauses(request, choice_id):
    """Write clauses from the chosen option."""
    found = _choice(request, choice_id)
    with refusals_said(request):
        made = actions.write_option_clauses(found, by=request.user, at=timezone.now())
        messages.success(request, ngettext("%(num)d clause is written: add its criterion.", "%(num)d clauses are written: add their criteria.", len(made)) % {"num": len(made)})
        if made:
            return redirect("briefs:one", made[0].brief_id)
    return redirect("briefs:options", _need_of(found).pk)
