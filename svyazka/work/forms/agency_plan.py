"""What is typed about the plan of the agency and about people's shares."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.kit.selects import LongSelect
from svyazka.work.forms.fields import staff_choices
from svyazka.work.rules.planning import MOST_IDLE, MOST_LOOK, MOST_WEIGHT, PlanNorms


class MakeForm(forms.Form):
    anew = forms.BooleanField(label=_("Make it anew: everything may move"), required=False)


class WeightForm(forms.Form):
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=MOST_WEIGHT)
    starts_on = day_field(_("From the day"))


class PlanNormsForm(forms.Form):
    """How long plans are looked for, from a day on."""

    starts_on = day_field(_("From the day"))
    look_seconds = forms.IntegerField(label=_("Make a plan better for, seconds"), min_value=1, max_value=MOST_LOOK)
    idle_seconds = forms.IntegerField(label=_("End when nobody looks for, seconds"), min_value=3, max_value=MOST_IDLE)

    def told(self) -> dict:
        said = self.cleaned_data
        return {"starts_on": said["starts_on"], "norms": PlanNorms(said["look_seconds"], said["idle_seconds"])}


class ShareForm(forms.Form):
    """So many per cent of a person, from a day on and, if it is said, before a day."""

    person = forms.ChoiceField(label=_("Person"), widget=LongSelect)
    percent = forms.IntegerField(label=_("Per cent of the person's time"), min_value=1, max_value=100)
    starts_on = day_field(_("From the day"))
    ends_on = day_field(_("Till the day, without it"), required=False)

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["person"].choices = staff_choices()


class EndForm(forms.Form):
    on = day_field(_("From this day on no more"))
