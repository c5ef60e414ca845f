"""Every act that the journal writes down, and every notice, has its phrase; none guesses who is a man and who a woman."""

import ast
import re
from pathlib import Path

from svyazka.kit.verbs import VERBS

ROOMS = Path(__file__).parents[2]


def told() -> set[str]:
    """Return every verb that an action or a step writes into the journal or tells a person."""
    places = [place for place in ROOMS.rglob("*.py") if "tests" not in place.parts and "migrations" not in place.parts]
    calls = [node for place in places for node in ast.walk(ast.parse(place.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") in ("record", "tell", "_tell", "_move")]
    found = {node.value for call in named for arg in call.args for node in ast.walk(arg) if isinstance(node, ast.Constant)}
    rooms = {place.name for place in ROOMS.iterdir()}
    return {word for word in found if isinstance(word, str) and word.split(".")[0] in rooms and word.count(".") == 1 and not word.endswith(("_", "."))}


def test_every_act_and_notice_has_its_phrase():
    verbs = told()

    assert len(verbs) > 80
    assert sorted(verbs - set(VERBS)) == []


def test_no_russian_phrase_has_an_ending_for_a_man_and_one_for_a_woman():
    words = "".join(place.read_text("utf-8") for place in ROOMS.rglob("locale/ru/LC_MESSAGES/django.po"))
    assert re.findall(r"\w+л(?:ся)?\((?:а|ла|ась|-?ла)\)|\w+с\(ла\)", words) == []
