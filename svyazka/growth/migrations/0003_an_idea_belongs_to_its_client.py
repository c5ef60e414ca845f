"""An idea stays its client's: the engagement that it became does not decide who may answer it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("growth", "0002_initial")]

    operations = [migrations.RenameField(model_name="idea", old_name="engagement", new_name="became")]
