"""The forecast of all plans is asked of the queue, computed and kept."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from svyazka.projects.forecast import History
from svyazka.projects.steps import keep_forecasts
from svyazka.work.models import EstimateRecord
from svyazka.work.queries.estimating import records
from svyazka.work.queries.foresight import Foresight
from svyazka.work.queries.past import finished_work

JOB = "work.forecast"


def ask_for_forecast() -> None:
    """Let the queue forecast anew once this act has happened; asked again and again, it does so once."""
    try:
        with transaction.atomic():
            app.configure_task(JOB, queueing_lock=JOB, lock=JOB).defer()
    except AlreadyEnqueued:
        return


def forecast(at: datetime) -> int:
    """Compute and keep what all running projects come to, and how well we estimate; return of how many stages and projects."""
    history = History(finished_work())
    found = list(Foresight(history, at).told())
    keep_forecasts(found)
    EstimateRecord.objects.all().delete()
    EstimateRecord.objects.bulk_create(records(history, at))
    return len(found)
