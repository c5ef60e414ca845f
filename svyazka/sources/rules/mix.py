"""The mix of sources by year: shares, and the retired channel drawn down to zero."""

from collections.abc import Mapping
from datetime import date

from svyazka.sources.rules.source import share


def mix_of(counted: Mapping[tuple[int, str, bool], int]) -> list[dict]:
    """Return the years, the latest first, each with its sources by weight: name, retired, count, share."""
    years = []
    for year in sorted({key[0] for key in counted}, reverse=True):
        rows = [(name, retired, n) for (its, name, retired), n in counted.items() if its == year]
        whole = sum(n for _name, _retired, n in rows)
        rows.sort(key=lambda row: (-row[2], row[0]))
        parts = [{"name": name, "retired": retired, "count": n, "share": share(n, whole)} for name, retired, n in rows]
        years.append({"year": year, "count": whole, "parts": parts})
    return years


def table_of(counted: Mapping[tuple[int, int], int], sources, this_year: int) -> dict:
    """Return years by sources with every zero in its place: a channel that was left stays on the picture as nothing.

    `counted` is leads by (year, source key); `sources` have pk, name, fading_on and retired_on. Sources without a lead
    are left out; years run without a gap up to this one.
    """
    shown = [source for source in sources if any(key == source.pk for _year, key in counted)]
    whole = {source.pk: sum(n for (_year, key), n in counted.items() if key == source.pk) for source in shown}
    shown.sort(key=lambda source: (source.retired_on is not None, -whole[source.pk], source.name))
    first = min((year for year, _key in counted), default=this_year)
    years = [_year_of(year, counted, shown) for year in range(first, max(this_year, *(y for y, _k in counted), this_year) + 1)] if counted else []
    return {"years": years, "sources": [_told(source, whole[source.pk]) for source in shown]}


def _year_of(year: int, counted, shown) -> dict:
    counts = [counted.get((year, source.pk), 0) for source in shown]
    parts = [
        {"name": source.name, "count": n, "share": share(n, sum(counts)), "left": left_in(source.fading_on, source.retired_on, year)}
        for source, n in zip(shown, counts, strict=True)
    ]
    return {"year": year, "count": sum(counts), "parts": parts}


def left_in(fading_on: date | None, retired_on: date | None, year: int) -> str:
    """Tell what became of the source in that year: "" in use, "fading", "retired" in the year it was left, "gone" after."""
    if retired_on and year >= retired_on.year:
        return "retired" if year == retired_on.year else "gone"
    return "fading" if fading_on and year >= fading_on.year else ""


def _told(source, whole: int) -> dict:
    return {"code": source.code, "name": source.name, "count": whole, "fading_on": source.fading_on, "retired_on": source.retired_on}


MOST_COLOURS, MOST_YEARS = 8, 8


def drawable(table: dict, *, others: str, colours: int = MOST_COLOURS, years: int = MOST_YEARS) -> dict:
    """Return the table as it can be told apart on a picture: at most so many colours and so many of the latest years.

    Channels that were left keep a colour of their own first, then the heaviest; the rest are one source named `others`.
    """
    told = {**table, "years": table["years"][-years:]}
    if len(table["sources"]) <= colours:
        return told
    weight = sorted(range(len(table["sources"])), key=lambda n: (not _was_left(table["sources"][n]), -table["sources"][n]["count"]))
    kept, rest = sorted(weight[: colours - 1]), weight[colours - 1 :]
    sources = [table["sources"][n] for n in kept]
    pooled = {"code": "", "name": others, "count": sum(table["sources"][n]["count"] for n in rest), "fading_on": None, "retired_on": None}
    return {"sources": [*sources, pooled], "years": [_pooled(year, kept, rest, others) for year in told["years"]]}


def _was_left(source: dict) -> bool:
    return bool(source["retired_on"] or source["fading_on"])


def _pooled(year: dict, kept: list[int], rest: list[int], others: str) -> dict:
    count = sum(year["parts"][n]["count"] for n in rest)
    pooled = {"name": others, "count": count, "share": share(count, year["count"]), "left": ""}
    return {**year, "parts": [*(year["parts"][n] for n in kept), pooled]}
