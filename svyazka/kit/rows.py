"""A table of inputs that needs no script."""

from itertools import zip_longest

from django import forms


class Row(forms.Form):
    """One row of a table of inputs; it is blank while the fields named in `filled_by` are."""

    filled_by: tuple[str, ...] = ("text",)

    @property
    def blank(self) -> bool:
        """Tell whether nothing was typed into this row."""
        return not any((self.data.get(name) or "").strip() for name in self.filled_by)


def rows_in(row: type[Row], post, prefix: str) -> list[Row]:
    """Return the rows that were typed, in their order; blank ones are left out."""
    names = list(row.base_fields)
    columns = (post.getlist(f"{prefix}_{name}") for name in names)
    made = [row(dict(zip(names, cells, strict=True))) for cells in zip_longest(*columns, fillvalue="")]
    return [form for form in made if not form.blank]


def all_right(*tables: list[Row]) -> bool:
    """Tell whether every row is filled rightly; each is asked, so that each shows its errors."""
    wrong = [form for table in tables for form in table if not form.is_valid()]
    return not wrong


def as_typed(rows: list[Row]) -> list[Row]:
    """Return the same rows not judged yet: their person goes on typing."""
    return [row.__class__(initial=dict(row.data)) for row in rows]


def told(rows: list[Row]) -> list[dict]:
    """Return what the rows say."""
    return [form.cleaned_data for form in rows]
