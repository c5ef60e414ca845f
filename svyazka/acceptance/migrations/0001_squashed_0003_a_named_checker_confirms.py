import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('acceptance', '0001_initial'), ('acceptance', '0002_initial'), ('acceptance', '0003_a_named_checker_confirms')]

    initial = True

    dependencies = [
        ('briefs', '0001_squashed_0003_initial'),
        ('clients', '0001_squashed_0004_letters_with_files'),
        ('projects', '0001_initial'),
        ('work', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('items', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('draft', 'Being put together'), ('checked', 'Checked inside'), ('handed', 'Handed to the AM'), ('with_am', 'With the AM'), ('returned', 'Sent back to the PM'), ('on_defence', 'On defence'), ('accepted', 'Accepted by the client'), ('remarks', 'The client has remarks')], db_index=True, default='draft', max_length=12)),
                ('made_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('handed_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('return_reason', models.TextField(blank=True)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='clients.engagement')),
                ('handed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='projects.stage')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('stage', 'edition'), name='one_result_a_stage_and_edition'), models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'checked', 'handed', 'with_am', 'on_defence', 'accepted'))), fields=('stage',), name='one_live_result_of_a_stage_at_a_time'), models.CheckConstraint(condition=models.Q(('state__in', ['draft']), ('checked_by__isnull', False), _connector='OR'), name='a_handed_result_was_checked_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Defence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('round_no', models.PositiveSmallIntegerField(default=1)),
                ('channel', models.CharField(choices=[('meeting', 'Meeting'), ('call', 'Call'), ('video', 'Video call'), ('phone', 'Phone'), ('portal', 'Portal'), ('email', 'E-mail')], max_length=10)),
                ('held_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('', 'Waits for the verdict'), ('accepted', 'Accepted'), ('remarks', 'Remarks')], db_index=True, default='', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('evidence', models.TextField(blank=True)),
                ('by_silence', models.BooleanField(default=False)),
                ('silence_due_on', models.DateField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='defences', to='clients.engagement')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='defences', to='acceptance.result')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('result',), name='one_defence_of_an_edition'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='a_verdict_was_given_by_somebody_at_some_moment')],
            },
        ),
        migrations.CreateModel(
            name='ResultCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('text', models.TextField(blank=True)),
                ('criterion', models.TextField(blank=True)),
                ('how_met', models.TextField()),
                ('clause', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='briefs.clause')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='acceptance.result')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('criterion', models.CharField(blank=True, max_length=500)),
                ('text', models.TextField()),
                ('state', models.CharField(choices=[('new', 'To be classified'), ('in_scope', 'In scope, waits for the PM'), ('planned', 'Planned as a task'), ('out_of_scope', 'Out of scope, a change')], db_index=True, default='new', max_length=12)),
                ('in_scope', models.BooleanField(null=True)),
                ('classified_at', models.DateTimeField(null=True)),
                ('planned_at', models.DateTimeField(null=True)),
                ('classified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('defence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='acceptance.defence')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='clients.engagement')),
                ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='work.task')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ChangeRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('text', models.TextField()),
                ('state', models.CharField(choices=[('new', 'To be priced'), ('offered', 'Offered to the client'), ('agreed', 'Agreed, waits for the PM'), ('planned', 'Planned as a task'), ('declined', 'Declined by the client')], db_index=True, default='new', max_length=10)),
                ('price_kopecks', models.BigIntegerField(null=True)),
                ('hours', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('made_at', models.DateTimeField()),
                ('offered_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('evidence', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='clients.engagement')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='projects.stage')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='work.task')),
                ('remark', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='change', to='acceptance.remark')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['new', 'declined']), models.Q(('price_kopecks__gte', 0), ('price_kopecks__isnull', False)), _connector='OR'), name='an_offered_change_has_a_price')],
            },
        ),
    ]
