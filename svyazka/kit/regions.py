"""Regions of Russia: their names as people write them, whatever a client typed told as one of them, and their zones."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import get_language

GEO = Path(__file__).with_name("geo")
LONGEST = 300  # letters of a text that are read
FAR_LARGER = 2  # of two cities of one name the larger is meant when it is so many times larger


@dataclass(frozen=True)
class Region:
    """A subject of the federation; `code` is its number, `zone` the one its capital lives in.

    It is kept and looked for by `name`; the short names fit a tile, those of English follow ISO 3166-2 where they can.
    """

    code: str
    name: str
    short: str
    name_en: str
    short_en: str
    district: str
    capital: str
    zone: str
    also: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Return its name in the reader's language."""
        return self.name_en if _in_english() else self.name

    @property
    def tile(self) -> str:
        """Return its short name in the reader's language."""
        return self.short_en if _in_english() else self.short


def _in_english() -> bool:
    return (get_language() or "").startswith("en")


def _rows(name: str) -> list[dict[str, str]]:
    with (GEO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _region(*, also: str, **told: str) -> Region:
    return Region(**told, also=tuple(filter(None, also.split("|"))))  # type: ignore[arg-type]


REGIONS = tuple(_region(**row) for row in _rows("regions.csv"))
NAMED = {region.name: region for region in REGIONS}


def shown_region(text: str) -> str:
    """Return the region's name in the reader's language; whatever is not the name of one, as it is."""
    found = NAMED.get(text)
    return found.shown if found else text


def zone_of(region: str) -> str:
    """Return the zone the region's capital lives in, or "" for a region that is not known."""
    found = NAMED.get(region) or NAMED.get(region_named(region))
    return found.zone if found else ""


@lru_cache(maxsize=4096)
def region_named(text: str) -> str:
    """Return the region the text tells of, by its name or by a city's, in Cyrillic or Latin letters; "" when unsure."""
    parts = [words for part in re.split(r"[,;()/]| [-–—] ", text[:LONGEST]) if (words := _words(part))]
    for find in (_region_in, _city_in):
        found = next((region for words in parts if (region := find(words))), "")
        if found:
            return found
    return ""


def region_told(text: str) -> str:
    """Return the region the text tells of; what is not recognised stays as it was written."""
    return region_named(text) or text.strip()[:100]


def cities() -> list[tuple[str, str]]:
    """Return (city, region) of every city."""
    return [(row["city"], row["region"]) for row in _rows("cities.csv")]


# ---- words ----------------------------------------------------------------------------------------------------------

LETTERS = dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziiklmnoprstufhcie", strict=True)) | {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "iu", "я": "ia", "ъ": "", "ь": "", "ё": "e",
}  # fmt: skip
LATIN = (("shch", "sch"), ("kh", "h"), ("ts", "c"), ("y", "i"), ("j", "i"), ("iie", "ie"), ("ii", "i"))
KINDS = {
    "край": "край", "кр": "край", "krai": "край", "kray": "край", "область": "область", "обл": "область", "oblast": "область",
    "region": "область", "республика": "республика", "респ": "республика", "republic": "республика", "ао": "округ",
    "аобл": "округ", "округ": "округ", "автономный": "округ", "автономная": "округ", "авт": "округ", "okrug": "округ",
}  # fmt: skip
CITY = {"г", "гор", "город", "g", "gor", "city"}
COUNTRY = {"россия", "рф", "российская", "федерация", "russia"}


def _words(text: str) -> list[str]:
    return re.findall(r"[а-яa-z0-9]+", text.lower().replace("ё", "е"))


def _key(words: list[str]) -> str:
    """Return one spelling of the words, whichever alphabet they are in."""
    latin = "".join(LETTERS.get(letter, letter) for letter in "".join(words))
    for old, new in LATIN:
        latin = latin.replace(old, new)
    return latin.removeprefix("i") if latin.startswith("ie") else latin


@cache
def _regions() -> dict[str, str]:
    """Return the regions by the key of each name, whole and without its kind; a nickname stands only whole."""
    found = {}
    for region in REGIONS:
        for name in (region.name, *re.split(r"[()]| — ", region.name)[:1]):
            found[_key(_bare(_words(name)))] = region.name
        found |= {_key(_words(name)): region.name for name in (region.name_en, *region.also)}
    return found


def _bare(words: list[str]) -> list[str]:
    return [word for word in words if word not in KINDS and word not in COUNTRY]


@cache
def _by_city() -> dict[str, str]:
    """Return the regions by a city's key; "" where two cities of one name are of like size."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in _rows("cities.csv"):
        found.setdefault(_key(_words(row["city"])), []).append((int(row["population"]), row["region"]))
    return {key: _larger(sorted(same, reverse=True)) for key, same in found.items()}


def _larger(same: list[tuple[int, str]]) -> str:
    people, region = same[0]
    rivals = [others for others, elsewhere in same if elsewhere != region]
    return region if all(people >= FAR_LARGER * others for others in rivals) else ""


def _region_in(words: list[str]) -> str:
    whole = _regions().get(_key(words)) or _regions().get(_key(_bare(words)))
    if whole and not CITY & set(words):
        return whole
    beside = (spell for n, word in enumerate(words) if word in KINDS for spell in _beside(words, n))
    return next((region for spell in beside if (region := _regions().get(_key(spell)))), "")


def _beside(words: list[str], n: int) -> list[list[str]]:
    """List the words just before and just after the kind, the longest first: «Пермский край», «обл Пермская»."""
    before = [words[max(0, n - many) : n] for many in (4, 3, 2, 1)]
    after = [words[n + 1 : n + 1 + many] for many in (4, 3, 2, 1)]
    return [spell for spell in (*before, *after) if spell]


def _city_in(words: list[str]) -> str:
    bare = [word for word in _bare(words) if word not in CITY]
    marked = (words[n + 1 : n + 1 + many] for n, word in enumerate(words) if word in CITY for many in (4, 3, 2, 1))
    spelled = (_key(spell) for spell in (bare, *marked) if spell)
    return next((region for key in spelled if (region := _by_city().get(key) or _regions().get(key))), "")
