"""What is typed at a look back."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.kit.selects import LongSelect
from svyazka.work.forms.fields import near_choices
from svyazka.work.models import Retro
from svyazka.work.rules import RetroKind, in_language


class RetroForm(forms.Form):
    """Which form the look back is held in."""

    format = forms.ChoiceField(label=_("Form"))

    def __init__(self, *args, formats, **more):
        super().__init__(*args, **more)
        groups: dict[str, list] = {}
        for row in formats:
            groups.setdefault(str(RetroKind(row.kind).label), []).append((row.code, str(row)))
        self.fields["format"].choices = list(groups.items())


class CardForm(forms.Form):
    """A thought for one column."""

    column = forms.ChoiceField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Thought"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, retro: Retro, **more):
        super().__init__(*args, **more)
        self.fields["column"].choices = [(one["code"], in_language(one)) for one in retro.columns]


class CardTextForm(forms.Form):
    text = forms.CharField(label=_("Thought"), max_length=1000)


class GroupForm(forms.Form):
    """Cards that say the same; the first becomes the topic."""

    cards = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, retro: Retro, **more):
        super().__init__(*args, **more)
        self.fields["cards"].choices = [(key, key) for key in retro.cards.order_by("pk").values_list("pk", flat=True)]


class ActionForm(forms.Form):
    """What one person changes by a day; between two people one of the two does it."""

    text = forms.CharField(label=_("What will change"), max_length=1000)
    owner = forms.ChoiceField(label=_("Who does it"), widget=LongSelect)
    due_on = day_field(_("By the day"))

    def __init__(self, *args, retro: Retro, at: datetime, **more):
        super().__init__(*args, **more)
        two = [(who.username, who.name) for who in (retro.am, retro.pm) if who]
        self.fields["owner"].choices = two or near_choices(retro.engagement, at)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), max_length=1000)
    dropped = forms.BooleanField(label=_("Dropped"), required=False)
