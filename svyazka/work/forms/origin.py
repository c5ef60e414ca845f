"""What of the client's a task is made of: words they have written, or a problem."""

from dataclasses import dataclass

from django import forms

from svyazka.projects.models import Project
from svyazka.work import queries
from svyazka.work.models import Problem


@dataclass(frozen=True)
class Asked:
    """What was asked for, and where it stands."""

    text: str
    url: str


class OriginForm(forms.Form):
    """Keys carried through the form of a task; what is not of the project's engagement is none."""

    message = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    problem = forms.IntegerField(min_value=1, max_value=2**62, required=False)

    def __init__(self, *args, project: Project, **more):
        super().__init__(*args, **more)
        self.project = project

    def told(self) -> dict:
        """Return the keys as the action takes them."""
        said = self.cleaned_data if self.is_valid() else {}
        return {"message_id": said.get("message"), "problem_id": said.get("problem")}

    def made_of(self) -> Asked | None:
        """Return what the client has asked for, None if nothing is named."""
        keys, place = self.told(), self.project.engagement_id
        if keys["message_id"] and (said := queries.clients_words(place).filter(pk=keys["message_id"]).first()):
            return Asked(said.fresh, f"/engagements/{place}/?tab=client#message-{said.pk}")
        found = Problem.objects.filter(pk=keys["problem_id"], engagement=place).first() if keys["problem_id"] else None
        return Asked(found.text, f"/work/problems/{found.pk}/") if found else None

    def typed(self) -> dict:
        """Return with what the form of the task begins: the first words as its title, all of them as its text."""
        asked = self.made_of()
        return {"title": asked.text.strip().splitlines()[0][:150], "text": asked.text[:2000]} if asked and asked.text.strip() else {}
