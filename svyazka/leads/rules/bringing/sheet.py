"""One table of a file, whatever it was saved as."""

from dataclasses import dataclass

Row = tuple[int, tuple[str, ...]]  # the number that the file's own program shows, and the cells


@dataclass(frozen=True)
class Sheet:
    """One table: its headings, which may repeat, and its rows that are not empty, and how many between them are."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: int = 0
