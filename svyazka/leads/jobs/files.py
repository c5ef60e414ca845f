"""The queue of files: files of other systems are brought in, batch by batch."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.leads import actions
from svyazka.leads.models import ImportRun
from svyazka.people.models import Person


@app.task(name="leads.bring")
def bring(run_id: int, by_id: int) -> int:
    """Bring a file in to its end, in the name of who asked for it; killed in the middle, it goes on. Return the rows behind."""
    run, by = ImportRun.objects.get(pk=run_id), Person.objects.get(pk=by_id)
    while run.state == "running":
        run = actions.bring_batch(run, by=by, at=timezone.now())
    return run.position
