"""One's own card and tokens, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Line, kept
from svyazka.kit.http import find
from svyazka.people import actions, queries
from svyazka.people.models import ApiToken, Person

router = Router()


@router.get("/me")
def me(request):
    """Tell whose token this is."""
    return {"login": request.user.username, "name": request.user.name, "kind": request.user.kind, "language": request.user.language,
            "zone": queries.zone_of(request.user)}  # fmt: skip


class OwnIn(In):
    name: kept(Person, "name", least=1)
    zone: kept(Person, "zone") = ""
    language: kept(Person, "language") = ""
    theme: kept(Person, "theme") = ""


@router.post("/me/settings")
def change_own(request, body: OwnIn):
    """Change one's own name, time zone, language and theme."""
    own = Person.objects.get(pk=request.user.pk)
    saved = actions.change_own(own, by=request.user, at=timezone.now(), **body.model_dump())
    return {"login": saved.username, **body.model_dump(), "name": saved.name}


class TokenIn(In):
    label: kept(ApiToken, "label", least=1)
    scopes: list[Line] = ["read"]


@router.post("/me/tokens", response={201: dict})
def issue_token(request, body: TokenIn):
    """Make a token for a program of one's own; it is told this once."""
    raw = actions.issue_token(request.user, label=body.label, scopes=tuple(body.scopes), by=request.user, at=timezone.now())
    return Status(201, {"token": raw, "label": body.label, "scopes": body.scopes})


@router.post("/me/tokens/{token_id}/revocation")
def revoke(request, token_id: int):
    """Revoke one of one's own tokens."""
    token = find(ApiToken.objects.filter(person=request.user, revoked_at=None), token_id)
    actions.revoke_token(token, by=request.user, at=timezone.now())
    return {"id": token.pk, "revoked": True}
