"""What rights cost: one page that asks about every engagement, beside the one query that tells where a person stands.

`--data DIR` takes an agency of another size from DIR/agency.json: {"engagements": 300, "questions": 10}.
The floor is the same SQL through psycopg, bare, in the same run.
"""

import json
from datetime import UTC, datetime, timedelta

from _agency import median_of, options, tell, wake

told = options(__doc__ or "", engagements=300, questions=10)
if told.data:
    size = json.loads((told.data / "agency.json").read_text("utf-8"))
    told.engagements, told.questions = size["engagements"], size["questions"]
wake()

from django.db import connection  # noqa: E402

from svyazka.clients.models import Engagement  # noqa: E402
from svyazka.kit import memo  # noqa: E402
from svyazka.kit.guard import DUTIES, may  # noqa: E402
from svyazka.people.models import Person  # noqa: E402
from svyazka.people.queries import today  # noqa: E402
from svyazka.roles.queries.standing import SQL  # noqa: E402
from svyazka.roles.steps import fill_seat  # noqa: E402
from svyazka.site import urls  # noqa: E402, F401  every room's duties are registered
from svyazka.site.founding import found  # noqa: E402

NOW = datetime.now(UTC)
PEOPLE = [("head", "head"), *((f"am{n}", "am") for n in range(20)), *((f"pm{n}", "pm") for n in range(20))]


def founded() -> None:
    """Found the agency and seat pairs on its engagements; pm0 sits on each."""
    people = [{"login": login, "name": login, "track": track, "since": today_far()} for login, track in PEOPLE]
    found({"name": "Старта", "scheme": "pm_am", "since": today_far(), "legal_entity": {"name": "ООО", "inn": "2460000003"},
           "people": people}, at=NOW)  # fmt: skip
    who = {person.username: person for person in Person.objects.all()}
    from svyazka.clients.steps import know_client, open_engagement

    for n in range(told.engagements):
        client = know_client(name=f"ООО «Завод {n}»", contact={"name": "Пётр"}, at=NOW)
        place = open_engagement(client, f"Сайт {n}", at=NOW)
        fill_seat(place, "am", who[f"am{n % 20}"], at=NOW - timedelta(days=1))
        fill_seat(place, "pm", who["pm0"], at=NOW - timedelta(days=1))


def today_far():
    """Return the day since which everybody works here."""
    return (NOW - timedelta(days=400)).date()


founded()
pavel = Person.objects.get(username="pm0")
places = list(Engagement.objects.select_related("client"))
duties = list(DUTIES.values())[: told.questions]


def page() -> None:
    """Ask every question about every engagement, as one request does."""
    token = memo._memo.set({})
    for place in places:
        for duty in duties:
            may(pavel, duty, place, NOW)
    memo._memo.reset(token)


def floor() -> None:
    """Ask the one query of the rights, bare."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"me": pavel.pk, "at": NOW, "day": today(NOW), "known": []})
        cursor.fetchall()


page()
asked = len(places) * len(duties)
whole, bare = median_of(page, 7), median_of(floor, 7)
print(f"{asked} questions in {whole * 1000:.1f} ms; the bare query {bare * 1000:.1f} ms")
tell(questions=asked, seconds=whole, floor_seconds=bare, ratio=whole / bare, microseconds_a_question=whole / asked * 1e6)
