"""Every word that a room says is said in Russian too, and the same word in the same way."""

import pytest

from svyazka.kit.messages import extracted, faults, rooms


@pytest.fixture(scope="module")
def found() -> list[str]:
    """Look through all rooms once: reading what they say takes seconds."""
    return list(faults(rooms()))


@pytest.mark.parametrize("room", rooms())
def test_every_word_of_the_room_is_translated(room, found):
    assert [fault for fault in found if fault.startswith(f"{room}: ")] == []


def test_two_rooms_never_translate_one_word_differently(found):
    assert [fault for fault in found if "differently" in fault] == []


def test_words_of_pages_are_found_with_those_of_code():
    said = extracted("kit")
    assert "%(hours)s h" in said
    assert "Show more" in said
