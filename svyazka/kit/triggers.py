"""Triggers that several rooms hang on tables whose rows are only ever added."""

import pgtrigger


def never_emptied(name: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses TRUNCATE: the protection of rows does not see a table emptied as a whole."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
    )
