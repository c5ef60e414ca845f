"""The demo agency: Krasnoyarsk, pairs for a month after Sales + PM; its history made through the actions themselves."""

from svyazka.site.demo.making import build

__all__ = ["build"]
