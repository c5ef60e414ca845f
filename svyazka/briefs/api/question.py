"""Questions of interviews, spoken in JSON."""

from datetime import date

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.models import Question, QuestionSet
from svyazka.briefs.rules import Service
from svyazka.kit.api import In, Number, staff_only, upto
from svyazka.people.queries import the_agency, today

router = Router()


def question_shown(question: Question) -> dict:
    """Tell a question in both languages and in the reader's."""
    return {"code": question.code, "kind": question.kind, "needed": question.needed, "text": question.text, "hint": question.hint,
            "text_ru": question.text_ru, "text_en": question.text_en, "hint_ru": question.hint_ru, "hint_en": question.hint_en}  # fmt: skip


def set_shown(told: QuestionSet) -> dict:
    """Tell an edition of a service's questions."""
    return {"service": told.service, "edition": told.edition, "starts_on": told.starts_on, "questions": [question_shown(q) for q in told.questions.all()]}


@router.get("/question-sets")
def question_sets(request):
    """Tell what is asked about each service today."""
    staff_only(request)
    return {"items": [set_shown(told) for told in queries.sets_on(today(timezone.now()))], "next": None}


@router.get("/question-sets/{service}")
def question_set(request, service: str):
    """Tell the editions of a service's questions, the newest first."""
    staff_only(request)
    if service not in Service.values:
        raise Http404
    return {"items": [set_shown(told) for told in queries.set_editions(service).prefetch_related("questions")], "next": None}


class QuestionIn(In):
    code: upto(40) = ""
    kind: str
    needed: bool = False
    text_ru: upto(500) = ""
    text_en: upto(500) = ""
    hint_ru: upto(500) = ""
    hint_en: upto(500) = ""


class QuestionSetIn(In):
    starts_on: date
    questions: list[QuestionIn]
    after_edition: Number | None = None


@router.post("/question-sets/{service}/editions", response={201: dict})
def write_questions(request, service: str, body: QuestionSetIn):
    """Write the next edition of a service's questions."""
    made = actions.write_questions(the_agency(), service=service, by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, set_shown(made))
