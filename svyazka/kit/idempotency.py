"""A repeated call with the same key is answered as the first one was, and changes nothing."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.api import problem
from svyazka.kit.models import KeptAnswer

WRITES = ("POST", "PUT", "PATCH", "DELETE")
KEPT_FOR = timedelta(hours=48)


class Idempotency:
    """Middleware: `Idempotency-Key` on writes of the API; effect and answer are kept in one transaction.

    Same key with another body is 422; a key still in flight is 409. Keys belong to the person, whichever token or
    session speaks for them. Who is not signed in, or may only read, is answered by the door itself and nothing is kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = request.headers.get("Idempotency-Key")
        if not key or request.method not in WRITES or not request.path.startswith("/api/") or not _may_write(request):
            return self.get_response(request)
        if len(key) > 200:
            return problem(422, _("The key is longer than 200 characters."))
        with transaction.atomic():
            return self._answer_once(request, _principal(request), key)

    def _answer_once(self, request, principal: str, key: str) -> HttpResponse:
        digest, hidden = _digest(request, key), _hidden(principal, key)
        if not _locked(hidden):
            return problem(409, _("A call with this key is still being answered."))
        kept = KeptAnswer.objects.filter(principal=principal, key=hidden).first()
        if kept is not None:
            return _repeat(kept, digest)
        response = self.get_response(request)
        if response.status_code < 500 and response.status_code not in (401, 429):
            _keep(response, principal, hidden, digest)
        return response


def _may_write(request) -> bool:
    """Tell whether a person who may write speaks: by a live token with that scope, or by a session without a token."""
    token = getattr(request, "token", None)
    if token is not None:
        return "write" in token.scopes
    return not request.headers.get("Authorization") and request.user.is_authenticated


def _principal(request) -> str:
    return f"person:{request.user.pk}"


def _digest(request, key: str) -> str:
    """Return by what the same call is known again; without the key, which is kept nowhere, nobody finds by trial what was said."""
    said = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hmac.new(key.encode(), said, hashlib.sha256).hexdigest()


def _hidden(principal: str, key: str) -> str:
    return hashlib.sha256(f"{principal}\n{key}".encode()).hexdigest()


def _locked(hidden: str) -> bool:
    number = int.from_bytes(bytes.fromhex(hidden)[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [number])
        return cursor.fetchone()[0]


def _repeat(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.request_digest != digest:
        return problem(422, _("This key was used for another call."))
    response = HttpResponse(bytes(kept.body), status=kept.status, content_type=kept.content_type)
    response["Idempotent-Replayed"] = "true"
    return response


def _keep(response, principal: str, key: str, digest: str) -> None:
    KeptAnswer.objects.create(
        principal=principal,
        key=key,
        request_digest=digest,
        status=response.status_code,
        content_type=response.get("Content-Type", "application/json"),
        body=response.content,
        kept_at=timezone.now(),
    )


def forget_answers(at: datetime) -> int:
    """Forget the answers that nobody will repeat a call for any more; return how many."""
    gone, _rows = KeptAnswer.objects.filter(kept_at__lt=at - KEPT_FOR).delete()
    return gone
