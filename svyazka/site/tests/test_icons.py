"""Every icon that a page names is drawn: an unknown name would leave an empty place."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPRITE = ROOT / "site" / "static" / "dist" / "icons.svg"
NAMED = re.compile(r"ui\.icon\('([a-z0-9-]+)'|icon_name='([a-z0-9-]+)'|ui\.empty\((?:[^()]|\([^()]*\))*, '([a-z0-9-]+)'\)")


def named() -> dict[str, str]:
    found = ((place, match) for place in ROOT.rglob("*.html") for match in NAMED.finditer(place.read_text()))
    return {next(filter(None, match.groups())): place.name for place, match in found}


def test_every_icon_that_a_page_names_is_drawn():
    if not SPRITE.exists():
        pytest.skip("the front end is not built")
    drawn = set(re.findall(r'id="([a-z0-9-]+)"', SPRITE.read_text()))
    assert len(named()) > 40 and {name: place for name, place in named().items() if name not in drawn} == {}
