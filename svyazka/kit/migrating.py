"""Migrations that take less time: all tables of a room at once where there are none yet, and many changes with one drawing of models."""

from collections.abc import Iterable

from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    Migration,
    RemoveConstraint,
    RemoveField,
    RemoveIndex,
)
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger, RemoveTrigger


class NewTables(Migration):
    """Makes tables, triggers and settings of columns, and changes nothing that is there.

    Django draws every model anew after each operation of a migration; where all is new, one drawing after the last one
    tells the same, in a tenth of the time. An operation that alters a table has no place here: it would find it altered.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        project_state.__dict__.pop("apps", None)  # drawn models, kept by a cached property
        before = project_state.clone()
        self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


PLAIN = (CreateModel, AddField, AlterField, RemoveField, AddIndex, RemoveIndex, AddConstraint, RemoveConstraint, AddTrigger, RemoveTrigger)


class FewDrawings(Migration):
    """Changes tables as any migration, but draws models anew once for many operations, as long as none needs what another has done.

    Operations go together while each is plain, touches a field that none before it touched, and no table that was made among them.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        state = project_state
        for part in together(self.operations):
            before = state.clone()
            state.__dict__.pop("apps", None)  # drawn models, kept by a cached property: they are drawn after the last operation
            for operation in part:
                operation.state_forwards(self.app_label, state)
            for operation in part:
                operation.database_forwards(self.app_label, schema_editor, before, state)
        return state


def together(operations: Iterable[Operation]) -> list[list[Operation]]:
    """Return the operations in their order, in the longest parts that may be done with one drawing of models."""
    parts: list[list[Operation]] = []
    made: set[str] = set()
    touched: set[tuple] = set()
    for operation in operations:
        table, field = _table(operation), _field(operation)
        alone = not isinstance(operation, PLAIN)
        if not parts or alone or table in made or (field and (table, field) in touched) or not isinstance(parts[-1][-1], PLAIN):
            parts.append([])
            made, touched = set(), set()
        parts[-1].append(operation)
        touched.add((table, field))
        if isinstance(operation, CreateModel):
            made.add(table)
    return parts


def _field(operation: Operation) -> str:
    return str(operation.name_lower) if isinstance(operation, (AddField, AlterField, RemoveField)) else ""


def _table(operation: Operation) -> str:
    return str(getattr(operation, "model_name_lower", None) or getattr(operation, "name_lower", ""))
