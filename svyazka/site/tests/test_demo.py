"""The demo agency is made through the actions, whatever the day; every link in it opens for the one who sees it."""

import re
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from svyazka.kit.verify import CHECKS
from svyazka.people.models import Absence, Person
from svyazka.roles.models import Seat, StandIn
from svyazka.site import demo
from svyazka.tenders.models import Tender

pytestmark = pytest.mark.django_db
DOOR = "allauth.account.auth_backends.AuthenticationBackend"
LINK = re.compile(r'(?:href|hx-get)="([^"#]+)"')


def test_the_demo_is_whole_and_every_link_opens():
    demo.build(lambda _told, act: act())

    assert [told for check in CHECKS.values() for told in check()] == []
    assert one_person_in_both_seats()
    assert StandIn.objects.exists()
    assert Absence.objects.filter(state="requested").exists()
    assert Tender.objects.filter(state__in=("won", "signing", "running")).exists()  # a day moves them on
    dead = {who: list(dead_links(who)) for who in ("anna", "pavel", "head", "dev", "finance", "client")}
    assert dead == {who: [] for who in dead}


def one_person_in_both_seats() -> bool:
    seats = Seat.objects.filter(ends_at=None, seat__in=("am", "pm")).values_list("engagement", "person")
    return len(seats) > len(set(seats))


def dead_links(login: str) -> Iterator[tuple[str, int]]:
    """Walk every kind of address the person is shown, one of each; yield those that do not open."""
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(username=login), backend=DOOR)
    waiting, known = deque(["/"]), set()
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind in known:
            continue
        known.add(kind)
        answer = client.get(path, headers={"Accept-Language": "ru"})
        if answer.status_code >= 400:
            yield path, answer.status_code
        waiting.extend(_links(path, answer))


def kind_of(path: str) -> tuple[str, frozenset[str]]:
    """Return what two addresses share that open the same page, asked for the same: keys, words and their order are not in it."""
    place, _mark, asked = path.partition("?")
    return re.sub(r"\d+", "N", place), frozenset(word.partition("=")[0] for word in asked.split("&"))


def _links(path: str, answer) -> list[str]:
    if answer.status_code in (301, 302):
        return [answer.headers["Location"]]
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    found = (link.replace("&amp;", "&") for link in LINK.findall(answer.content.decode()))
    whole = (path.split("?")[0] + link if link.startswith("?") else link for link in found)
    return [link for link in whole if re.match(r"/(?!/|static/)", link)]


def test_the_demo_is_made_on_a_holiday_at_midnight():
    now = datetime(2027, 1, 3, 17, tzinfo=UTC)

    demo.build(lambda _told, act: act(), now=now)

    assert Absence.objects.filter(starts_on__lte=now.date(), ends_on__gte=now.date()).count() >= 2
