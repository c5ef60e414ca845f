"""What a person types about schemes and seats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.people.rules import Track
from svyazka.roles.rules import Place, Scope


class CopyForm(forms.Form):
    """A name for the copy; another code makes it the agency's own hybrid."""

    name = forms.CharField(label=_("Name of the copy"), max_length=200)
    code = forms.SlugField(label=_("Code"), max_length=40)


class SchemeSeatForm(forms.Form):
    """A seat of the agency's own."""

    name = forms.CharField(label=_("Name of the seat"), max_length=100)
    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("Latin letters: it stands in the API and in the journal."))
    tracks = forms.MultipleChoiceField(label=_("Whose track may hold it"), choices=Track.choices, widget=forms.CheckboxSelectMultiple)
    place = forms.ChoiceField(label=_("Where the seat stands"), choices=[(p.value, p.label) for p in (Place.ENGAGEMENT, Place.AGENCY)])
    follows = forms.MultipleChoiceField(
        label=_("Whose place it takes after a switch"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, seats=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follows"].choices = [(seat.code, seat.title) for seat in seats if seat.place == Place.ENGAGEMENT]


class SwitchForm(forms.Form):
    """Where the scheme is to rule and from when; a place is told as "scope:number"."""

    place = forms.ChoiceField(label=_("For"))
    starts_at = forms.DateTimeField(
        label=_("From"), required=False, help_text=_("Empty: at once."), widget=forms.DateTimeInput({"type": "datetime-local"})
    )
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)

    def __init__(self, *args, departments=(), clients=(), engagements=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [
            (f"{Scope.AGENCY}:0", _("The whole agency")),
            (_("Departments"), [(f"{Scope.DEPARTMENT}:{one.pk}", one.name) for one in departments]),
            (_("Clients"), [(f"{Scope.CLIENT}:{one.pk}", one.name) for one in clients]),
            (_("Engagements"), [(f"{Scope.ENGAGEMENT}:{one.pk}", f"{one.title} · {one.client.name}") for one in engagements]),
        ]

    def told(self) -> dict:
        """Return the switch as the action takes it, but for its moment when none was typed."""
        scope, _colon, number = self.cleaned_data["place"].partition(":")
        return {"scope": scope, "scope_id": int(number), "reason": self.cleaned_data["reason"]}


class SeatForm(forms.Form):
    """Whom to seat where."""

    seat = forms.SlugField(label=_("Seat"), max_length=40)
    login = forms.CharField(label=_("Person"), max_length=150)
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class VacancyForm(SeatForm):
    """Who leaves which seat, and why."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class AskForm(forms.Form):
    """What to ask of whom."""

    duty = forms.CharField(max_length=40)
    login = forms.CharField(max_length=150, required=False)
    engagement = forms.IntegerField(required=False, min_value=1)
    note = forms.CharField(label=_("What is needed"), max_length=1000, required=False)
    url = forms.CharField(max_length=300, required=False)


class AnswerForm(forms.Form):
    """An answer to a colleague."""

    agreed = forms.TypedChoiceField(choices=[("1", _("Done")), ("0", _("No"))], coerce=lambda value: value == "1")
    answer = forms.CharField(label=_("A word about it"), max_length=1000, required=False)
