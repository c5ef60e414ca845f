"""What is typed about hours."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Malformed
from svyazka.kit.fields import day_field
from svyazka.kit.selects import LongSelect
from svyazka.work.forms.fields import hours_field
from svyazka.work.rules import STEPS, By, Norms, Period, Rounding, read_hours


class HoursForm(forms.Form):
    worked_on = day_field(_("Day of work"))
    hours = hours_field(_("Hours"), max_value=24)
    note = forms.CharField(label=_("What was done"), max_length=500, required=False)


class WeekForm(forms.Form):
    week_on = forms.DateField()


class WeekCheckForm(forms.Form):
    """A person's week on an engagement: confirmed, or given back."""

    engagement = forms.IntegerField(min_value=1)
    person = forms.IntegerField(min_value=1)
    week_on = forms.DateField()
    passed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(required=False, max_length=500)


class ReopeningForm(forms.Form):
    """A locked week of a person on an engagement, and why it is opened again."""

    engagement = forms.IntegerField(min_value=1)
    person = forms.IntegerField(min_value=1)
    week_on = forms.DateField()
    reason = forms.CharField(max_length=500, required=False)


class LockForm(forms.Form):
    until = day_field(_("Up to the day"))


class LineForm(forms.Form):
    """A duty of an engagement: `5~client.talk`."""

    line = forms.RegexField(r"^[0-9]{1,18}~[a-z_.]{3,40}$")


class StopForm(forms.Form):
    note = forms.CharField(label=_("What was done"), max_length=500, required=False)


class TypedHours(forms.Field):
    """Hours as people type them: 7,5, 1:30, 90м."""

    def __init__(self, **more):
        super().__init__(widget=forms.TextInput({"autocomplete": "off", "maxlength": 20}), **more)

    def to_python(self, value):
        try:
            return hours_in(value) if value else None
        except Malformed as refused:
            raise forms.ValidationError(str(refused)) from None

    def prepare_value(self, value):
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


def hours_in(text: str):
    """Return the hours that were typed. Raises Malformed for what is no hours."""
    try:
        return read_hours(text[:40])
    except ValueError:
        raise Malformed(_("“%(text)s” is not a number of hours.") % {"text": text[:20]}) from None


class SettlingForm(forms.Form):
    """How long a forgotten timer was work."""

    worked_on = day_field(_("Day of work"))
    hours = TypedHours(label=_("Hours"))
    note = forms.CharField(label=_("What was done"), max_length=500, required=False)


class NormsForm(forms.Form):
    """What holds of hours from a day on."""

    starts_on = day_field(_("From the day"))
    step_minutes = forms.TypedChoiceField(label=_("A timer is counted in steps of, minutes"), coerce=int, choices=[(step, step) for step in STEPS])
    rounding = forms.ChoiceField(label=_("A timer is rounded"), choices=Rounding.choices)
    most_timer_hours = forms.IntegerField(label=_("A timer runs by itself at most, hours"))
    in_within_days = forms.IntegerField(label=_("Hours are in within, working days"))
    least_percent = forms.IntegerField(label=_("A day is lacking under, % of the norm"))
    check_within_days = forms.IntegerField(label=_("A week is checked within, working days"))
    lock_after_days = forms.IntegerField(label=_("Checked hours are locked after, days"))
    reminds = forms.BooleanField(label=_("People are reminded of hours in their working time"), required=False)

    def told(self) -> dict:
        """Return what is said, in the words of the action."""
        said = dict(self.cleaned_data)
        return {"starts_on": said.pop("starts_on"), "norms": Norms(**said)}


NOTHING = [("", "—")]


class ReportForm(forms.Form):
    """What is asked of hours: by what, over which days, of whom."""

    by = forms.ChoiceField(label=_("By"), choices=By.choices, initial=By.PROJECT)
    then = forms.ChoiceField(label=_("then by"), choices=[*NOTHING, *By.choices], required=False)
    period = forms.ChoiceField(label=_("Period"), choices=Period.choices, initial=Period.MONTH)
    first = day_field(_("from the day"), required=False)
    last = day_field(_("to the day"), required=False)
    client = forms.TypedChoiceField(label=_("Client"), coerce=int, empty_value=None, required=False, widget=LongSelect)
    person = forms.TypedChoiceField(label=_("Person"), coerce=int, empty_value=None, required=False, widget=LongSelect)
    engagement = forms.IntegerField(min_value=1, max_value=2**62, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of duty"), required=False)

    def __init__(self, *args, clients=(), people=(), kinds=(), **more):
        super().__init__(*args, **more)
        self.fields["client"].choices = [*NOTHING, *clients]
        self.fields["person"].choices = [*NOTHING, *people]
        self.fields["kind"].choices = [*NOTHING, *kinds]
