"""A client reads what was promised; forecasts, chances and drifts stay inside."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from svyazka.kit.formats import day
from svyazka.people.queries import system, the_agency, today
from svyazka.portal.tests.test_problems import account
from svyazka.projects.models import Forecast, Stage
from svyazka.roles.tests.make import bearer
from svyazka.work import actions
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db


def spoken(one: date) -> list[str]:
    """Return the day as pages and programs tell it."""
    with translation.override("ru"):
        return [str(one), day(one)]


def test_a_client_reads_promised_days_and_no_day_of_a_forecast(client):
    make.pair()
    now = timezone.now()
    project = make.project(at=now)
    make.task(project, hours="90", at=now)
    promised_on = today(now) + timedelta(days=3)
    Stage.objects.update(promised_on=promised_on)
    actions.forecast_plans(the_agency(), by=system(), at=now)
    row = Forecast.objects.get(stage__isnull=False)
    contact = account(project.engagement)
    client.force_login(contact)

    told = [client.get(path).content.decode() for path in ("/portal/", f"/portal/engagements/{project.engagement_id}/")]
    told += [client.get(f"/api/v1/portal{path}", headers=bearer(contact)).content.decode() for path in ("", f"/engagements/{project.engagement_id}")]

    assert all(any(word in page for word in spoken(promised_on)) for page in told[1:2] + told[3:])
    hidden = {word for one in row.days for word in spoken(one)}
    assert [word for word in sorted(hidden) for page in told if word in page] == []
    assert not any("percent" in page or "drift" in page for page in told[2:])
    inside = (f"/projects/{project.pk}/forecast", f"/projects/{project.pk}/forecasts", f"/projects/{project.pk}/promised-days", "/promised-days", "/estimating",
              "/drift-norms", f"/projects/{project.pk}")  # fmt: skip
    assert {path: client.get(f"/api/v1{path}", headers=bearer(contact)).status_code for path in inside} == dict.fromkeys(inside, 404)
    assert {client.get(path).status_code for path in (f"/projects/{project.pk}/promises/", "/work/estimating/", "/projects/drift-norms/")} <= {302, 403, 404}
