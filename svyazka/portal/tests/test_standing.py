"""Of several editions and amendments the client is told which waits for them, which binds and what came instead of the former."""

import pytest

from svyazka.portal.rules import Edition, Standing, Stands, amendments_stand, contract_stands, editions_stand

WAITS, BINDS, AHEAD, REMARKED, REPLACED = (Stands(Standing(one)) for one in ("waits", "binds", "ahead", "remarked", "replaced"))


def gone(by: int) -> Stands:
    return Stands(Standing.REPLACED, by)


@pytest.mark.parametrize(
    ("editions", "binding", "told"),
    [
        ([Edition(1, "with_client")], None, [WAITS]),
        ([Edition(1, "remarked")], None, [REMARKED]),
        ([Edition(1, "agreed", 1)], 1, [BINDS]),
        ([Edition(1, "agreed", 1), Edition(2, "agreed", 1)], 2, [gone(2), BINDS]),
        ([Edition(1, "agreed", 2), Edition(2, "agreed", 1)], 1, [BINDS, AHEAD]),
        ([Edition(1, "agreed", 2), Edition(2, "with_client")], 1, [BINDS, WAITS]),
        ([Edition(1, "amended", 2), Edition(2, "agreed", 1), Edition(3, "agreed", 2)], 3, [gone(3), gone(3), BINDS]),
        ([Edition(1, "remarked"), Edition(2, "amended"), Edition(4, "with_client")], None, [gone(2), gone(4), WAITS]),
        ([Edition(1, "amended")], None, [REPLACED]),
    ],
)
def test_where_each_edition_stands(editions, binding, told):
    assert list(editions_stand(editions, binding).values()) == told


def test_what_waits_comes_first_and_former_ones_last():
    stands = [gone(2), BINDS, WAITS, AHEAD]
    assert sorted(stands, key=lambda one: one.order) == [WAITS, BINDS, AHEAD, gone(2)]


def test_where_each_amendment_stands():
    rows = [(10, "signed", frozenset({"payment_days"})), (11, "signed", frozenset({"payment_days", "hours"})), (12, "signed", frozenset({"hours"})),
            (13, "with_client", frozenset({"payment_days", "hours"})), (14, "withdrawn", frozenset()), (15, "draft", frozenset())]  # fmt: skip
    told = [(key, stands.standing.value, stands.by) for key, stands in amendments_stand(rows).items()]
    assert told == [(10, "replaced", 11), (11, "binds", None), (12, "binds", None), (13, "waits", None), (14, "withdrawn", None), (15, "changing", None)]


@pytest.mark.parametrize(("state", "told"), [("draft", "changing"), ("with_client", "waits"), ("disagreement", "remarked"), ("signed", "binds"),
                                             ("running", "binds"), ("closed", "done"), ("terminated", "withdrawn")])  # fmt: skip
def test_where_a_contract_stands(state, told):
    assert contract_stands(state).standing == told
