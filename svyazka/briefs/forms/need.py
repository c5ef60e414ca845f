"""What people type about a need."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules import Effect, NeedPriority
from svyazka.kit.rows import Row


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class NeedForm(forms.Form):
    """What the client wants to change, why, by what it is known, in whose money, how pressing."""

    text = forms.CharField(label=_("What the client wants to change"), max_length=5000, widget=_area(2))
    goal = forms.CharField(label=_("Goal in the client's business"), max_length=500, required=False, widget=_area(2))
    measure = forms.CharField(label=_("How it will be measured"), max_length=500, required=False, widget=_area(2))
    payer = forms.CharField(label=_("Whose money it is"), max_length=300, required=False)
    priority = forms.ChoiceField(label=_("How pressing"), choices=NeedPriority, initial=NeedPriority.USUAL)


class TouchedRow(Row):
    """Somebody inside the client's company: what it does to them, what changes."""

    filled_by = ("who", "change")
    who = forms.CharField(max_length=200)
    effect = forms.ChoiceField(choices=Effect)
    change = forms.CharField(max_length=500, required=False)


class PlaceForm(forms.Form):
    """At which place of the list a need stands."""

    to = forms.IntegerField(min_value=1, max_value=1000)


def form_of(need, **more) -> NeedForm:
    """Return the form that repeats a need."""
    return NeedForm(initial={name: getattr(need, name) for name in NeedForm.base_fields}, **more)


def touched_rows(touched) -> list[TouchedRow]:
    """Return the rows that repeat whom a need touches, and a blank one."""
    return [*(TouchedRow(initial=dict(row)) for row in touched), TouchedRow()]
