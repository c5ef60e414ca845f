"""The ready schemes name no duty that nothing in the code asks for."""

from svyazka.kit.guard import DUTIES
from svyazka.roles.rules import shipped_duties
from svyazka.site import urls  # noqa: F401  every room's duties are registered


def test_every_duty_of_the_ready_schemes_is_registered():
    assert sorted(shipped_duties() - set(DUTIES)) == []
