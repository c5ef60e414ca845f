"""What the pages of papers share: the words of states, one way to act."""

from svyazka.kit.http import back, refusals_said
from svyazka.money.rules import TONES, ActState, InvoiceState, shown_state
from svyazka.people.queries import today


def then(request, form, act, target: str, draw):
    """Do the act if the form is filled rightly; a refusal of a rule is told on the page it came from."""
    if not form.is_valid():
        return draw(form, 422)
    with refusals_said(request) as outcome:
        made = act(form.cleaned_data)
        return back(request, target.format(made=made))
    return draw(form, outcome.status)


def states(at) -> dict:
    """Return how states of papers are called and coloured."""
    day = today(at)
    return {
        "today": day,
        "invoice_state": lambda paper: InvoiceState(shown_state(paper.state, paper.due_on, day)),
        "act_state": lambda paper: ActState(paper.state),
        "tones": TONES,
    }
