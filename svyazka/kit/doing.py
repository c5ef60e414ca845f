"""What a page does with a form: the act if it is filled rightly, else the page again with what was typed."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect

from svyazka.kit.http import refusals_said, typed_in


def done(request, act: Callable[[dict], object], *, to: tuple, draw: Callable, name: str = "", form=None, beside: bool = False, said="", **typed):
    """Do the act with what the form says and go to the page, with a word of what was `said`.

    Else `draw(status=, …)` draws the page anew with the form by its name and all that was `typed`; why it was refused is told on
    the page, or in the form it stands `beside`.
    """
    kept = {**typed, **({name: form} if form is not None else {})}
    if form is not None and not form.is_valid():
        return draw(status=422, **kept)
    with refusals_said(request, beside=form if beside else None) as outcome:
        act(typed_in(form) if form is not None else {})
        if said:
            messages.success(request, said)
        return redirect(*to)
    return draw(status=outcome.status, **kept)
