"""How duties are done well: a later room keeps pages of them, the table of duties links to each."""

from collections.abc import Callable
from datetime import datetime

PAGES: list[Callable] = []


def keeps_pages(function: Callable) -> Callable:
    """Mark function(at) -> {duty: (title, address)} as what knows the pages of duties."""
    PAGES.append(function)
    return function


def pages_of_duties(at: datetime) -> dict[str, tuple[str, str]]:
    """Return, by duty, the title and the address of the page that says how it is done well."""
    return {duty: page for ask in PAGES for duty, page in ask(at).items()}
