from django.db import migrations, models

# Needs of an engagement with the same words, in whatever edition, are one need; a text told twice in an edition is two.
KEYS = """
    update briefs_need set key = found.key from (
        select id, dense_rank() over (partition by engagement_id order by md5(text), nth) as key from (
            select id, engagement_id, text, row_number() over (partition by brief_id, md5(text) order by position, id) as nth
            from briefs_need
        ) counted
    ) found where found.id = briefs_need.id
"""


class Migration(migrations.Migration):

    dependencies = [("briefs", "0009_who_catches_promises")]

    operations = [
        migrations.AddField("need", "key", models.PositiveIntegerField(default=0), preserve_default=False),
        migrations.AddField("need", "payer", models.CharField(blank=True, max_length=300)),
        migrations.AddField(
            "need", "priority",
            models.CharField(choices=[("high", "First of all"), ("usual", "Usual"), ("low", "If there is time")], default="usual", max_length=6),
        ),
        migrations.AddField("need", "touched", models.JSONField(default=list)),
        migrations.AddField("need", "version", models.PositiveIntegerField(default=1, editable=False)),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddConstraint("need", models.UniqueConstraint(fields=["brief", "key"], name="one_need_a_key_and_edition")),
    ]
