"""Questions of an interview on needs, by service, in dated editions that never change."""

from django.conf import settings
from django.db import models

from svyazka.briefs.rules import QuestionKind, Service, in_language


class QuestionSet(models.Model):
    """One edition of what is asked about a service, in force from a day on; the shipped one was written by nobody."""

    service = models.CharField(max_length=10, choices=Service)
    edition = models.PositiveIntegerField()
    starts_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "edition"], name="one_set_a_service_and_edition")]

    def __str__(self):
        return f"{self.get_service_display()}, v{self.edition}"


class Question(models.Model):
    """One question; `code` is its name for life, by which an answer of a former talk is found."""

    set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="questions")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=QuestionKind)
    needed = models.BooleanField(default=False)
    text_ru = models.CharField(max_length=500, blank=True)
    text_en = models.CharField(max_length=500, blank=True)
    hint_ru = models.CharField(max_length=500, blank=True)
    hint_en = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["set", "code"], name="one_question_a_set_and_code")]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        return in_language(self.text_ru, self.text_en)

    @property
    def hint(self) -> str:
        return in_language(self.hint_ru, self.hint_en)
