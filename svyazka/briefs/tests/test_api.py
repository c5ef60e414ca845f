"""A program changes a specification only as it was when the program looked."""

import pytest
from django.utils import timezone

from svyazka.briefs.models import Brief
from svyazka.briefs.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client):
    w = make.world()
    brief = make.written(w)
    make.judged(w, brief=make.submit_brief(brief, by=w.anna, at=make.MONDAY))
    second = make.written(w, promises=[])
    client.force_login(w.anna)
    return client.get(f"/api/v1/briefs/{second.pk}").json()


def submit(client, shown: dict, seen: str) -> int:
    address = f"/api/v1/briefs/{shown['id']}/submission"
    return client.post(address, "{}", content_type="application/json", headers={"If-Match": seen}).status_code


def test_the_version_it_shows_is_the_one_it_takes(client, shown):
    assert (shown["version"], shown["edition"]) == (1, 2)
    assert submit(client, shown, f'"{shown["version"]}"') == 200
    assert submit(client, shown, f'"{shown["version"]}"') == 412


@pytest.mark.parametrize("seen", ['"garbage"', "", '"99999999999999999999"', '"-1"', '"1.0"', '"1", "7"', "W/"])
def test_a_version_that_cannot_be_is_stale_and_not_left_aside(client, shown, seen):
    assert submit(client, shown, seen) == 412
    assert Brief.objects.get(pk=shown["id"]).state == "draft"


@pytest.mark.parametrize("seen", ["*", ' "1" ', 'W/"1"', "1"])
def test_any_version_and_the_right_one_in_every_spelling_pass(client, shown, seen):
    assert submit(client, shown, seen) == 200
    assert Brief.objects.get(pk=shown["id"]).submitted_at <= timezone.now()
