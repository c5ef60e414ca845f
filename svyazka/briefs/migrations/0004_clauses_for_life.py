import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Clauses of an engagement with the same words, in whatever edition, are one clause; a text told twice in an edition is two.
KEYS = """
    update briefs_clause set key = found.key from (
        select id, dense_rank() over (partition by engagement_id order by md5(text), nth) as key from (
            select id, engagement_id, text, row_number() over (partition by brief_id, md5(text) order by position, id) as nth
            from briefs_clause
        ) counted
    ) found where found.id = briefs_clause.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ("briefs", "0003_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("clause", "key", models.PositiveIntegerField(default=0), preserve_default=False),
        migrations.AddField("clause", "section", models.CharField(blank=True, max_length=200)),
        migrations.AddField("clause", "version", models.PositiveIntegerField(default=1, editable=False)),
        migrations.AddField(
            "clause", "owner",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddConstraint("clause", models.UniqueConstraint(fields=["brief", "key"], name="one_clause_a_key_and_edition")),
    ]
