"""Whoever owns a problem may go on with it, and close what they promised at a look back: as new agencies get it."""

from django.db import migrations


def let_owners_act(apps, schema_editor):
    """Write the new cells into the schemes that are kept already."""
    Scheme, Grant = apps.get_model("roles", "RoleScheme"), apps.get_model("roles", "DutyGrant")
    for scheme in Scheme.objects.filter(seats__code="self").distinct():
        cells = {(row.duty, row.seat): row.raci for row in scheme.grants.filter(duty__in=("retro.run", "retro.keep", "problem.own"))}
        new = {("problem.own", "self"): "R", ("retro.keep", "self"): "R"}
        new |= {("retro.keep", seat): raci for (duty, seat), raci in cells.items() if duty == "retro.run" and set(raci) & set("RA")}
        Grant.objects.bulk_create(Grant(scheme=scheme, duty=duty, seat=seat, raci=raci) for (duty, seat), raci in new.items() if (duty, seat) not in cells)


class Migration(migrations.Migration):
    dependencies = [("work", "0019_what_was_locked_and_where_moved_work_stood"), ("roles", "0002_seats_follow_on_the_day")]
    operations = [migrations.RunPython(let_owners_act, migrations.RunPython.noop)]
