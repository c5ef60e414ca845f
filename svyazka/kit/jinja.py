"""The templates' environment."""

from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined


def url(name: str, *args, **kwargs) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options) -> Environment:
    """Return the environment: autoescape, strict names, gettext."""
    found = Environment(**{**options, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]})
    found.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext)
    found.globals["url"] = url
    return found
