import django.db.models.deletion
from django.db import migrations, models

# A contract that was signed stands on the edition agreed by then.
BOUND = """
    update briefs_brief set bound_at = agreed_at where id in (
        select distinct on (b.engagement_id) b.id from briefs_brief b
        join deals_contract c on c.engagement_id = b.engagement_id and c.state in ('signed', 'running', 'closed')
        where b.state = 'agreed' and b.agreed_at is not null order by b.engagement_id, b.edition desc
    )
"""


class Migration(migrations.Migration):

    dependencies = [
        ("briefs", "0007_the_clients_word"),
        ("deals", "0003_a_price_is_approved_not_an_estimate"),
    ]

    operations = [
        migrations.AddField(
            "amendment", "brief",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="briefs.brief"),
        ),
        migrations.RunSQL(BOUND, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
    ]
