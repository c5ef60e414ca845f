"""The texts of papers and the series of numbers that an agency begins with; from then on they are its own."""

from functools import cache
from pathlib import Path

import yaml

TEXTS = Path(__file__).parents[1] / "texts"
SHIPPED_SERIES = (
    {"kind": "proposal", "prefix": "КП", "pattern": "{prefix}-{year}-{n:03}"},
    {"kind": "contract", "prefix": "Д", "pattern": "{prefix}-{year}-{n:03}"},
    {"kind": "act", "pattern": "{n}", "per_entity": True},
    {"kind": "invoice", "pattern": "{n}", "per_entity": True},
)


@cache
def shipped_texts() -> dict[str, str]:
    """Return the text of every kind of paper, put together of its parts; contracts share most of them."""
    plan = yaml.safe_load((TEXTS / "shipped.yaml").read_text("utf-8"))
    return {kind: "\n".join((TEXTS / f"{part}.txt").read_text("utf-8").strip() + "\n" for part in parts) for kind, parts in plan.items()}
