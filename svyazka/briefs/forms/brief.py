"""What people type about needs, clauses and verdicts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules import ClauseKind, VerdictKind
from svyazka.kit.fields import NumberField
from svyazka.kit.rows import Row


class NeedRow(Row):
    """A need, its goal and its measure."""

    text = forms.CharField(max_length=5000)
    goal = forms.CharField(max_length=500, required=False)
    measure = forms.CharField(max_length=500, required=False)


class ClauseRow(Row):
    """A clause: how binding, what, how it is accepted, the number of the need it answers."""

    filled_by = ("text", "criterion")
    kind = forms.ChoiceField(choices=ClauseKind)
    text = forms.CharField(max_length=20000)
    criterion = forms.CharField(max_length=20000, required=False)
    need = forms.IntegerField(min_value=0, max_value=1000, required=False)
    section = forms.CharField(max_length=200, required=False)


def typed_from(brief) -> dict[str, list[Row]]:
    """Return the rows that repeat an edition's needs and clauses; nothing without an edition."""
    if brief is None:
        return {}
    needs = list(brief.needs.order_by("position"))
    numbers = {need.pk: number for number, need in enumerate(needs, start=1)}
    return {
        "need": [NeedRow({"text": n.text, "goal": n.goal, "measure": n.measure}) for n in needs],
        "clause": [
            ClauseRow({"kind": c.kind, "text": c.text, "criterion": c.criterion, "need": str(numbers.get(c.need_id, "")),
                       "section": c.section})
            for c in brief.clauses.all()
        ],
    }


class VerdictForm(forms.Form):
    """The PM's word on an edition; for each waiting promise its own word and reason."""

    verdict = forms.ChoiceField(label=_("Is it feasible?"), choices=VerdictKind, widget=forms.RadioSelect)
    hours = NumberField(label=_("Hours of work"), min_value=0, max_digits=8, decimal_places=2)
    risks = forms.CharField(label=_("Risks"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(
        label=_("On what conditions, or why not"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, promises=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.promises = list(promises)
        for promise in self.promises:
            self.fields[f"verdict_{promise.pk}"] = forms.ChoiceField(
                label=promise.text, choices=[("", "—"), *VerdictKind.choices]
            )
            self.fields[f"reason_{promise.pk}"] = forms.CharField(
                label=_("Reason"), required=False, max_length=2000, widget=forms.TextInput(attrs={"class": "input"})
            )

    def asked(self) -> list[tuple]:
        """Pair each waiting promise with its two fields, for the page."""
        return [(p, self[f"verdict_{p.pk}"], self[f"reason_{p.pk}"]) for p in self.promises]

    def told(self) -> dict:
        """Return the verdict as the action takes it."""
        said = self.cleaned_data
        judged = [
            {"id": p.pk, "verdict": said[f"verdict_{p.pk}"], "reason": said[f"reason_{p.pk}"]} for p in self.promises
        ]
        return {**{name: said[name] for name in ("verdict", "hours", "risks", "reason")}, "promises": judged}
