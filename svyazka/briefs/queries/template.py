"""Questions about templates of a specification."""

from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from svyazka.briefs.models import SpecSection, SpecTemplate
from svyazka.people.queries import on_day


def templates_on(day: date) -> QuerySet[SpecTemplate]:
    """Return the templates in force on that day, with how much they hold; ours first, then by name."""
    return with_counts(SpecTemplate.objects.filter(on_day(day))).order_by("-mark", "title", "pk")


def with_counts(templates: QuerySet[SpecTemplate]) -> QuerySet[SpecTemplate]:
    """Count the sections and clauses of each template, and the editions that were begun from it."""
    return templates.annotate(
        section_count=Count("sections", distinct=True), starter_count=Count("sections__starters", distinct=True),
        used_count=Count("briefs", distinct=True),
    )  # fmt: skip


def whole(templates: QuerySet[SpecTemplate]) -> QuerySet[SpecTemplate]:
    """Read the sections of each template and their clauses with it."""
    return templates.prefetch_related(Prefetch("sections", SpecSection.objects.prefetch_related("starters")))


def versions_of(code: str) -> QuerySet[SpecTemplate]:
    """Return the versions of a template, newest first."""
    return with_counts(SpecTemplate.objects.filter(code=code)).select_related("made_by").order_by("-edition")


def last_version(code: str) -> SpecTemplate:
    """Return the newest version of a template."""
    return SpecTemplate.objects.filter(code=code).order_by("-edition")[0]
