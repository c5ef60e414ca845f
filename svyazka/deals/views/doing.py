"""What every page of a contract's life does with a form: the act if it is filled rightly, else the page again with what was typed."""

from collections.abc import Callable

from django.shortcuts import redirect

from svyazka.kit.http import refusals_said


def done(request, act: Callable[[dict], object], *, to: tuple, draw: Callable, name: str = "", form=None, **typed):
    """Do the act with what the form says and go to the page; `draw(status=, …)` draws it anew with the form by its name and all that was `typed`."""
    kept = {**typed, **({name: form} if form is not None else {})}
    if form is not None and not form.is_valid():
        return draw(status=422, **kept)
    with refusals_said(request) as outcome:
        act(form.cleaned_data if form is not None else {})
        return redirect(*to)
    return draw(status=outcome.status, **kept)
