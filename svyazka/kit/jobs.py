"""What the queue does for every room: letters leave, kept answers grow old."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.builtin_tasks import remove_old_jobs
from procrastinate.contrib.django import app

from svyazka.kit import post
from svyazka.kit.idempotency import forget_answers as forget_old

DONE_IS_KEPT, FAILED_IS_KEPT = timedelta(days=3), timedelta(days=30)  # long enough to ask what went wrong


@app.task(name="kit.send_letter", queue="mail")
def send_letter(letter_id: int) -> bool:
    """Send one letter; again changes nothing."""
    return post.deliver(letter_id, timezone.now())


@app.periodic(cron="* * * * *")
@app.task(lock="kit.send_waiting", queueing_lock="kit.send_waiting", name="kit.send_waiting", queue="mail")
def send_waiting(timestamp: int = 0) -> int:
    """Try the letters that wait for their next try; return how many left."""
    at = timezone.now()
    return sum(post.deliver(key, at) for key in post.waiting(at))


@app.periodic(cron="23 * * * *")
@app.task(lock="kit.forget_answers", queueing_lock="kit.forget_answers", name="kit.forget_answers")
def forget_answers(timestamp: int = 0) -> int:
    """Forget the answers kept for repeated calls that are older than two days; return how many."""
    return forget_old(timezone.now())


@app.periodic(cron="41 3 * * *")
@app.task(lock="kit.forget_jobs", queueing_lock="kit.forget_jobs", name="kit.forget_jobs", pass_context=True)
async def forget_jobs(context, timestamp: int = 0) -> None:
    """Forget the jobs that were done more than three days ago, and the failed ones of more than a month ago."""
    for kept, failed in ((DONE_IS_KEPT, False), (FAILED_IS_KEPT, True)):
        await remove_old_jobs(context, max_hours=int(kept.total_seconds() // 3600), remove_failed=failed, remove_cancelled=True, remove_aborted=failed)
