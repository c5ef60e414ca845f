from django.db import migrations, models

from svyazka.work.rules.regulation import shipped


def tell_in_english(apps, _schema_editor):
    """Give the regulations an agency was founded with their English words; what it has written itself stays as it is."""
    told = shipped()
    for kept in apps.get_model("work", "Regulation").objects.filter(made_by=None, duty__in=told):
        row = told[kept.duty]
        if (kept.title, kept.text, kept.steps) == (row["title"], row["text"], row["steps"]):
            kept.english = row["english"]
            kept.save(update_fields=["english"])


class Migration(migrations.Migration):

    dependencies = [
        ('work', '0020_owners_close_what_is_theirs'),
    ]

    operations = [
        migrations.AddField(
            model_name='regulation',
            name='english',
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(tell_in_english, migrations.RunPython.noop),
    ]
