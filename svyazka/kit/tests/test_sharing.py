"""In what order tests begin, and which of them stay together."""

from types import SimpleNamespace

from svyazka.kit.sharing import in_turn, pieces

FIRST, SECOND, LONG = "svyazka/kit/tests/test_a.py::", "svyazka/kit/tests/test_b.py::", "svyazka/site/tests/test_c.py::"


def test_what_empties_tables_comes_after_what_does_not_and_the_longest_come_first():
    kinds = {f"{FIRST}one": 1, f"{FIRST}commits": 2, f"{FIRST}rule": 3, f"{SECOND}two": 1, f"{LONG}walk": 1, f"{LONG}page": 2, f"{LONG}home": 0}
    tests = [SimpleNamespace(nodeid=nodeid) for nodeid in kinds]

    told = [test.nodeid.partition("::")[2] for test in in_turn(tests, kind=lambda test: kinds[test.nodeid])]

    assert told == ["home", "walk", "one", "two", "page", "commits", "rule"]


def test_tests_of_a_file_stay_together_where_they_stand_beside_each_other():
    told = pieces([f"{FIRST}one[a::b]", f"{FIRST}two", f"{SECOND}one", f"{FIRST}commits"])

    assert len(set(told.values())) == 3
    assert told[f"{FIRST}one[a::b]"] == told[f"{FIRST}two"] != told[f"{FIRST}commits"]
