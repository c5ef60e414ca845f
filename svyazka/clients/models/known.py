"""What is known again by its keys."""

from collections.abc import Callable, Iterable

from svyazka.kit.models import Versioned


class Known(Versioned):
    """A thing known again by its keys: columns that follow from what is written in it, whoever writes."""

    KEYS: dict[str, tuple[str, Callable[[str], str]]] = {}  # key: the column it follows, and how

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Save the row with its keys."""
        moved = {key for key, (column, _of) in self.KEYS.items() if update_fields is None or column in update_fields}
        self.keyed(moved)
        super().save(*args, update_fields=update_fields and {*update_fields, *moved}, **kwargs)

    def keyed(self, keys: Iterable[str] | None = None):
        """Set these keys, or all of them, by what is written; return the row, which a write of many does not save one by one."""
        for key in self.KEYS if keys is None else keys:
            column, of = self.KEYS[key]
            setattr(self, key, of(getattr(self, column))[: self._meta.get_field(key).max_length])
        return self
