from django.db import migrations

FEASIBLE = {"pm": "R", "am": "I", "sales": "I"}  # seats of a pair or a triangle; where one person does all, that one judges


def give_the_duties(apps, schema_editor):
    """Write the desk's new duties into the schemes that are kept already, as new agencies get them."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    schemes = {}
    for scheme, seat in Seat.objects.values_list("scheme", "code"):
        schemes.setdefault(scheme, set()).add(seat)
    for scheme, seats in schemes.items():
        cells = [("tender.rules", "head", "R")] if "head" in seats else []
        cells += [("tender.feasible", seat, raci) for seat, raci in FEASIBLE.items() if seat in seats and "pm" in seats]
        cells += [("tender.feasible", "manager", "R")] if "pm" not in seats and "manager" in seats else []
        for duty, seat, raci in cells:
            Grant.objects.get_or_create(scheme_id=scheme, duty=duty, seat=seat, defaults={"raci": raci})


class Migration(migrations.Migration):

    dependencies = [("tenders", "0002_the_whole_desk"), ("roles", "0002_seats_follow_on_the_day")]
    operations = [migrations.RunPython(give_the_duties, migrations.RunPython.noop)]
