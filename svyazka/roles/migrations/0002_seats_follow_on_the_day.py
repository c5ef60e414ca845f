from django.db import migrations, models

UNKNOWN = ("pulse.run", "pulse.answer", "metric.compare")


def forget_unknown_duties(apps, schema_editor):
    """Take out of every matrix the cells of duties that no action ever had."""
    apps.get_model("roles", "DutyGrant").objects.filter(duty__in=UNKNOWN).delete()


class Migration(migrations.Migration):
    dependencies = [("roles", "0001_initial")]

    operations = [
        migrations.AddField("schemeinforce", "seats_wait", models.BooleanField(default=False)),
        migrations.RunPython(forget_unknown_duties, migrations.RunPython.noop),
    ]
