"""How the load is looked at, and where a task is moved."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.people.models import Department, Specialism

WEEKS = (8, 13, 26)


def _told(weeks: int) -> str:
    """Return so many weeks ahead, in the reader's language."""
    return gettext("%(n)s weeks ahead") % {"n": weeks}


class LoadForm(forms.Form):
    """What is asked of the grid; what makes no sense is as if not asked."""

    department = forms.ModelChoiceField(Department.objects.order_by("name"), label=_("Department"), required=False, empty_label=_("All departments"))
    specialism = forms.ModelChoiceField(Specialism.objects.order_by("name"), label=_("Specialism"), required=False, empty_label=_("Every specialism"))
    weeks = forms.TypedChoiceField(label=_("Weeks"), coerce=int, choices=lambda: [(n, _told(n)) for n in WEEKS], required=False, empty_value=WEEKS[0])
    person = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)
    week = forms.DateField(required=False, widget=forms.HiddenInput)

    def asked(self) -> dict:
        self.is_valid()
        told = self.cleaned_data
        return {"department": told.get("department"), "specialism": told.get("specialism"), "weeks": told.get("weeks") or WEEKS[0],
                "person": told.get("person") or "", "week": told.get("week")}  # fmt: skip


class LevellingForm(forms.Form):
    week_on = day_field(_("Week"))
    assignee = forms.CharField(label=_("Person"), required=False, max_length=150)
