"""What was asked once is remembered as long as the request or the act goes on, and no longer."""

from svyazka.kit.memo import forget, once, remembering, within


def test_an_act_outside_of_requests_asks_once_and_the_next_one_anew():
    asked = []

    def ask():
        asked.append("where they stand")
        return len(asked)

    with within():
        assert [once("standing", ask), once("standing", ask)] == [1, 1]
        with within():  # an act in an act
            assert once("standing", ask) == 1
            forget("standing")
        assert once("standing", ask) == 2
    with within():
        assert once("standing", ask) == 3
    assert [once("standing", ask), once("standing", ask)] == [4, 5]


def test_an_act_in_a_request_shares_its_memory():
    with remembering():
        assert once("standing", lambda: 1) == 1
        with within():
            assert once("standing", lambda: 2) == 1
