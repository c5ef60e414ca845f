"""Hours of an engagement that has no project are checked too: what is said of a week is said on the engagement."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

SEATS = {"am": "R", "sales": "R", "manager": "R", "head": "A"}


def find_engagements(apps, schema_editor):
    Word, Project = apps.get_model("work", "WeekWord"), apps.get_model("projects", "Project")
    Word.objects.update(engagement=Subquery(Project.objects.filter(pk=OuterRef("project")).values("engagement")[:1]))


def give_duty(apps, schema_editor):
    """Let whoever leads a lead check those hours, and the head answer for it and for the PMs' own; the AM of a triangle takes over later."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for scheme in Grant.objects.filter(duty="time.approve", seat="pm", raci="R").values_list("scheme", flat=True).distinct():
        if Seat.objects.filter(scheme=scheme, code="head").exists():
            Grant.objects.get_or_create(scheme_id=scheme, duty="time.approve", seat="head", defaults={"raci": "A"})
    with_sales = set(Seat.objects.filter(code="sales").values_list("scheme", flat=True))
    for scheme, seat in Seat.objects.filter(code__in=SEATS).values_list("scheme", "code"):
        if not (seat == "am" and scheme in with_sales):
            Grant.objects.get_or_create(scheme_id=scheme, duty="time.early", seat=seat, defaults={"raci": SEATS[seat]})


class Migration(migrations.Migration):

    dependencies = [("work", "0010_links_of_four_kinds_and_three_points"), ("clients", "0006_foreign_companies"), ("roles", "0002_seats_follow_on_the_day")]
    operations = [
        migrations.AddField(
            "weekword", "engagement", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="week_words", to="clients.engagement")
        ),
        migrations.RunPython(find_engagements, migrations.RunPython.noop),
        migrations.AlterField(
            "weekword", "engagement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="week_words", to="clients.engagement")
        ),
        migrations.RemoveField("weekword", "project"),
        migrations.RunPython(give_duty, migrations.RunPython.noop),
    ]
