"""My day: what is on it by time, what is blocked, what waits for me; kept up to date while it is open."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.kit.guard import may
from svyazka.kit.http import staff_page
from svyazka.kit.live import hears, of_engagement, of_person
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.people.queries import today
from svyazka.work import actions, queries
from svyazka.work.rules import TaskState

LATER = 30  # tasks of other days that are shown; the rest stands in the list


@staff_page
@require_GET
def mine(request):
    """Show my day: first what is begun, then by the time of the schedule, then by day."""
    at, person = timezone.now(), request.user
    day = queries.my_day(person, at)
    told = {
        "day": day, "count": day.count, "LATER": LATER, "today": today(at), "tab": "mine", "S": TaskState, "timed": queries.running_timer(person), "recent": queries.recent_duties(person, at),
        "spent": queries.spent_today(person, at), "boards": queries.boards_of(person, at, lambda project: may(person, actions.SET_TASK, project, at)),
        "panels": panels("work.day", request, person),
        "seen": queries.last_of_day(person, queries.places_of_day(person, at)), "checks": [task for task in queries.handed_to(person, at) if may(person, actions.CONTROL, task, at)],
    }  # fmt: skip
    return render(request, "work/mine.html", told)


@staff_page
@require_GET
def live(request):
    """Let my open day hear of what is done where I work, and of each word to me."""
    person = request.user
    places = queries.places_of_day(person, timezone.now())
    return hears(request, of_person(person.pk), *map(of_engagement, places), seen=queries.last_of_day(person, places))
