"""What becomes of hours left is of each period by itself: an amendment changes it from one on."""

from django.db import migrations, models

ROLLOVERS = [("none", "Hours that are not used burn"), ("cap", "Hours are carried on, up to a cap"), ("expiry", "Hours are carried on for some periods")]
LEFT = ("rollover", "cap_hours", "lasts", "borrow_hours")


def as_agreed(apps, _schema_editor):
    """Give every period what its retainer says of hours left."""
    for plan in apps.get_model("deals", "Retainer").objects.iterator():
        apps.get_model("deals", "RetainerPeriod").objects.filter(contract=plan.contract_id).update(**{name: getattr(plan, name) for name in LEFT})


class Migration(migrations.Migration):
    dependencies = [("deals", "0010_clients_answer_to_amendments")]
    operations = [
        migrations.AddField("retainer", "moved_from", models.PositiveIntegerField(null=True)),
        migrations.AddField("retainer", "moved_on", models.DateField(null=True)),
        migrations.AddField("retainerperiod", "rollover", models.CharField(choices=ROLLOVERS, default="none", max_length=6)),
        migrations.AddField("retainerperiod", "cap_hours", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
        migrations.AddField("retainerperiod", "lasts", models.PositiveIntegerField(null=True)),
        migrations.AddField("retainerperiod", "borrow_hours", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
        migrations.RunPython(as_agreed, migrations.RunPython.noop),
    ]
