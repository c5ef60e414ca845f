"""Shares the suite out among workers: a file's tests stay together, whatever they make once for all of them is made once.

pytest-xdist's own `loadgroup` writes the group into the name of a test, which pytest keeps to itself since version 9.
"""

from itertools import groupby

from xdist.scheduler import LoadScopeScheduling

LONGEST = ("svyazka/site/",)  # what walks everything begins first, so that no worker is left with it at the end


def in_turn(tests: list, *, kind) -> list:
    """Return the tests in the order they begin: what starts databases of its own, what empties no table, what does, the rest.

    Within a kind the longest begin first. `kind(test)` is 0 to 3; a test has a `nodeid`.
    """
    return sorted(tests, key=lambda test: (kind(test), not test.nodeid.startswith(LONGEST)))


def pieces(collection: list[str]) -> dict[str, str]:
    """Return for each test, in their order, which piece it is of: tests of a file that stand beside each other."""
    runs = groupby(collection, key=lambda nodeid: nodeid.partition("::")[0])
    return {nodeid: f"{file} {number}" for number, (file, tests) in enumerate(runs) for nodeid in tests}


class ByFile(LoadScopeScheduling):
    """Hands out one piece after the other, in the order they were collected."""

    def add_node_collection(self, node, collection):
        """Note which piece each test is of, then take the collection."""
        self.pieces = pieces(collection)
        super().add_node_collection(node, collection)

    def _split_scope(self, nodeid: str) -> str:
        return self.pieces[nodeid]
