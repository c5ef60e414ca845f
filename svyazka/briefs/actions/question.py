"""The questions of a service are written anew: an edition in force from a day on, the former ones stay."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import QUESTIONS
from svyazka.briefs.models import Question, QuestionSet
from svyazka.briefs.rules import QuestionKind, Service
from svyazka.briefs.rules.question import codes_of, reasons_not_a_set
from svyazka.journal.steps import hold_chain, record
from svyazka.kit.errors import Malformed, Refused, Stale, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today

WORDS = ("kind", "needed", "text_ru", "text_en", "hint_ru", "hint_en")


@action(QUESTIONS, lock=False)
def write_questions(agency: Agency, *, service: str, questions: Sequence[Mapping], starts_on: date, after_edition: int | None = None,
                    by: Person, at: datetime) -> QuestionSet:  # fmt: skip
    """Write the next edition of what is asked about a service; interviews that were begun keep theirs.

    `questions` are {"kind", "needed", "text_ru", "text_en", "hint_ru", "hint_en", "code"?}. Raises Malformed on a strange service or
    kind, Refused if they make no set or its day has passed, Stale if another edition came after the one that was seen.
    """
    if service not in Service.values or any(row["kind"] not in QuestionKind.values for row in questions):
        raise Malformed(_("There is no such service or kind of question."))
    refuse_if(reasons_not_a_set(questions))
    if starts_on < today(at):
        raise Refused(_("Questions hold from today on, or from a later day: what was asked before stays as it was."))
    hold_chain()  # two who write at once come one after the other
    last = queries.set_editions(service).first()
    edition = last.edition if last else 0
    if after_edition is not None and after_edition != edition:
        raise Stale(_("This has changed since you looked at it. Look again and repeat."))
    made = QuestionSet.objects.create(service=service, edition=edition + 1, starts_on=starts_on, written_by=by)
    codes = codes_of(questions, queries.codes_ever(service))
    Question.objects.bulk_create(
        Question(set=made, position=n, code=code, **{name: row.get(name, "") for name in WORDS})
        for n, (code, row) in enumerate(zip(codes, questions, strict=True), start=1)
    )
    record(made, "briefs.questions_written", by=by, at=at, service=service, edition=made.edition, starts_on=str(starts_on))
    return made
