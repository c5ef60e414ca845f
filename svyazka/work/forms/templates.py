"""What is typed about templates of tasks."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field
from svyazka.kit.rows import Row
from svyazka.work.forms.fields import hours_field
from svyazka.work.rules import whole


class LineRow(Row):
    """A task of a template: numbers of tasks before it and beginnings of words are parted by commas, points stand one a line."""

    filled_by = ("title",)
    title = forms.CharField(max_length=300)
    specialism = forms.CharField(max_length=40, required=False)
    duty = forms.CharField(max_length=60, required=False)
    hours = hours_field("")
    section = forms.CharField(max_length=200, required=False)
    words = forms.CharField(max_length=300, required=False)
    kind = forms.CharField(max_length=8, required=False)
    after = forms.RegexField(r"^[\d,; ]*$", max_length=100, required=False, error_messages={"invalid": _("Numbers of tasks above, parted by commas.")})
    points = forms.CharField(max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def line(self) -> dict:
        """Return the line as a template keeps it."""
        said = self.cleaned_data
        after = [int(one[:4]) for one in said["after"].replace(";", ",").replace(" ", ",").split(",") if one]
        points = [text.strip()[:300] for text in said["points"].splitlines() if text.strip()]
        words = [word.strip() for word in said["words"].replace(";", ",").split(",") if word.strip()]
        return {**said, "hours": format(said["hours"], "f"), "after": after, "points": points, "words": words}


def line_rows(lines, spare: int = 3) -> list[LineRow]:
    """Return the rows that repeat these lines, and some to be filled."""
    told = [{**line, "hours": Decimal(line["hours"]), "after": ", ".join(map(str, line["after"])), "words": ", ".join(line["words"]),
             "points": "\n".join(line["points"])} for line in map(whole, lines)]  # fmt: skip
    return [LineRow(initial=row) for row in (*told, *({} for _n in range(spare)))]


class TaskTemplateForm(forms.Form):
    """A template, or its next edition."""

    title = forms.CharField(label=_("Service"), max_length=120)
    starts_on = day_field(_("From the day"))


class LaidRow(forms.Form):
    """A line of a template that is laid."""

    chosen = forms.BooleanField(required=False)
    assignee = forms.CharField(max_length=150)
    hours = NumberField(max_digits=8, decimal_places=2, min_value=Decimal("0.01"))
    due_on = day_field("", required=False)
    clause_id = forms.IntegerField(min_value=1, max_value=2**62, required=False)
