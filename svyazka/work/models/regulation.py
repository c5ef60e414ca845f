"""Regulations by edition, who has read which, and the checklists that began under a duty."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned

PERSON = settings.AUTH_USER_MODEL


class Words(NamedTuple):
    """An edition as it is read."""

    title: str
    text: str
    steps: list[str]


class Regulation(Versioned):
    """One edition of what is to be done under a duty, in force from a day on; an edition of no steps ends it.

    `starts_by` names the acts that begin its checklist, any act of the duty where there are none; with `each` the
    checklist begins anew every time, otherwise once on an engagement. `english`: {"title", "text", "steps"} of one that
    came with the program, for whoever reads English; what the agency writes itself is read as it is written.
    """

    duty = models.CharField(max_length=40)
    edition = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    steps = ArrayField(models.CharField(max_length=300), default=list)
    starts_by = ArrayField(models.CharField(max_length=80), default=list)
    english = models.JSONField(default=dict)
    each = models.BooleanField(default=False)
    starts_on = models.DateField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["duty", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "edition"], name="one_regulation_a_duty_and_edition"),
            models.UniqueConstraint(fields=["duty", "starts_on"], name="one_regulation_of_a_duty_from_a_day"),
        ]

    def __str__(self):
        return self.words.title

    @property
    def words(self) -> Words:
        """The edition in the reader's language."""
        return self.words_in(get_language())

    def words_in(self, language: str | None) -> Words:
        """Return the edition in a language, or in the one it is written in."""
        return Words(**self.english) if self.english and (language or "").startswith("en") else Words(self.title, self.text, self.steps)


class Acknowledgement(models.Model):
    """A person has read an edition and works by it."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regulation", "person"], name="an_edition_is_read_once")]


class ChecklistRun(Versioned):
    """A checklist that began on an engagement, by the edition of that day; it closes when its last step is settled."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="runs")
    duty = models.CharField(max_length=40)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="checklists")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="checklists")
    about = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person"], condition=Q(closed_at=None), name="open_checklists_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["duty", "engagement"], condition=Q(closed_at=None), name="one_open_checklist_a_duty")
        ]


class ChecklistStep(models.Model):
    """One step of a checklist that began: waiting, done, or skipped with a reason."""

    run = models.ForeignKey(ChecklistRun, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)
    skipped_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="one_step_a_place_in_the_checklist"),
            models.CheckConstraint(name="a_step_is_done_or_skipped", condition=Q(done_at=None) | Q(skipped_at=None)),
        ]

    @property
    def words(self) -> str:
        """The step in the reader's language."""
        return self.run.regulation.words.steps[self.position - 1]

    @property
    def settled(self) -> bool:
        return self.done_at is not None or self.skipped_at is not None
