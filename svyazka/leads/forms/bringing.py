"""What a person says about a file of another system: which file, what its columns hold, what its stages and sources mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.leads.rules.bringing import HAND, Outcome

FIELD_LABELS = (
    ("title", _("What is needed")), ("words", _("In their words")), ("company", _("Company")), ("name", _("Contact")), ("phone", _("Phone")),
    ("email", _("E-mail")), ("position", _("Position")), ("region", _("Region")), ("source", _("Source")), ("received", _("Day it came")),
    ("closed", _("Day it was closed")), ("stage", _("Stage")), ("reason", _("Why it was refused")), ("value", _("Sum")),
    ("owner", _("Responsible")), ("note", _("Note inside")), ("landing", _("Page of the site")), ("key", _("ID in the other system")),
)  # fmt: skip


class ImportForm(forms.Form):
    """A file of leads."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)


class ChoicesForm(forms.Form):
    """How a file is read: a list of our fields beside each heading, of meanings beside each stage, of ours beside each source."""

    by_hand = forms.BooleanField(label=_("Say by hand what each column holds"), required=False)
    source = forms.ChoiceField(label=_("Source of rows that name none"), required=False)

    def __init__(self, *args, run, look, ours, **kwargs):
        super().__init__(*args, **kwargs)
        self.run, self.look = run, look
        chosen = run.choices
        fields = {heading: field for field, heading in (chosen.get("columns") or {}).items()}
        sources = [(source.code, source.name) for source in ours]
        self.fields["by_hand"].initial = run.preset in ("", HAND)
        self.fields["source"].choices = [("", _("“Not named”, a source of its own")), *sources]
        self.fields["source"].initial = chosen.get("source", "")
        for n, (heading, _samples) in enumerate(look.samples):
            self.fields[f"column-{n}"] = self._choice(heading, [("", "—"), *FIELD_LABELS], fields.get(heading, ""))
        for n, (word, _count, means) in enumerate(look.stages):
            self.fields[f"stage-{n}"] = self._choice(word.partition("|")[0], Outcome.choices, means)
        for n, (word, _count) in enumerate(look.sources):
            named = (chosen.get("sources") or {}).get(word, "")
            self.fields[f"source-{n}"] = self._choice(word, [("", _("By its name, or a new one")), *sources], named)

    def _choice(self, label: str, choices, initial: str) -> forms.ChoiceField:
        return forms.ChoiceField(label=label or "—", choices=choices, initial=initial, required=False)

    def clean(self):
        told = super().clean()
        if told.get("by_hand"):
            chosen = [told.get(f"column-{n}") for n in range(len(self.look.samples))]
            for twice in sorted({field for field in chosen if field and chosen.count(field) > 1}):
                self.add_error(None, _("Two columns hold the same: “%(field)s”.") % {"field": dict(FIELD_LABELS)[twice]})
        return told

    def _rows(self, kind: str, rows) -> list[tuple]:
        return [(row, self[f"{kind}-{n}"]) for n, row in enumerate(rows)]

    def columns(self) -> list[tuple]:
        """Each heading with its samples and the list of our fields."""
        return self._rows("column", self.look.samples)

    def stages(self) -> list[tuple]:
        """Each stage with its number of rows and the list of meanings."""
        return self._rows("stage", self.look.stages)

    def sources(self) -> list[tuple]:
        """Each source of the file with its number of rows and the list of ours."""
        return self._rows("source", self.look.sources)

    def told(self) -> dict:
        """Return the choices as they are kept."""
        said = self.cleaned_data
        hand = bool(said.get("by_hand"))
        columns = {said[f"column-{n}"]: heading for n, (heading, _samples) in enumerate(self.look.samples) if said.get(f"column-{n}")}
        stages = {word: said[f"stage-{n}"] for n, (word, _count, means) in enumerate(self.look.stages) if said.get(f"stage-{n}") not in ("", means)}
        sources = {word: said[f"source-{n}"] for n, (word, _count) in enumerate(self.look.sources) if said.get(f"source-{n}")}
        return {"preset": HAND if hand else "", "columns": columns if hand else {}, "source": said.get("source", ""),
                "stages": {**(self.run.choices.get("stages") or {}), **stages}, "sources": sources}  # fmt: skip
