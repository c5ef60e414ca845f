"""Two rows turn out to be one thing: what hangs on one is hung on the other, and back again, by exact keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.duration import duration_string
from django.utils.functional import Promise

Moved = dict[str, list[int]]  # relation -> keys of the rows
Written = dict[str, list]  # column -> [before, after], as JSON keeps them


class Fate(StrEnum):
    """What becomes of the rows that hang on a thing when it is joined to another."""

    MOVES = "moves"  # hung on the other
    SINGLE = "single"  # only one of the two may have such rows: they move if the other has none, else they forbid
    STAYS = "stays"  # history of the thing itself
    FORBIDS = "forbids"  # a thing that has such rows is not joined to another


@dataclass(frozen=True)
class Part:
    """Rows of one relation, `room.table.column`: what becomes of them and what people call them."""

    relation: str
    fate: Fate
    label: str | Promise


def relations_of(model: type[Model]) -> set[str]:
    """Return every foreign key that points to the model, as `room.table.column`."""
    found = (relation.field for relation in model._meta.related_objects)
    return {f"{field.model._meta.label_lower}.{field.name}" for field in found}


def hanging(relation: str, thing: Model) -> QuerySet:
    """Return the rows that hang on the thing by this relation."""
    room, table, column = relation.split(".")
    return apps.get_model(room, table)._base_manager.filter(**{column: thing.pk})


def counted(parts: Iterable[Part], first: Model, second: Model) -> dict[Part, tuple[int, int]]:
    """Return how many rows of each part hang on the one and on the other, but for parts of which neither has any. One query."""
    by_relation = {part.relation: part for part in parts}
    sql = " union all ".join(_count_sql(relation) for relation in by_relation)
    keys = {"first": first.pk, "second": second.pk}
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        return {by_relation[name]: (ours, theirs) for name, ours, theirs in cursor.fetchall() if ours or theirs}


def _count_sql(relation: str) -> str:
    room, table, column = relation.split(".")
    model = apps.get_model(room, table)
    quoted = connection.ops.quote_name
    at, of = quoted(model._meta.get_field(column).column), quoted(model._meta.db_table)
    return (f"select '{relation}', count(*) filter (where {at} = %(first)s), count(*) filter (where {at} = %(second)s) "
            f"from {of} where {at} in (%(first)s, %(second)s)")  # fmt: skip


def hang_over(parts: Iterable[Part], source: Model, target: Model) -> Moved:
    """Hang on the target the rows that move; return their keys."""
    names = [part.relation for part in parts if part.fate in (Fate.MOVES, Fate.SINGLE)]
    moved = {name: list(hanging(name, source).order_by("pk").values_list("pk", flat=True)) for name in names}
    for name, keys in moved.items():
        _hang(name, keys, source, target)
    return {name: keys for name, keys in moved.items() if keys}


def hang_back(moved: Mapping[str, list[int]], target: Model, source: Model) -> int:
    """Hang back on the source whatever of this still hangs on the target; return how many rows."""
    return sum(_hang(name, keys, target, source) for name, keys in moved.items())


def _hang(name: str, keys: list[int], source: Model, target: Model) -> int:
    return hanging(name, source).filter(pk__in=keys).update(**{name.split(".")[2]: target.pk}) if keys else 0


def rewrite(row: Model, values: Mapping[str, Any]) -> Written:
    """Write these values into the columns of the row that differ; return what stood there and what stands now."""
    told = {name: [_plain(getattr(row, name)), _plain(value)] for name, value in values.items()}
    changed = {name: pair for name, pair in told.items() if pair[0] != pair[1]}
    _write(row, {name: values[name] for name in changed})
    return changed


def restore(row: Model, written: Mapping[str, list]) -> None:
    """Write back what stood in the columns before; one that somebody has changed since keeps its change."""
    same = {name: before for name, (before, now) in written.items() if _plain(getattr(row, name)) == now}
    _write(row, {name: _read(row, name, before) for name, before in same.items()})


def _write(row: Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if values:
        row.save(update_fields=list(values))


def _read(row: Model, name: str, kept: Any) -> Any:
    field = next(field for field in row._meta.concrete_fields if field.attname == name)
    return (field.target_field if field.is_relation else field).to_python(kept)  # type: ignore[attr-defined]


def _plain(value: Any) -> Any:
    """Return the value as JSON keeps it, a moment to the microsecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, timedelta):
        return duration_string(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def paired(first: Model, second: Model) -> tuple[Any, Any]:
    """Return both rows read anew and locked, the lower key first whoever asks: two who join at once wait for each other."""
    kept = first.__class__._base_manager.select_for_update(of=("self",), no_key=True).filter(pk__in=(first.pk, second.pk)).order_by("pk")
    rows = {row.pk: row for row in kept}
    return rows[first.pk], rows[second.pk]
