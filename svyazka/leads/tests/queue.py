"""The queue as its worker works it, in the middle of a test: what was asked for is done, in its order, till nothing waits."""

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def work(*queues: str) -> int:
    """Do the jobs that wait, of these queues or of all; return how many of them found something to do."""
    done = 0
    while job := _next(queues):
        done += bool(app.tasks[job.task_name](**job.args))
        with connection.cursor() as cursor:
            cursor.execute("update procrastinate_jobs set status = 'succeeded' where id = %s", [job.pk])
    return done


def _next(queues: tuple[str, ...]) -> ProcrastinateJob | None:
    waiting = ProcrastinateJob.objects.filter(status="todo", **({"queue_name__in": queues} if queues else {}))
    return waiting.order_by("-priority", "pk").first()
