"""Draw a page, or only its named block when htmx asks for a part."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.template import engines
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy


def _tell_forms_apart(context: dict) -> None:
    """Let the fields of each form of a page have ids of their own: a label belongs to one field."""
    forms = [(name, value) for name, value in context.items() if isinstance(value, BaseForm) and value.auto_id == "id_%s"]
    for name, form in forms if len(forms) > 1 else ():
        form.auto_id = f"{name}-%s"


def render(request, template: str, context: dict | None = None, *, block: str | None = None, status: int = 200):
    """Answer with the whole page; with only the block if one is named and htmx asks."""
    _tell_forms_apart(context or {})
    engine: Any = engines["jinja2"]
    found = engine.get_template(template)
    if block is None or not request.htmx:
        return HttpResponse(found.render(context or {}, request), status=status)
    told = {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
    for processor in engine.template_context_processors:
        told.update(processor(request))
    scope = found.template.new_context({**told, **(context or {})})
    return HttpResponse("".join(found.template.blocks[block](scope)), status=status)
