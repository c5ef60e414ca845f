"""Pages of people: who works here, on which track."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Refused
from svyazka.kit.guard import may
from svyazka.kit.http import find, say, staff_page
from svyazka.kit.pages import render
from svyazka.people import actions, queries
from svyazka.people.models import Department


@staff_page
@require_GET
def people(request):
    """List the people with their tracks, and the departments."""
    at = timezone.now()
    told = {
        "people": queries.listed(queries.today(at)),
        "departments": list(Department.objects.order_by("closed_on", "name")),
        "may_keep": may(request.user, actions.PEOPLE, queries.the_agency(), at),
        "at": at,
    }
    return render(request, "people/list.html", told)


@staff_page
@require_POST
def deactivate(request, person_id):
    """Let a person go."""
    person = find(queries.staff(), person_id)
    try:
        actions.deactivate_person(person, by=request.user, at=timezone.now())
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
    return redirect("people:list")
