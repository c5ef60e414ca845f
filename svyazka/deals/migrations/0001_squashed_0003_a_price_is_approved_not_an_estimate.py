import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('deals', '0001_initial'), ('deals', '0002_initial'), ('deals', '0003_a_price_is_approved_not_an_estimate')]

    initial = True

    dependencies = [
        ('briefs', '0001_squashed_0003_initial'),
        ('clients', '0001_squashed_0004_letters_with_files'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DealTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=8)),
                ('starts_on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Estimate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('edition', models.PositiveIntegerField()),
                ('reserve_percent', models.DecimalField(decimal_places=2, default=0, max_digits=5)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('ready', 'Ready'), ('approved', 'Approved by the head')], default='ready', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='estimates', to='briefs.brief')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='estimates', to='clients.engagement')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_price_kopecks', models.BigIntegerField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('engagement', 'edition'), name='one_estimate_an_edition')],
            },
        ),
        migrations.CreateModel(
            name='RateCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price_kopecks', models.BigIntegerField()),
                ('cost_kopecks', models.BigIntegerField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('specialism', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='people.specialism')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('specialism', '='), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_rate_of_a_specialism_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='EstimateLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('hours', models.DecimalField(decimal_places=2, max_digits=8)),
                ('rate_kopecks', models.BigIntegerField()),
                ('cost_kopecks', models.BigIntegerField()),
                ('clause', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='estimate_lines', to='briefs.clause')),
                ('estimate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='deals.estimate')),
                ('specialism', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.specialism')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(max_length=40, unique=True)),
                ('price_kopecks', models.BigIntegerField()),
                ('vat_percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('valid_until_on', models.DateField()),
                ('state', models.CharField(choices=[('sent', 'Sent'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('expired', 'Expired')], default='sent', max_length=10)),
                ('sent_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer_reason', models.CharField(blank=True, max_length=1000)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='clients.engagement')),
                ('estimate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='deals.estimate')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('price_kopecks__gt', 0)), name='a_proposal_has_a_price')],
            },
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('fixed', 'Fixed price'), ('tm', 'Time and materials'), ('tm_capped', 'Time and materials with a cap'), ('retainer', 'Retainer')], max_length=10)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('with_client', 'With the client'), ('disagreement', 'Protocol of disagreements'), ('signed', 'Signed'), ('running', 'Being carried out'), ('closed', 'Closed'), ('terminated', 'Terminated')], default='draft', max_length=12)),
                ('price_kopecks', models.BigIntegerField()),
                ('vat_percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('vat_basis', models.CharField(blank=True, max_length=300)),
                ('acceptance_days', models.PositiveIntegerField(default=5)),
                ('rounds_included', models.PositiveIntegerField(default=2)),
                ('round_price_kopecks', models.BigIntegerField(default=0)),
                ('silence_means_accepted', models.BooleanField(default=False)),
                ('drafted_at', models.DateTimeField()),
                ('signed_on', models.DateField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='clients.client')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='clients.engagement')),
                ('legal_entity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='people.legalentity')),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='deals.proposal')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['signed', 'running', 'closed']), _negated=True), ('signed_on__isnull', False), _connector='OR'), name='a_signed_contract_has_its_day'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'with_client', 'disagreement', 'signed', 'running'])), fields=('engagement',), name='one_contract_in_force_an_engagement')],
            },
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('reason', models.TextField()),
                ('added_kopecks', models.BigIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.engagement')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='deals.contract')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContractStage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('value_kopecks', models.BigIntegerField()),
                ('due_on', models.DateField()),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='deals.contract')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.engagement')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value_kopecks__gt', 0)), name='a_stage_has_a_value')],
            },
        ),
    ]
