import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('bonus', '0001_initial'), ('bonus', '0002_initial'), ('bonus', '0003_initial'), ('bonus', '0004_initial'), ('bonus', '0005_accruals_are_never_emptied')]

    initial = True

    dependencies = [
        ('clients', '0001_squashed_0004_letters_with_files'),
        ('money', '0001_squashed_0003_payments_are_never_emptied'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BonusMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('month_on', models.DateField(unique=True)),
                ('closed_at', models.DateTimeField()),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BonusRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=40)),
                ('seat', models.CharField(max_length=40)),
                ('base', models.CharField(choices=[('received', 'Money received, without VAT'), ('margin', 'Money received less the cost of hours'), ('pool', "The pair's common pool of money received"), ('idea', 'Money received from an idea')], max_length=10)),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__gte', 0), ('percent__lte', 100)), name='a_bonus_is_no_fine')],
            },
        ),
        migrations.CreateModel(
            name='Accrual',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('base_kopecks', models.BigIntegerField()),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5)),
                ('amount_kopecks', models.BigIntegerField()),
                ('facts', models.JSONField(default=dict)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accruals', to='clients.engagement')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accruals', to='money.payment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accruals', to=settings.AUTH_USER_MODEL)),
                ('month', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accruals', to='bonus.bonusmonth')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accruals', to='bonus.bonusrule')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rule', 'payment', 'person'), name='one_accrual_a_rule_payment_and_person')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accrual',
            trigger=pgtrigger.compiler.Trigger(name='accruals_are_only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='034d7769690fb777452900999404094cd9e9a1b5', operation='UPDATE OR DELETE', pgid='pgtrigger_accruals_are_only_added_74fa2', table='bonus_accrual', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accrual',
            trigger=pgtrigger.compiler.Trigger(name='accruals_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='81b0e3b06e2c4e697f40b670f58df0ed404cea7e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_accruals_are_never_emptied_a3e88', table='bonus_accrual', when='BEFORE')),
        ),
    ]
