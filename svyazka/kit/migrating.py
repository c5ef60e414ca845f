"""Migrations that take less time: all tables of a room at once where there are none yet, and many changes with one drawing of models.

Drawn are the models that are changed and those they refer to. Django draws all of them, most of its time on an empty database.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

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
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from pgtrigger.migrations import AddTrigger, RemoveTrigger


class NewTables(Migration):
    """Makes tables, triggers and settings of columns, and changes nothing that is there.

    Django draws every model anew after each operation of a migration; where all is new, one drawing after the last one
    tells the same, in a tenth of the time. An operation that alters a table has no place here: it would find it altered.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        _carry_out(self.operations, self.app_label, project_state, schema_editor)
        return project_state


PLAIN = (CreateModel, AddField, AlterField, RemoveField, AddIndex, RemoveIndex, AddConstraint, RemoveConstraint, AddTrigger, RemoveTrigger)


class FewDrawings(Migration):
    """Changes tables as any migration, but draws models anew once for many operations, as long as none needs what another has done.

    Operations go together while each is plain, touches a field that none before it touched, and no table that was made among them.
    """

    def apply(self, project_state, schema_editor, collect_sql=False):
        for part in together(self.operations):
            _carry_out(part, self.app_label, project_state, schema_editor)
        return project_state


class Executor(MigrationExecutor):
    """Carries migrations out as Django does, each in its transaction and with its record, but draws no model before it is asked for."""

    def _migrate_all_forwards(self, state, plan, full_plan, fake, fake_initial):
        wanted = {migration for migration, _backwards in plan}
        with _garbage_seldom_looked_for():
            for migration in [one for one, _backwards in full_plan if one in wanted]:
                if migration.atomic and not isinstance(migration, NewTables):
                    migration.apply = FewDrawings.apply.__get__(migration)
                state = self.apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        return state


@contextmanager
def _garbage_seldom_looked_for() -> Iterator[None]:
    """Let drawn models come and go: looking through what stays took a fifth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _carry_out(operations: list[Operation], room: str, state: ProjectState, schema_editor) -> None:
    _forget_drawn(state)
    before = state.clone()
    for operation in operations:
        operation.state_forwards(room, state)
    if all(isinstance(operation, PLAIN) for operation in operations):
        _draw_touched(operations, room, before, state)
    for operation in operations:
        operation.database_forwards(room, schema_editor, before, state)
    _forget_drawn(state)


def _forget_drawn(state: ProjectState) -> None:
    state.__dict__.pop("apps", None)  # a cached property: the next who asks for it gets all models


def _draw_touched(operations: list[Operation], room: str, *states: ProjectState) -> None:
    """Draw what plain operations ask for; a key's new type is carried to whoever refers to it, so then all is drawn."""
    tables = {(room, _table(operation)) for operation in operations}
    if not any(isinstance(operation, AlterField) and _is_referred_to(operation.field) for operation in operations):
        for state in states:
            state.__dict__["apps"] = StateApps([], _with_referred(tables, state.models), ignore_swappable=True)


def _is_referred_to(field) -> bool:
    return bool(field.primary_key or field.unique)


def _with_referred(keys: set[tuple[str, str]], models: dict[tuple[str, str], ModelState]) -> dict[tuple[str, str], ModelState]:
    found: dict[tuple[str, str], ModelState] = {}
    waiting = sorted(keys & models.keys())
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = models[key]
            waiting.extend(_referred(models[key]))
    return found


def _referred(model: ModelState) -> Iterator[tuple[str, str]]:
    ends = [field.remote_field for field in model.fields.values() if field.remote_field]
    named = [base for base in model.bases if isinstance(base, str)]
    for name in [*named, *(end.model for end in ends), *(getattr(end, "through", None) for end in ends)]:
        if name:
            yield resolve_relation(name, model.app_label, model.name_lower)


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
