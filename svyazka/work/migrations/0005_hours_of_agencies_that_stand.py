"""Agencies founded before this have the usual norms and duties of hours, and know which of their hours were late."""

from django.db import migrations
from django.db.models import Min

SEATS = {
    "time.write": ("am", "pm", "sales", "manager", "sp", "head", "finance"),
    "time.report": ("am", "pm", "sales", "manager", "head", "finance"),
    "time.keep": ("head", "finance"),
}
NORMS = {"step_minutes": 15, "rounding": "nearest", "most_timer_hours": 12, "in_within_days": 1, "least_percent": 80,
         "check_within_days": 2, "lock_after_days": 14, "reminds": True}  # fmt: skip
LATE = """
    update work_timeentry e set
      days_after = greatest(0, least(32000, (e.entered_at at time zone a.zone)::date - e.worked_on)),
      late = (e.entered_at at time zone a.zone)::date > e.worked_on + case extract(isodow from e.worked_on)::int when 5 then 3 when 6 then 2 else 1 end
    from people_agency a
"""  # the next working day: Monday after a Friday or a Saturday; days of the agency's own calendar are not known here


def give_duties(apps, schema_editor):
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for duty, seats in SEATS.items():
        for scheme, seat in Seat.objects.filter(code__in=seats).values_list("scheme", "code"):
            Grant.objects.get_or_create(scheme_id=scheme, duty=duty, seat=seat, defaults={"raci": "R"})


def set_norms(apps, schema_editor):
    since = apps.get_model("roles", "SchemeInForce").objects.aggregate(first=Min("starts_at"))["first"]
    Norms = apps.get_model("work", "HoursNorms")
    if since is not None and not Norms.objects.exists():
        Norms.objects.create(starts_on=since.date(), **NORMS)


class Migration(migrations.Migration):

    dependencies = [("work", "0004_hours_by_timer_and_by_duty"), ("roles", "0002_seats_follow_on_the_day"), ("people", "0003_powers_of_attorney")]
    operations = [
        migrations.RunPython(give_duties, migrations.RunPython.noop),
        migrations.RunPython(set_norms, migrations.RunPython.noop),
        migrations.RunSQL(LATE, migrations.RunSQL.noop),
    ]
