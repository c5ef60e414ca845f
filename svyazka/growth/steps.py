"""Small writes on growth that others borrow."""

from datetime import date

from svyazka.growth.models import Direction
from svyazka.growth.rules import DIRECTIONS


def ship(since: date) -> None:
    """Write down the usual directions, once."""
    for position, (code, name) in enumerate(DIRECTIONS):
        Direction.objects.get_or_create(code=code, defaults={"name": name, "position": position})
