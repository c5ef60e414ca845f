from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

CATCHING = ("sales", "am", "pm", "manager")


def give_the_duties(apps, schema_editor):
    """Write the new duties' cells into the schemes that are kept already, as new agencies get them."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for scheme, seat in Seat.objects.filter(code__in=(*CATCHING, "head")).values_list("scheme", "code"):
        duty = "promise.rule" if seat == "head" else "promise.catch"
        Grant.objects.get_or_create(scheme_id=scheme, duty=duty, seat=seat, defaults={"raci": "R"})


def begin_the_rule(apps, schema_editor):
    """Let an agency that was founded before have the usual rule of small promises from today on, and the usual norms."""
    Agency = apps.get_model("people", "Agency")
    Rule, Norm = apps.get_model("briefs", "SmallPromiseRule"), apps.get_model("briefs", "VerdictNorm")
    agency = Agency.objects.first()
    if agency is None:
        return
    today = timezone.now().astimezone(ZoneInfo(agency.zone)).date()
    Rule.objects.get_or_create(starts_on=today, defaults={"most_hours": Decimal(4), "kinds": ["feature", "result"]})
    for of, minutes in (("brief", 480), ("promise", 240)):
        Norm.objects.get_or_create(of=of, starts_on=today, defaults={"minutes": minutes})


class Migration(migrations.Migration):

    dependencies = [("briefs", "0008_promises_by_wording"), ("roles", "0002_seats_follow_on_the_day"), ("people", "0001_initial")]
    operations = [
        migrations.RunPython(give_the_duties, migrations.RunPython.noop),
        migrations.RunPython(begin_the_rule, migrations.RunPython.noop),
    ]
