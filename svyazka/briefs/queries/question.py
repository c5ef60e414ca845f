"""Questions about the questions: which set is in force, which editions there were."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from svyazka.briefs.models import Question, QuestionSet


def sets_on(day: date) -> list[QuestionSet]:
    """Return the set in force on the day of each service that has one, with how many questions it has and how many are needed."""
    found = QuestionSet.objects.filter(starts_on__lte=day).order_by("service", "-starts_on", "-edition").distinct("service")
    return list(_counted(QuestionSet.objects.filter(pk__in=found.values("pk"))).order_by("pk"))


def set_on(service: str, day: date) -> QuestionSet | None:
    """Return what is asked about the service on that day; before the first edition, the first."""
    editions = QuestionSet.objects.filter(service=service)
    return editions.filter(starts_on__lte=day).order_by("-starts_on", "-edition").first() or editions.order_by("starts_on", "edition").first()


def set_editions(service: str) -> QuerySet[QuestionSet]:
    """Return the editions of a service's set, the newest first."""
    return _counted(QuestionSet.objects.filter(service=service)).select_related("written_by").order_by("-edition")


def _counted(sets: QuerySet[QuestionSet]) -> QuerySet[QuestionSet]:
    return sets.annotate(question_count=Count("questions"), needed_count=Count("questions", filter=Q(questions__needed=True)))


def codes_ever(service: str) -> list[str]:
    """Return every code that a question of the service ever had."""
    return list(Question.objects.filter(set__service=service).values_list("code", flat=True).distinct())
