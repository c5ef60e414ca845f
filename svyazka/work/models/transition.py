"""Looks back on switches of scheme: asked for by the head some days after each."""

from django.conf import settings
from django.db import models

from svyazka.roles.models import SchemeInForce

PERSON = settings.AUTH_USER_MODEL


class TransitionLook(models.Model):
    """The look back so many days after a switch: the PMs were asked for it, or it was passed over with a reason."""

    rule = models.ForeignKey(SchemeInForce, models.PROTECT, related_name="looks")
    days = models.PositiveSmallIntegerField()
    asked = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "days"], name="a_switch_is_looked_back_on_once_a_day")]
