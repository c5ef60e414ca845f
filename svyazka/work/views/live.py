"""Doors of open pages: a task's card, the list of tasks, the timer; what each hears of, and how it stands."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.kit.http import staff_page
from svyazka.kit.live import hears, of_engagement, of_person
from svyazka.work import queries
from svyazka.work.views.every import page_of
from svyazka.work.views.tasks import found_task


@staff_page
@require_GET
def card(request, task_id):
    """Let an open card hear of what is done on its engagement, and of its reader's timer."""
    shown, person = found_task(request, task_id), request.user
    return hears(request, of_engagement(shown.engagement_id), of_person(person.pk), seen=queries.card_stands(shown, person, timezone.now()))


@staff_page
@require_GET
def every(request):
    """Let an open list hear of what is done where its tasks are and where its reader sits, and of the reader's timer."""
    at, person = timezone.now(), request.user
    rows = list(page_of(request, request.GET, at)[0].object_list)
    places = {*queries.places_of_day(person, at), *(row.engagement_id for row in rows)}
    return hears(request, of_person(person.pk), *map(of_engagement, sorted(places)), seen=queries.list_stands(rows))


@staff_page
@require_GET
def timer(request):
    """Let my open page of the timer hear of it."""
    return hears(request, of_person(request.user.pk), seen=queries.watch_of(request.user).version)
