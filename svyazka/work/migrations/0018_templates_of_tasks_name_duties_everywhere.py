from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

from svyazka.work.rules.template import shipped


def name_duties(apps, _schema_editor):
    """Write the next edition of each template of tasks that an agency has as it was founded with it, when lines named no duties.

    What the agency has written, mended or retired itself stays as it is; so does the edition before, under what was laid by it.
    """
    agency, Template = apps.get_model("people", "Agency").objects.first(), apps.get_model("work", "TaskTemplate")
    if agency is None:
        return
    day = timezone.now().astimezone(ZoneInfo(agency.zone)).date()
    told, touched = {row["code"]: row for row in shipped()}, set(Template.objects.exclude(edition=1).values_list("code", flat=True))
    for kept in Template.objects.filter(edition=1, made_by=None, code__in=told).exclude(code__in=touched):
        if kept.lines and not any("duty" in line for line in kept.lines):
            Template.objects.create(**told[kept.code], edition=2, starts_on=max(day, kept.starts_on))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('work', '0017_shares_weights_and_the_plan_of_the_agency'),
    ]

    operations = [
        migrations.RunPython(name_duties, migrations.RunPython.noop),
    ]
