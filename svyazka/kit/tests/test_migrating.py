"""Which operations of a migration are done with one drawing of models."""

from django.db import models
from django.db.migrations import AddConstraint, AddField, AlterField, CreateModel, RunPython
from django.db.migrations.state import ModelState, ProjectState

from svyazka.kit.migrating import FewDrawings, together

NUMBER = models.IntegerField(null=True)


def sizes(*operations) -> list[int]:
    return [len(part) for part in together(operations)]


def test_what_stands_apart_goes_together_and_what_needs_the_former_waits():
    made, added = CreateModel("Sprint", [("id", models.BigAutoField(primary_key=True))]), AddField("task", "hours", NUMBER)
    unique = AddConstraint("task", models.UniqueConstraint(fields=["hours"], name="hours"))

    assert sizes(made, added, AddField("task", "days", NUMBER), unique) == [4]
    assert sizes(made, added, AddField("sprint", "goal", NUMBER), unique) == [2, 2], "a table made before is drawn first"
    assert sizes(added, AlterField("task", "hours", models.IntegerField())) == [1, 1], "a field is touched once"
    assert sizes(added, RunPython(RunPython.noop), RunPython(RunPython.noop), unique) == [1, 1, 1, 1], "what is told by a program stands alone"
    assert sizes() == []


def refers_to(model: str) -> models.Field:
    return models.ForeignKey(model, models.CASCADE)


def state_of(**fields: models.Field) -> ProjectState:
    tables = [ModelState("work", name, [("id", models.BigAutoField(primary_key=True)), ("it", field)]) for name, field in fields.items()]
    return ProjectState({(one.app_label, one.name_lower): one for one in tables})


class Tables:
    """Stands for the tables: notes what was drawn when a column was added."""

    class connection:
        alias = "default"

    def add_field(self, _model, field) -> None:
        self.told = {one.__name__ for one in field.model._meta.apps.get_models()}, field.related_model.__name__ if field.remote_field else None

    def alter_field(self, model, _before, field) -> None:
        self.add_field(model, field)


def drawn_by(operation, state: ProjectState):
    tables = Tables()
    told = type("One", (FewDrawings,), {"operations": [operation]})("one", "work").apply(state, tables)
    assert told is state
    return tables.told


def test_drawn_is_what_is_changed_and_whatever_it_refers_to():
    def state() -> ProjectState:
        return state_of(Task=refers_to("work.stage"), Stage=refers_to("work.project"), Project=NUMBER, Lead=refers_to("work.project"))

    assert drawn_by(AddField("task", "hours", NUMBER), state()) == ({"Task", "Stage", "Project"}, None)
    assert drawn_by(AddField("project", "lead", refers_to("lead")), state()) == ({"Project", "Lead"}, "Lead")
    key = AlterField("project", "id", models.AutoField(primary_key=True))
    assert drawn_by(key, state()) == ({"Task", "Stage", "Project", "Lead"}, None), "a key's type is that of whoever refers to it"


def test_what_is_told_by_a_program_is_shown_every_table():
    state, seen = state_of(Task=NUMBER, Lead=NUMBER), []

    type("One", (FewDrawings,), {"operations": [RunPython(lambda apps, _editor: seen.extend(apps.get_models()))]})("one", "work").apply(
        state, Tables()
    )

    assert {model.__name__ for model in seen} == {"Task", "Lead"}
