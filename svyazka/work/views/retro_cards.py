"""Cards and votes of looks back."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.work import actions, forms, queries
from svyazka.work.views.retros import draw, found_retro


@staff_page
@require_POST
def card(request, retro_id):
    """Put a thought into a column."""
    retro = found_retro(request, retro_id)
    form = forms.CardForm(request.POST, retro=retro)
    if not form.is_valid():
        return draw(request, retro, card_form=form, status=422)
    with refusals_said(request, beside=form) as outcome:
        actions.add_card(retro, by=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect(f"{reverse('work:retro', args=[retro_id])}#thought-{form.cleaned_data['column']}")  # one thought follows another
    return draw(request, retro, card_form=form, status=outcome.status)


def _own(request, card_id: int):
    return find(queries.own_cards_of(request.user, timezone.now()), card_id)


@staff_page
@require_POST
def change(request, card_id):
    """Say one's own card otherwise."""
    shown, form = _own(request, card_id), forms.CardTextForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("A card says something, in at most a thousand letters."))
    actions.change_card(shown, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
    return redirect("work:retro", shown.retro_id)


@staff_page
@require_POST
def take_back(request, card_id):
    """Take one's own card away."""
    shown = _own(request, card_id)
    actions.take_card_back(shown, by=request.user, at=timezone.now())
    return redirect("work:retro", shown.retro_id)


@staff_page
@require_POST
def vote(request, retro_id, card_id):
    """Give a vote to a topic."""
    retro = found_retro(request, retro_id)
    with refusals_said(request):
        actions.vote(retro, card=card_id, by=request.user, at=timezone.now())
    return redirect("work:retro", retro_id)


@staff_page
@require_POST
def take_vote_back(request, retro_id, card_id):
    """Take one's vote for a topic back."""
    retro = found_retro(request, retro_id)
    with refusals_said(request):
        actions.take_vote_back(retro, card=card_id, by=request.user, at=timezone.now())
    return redirect("work:retro", retro_id)
