"""The pulse tells of promises what their own page tells."""

from datetime import date, timedelta

import pytest

from svyazka.acceptance.tests import make
from svyazka.acceptance.tests.make import MONDAY
from svyazka.acceptance.tests.test_promises import given
from svyazka.briefs.actions import settle_promise
from svyazka.pulse.queries import measures

pytestmark = pytest.mark.django_db


def test_the_pulse_counts_what_the_page_of_promises_counts():
    w = make.world()
    for text, outcome in (("раз", "kept"), ("два", "broken"), ("три", "kept")):
        settle_promise(given(w, text, date(2026, 3, 2)), outcome=outcome, by=w.anna, at=MONDAY)
    given(w, "никто не сказал", date(2026, 3, 3))
    figure = measures(MONDAY - timedelta(days=1), MONDAY + timedelta(days=5))["promises_kept"]
    assert (figure.value, figure.n) == (50.0, 4)
