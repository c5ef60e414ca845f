"""What people type about the questions of an interview."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules import QuestionKind
from svyazka.kit.fields import day_field
from svyazka.kit.rows import Row


class QuestionRow(Row):
    """A question: of what kind, whether an interview lacks something without it, its words and hint in both languages."""

    filled_by = ("text_ru", "text_en")
    code = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=QuestionKind)
    needed = forms.TypedChoiceField(choices=[("1", _("needed")), ("", _("may stay open"))], coerce=bool, empty_value=False, required=False)
    text_ru = forms.CharField(max_length=500, required=False)
    text_en = forms.CharField(max_length=500, required=False)
    hint_ru = forms.CharField(max_length=500, required=False)
    hint_en = forms.CharField(max_length=500, required=False)


class SetForm(forms.Form):
    """From which day the questions hold, and after which edition they were written."""

    starts_on = day_field(_("From the day"))
    after_edition = forms.IntegerField(min_value=0, max_value=100000, widget=forms.HiddenInput, required=False)


def rows_of(questions) -> list[QuestionRow]:
    """Return the rows that repeat these questions."""
    names = tuple(QuestionRow.base_fields)
    told = ({name: getattr(one, name) for name in names} for one in questions)
    return [QuestionRow(initial={**row, "needed": "1" if row["needed"] else ""}) for row in told]
