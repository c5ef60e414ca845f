"""What a page does with a form: the act if it is filled rightly, else the page again with what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from svyazka.kit.errors import Stale
from svyazka.kit.http import refusals_said, typed_in


def done(request, act: Callable[[dict], Any], *, to: tuple | Callable[[Any], tuple], draw: Callable, name: str = "", form=None,
         beside: bool = False, again: bool = False, said: str | Callable[[Any], str] = "", **typed):  # fmt: skip
    """Do the act with what the form says and go to the page, with a word of what was `said`; either may be told from what came of it.

    Else `draw(status=, …)` draws the page anew with the form by its name and all that was `typed`; why it was refused is told on
    the page, or in the form it stands `beside`. `again`: the page shows all that may have changed meanwhile, so it is drawn as it is
    now, what was typed stands there, and the next press goes by that.
    """
    kept = {**typed, **({name: form} if form is not None else {})}
    if form is not None and not form.is_valid():
        return draw(status=422, **kept)
    with refusals_said(request, beside=form if beside else None) as outcome:
        try:
            made = act(typed_in(form) if form is not None else {})
        except Stale as stale:
            if form is None or not again:
                raise
            form.add_error(None, _("This has changed while you were writing: the page shows it as it is now. What you typed stands here: look, and press again."))
            return draw(status=stale.status, **kept)
        if word := said(made) if callable(said) else said:
            messages.success(request, word)
        return redirect(*(to(made) if callable(to) else to))
    return draw(status=outcome.status, **kept)
