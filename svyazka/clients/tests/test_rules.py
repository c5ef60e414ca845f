"""One company is found twice by its name, and an engagement is open until it is done or lost."""

import pytest

from svyazka.clients.rules import OPEN, EngagementState, name_key


@pytest.mark.parametrize("other", ["ООО «Завод»", "завод", 'ООО "ЗАВОД"', "Завод, ООО", "  завод  "])
def test_legal_form_quotes_and_case_make_no_other_company(other):
    assert name_key(other) == name_key("Завод")


def test_yo_is_ye_and_another_name_is_another_company():
    assert name_key("Берёзка") == name_key("Березка")
    assert name_key("Завод 1") != name_key("Завод 2")


def test_three_states_close_an_engagement():
    assert set(EngagementState) - set(OPEN) == {EngagementState.DONE, EngagementState.LOST, EngagementState.MERGED}
