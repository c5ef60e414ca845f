"""What people type about results: items, proofs, verdicts, prices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.acceptance.rules import DefenceChannel
from svyazka.kit.fields import NumberField, day_field
from svyazka.kit.selects import LongSelect

SHOWN = [(code, DefenceChannel(code).label) for code in ("meeting", "call", "video", "portal", "email")]
AREA = forms.Textarea(attrs={"rows": 3})


def lines_of(text: str) -> list[str]:
    """Return the lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class ResultForm(forms.Form):
    """What the client receives; one proof for each clause of the specification, in fields named by the clause."""

    items = forms.CharField(
        label=_("What the client receives"), help_text=_("One thing a line: a link, a file, a page."), widget=AREA
    )

    def __init__(self, *args, clauses=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.clauses = list(clauses)
        for clause in self.clauses:
            self.fields[f"clause_{clause.pk}"] = forms.CharField(
                label=clause.text, help_text=clause.criterion, required=False, max_length=5000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean_items(self):
        """Return the items as a list."""
        return [line[:300] for line in lines_of(self.cleaned_data["items"])]

    def proofs(self) -> list[tuple]:
        """Pair each clause with its field, for the page."""
        return [(clause, self[f"clause_{clause.pk}"]) for clause in self.clauses]

    def criteria(self) -> list[dict]:
        """Return the proofs that were written down."""
        told = ((clause.pk, self.cleaned_data.get(f"clause_{clause.pk}", "")) for clause in self.clauses)
        return [{"clause_id": key, "how_met": text} for key, text in told if text]


class HandoverForm(forms.Form):
    """Who has checked the result."""

    checked_by = forms.ChoiceField(label=_("Who has checked it"))

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checked_by"].choices = [("", "—"), *((p.login, f"{p.name}") for p in people)]


class HandoverAnswerForm(forms.Form):
    """Take the result, or send it back with a reason."""

    accepted = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(label=_("What is missing"), required=False, max_length=5000, widget=AREA)


class DefenceForm(forms.Form):
    """How and when the result is shown to the client."""

    channel = forms.ChoiceField(label=_("How it is shown"), choices=SHOWN)
    held_at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class VerdictForm(forms.Form):
    """The client's verdict as the AM writes it down."""

    accepted = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    remarks = forms.CharField(
        label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One remark a line; a criterion may stand before a colon."),
    )  # fmt: skip
    evidence = forms.CharField(label=_("Evidence"), required=False, max_length=5000, widget=AREA,
                               help_text=_("A letter, a signed sheet, minutes of the meeting."))  # fmt: skip

    def clean_remarks(self):
        """Return the remarks as [{"criterion", "text"}]."""
        return [_remark(line) for line in lines_of(self.cleaned_data["remarks"])]


def _remark(line: str) -> dict:
    head, colon, rest = line.partition(": ")
    return {"criterion": head[:500], "text": rest} if colon and rest.strip() else {"criterion": "", "text": line}


class ClassificationForm(forms.Form):
    """In scope, or a change."""

    in_scope = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")


class PlanningForm(forms.Form):
    """The task that a remark or a change becomes."""

    title = forms.CharField(label=_("Task"), required=False, max_length=300)
    assignee = forms.ChoiceField(label=_("Assignee"), widget=LongSelect)
    estimate_hours = NumberField(label=_("Hours"), min_value=0, max_digits=8, decimal_places=2)
    due_on = day_field(_("To be done by"), required=False)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].choices = [("", "—"), *((p.login, p.name) for p in people)]


class OfferForm(forms.Form):
    """The price of a change, in roubles."""

    price = NumberField(label=_("Price, ₽"), min_value=0, max_digits=14, decimal_places=2)
    hours = NumberField(label=_("Hours"), min_value=0, max_digits=8, decimal_places=2, required=False)


class ChangeAnswerForm(forms.Form):
    """The client's answer to an offered change."""

    agreed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    evidence = forms.CharField(label=_("Evidence"), max_length=5000, required=False)
