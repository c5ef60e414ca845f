"""What the client wants to change, and from which words of theirs that is known."""

from django.db import models

from svyazka.briefs.models.brief import Brief
from svyazka.briefs.models.interview import InterviewAnswer
from svyazka.briefs.rules import NeedPriority
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned


class Need(Versioned):
    """What the client wants to change, in whose money, and how it will be measured.

    `key` is its name for life: the same need bears it in every edition. `touched` lists whom it touches inside the client's company
    and what changes for them: {"who", "effect", "change"}.
    """

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="needs")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="needs")
    key = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    text = models.TextField()
    goal = models.CharField(max_length=500, blank=True)
    measure = models.CharField(max_length=500, blank=True)
    payer = models.CharField(max_length=300, blank=True)
    priority = models.CharField(max_length=6, choices=NeedPriority, default=NeedPriority.USUAL)
    touched = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brief", "key"], name="one_need_a_key_and_edition")]

    def __str__(self):
        return self.text


class NeedSource(models.Model):
    """An answer of an interview that a need came from; it holds for the need in every edition."""

    answer = models.ForeignKey(InterviewAnswer, models.PROTECT, related_name="needs")
    need_key = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "need_key"], name="one_source_an_answer_and_need")]
