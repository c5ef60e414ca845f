import django.db.models.deletion
from django.db import migrations, models


def find_looks(apps, schema_editor):
    """Say of the looks back on switches that were held which day's they were: the newest asked for before them."""
    Retro, Look = apps.get_model("work", "Retro"), apps.get_model("work", "TransitionLook")
    for retro in Retro.objects.filter(kind="transition"):
        look = Look.objects.filter(asked=True, settled_at__lte=retro.opened_at).order_by("-settled_at").first()
        Retro.objects.filter(pk=retro.pk).update(look=look)


class Migration(migrations.Migration):

    dependencies = [("work", "0011_hours_are_checked_by_engagement")]
    operations = [
        migrations.AddField("retro", "look", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="retros", to="work.transitionlook")),
        migrations.RunPython(find_looks, migrations.RunPython.noop),
    ]
