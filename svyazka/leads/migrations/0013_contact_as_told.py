from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("leads", "0012_usual_terms_for_agencies_that_have_none")]

    operations = [
        migrations.AddField(model_name="lead", name="contact_told", field=models.JSONField(default=dict)),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(condition=models.Q(("taken_by__isnull", False)), fields=["taken_by", "taken_at"], name="leads_taken_by_a_person"),
        ),
    ]
