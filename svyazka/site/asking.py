"""What every call of the API is asked before its room is: no fields where it takes none, a version where it writes anew."""

from collections.abc import Callable, Iterator
from functools import wraps

from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router
from ninja.errors import HttpError
from ninja.operation import Operation

from svyazka.kit.errors import VersionNotNamed

SEEN = {"in": "header", "name": "If-Match", "required": True, "schema": {"type": "string"},
        "description": "The `version` that the thing showed; `*` overwrites whatever stands there."}  # fmt: skip


def ask_first(api: NinjaAPI) -> None:
    """Put the questions before the views of the calls they are for."""
    for operation in _operations(api):
        if _overwrites(operation):
            operation.view_func = _ask_version(operation.view_func)
            operation.openapi_extra = {"parameters": [SEEN], "responses": {"428": {"description": "Precondition Required"}}}
        if _takes_no_fields(operation):
            operation.view_func = _refuse_words(operation.view_func)


def _operations(api: NinjaAPI) -> Iterator[Operation]:
    for router in _every(api._routers):
        for path_view in router.path_operations.values():
            yield from path_view.operations


def _every(routers) -> Iterator[Router]:
    """Yield each router and those it is made of."""
    for _prefix, router, *_more in routers:
        yield router
        yield from _every(router._routers)


def _overwrites(operation: Operation) -> bool:
    """Tell whether the call writes anew what stands there, and others may have written it."""
    return bool({"PUT", "PATCH"} & set(operation.methods)) and not getattr(operation.view_func, "overwrites_nobody", False)


def _ask_version(view: Callable) -> Callable:
    @wraps(view)
    def asked(request, *words, **more):
        if request.headers.get("If-Match") is None:
            raise VersionNotNamed(_("Name the version you have seen: If-Match: 3. Without it the words of a colleague would be lost."))
        return view(request, *words, **more)

    return asked


def _takes_no_fields(operation: Operation) -> bool:
    takes = {getattr(model, "__ninja_param_source__", "") for model in operation.models}
    takes |= {"body"} if getattr(operation.view_func, "reads_any_body", False) else set()  # of a sender's own shape
    return "GET" not in operation.methods and not takes & {"body", "form", "file"}


def _refuse_words(view: Callable) -> Callable:
    """Let a call that takes no fields say so when some are sent; an empty body, {} and null are none."""

    @wraps(view)
    def asked(request, *words, **more):
        if request.content_type == "application/json" and request.body.strip() not in (b"", b"{}", b"null"):
            raise HttpError(422, _("This call takes no fields."))
        return view(request, *words, **more)

    return asked
