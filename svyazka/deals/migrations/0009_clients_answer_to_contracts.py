from django.db import migrations


def give_the_duty(apps, schema_editor):
    """Write the new duty's cells into the schemes that are kept already: the client, and whoever runs the contract."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for scheme in Seat.objects.filter(code="client").values_list("scheme", flat=True):
        runs = Grant.objects.filter(scheme_id=scheme, duty="contract.run", raci="R").values_list("seat", flat=True)
        for seat in {"client", *runs}:
            Grant.objects.get_or_create(scheme_id=scheme, duty="contract.answer", seat=seat, defaults={"raci": "R"})


class Migration(migrations.Migration):

    dependencies = [("deals", "0008_the_life_of_a_contract"), ("roles", "0002_seats_follow_on_the_day")]
    operations = [migrations.RunPython(give_the_duty, migrations.RunPython.noop)]
