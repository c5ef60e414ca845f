"""What happened, who did it, when. Rows are only ever added; each carries the hash of the one before."""

import pgtrigger
from django.conf import settings
from django.db import models

from svyazka.kit.live import CHANNEL
from svyazka.kit.triggers import never_emptied
from svyazka.kit.verbs import UNSIGNED

MOVES_ON = """
    INSERT INTO journal_head (id, seq, hash, entries)
    SELECT 1, seq, hash, (SELECT count(*) FROM added) FROM added ORDER BY seq DESC LIMIT 1
    ON CONFLICT (id) DO UPDATE SET seq = EXCLUDED.seq, hash = EXCLUDED.hash, entries = journal_head.entries + EXCLUDED.entries;
    RETURN NULL;
"""
RINGS = f"""
    PERFORM pg_notify('{CHANNEL}', 'engagement-' || engagement_id) FROM added WHERE engagement_id IS NOT NULL GROUP BY engagement_id;
    RETURN NULL;
"""
RINGS_WHOM_IT_TELLS = f"""
    PERFORM pg_notify('{CHANNEL}', 'person-' || person_id) FROM added GROUP BY person_id;
    RETURN NULL;
"""
ONLY_WITH_AN_ENTRY = """
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'pgtrigger: Cannot change rows from % table', TG_TABLE_NAME;
"""


class Entry(models.Model):
    """One act. `seq` has no gaps; `hash` covers the row and the hash before it; `instead_of` is the absent person."""

    seq = models.BigIntegerField(unique=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    engagement_id = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="entries_of_a_subject"),
            models.Index(fields=["engagement_id", "-seq"], name="entries_of_an_engagement"),  # its last act is asked every few seconds
        ]
        triggers = [
            pgtrigger.Protect(name="entries_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("entries_are_never_emptied"),
            pgtrigger.Trigger(name="an_entry_moves_the_head", when=pgtrigger.After, operation=pgtrigger.Insert, func=MOVES_ON,
                              level=pgtrigger.Statement, referencing=pgtrigger.Referencing(new="added")),
            pgtrigger.Trigger(name="an_entry_rings", when=pgtrigger.After, operation=pgtrigger.Insert, func=RINGS,
                              level=pgtrigger.Statement, referencing=pgtrigger.Referencing(new="added")),
        ]

    @property
    def who(self):
        """Who did it, as far as readers are told: of what was promised to stay unsigned nobody learns the author."""
        return None if self.verb in UNSIGNED else self.by


class Head(models.Model):
    """The last entry and how many there are: one row, moved on by the database with each entry and by nobody else."""

    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    entries = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="the_journal_has_one_head", condition=models.Q(id=1))]
        triggers = [
            pgtrigger.Trigger(name="the_head_moves_with_an_entry", when=pgtrigger.Before,
                              operation=pgtrigger.Update | pgtrigger.Delete, func=ONLY_WITH_AN_ENTRY),
            never_emptied("the_head_is_never_emptied"),
        ]  # fmt: skip


class Notice(models.Model):
    """A word to one person that something waits or has happened; shown on Today and under the bell."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    text_verb = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    engagement_id = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "read_at", "-made_at"], name="notices_of_a_person")]
        triggers = [
            pgtrigger.Trigger(name="a_notice_rings", when=pgtrigger.After, operation=pgtrigger.Insert, func=RINGS_WHOM_IT_TELLS,
                              level=pgtrigger.Statement, referencing=pgtrigger.Referencing(new="added")),
        ]
