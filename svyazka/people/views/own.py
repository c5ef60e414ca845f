"""Pages of one's own sign-in: the invitation, settings, tokens for programs."""

import hashlib

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from svyazka.kit.errors import Refused
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.people import actions, forms
from svyazka.people.models import ApiToken, Invitation
from svyazka.people.rules import CALENDARS

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, secret):
    """Choose a password by an invitation; only the sent form uses it up, so a mail scanner's visit does no harm."""
    invitation = _invitation(secret)
    form = forms.PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept_invitation(
                invitation, password=form.cleaned_data["password"], by=invitation.person, at=timezone.now()
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("password", str(reason))
        else:
            login(request, person, backend=BACKEND)
            return redirect("/")
    live = invitation.used_at is None and timezone.now() < invitation.expires_at
    told = {"form": form, "invitation": invitation, "live": live}
    return render(request, "people/join.html", told, status=422 if form.errors else 200)


def _invitation(secret: str) -> Invitation:
    digest = hashlib.sha256(secret.encode()).hexdigest()
    found = Invitation.objects.select_related("person", "made_by").filter(digest=digest, person__is_active=True).first()
    if found is None:
        raise Http404
    return found


@staff_page
@require_http_methods(["GET", "POST"])
def me(request):
    """Show and change one's own settings."""
    own = request.user
    initial = {"name": own.name, "zone": own.zone, "language": own.language, "theme": own.theme}
    form = forms.OwnForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_own(own, by=own, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("people:me")
    return _draw_me(request, form=form, status=422 if form.errors else 200)


def _draw_me(request, *, form=None, token_form=None, fresh: str = "", status: int = 200):
    own = request.user
    told = {
        "form": form or forms.OwnForm(initial={"name": own.name, "zone": own.zone, "language": own.language, "theme": own.theme}),
        "token_form": token_form or forms.TokenForm(),
        "tokens": list(own.tokens.filter(revoked_at=None).exclude(scopes__overlap=CALENDARS).order_by("-made_at")),
        "fresh": fresh,
    }
    return render(request, "people/me.html", told, status=status)


@staff_page
@require_POST
def issue_token(request):
    """Make a token and show it, this once."""
    form = forms.TokenForm(request.POST)
    if not form.is_valid():
        return _draw_me(request, token_form=form, status=422)
    fresh = actions.issue_token(
        request.user, label=form.cleaned_data["label"], scopes=form.scopes(), by=request.user, at=timezone.now()
    )
    return _draw_me(request, fresh=fresh)


@staff_page
@require_POST
def revoke_token(request, token_id):
    """Revoke a token of one's own."""
    token = find(ApiToken.objects.filter(person=request.user, revoked_at=None), token_id)
    actions.revoke_token(token, by=request.user, at=timezone.now())
    messages.success(request, _("The token works no more."))
    return redirect("people:me")

