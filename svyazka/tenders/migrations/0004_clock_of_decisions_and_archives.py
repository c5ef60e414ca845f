import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, OuterRef, Q, Subquery

from svyazka.kit.migrating import FewDrawings


def begin_clocks(apps, schema_editor):
    """Let the clocks of tenders that are known already run from when their leads came; those not decided call at once."""
    Tender, Lead = apps.get_model("tenders", "Tender"), apps.get_model("leads", "Lead")
    received = Lead.objects.filter(engagement=OuterRef("engagement")).values("received_at")[:1]
    Tender.objects.update(found_at=Subquery(received), first_decided_at=F("decided_at"))
    Tender.objects.filter(found_at=None).update(found_at=F("deadline_at"))
    Tender.objects.filter(state="found").update(decision_level_at=F("found_at"))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait is not altered


class Migration(FewDrawings):

    dependencies = [
        ("tenders", "0003_who_judges_and_who_keeps_the_rules"),
        ("leads", "0011_heads_keep_channels_and_norms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("tender", "found_at", models.DateTimeField(null=True)),
        migrations.AddField("tender", "first_decided_at", models.DateTimeField(null=True)),
        migrations.AddField("tender", "decision_level_at", models.DateTimeField(null=True)),
        migrations.RunPython(begin_clocks, migrations.RunPython.noop),
        migrations.AlterField("tender", "found_at", models.DateTimeField()),
        migrations.AddIndex(
            "tender",
            models.Index(fields=["decision_level_at"], name="tenders_that_call", condition=Q(decision_level_at__isnull=False)),
        ),
        migrations.CreateModel(
            name="DecisionCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("tender", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="tenders.tender")),
                ("told", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["at", "percent"],
                "constraints": [models.UniqueConstraint(fields=("tender", "percent"), name="a_level_calls_once_about_a_tender")],
            },
        ),
        migrations.CreateModel(
            name="NoticeEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("name", models.CharField(blank=True, max_length=300)),
                ("size", models.BigIntegerField()),
                ("state", models.CharField(choices=[("read", "read"), ("refused", "refused")], max_length=8)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("found", models.PositiveIntegerField(default=0)),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="tenders.noticefile")),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "place"), name="one_entry_a_place_of_an_archive"),
                    models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="a_refused_entry_has_its_reason"),
                ],
            },
        ),
    ]
