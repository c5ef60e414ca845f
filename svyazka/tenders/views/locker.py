"""The locker of the agency's documents."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.files import download
from svyazka.kit.guard import may
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import the_agency, today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.views.parts import act, desk_tabs, left


def only_the_desk(request):
    """Let in whoever needs the agency's documents; for anybody else there is nothing here."""
    if not queries.locker_open_to(request.user, actions.DUTIES_OF_THE_DESK, timezone.now()):
        raise Http404


@staff_page
@require_GET
def index(request):
    """Show the documents, the first to expire on top."""
    only_the_desk(request)
    return _draw(request)


def _draw(request, status: int = 200):
    at = timezone.now()
    told = {"tabs": desk_tabs(request, "locker"), "rows": list(queries.documents(withdrawn=True)[:200]), "day": today(at), "left": left,
            "soon": {one.pk for one in queries.expiring(today(at))}, "may_keep": may(request.user, actions.LEAD, the_agency(), at, answers="RA"),
            "form": forms.DocumentForm()}  # fmt: skip
    return render(request, "tenders/locker.html", told, status=status)


@staff_page
@require_POST
def documents(request):
    """Put a document into the locker."""
    only_the_desk(request)
    form = forms.DocumentForm(request.POST, request.FILES)
    return act(request, form, _keep, reverse("tenders:locker"), lambda status: _draw(request, status))


def _keep(*, file, by, at, **told):
    content = {"raw": file.read(), "name": file.name or "", "content_type": file.content_type or ""} if file else {}
    return actions.keep_document(the_agency(), by=by, at=at, **told, **content)


@staff_page
@require_GET
def document(request, document_id):
    """Give a document's file."""
    only_the_desk(request)
    found = find(queries.documents(withdrawn=True).exclude(digest=""), document_id)
    return download(found.digest, name=found.name, content_type=found.content_type)


@staff_page
@require_POST
def withdrawal(request, document_id):
    """Withdraw a document."""
    only_the_desk(request)
    found = find(queries.documents(withdrawn=True), document_id)
    return act(request, None, lambda **told: actions.withdraw_document(found, **told), reverse("tenders:locker"), lambda status: _draw(request, status))
