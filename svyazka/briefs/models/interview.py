"""Talks with the client about needs: question by question, each answer a row of its own."""

from django.conf import settings
from django.db import models

from svyazka.briefs.models.question import Question, QuestionSet
from svyazka.briefs.rules import AnswerState, InterviewState, Service
from svyazka.clients.models import Contact, Engagement
from svyazka.kit.models import Versioned


class Interview(Versioned):
    """A talk with a contact about the needs behind one service, by the questions in force when it began."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="interviews")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="interviews")
    service = models.CharField(max_length=10, choices=Service)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="interviews")
    state = models.CharField(max_length=8, choices=InterviewState, default=InterviewState.GOING, db_index=True)
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.engagement.title}, {self.get_service_display()}"


class InterviewAnswer(Versioned):
    """What was answered to one question; there is a row for every question from the beginning, so that two may type at once."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    state = models.CharField(max_length=8, choices=AnswerState, default=AnswerState.BLANK)
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "question"], name="one_answer_an_interview_and_question"),
            models.CheckConstraint(name="an_answer_has_its_words", condition=~models.Q(state="answered") | ~models.Q(text="")),
        ]

    def __str__(self):
        return self.text

    @property
    def engagement(self) -> Engagement:
        return self.interview.engagement
