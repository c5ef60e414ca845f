"""Looks back, the forms they are held in, their cards and votes, and what is promised in them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Project
from svyazka.work.models.sprint import Sprint
from svyazka.work.models.transition import TransitionLook
from svyazka.work.rules import RetroKind, RetroPhase, in_language

PERSON = settings.AUTH_USER_MODEL


def new_salt() -> str:
    """Return a word that no two looks back share."""
    return secrets.token_hex(32)


class RetroFormat(models.Model):
    """An edition of a form of looking back, from a day on; `columns` are {"code", "ru", "en"} and what the client is
    asked by them, "ask" {"ru", "en"}; without any the form ends.

    `after`: on which days after a switch of scheme it is offered.
    """

    code = models.SlugField(max_length=20)
    starts_on = models.DateField()
    kind = models.CharField(max_length=12, choices=RetroKind, default=RetroKind.TEAM)
    name = models.JSONField()
    columns = models.JSONField(default=list)
    votes = models.PositiveSmallIntegerField(default=3)
    after = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position", "code", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["code", "starts_on"], name="one_form_of_looking_back_from_a_day")]

    def __str__(self):
        return in_language(self.name)


class Retro(Versioned):
    """A look back of the people of one project, or of its AM and PM alone; its form is kept as it was on its day.

    `salt` hides who wrote and who voted: it is gone when the look back is closed, and with it the way back to them.
    """

    stands_for_all = True  # cards and votes are added beside it and change nothing of it

    project = models.ForeignKey(Project, models.PROTECT, related_name="retros")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="retros")
    sprint = models.ForeignKey(Sprint, models.PROTECT, null=True, related_name="retros")
    look = models.ForeignKey(TransitionLook, models.PROTECT, null=True, related_name="retros")
    kind = models.CharField(max_length=12, choices=RetroKind, default=RetroKind.TEAM)
    am = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    pm = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    format = models.SlugField(max_length=20, default="start_stop")
    name = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    votes = models.PositiveSmallIntegerField(default=3)
    phase = models.CharField(max_length=8, choices=RetroPhase, default=RetroPhase.COLLECT)
    salt = models.CharField(max_length=64, blank=True, default=new_salt)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(closed_at=None) & ~Q(kind="pair"), name="one_open_look_back_a_project"),
            models.UniqueConstraint(fields=["am", "pm"], condition=Q(closed_at=None, kind="pair"), name="one_open_look_back_a_pair"),
            models.CheckConstraint(
                name="a_pair_looks_back_by_two",
                condition=(~Q(kind="pair") & Q(am=None, pm=None)) | (Q(kind="pair", am__isnull=False, pm__isnull=False) & ~Q(am=F("pm"))),
            ),
            models.CheckConstraint(
                name="a_closed_look_back_keeps_no_salt",
                condition=Q(closed_at=None) & ~Q(phase="closed") | Q(closed_at__isnull=False, phase="closed", salt=""),
            ),
        ]

    def __str__(self):
        return in_language(self.name)

    @property
    def is_hidden(self) -> bool:
        """Tell whether nobody sees the cards of others yet."""
        return self.phase == RetroPhase.COLLECT


class RetroCard(models.Model):
    """One thought in a column of a retrospective; `mark` is its author's as far as salt tells, `under` the topic it went to."""

    unsigned = True  # nothing that is written down of it names who acted

    retro = models.ForeignKey(Retro, models.CASCADE, related_name="cards")
    column = models.CharField(max_length=20)
    text = models.CharField(max_length=1000)
    mark = models.CharField(max_length=64, blank=True)
    under = models.ForeignKey("self", models.SET_NULL, null=True, related_name="grouped")
    votes = models.PositiveSmallIntegerField(default=0)

    @property
    def engagement(self) -> Engagement:
        return self.retro.engagement


class RetroVote(models.Model):
    """A vote of somebody for a topic; counted and forgotten when the voting ends."""

    unsigned = True

    retro = models.ForeignKey(Retro, models.CASCADE, related_name="ballots")
    card = models.ForeignKey(RetroCard, models.CASCADE, related_name="ballots")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "mark"], name="a_topic_has_one_vote_of_a_person")]


class RetroAction(Versioned):
    """What one person promises to change by a day; carried over until closed as done, or dropped with a reason."""

    retro = models.ForeignKey(Retro, models.PROTECT, related_name="actions")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="retro_actions")
    text = models.CharField(max_length=1000)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="retro_actions")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    dropped = models.BooleanField(default=False)
    outcome = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner"], condition=Q(closed_at=None), name="promises_of_a_person")]
