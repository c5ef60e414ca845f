"""The queue of likenesses: names of new leads are compared with those of all clients, when nobody waits for it."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from svyazka.leads import names, queries


@app.task(name="leads.compare_names", queue="likeness", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def compare_names(lead_id: int) -> bool:
    """Compare the names of one lead; again changes nothing. Return whether the lead is there."""
    lead = queries.with_faces().filter(pk=lead_id).first()
    if lead is not None:
        names.compare(lead, at=timezone.now())
    return lead is not None


@app.periodic(cron="17 * * * *")
@app.task(lock="leads.compare_left", queueing_lock="leads.compare_left", name="leads.compare_left", queue="likeness")
def compare_left(timestamp: int = 0) -> int:
    """Compare the names of leads that nobody has taken yet and whose job was lost; return how many."""
    left: list[int] = list(queries.names_left(timezone.now())[:500])
    return sum(compare_names(key) for key in left)
