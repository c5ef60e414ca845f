"""Which cases a second engine is not asked: never the first of a test, never one with an address or other letters in it."""

from svyazka.kit.testing import untelling


def test_a_case_that_is_told_apart_by_a_name_or_a_number_is_left_out_after_the_first():
    names = ["a.py::one[ru]", "a.py::one[en]", "a.py::one[3-won]", "a.py::two[en]", "b.py::one[en]"]
    assert list(untelling(names)) == ["a.py::one[en]", "a.py::one[3-won]"]


def test_what_another_engine_may_read_otherwise_stays():
    names = ["a.py::one", "a.py::two[ru]", "a.py::two[/leads/]", r"a.py::two[\u0451\u0436]", "a.py::two[ёж]", r"a.py::two[x\x00]"]
    assert list(untelling(names)) == []
