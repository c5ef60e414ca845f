"""Work done apart from a request: the queue's tasks live in the rooms, this file gathers them."""

from importlib import import_module
from importlib.util import find_spec


def on_ready(app) -> None:
    """Load every room's tasks once the queue is there."""
    from django.conf import settings

    for room in settings.ROOMS:
        if room != "site" and find_spec(f"svyazka.{room}.jobs"):
            import_module(f"svyazka.{room}.jobs")
