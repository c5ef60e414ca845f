"""What is typed about problems."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.work.rules import ProblemKind, ProblemStep


class ProblemForm(forms.Form):
    engagement = forms.IntegerField(min_value=1, label=_("Engagement"), widget=forms.Select)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProblemKind.choices)
    text = forms.CharField(label=_("What goes wrong"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, engagements=(), **more):
        super().__init__(*args, **more)
        self.fields["engagement"].widget.choices = [(row.pk, f"{row.title} · {row.client.name}") for row in engagements]


class StepForm(forms.Form):
    step = forms.ChoiceField(choices=ProblemStep.choices)
    note = forms.CharField(label=_("What is proposed, or how it was resolved"), max_length=4000, required=False)
