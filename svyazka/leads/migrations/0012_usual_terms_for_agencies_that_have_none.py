from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone

MOST_OPEN, LANGUAGES = 10, ["ru"]
ORDER = ["client", "heard", "region", "language", "load", "hours", "rested"]


def begin_offering(apps, schema_editor):
    """Let an agency that was founded before leads were offered by an order offer them from today on, as new ones do.

    Terms that somebody has set, also for a day to come, are left as they are.
    """
    Agency, TakerTerms = apps.get_model("people", "Agency"), apps.get_model("leads", "TakerTerms")
    agency = Agency.objects.first()
    if agency is None or TakerTerms.objects.filter(person=None).exists():
        return
    today = timezone.now().astimezone(ZoneInfo(agency.zone)).date()
    TakerTerms.objects.create(most_open=MOST_OPEN, languages=LANGUAGES, order=ORDER, starts_on=today)


class Migration(migrations.Migration):

    dependencies = [("leads", "0011_heads_keep_channels_and_norms"), ("people", "0001_initial")]
    operations = [migrations.RunPython(begin_offering, migrations.RunPython.noop)]
