import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('money', '0001_initial'), ('money', '0002_initial'), ('money', '0003_payments_are_never_emptied')]

    initial = True

    dependencies = [
        ('acceptance', '0001_squashed_0003_a_named_checker_confirms'),
        ('clients', '0001_squashed_0004_letters_with_files'),
        ('deals', '0001_squashed_0003_a_price_is_approved_not_an_estimate'),
        ('people', '0001_initial'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(blank=True, max_length=20)),
                ('year', models.PositiveIntegerField(null=True)),
                ('total_kopecks', models.BigIntegerField()),
                ('vat_percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('vat_kopecks', models.BigIntegerField(default=0)),
                ('vat_basis', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent'), ('signed', 'Signed'), ('refused', 'Refused with reasons'), ('deemed', 'Accepted by silence'), ('void', 'Cancelled')], db_index=True, default='draft', max_length=10)),
                ('dated_on', models.DateField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('signed_on', models.DateField(null=True)),
                ('refusal_reason', models.TextField(blank=True)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='deals.contract')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='clients.engagement')),
                ('legal_entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.legalentity')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='acceptance.result')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='projects.stage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'void'), _negated=True), fields=('stage',), name='one_act_of_a_stage'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('legal_entity', 'year', 'number'), name='one_act_a_number'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'void']), models.Q(('number', ''), _negated=True), _connector='OR'), name='an_act_that_left_us_has_a_number')],
            },
        ),
        migrations.CreateModel(
            name='ActLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=500)),
                ('total_kopecks', models.BigIntegerField()),
                ('vat_kopecks', models.BigIntegerField(default=0)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.act')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(blank=True, max_length=20)),
                ('year', models.PositiveIntegerField(null=True)),
                ('total_kopecks', models.BigIntegerField()),
                ('vat_percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('vat_kopecks', models.BigIntegerField(default=0)),
                ('vat_basis', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('issued', 'Issued'), ('part_paid', 'Paid in part'), ('paid', 'Paid'), ('overdue', 'Overdue'), ('void', 'Cancelled')], db_index=True, default='draft', max_length=10)),
                ('due_on', models.DateField()),
                ('issued_on', models.DateField(null=True)),
                ('followed_at', models.DateTimeField(null=True)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='money.act')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='deals.contract')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='clients.engagement')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('legal_entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.legalentity')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='projects.stage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'void'), _negated=True), fields=('stage',), name='one_invoice_of_a_stage'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('legal_entity', 'year', 'number'), name='one_invoice_a_number'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'void']), models.Q(models.Q(('number', ''), _negated=True), ('issued_on__isnull', False)), _connector='OR'), name='an_issued_invoice_has_a_number'), models.CheckConstraint(condition=models.Q(('total_kopecks__gt', 0)), name='an_invoice_asks_for_something')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_kopecks', models.BigIntegerField()),
                ('paid_on', models.DateField(db_index=True)),
                ('document', models.CharField(blank=True, max_length=200)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('recorded_at', models.DateTimeField()),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='money.payment')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='clients.engagement')),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='money.invoice')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount_kopecks__gt', 0), ('corrects', None)), models.Q(('amount_kopecks__lt', 0), ('corrects__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='money_comes_or_is_corrected_with_a_reason')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payments_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fadc960cfb9b0e45655d3d52a1ed885900653bfb', operation='UPDATE OR DELETE', pgid='pgtrigger_payments_never_change_b59ab', table='money_payment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payments_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='b669f4cccff625d28b20ed86dbd4ed08fb54af86', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_payments_are_never_emptied_4ed99', table='money_payment', when='BEFORE')),
        ),
    ]
