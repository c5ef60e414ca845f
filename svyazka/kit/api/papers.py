"""Papers in both their forms."""

from collections.abc import Callable
from functools import wraps
from inspect import signature


def papers_at(router, path: str):
    """Mark a function(request, …, form) as the answer to …/pdf and …/docx: one paper in both its forms."""

    def mark(function):
        for form in ("pdf", "docx"):
            router.get(f"{path}/{form}", operation_id=f"{function.__module__.split('.')[1]}_{function.__name__}_{form}")(_in_form(function, form))
        return function

    return mark


def _in_form(function: Callable, form: str) -> Callable:
    @wraps(function)
    def call(request, *args, **kwargs):
        return function(request, *args, form=form, **kwargs)

    told = signature(function)
    call.__signature__ = told.replace(parameters=[one for one in told.parameters.values() if one.name != "form"])  # type: ignore[attr-defined]
    return call
