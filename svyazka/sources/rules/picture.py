"""Pictures: a tile a region, roughly where it lies, and the mix of sources as bars that a channel we left runs out of."""

import itertools

from svyazka.kit.regions import REGIONS

# One row of tiles a line, from the north-west; regions by their number, a dot is empty.
LAYOUT = """
 .  51  .  .  .  .  .  .  .  .  .  .  .  .  87
78  10 29 83  .  .  .  89  .  .  .  .  .  49 41
39  47 35 11 59 66 86  72 70 24 14 28 79  27 65
60  53 76 44 43 18 74  45 55 54 42 38 03  75 25
67  69 33 37 12 16 02  .  22 04 19 17  .  .  .
40  77 50 52 21 73 56  .  .  .  .  .  .  .  .
32  71 62 13 63 64  .  .  .  .  .  .  .  .  .
57  48 68 58 34 30  .  .  .  .  .  .  .  .  .
46  31 36 61 08 05  .  .  .  .  .  .  .  .  .
91  23 26 07 15 20  .  .  .  .  .  .  .  .  .
92  01 09  .  . 06  .  .  .  .  .  .  .  .  .
"""
PLACES = {code: (column, row) for row, line in enumerate(LAYOUT.strip("\n").splitlines()) for column, code in enumerate(line.split()) if code != "."}
COLUMNS, ROWS = 1 + max(column for column, _row in PLACES.values()), 1 + max(row for _column, row in PLACES.values())
SHADES = 5


def shade(value: int, most: int) -> int:
    """Return how dark a tile is: 0 for nothing, else 1 to 5 by the square root, so that small ones are told apart."""
    if value <= 0 or most <= 0:
        return 0
    return max(1, min(SHADES, -int(-SHADES * (value / most) ** 0.5 // 1)))


def tiles(figures: dict[str, dict], by: str) -> list[dict]:
    """Return every region once with its place, figures and shade; `figures` are visits, leads, won by region."""
    none = {"visits": 0, "shows": 0, "leads": 0, "won": 0}
    most = max((told[by] for told in figures.values()), default=0)
    return [
        {"region": region, "column": PLACES[region.code][0], "row": PLACES[region.code][1],
         **(told := {**none, **figures.get(region.name, {})}), "shade": shade(told[by], most), "missed": is_missed(told)}
        for region in REGIONS
    ]  # fmt: skip


def is_missed(told: dict) -> bool:
    """Tell whether people look for it there and nobody has written to us."""
    return bool(told["visits"] or told["shows"]) and not told["leads"]


def is_missed_much(told: dict, whole: dict) -> bool:
    """Tell whether so many look for it there that a lead was to be expected, by visits a lead of the whole country."""
    return is_missed(told) and bool(whole["leads"]) and told["visits"] * whole["leads"] >= whole["visits"]


# ---- the mix as stacked bars ----------------------------------------------------------------------------------------

HIGH, WIDE, STEP = 200, 56, 96  # of a whole bar, in the units of the picture


def stacked(table: dict) -> dict:
    """Return what is drawn of the mix: bars of a year by share, ribbons that carry a channel that was left down to zero.

    `table` is that of `mix.table_of`. Channels that were left stand at the bottom, so that their end is seen. Years run
    from left to right; a part has its series, so that its colour is the same in every year.
    """
    names = [source["name"] for source in table["sources"]]
    left = [n for n, source in enumerate(table["sources"]) if source["retired_on"] or source["fading_on"]]
    order = [*left, *(n for n in range(len(names)) if n not in left)]
    bars = [_bar(n, year, order) for n, year in enumerate(table["years"])]
    return {"bars": bars, "ribbons": [ribbon for n in left for ribbon in _ribbons(bars, n)], "high": HIGH, "wide": STEP * len(bars)}


def _bar(place: int, year: dict, order: list[int]) -> dict:
    x, floor, parts = place * STEP + (STEP - WIDE) // 2, float(HIGH), {}
    for series in order:
        part = year["parts"][series]
        high = HIGH * part["count"] / year["count"] if year["count"] else 0
        parts[series] = {**part, "series": series, "x": x, "y": round(floor - high, 2), "high": round(high, 2)}
        floor -= high
    return {"year": year["year"], "count": year["count"], "x": x, "wide": WIDE, "middle": x + WIDE // 2, "parts": parts}


def _ribbons(bars: list[dict], series: int) -> list[dict]:
    """Return the shapes between the bars of neighbouring years through which the channel that was left runs out."""
    pairs = [(one, other) for one, other in itertools.pairwise(bars) if one["parts"][series]["high"]]
    return [{"series": series, "points": _between(one, one["parts"][series], other["parts"][series])} for one, other in pairs]


def _between(bar: dict, one: dict, other: dict) -> str:
    start, end = bar["x"] + WIDE, other["x"]
    corners = ((start, one["y"]), (end, other["y"]), (end, other["y"] + other["high"]), (start, one["y"] + one["high"]))
    return " ".join(f"{x},{y:g}" for x, y in corners)
