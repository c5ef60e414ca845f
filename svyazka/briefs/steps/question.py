"""What an agency begins with: the questions of interviews."""

from datetime import date

from svyazka.briefs.models import Question, QuestionSet
from svyazka.briefs.rules.question import shipped_questions


def ship_questions(since: date) -> None:
    """Write down the questions that interviews begin with, once."""
    if QuestionSet.objects.exists():
        return
    for service, rows in shipped_questions().items():
        made = QuestionSet.objects.create(service=service, edition=1, starts_on=since)
        Question.objects.bulk_create(Question(set=made, position=n, **row) for n, row in enumerate(rows, start=1))
