"""Migrations that make all tables of a room at once, for a database that has none of them yet."""

from django.db.migrations import Migration


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
