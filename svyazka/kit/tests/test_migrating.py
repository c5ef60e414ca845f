"""Which operations of a migration are done with one drawing of models."""

from django.db import models
from django.db.migrations import AddConstraint, AddField, AlterField, CreateModel, RunPython

from svyazka.kit.migrating import together

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
