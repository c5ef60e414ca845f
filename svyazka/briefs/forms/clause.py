"""What people type about one clause, and what stood there when they began."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Clause
from svyazka.briefs.rules import ClauseKind


class Words(forms.CharField):
    """A text of several lines: browsers send their ends as two signs, here they are one."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class WayForm(forms.Form):
    """Where a clause goes, and the version of it that was seen."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    to = forms.ChoiceField(choices=[("up", ""), ("down", ""), ("into", "")], required=False)
    section = forms.CharField(max_length=200, required=False)


class WasForm(forms.Form):
    """How the clause stood when its form was opened."""

    kind = forms.CharField(max_length=8)
    text = Words(max_length=20000)
    criterion = Words(max_length=20000, required=False)
    section = forms.CharField(max_length=200, required=False)
    need_id = forms.IntegerField(required=False)
    owner_id = forms.IntegerField(required=False)


class ClauseForm(forms.Form):
    """A clause: what, how it is accepted, how binding, where it stands, which need it answers, who owns it."""

    text = Words(label=_("Clause"), max_length=20000, widget=forms.Textarea({"rows": 3}))
    criterion = Words(label=_("Criterion of acceptance"), max_length=20000, required=False, widget=forms.Textarea({"rows": 2}))
    kind = forms.ChoiceField(label=_("How binding"), choices=ClauseKind)
    section = forms.CharField(label=_("Section"), max_length=200, required=False, widget=forms.TextInput({"list": "sections"}))
    need_id = forms.TypedChoiceField(label=_("Need"), required=False, coerce=int, empty_value=None)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, needs: Iterable = (), owners: Iterable = (), of: Clause | None = None, **more):
        super().__init__(*args, **more)
        people = {one.username: one.name for one in [*owners, *([of.owner] if of and of.owner else [])]}
        self.fields["need_id"].choices = [("", "—"), *((need.pk, f"№ {need.position}. {need.text[:60]}") for need in needs)]
        self.fields["owner"].choices = [("", "—"), *people.items()]

    def told(self) -> dict:
        """Return the clause as the actions take it."""
        return {name: self.cleaned_data[name] for name in ("kind", "text", "criterion", "section", "need_id")}


def clause_said(clause: Clause) -> dict:
    """Return what the form of this clause begins with."""
    return {"kind": clause.kind, "text": clause.text, "criterion": clause.criterion, "section": clause.section, "need_id": clause.need_id,
            "owner": clause.owner.username if clause.owner else "", "seen": clause.version}  # fmt: skip


def was_in(post) -> dict | None:
    """Return how the clause stood when its form was opened, as the form says it; None if it says nothing readable."""
    form = WasForm(post, prefix="was")
    return form.cleaned_data if form.is_valid() else None
