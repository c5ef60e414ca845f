import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('sources', '0001_initial'), ('sources', '0002_touches'), ('sources', '0003_channels')]

    initial = True

    dependencies = [
        ('clients', '0001_squashed_0004_letters_with_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DemandLoad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=300)),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('cells', models.PositiveIntegerField(default=0)),
                ('loaded_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('loaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OutreachEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=300)),
                ('audience', models.CharField(choices=[('clients', 'Clients'), ('peers', 'Peers')], max_length=10)),
                ('held_on', models.DateField()),
                ('region', models.CharField(blank=True, max_length=100)),
                ('talk', models.CharField(blank=True, max_length=300)),
                ('cost_kopecks', models.BigIntegerField(default=0)),
                ('hours', models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                ('people_met', models.PositiveIntegerField(default=0)),
                ('speaker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='talks', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('forum', 'Forum'), ('conference', 'Conference'), ('own', 'An event of our own')], default='forum', max_length=10)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QueryGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('brand', 'Personal brand and events'), ('search', 'Search by region'), ('tender', 'Tender'), ('referral', 'Referral'), ('cold', 'Cold outreach'), ('other', 'Other')], max_length=10)),
                ('retired_on', models.DateField(null=True)),
                ('fading_on', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('fading_on', None), ('retired_on', None), ('fading_on__lte', models.F('retired_on')), _connector='OR'), name='a_source_fades_before_it_is_retired')],
            },
        ),
        migrations.CreateModel(
            name='EventMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=500)),
                ('kept_at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='clients.contact')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='sources.outreachevent')),
                ('met_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'contact'), name='a_contact_is_met_once_at_an_event')],
            },
        ),
        migrations.CreateModel(
            name='RegionDemand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(max_length=100)),
                ('month_on', models.DateField()),
                ('shows', models.PositiveIntegerField(default=0)),
                ('visits', models.PositiveIntegerField(default=0)),
                ('position', models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ('aside', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='put_aside', to='sources.demandload')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='demand', to='sources.querygroup')),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='sources.demandload')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('aside', None)), fields=['month_on', 'group', 'region'], name='demand_by_month')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('aside', None)), fields=('group', 'region', 'month_on'), name='one_figure_of_demand_a_cell'), models.CheckConstraint(condition=models.Q(('month_on__day', 1)), name='demand_is_kept_by_whole_months')],
            },
        ),
        migrations.CreateModel(
            name='SourceCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month_on', models.DateField()),
                ('kopecks', models.BigIntegerField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='sources.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'month_on'), name='one_cost_of_a_source_a_month'), models.CheckConstraint(condition=models.Q(('kopecks__gte', 0)), name='a_cost_is_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='TouchCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=12, unique=True)),
                ('label', models.CharField(blank=True, max_length=200)),
                ('landing', models.CharField(blank=True, max_length=1000)),
                ('referrer', models.CharField(blank=True, max_length=1000)),
                ('utm', models.JSONField(default=dict)),
                ('region', models.CharField(blank=True, max_length=100)),
                ('made_at', models.DateTimeField()),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='sources.outreachevent')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('query_group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='sources.querygroup')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='sources.source')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
