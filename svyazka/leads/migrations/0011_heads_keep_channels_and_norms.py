from django.db import migrations

DUTIES = ("channel.keep", "norm.keep")


def give_heads_the_duties(apps, schema_editor):
    """Write the new duties' cells into the schemes that are kept already, as new agencies get them."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for scheme in Seat.objects.filter(code="head").values_list("scheme", flat=True):
        for duty in DUTIES:
            Grant.objects.get_or_create(scheme_id=scheme, duty=duty, seat="head", defaults={"raci": "R"})


class Migration(migrations.Migration):

    dependencies = [("leads", "0010_files_of_other_systems"), ("roles", "0002_seats_follow_on_the_day")]
    operations = [migrations.RunPython(give_heads_the_duties, migrations.RunPython.noop)]
