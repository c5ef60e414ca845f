from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

from svyazka.briefs.rules.template import shipped

CELLS = (("tz.templates", "head"), ("tz.open", "everyone"))


def give_the_duties(apps, schema_editor):
    """Write the new duties' cells into the schemes that are kept already, as new agencies get them."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for duty, seat in CELLS:
        for scheme in Seat.objects.filter(code=seat).values_list("scheme", flat=True):
            Grant.objects.get_or_create(scheme_id=scheme, duty=duty, seat=seat, defaults={"raci": "R"})


def ship_templates(apps, schema_editor):
    """Let an agency that was founded before there were templates have those that come with the product."""
    Agency, Template = apps.get_model("people", "Agency"), apps.get_model("briefs", "SpecTemplate")
    Section, Starter = apps.get_model("briefs", "SpecSection"), apps.get_model("briefs", "SpecStarter")
    agency = Agency.objects.first()
    if agency is None or Template.objects.exists():
        return
    today = timezone.now().astimezone(ZoneInfo(agency.zone)).date()
    for told in shipped():
        named = {name: told[name] for name in ("code", "title", "standard", "mark", "source")}
        template = Template.objects.create(edition=1, starts_on=today, **named)
        for number, one in enumerate(told["sections"], start=1):
            section = Section.objects.create(template=template, number=number, heading=one["heading"], hint=one["hint"], mark=one["mark"])
            Starter.objects.bulk_create(Starter(section=section, position=n, **row) for n, row in enumerate(one["clauses"], start=1))


class Migration(migrations.Migration):

    dependencies = [
        ("briefs", "0005_spec_templates"),
        ("people", "0001_initial"),
        ("roles", "0002_seats_follow_on_the_day"),
    ]
    operations = [
        migrations.RunPython(give_the_duties, migrations.RunPython.noop),
        migrations.RunPython(ship_templates, migrations.RunPython.noop),
    ]
