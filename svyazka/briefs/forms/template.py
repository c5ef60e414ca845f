"""What people type about a template: its name, and an outline of rows, each a section or a clause."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.forms.clause import Words
from svyazka.briefs.models import SpecTemplate
from svyazka.briefs.rules import OUTLINE, SECTION, Mark
from svyazka.kit.fields import day_field
from svyazka.kit.rows import Row


class TemplateForm(forms.Form):
    """A template: its name, the standard it follows, how well that is known."""

    title = forms.CharField(label=_("Name"), max_length=120)
    standard = forms.CharField(label=_("By what standard"), max_length=200, required=False)
    mark = forms.ChoiceField(label=_("How well it is known"), choices=Mark, initial=Mark.OWN)
    source = forms.CharField(label=_("Where it is from"), max_length=300, required=False)
    starts_on = day_field(_("In force from"), required=False)


class OutlineRow(Row):
    """A section with its hint, or a clause with its criterion; rows stand by their order."""

    filled_by = ("text", "more")
    order = forms.IntegerField(min_value=0, max_value=100000, required=False)
    what = forms.ChoiceField(choices=OUTLINE)
    text = Words(max_length=20000)
    more = Words(max_length=20000, required=False)
    mark = forms.ChoiceField(choices=[("", ""), *Mark.choices], required=False)

    def clean(self):
        said = super().clean()
        if said.get("what") == SECTION and len(said.get("text", "")) > 200:
            self.add_error("text", _("A heading has at most 200 characters."))
        return said


class CopyForm(forms.Form):
    """The name of a copy."""

    title = forms.CharField(label=_("Name of the copy"), max_length=120)


class RetireForm(forms.Form):
    """From what day on a template is not in force."""

    on = day_field(_("From what day"))


def outline_of(template: SpecTemplate | None) -> list[Row]:
    """Return the rows that repeat a template; nothing without one."""
    rows: list[dict] = []
    for section in template.sections.prefetch_related("starters") if template else ():
        rows.append({"what": SECTION, "text": section.heading, "more": section.hint, "mark": section.mark})
        rows += [{"what": one.kind, "text": one.text, "more": one.criterion, "mark": ""} for one in section.starters.all()]
    return [OutlineRow({**row, "order": str(10 * number)}) for number, row in enumerate(rows, start=1)]
