"""The templates' environment: strict names, escaped text, both languages, addresses by name."""

import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined, pass_context
from markupsafe import Markup

from svyazka.kit.formats import FILTERS
from svyazka.kit.guard import may

EARLY = re.compile(r"(cyrillic|latin)-wght")
DIST = Path(settings.BASE) / "static/dist"


def environment(**options) -> Environment:
    """Return the environment of every page."""
    options.update(undefined=StrictUndefined, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True,
                   optimized=False)  # fmt: skip  a constant with a filter would keep its first reader's language
    made = Environment(**options)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext
    )
    made.filters.update(FILTERS)
    made.globals.update(
        url=url, static=static, asset=asset, styles=styles, fonts=fonts, language=translation.get_language, now=timezone.now, get_messages=get_messages, may=may,
        nonce=nonce, panel_of=panel_of, settings_demo=settings.DEMO, demo_people=demo_people,
    )  # fmt: skip
    return made


def url(name: str, *args, **kwargs) -> str:
    """Return the address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@pass_context
def nonce(context) -> Markup:
    """Return the nonce of this answer."""
    return Markup(str(context["request"].csp_nonce))


@pass_context
def panel_of(context, part: tuple[str, dict]) -> Markup:
    """Return a panel that another room fills a place with: its template drawn with its own values."""
    template, told = part
    drawn = context.environment.get_template(template)
    return Markup(drawn.render({**context.get_all(), **told, "panel": told}))


def _manifest() -> dict:
    place = DIST / ".vite/manifest.json"
    return json.loads(place.read_text("utf-8")) if place.exists() else {}


_kept = cache(_manifest)


def manifest() -> dict:
    """Return what the front end's build made; read anew while developing."""
    return _manifest() if settings.DEBUG else _kept()


def asset(entry: str) -> str:
    """Return the address of a built script."""
    found = manifest().get(entry)
    return static(f"dist/{found['file']}") if found else ""


def styles(entry: str) -> list[str]:
    """Return the addresses of a built script's styles."""
    return [static(f"dist/{name}") for name in manifest().get(entry, {}).get("css", ())]


def fonts(entry: str) -> list[str]:
    """Return the addresses of the letters that every page needs first, Cyrillic and Latin."""
    return [static(f"dist/{name}") for name in manifest().get(entry, {}).get("assets", ()) if EARLY.search(name)]


def demo_people() -> list:
    """Return the people whom a visitor of the demo may enter as; the guard of that door is the demo's own."""
    from django.contrib.auth import get_user_model

    return list(get_user_model().objects.filter(is_active=True).exclude(kind="system").order_by("pk"))
