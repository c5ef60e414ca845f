"""Small writes on what clients are asked."""

from datetime import datetime

from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.queries.look import questions_on
from svyazka.projects.models import Stage


def ask_client(stage: Stage, *, at: datetime) -> ClientLook | None:
    """Offer the client the questions of the form in force on the stage just accepted, once a stage."""
    questions = questions_on(at)
    if not questions:
        return None
    look, _made = ClientLook.objects.get_or_create(stage=stage, defaults={"engagement": stage.engagement, "questions": questions, "offered_at": at})
    return look
