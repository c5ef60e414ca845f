import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('roles', '0001_initial'), ('roles', '0002_seats_follow_on_the_day')]

    initial = True

    dependencies = [
        ('clients', '0001_squashed_0004_letters_with_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DutyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(max_length=40)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('agreed', models.BooleanField(null=True)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('version', models.PositiveIntegerField(default=1)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_requests', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duty_requests', to='clients.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='RoleScheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=40)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('ready', 'Ready'), ('retired', 'Retired')], default='draft', max_length=10)),
                ('four_eyes', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='roles.rolescheme')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'edition'), name='one_scheme_a_code_and_edition')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.SlugField(max_length=40)),
                ('single', models.BooleanField(default=True)),
                ('share', models.DecimalField(decimal_places=2, default=1, max_digits=4)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='clients.engagement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'ends_at'], name='seats_of_a_person')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('single', True)), expressions=[('engagement', '='), ('seat', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='one_holder_of_a_seat_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('engagement', '='), ('seat', '='), ('person', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='a_person_sits_once_in_a_seat'), models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='a_seat_is_left_after_it_is_taken')],
            },
        ),
        migrations.CreateModel(
            name='SeatCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(max_length=40)),
                ('seat', models.SlugField(max_length=40)),
                ('tracks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('called_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='clients.engagement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('engagement', 'seat'), name='a_vacant_seat_is_called_once')],
            },
        ),
        migrations.CreateModel(
            name='StandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.SlugField(max_length=40)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('absent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='clients.engagement')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('engagement', '='), ('seat', '='), ('absent', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='one_stand_in_of_a_person_in_a_seat_at_a_time'), models.CheckConstraint(condition=models.Q(('absent', models.F('deputy')), _negated=True), name='nobody_stands_in_for_themselves'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_stand_in_ends')],
            },
        ),
        migrations.CreateModel(
            name='DutyGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(max_length=40)),
                ('seat', models.SlugField(max_length=40)),
                ('raci', models.CharField(choices=[('R', 'does'), ('A', 'answers'), ('C', 'is asked before'), ('I', 'is told')], max_length=1)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='roles.rolescheme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scheme', 'duty', 'seat'), name='one_letter_a_cell'), models.UniqueConstraint(condition=models.Q(('raci', 'A')), fields=('scheme', 'duty'), name='at_most_one_seat_answers_for_a_duty')],
            },
        ),
        migrations.CreateModel(
            name='SchemeInForce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('engagement', 'One engagement'), ('client', 'A client'), ('department', 'A department'), ('agency', 'The agency')], max_length=12)),
                ('scope_id', models.BigIntegerField(default=0)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('put_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_force', to='roles.rolescheme')),
                ('seats_wait', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('scope', '='), ('scope_id', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), models.Value('[)'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='one_scheme_in_force_for_a_scope_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='SchemeSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('name', models.CharField(max_length=100)),
                ('tracks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('place', models.CharField(choices=[('engagement', 'On the engagement'), ('agency', 'In the agency'), ('client', 'At the client'), ('everyone', 'Everyone inside'), ('self', 'The person concerned')], default='engagement', max_length=12)),
                ('single', models.BooleanField(default=True)),
                ('follows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='roles.rolescheme')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'code'), name='one_seat_a_code_in_a_scheme')],
            },
        ),
        migrations.CreateModel(
            name='SchemeTransition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('scope', models.CharField(choices=[('engagement', 'One engagement'), ('client', 'A client'), ('department', 'A department'), ('agency', 'The agency')], max_length=12)),
                ('scope_id', models.BigIntegerField(default=0)),
                ('starts_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('plan', models.JSONField(default=dict)),
                ('drafted_at', models.DateTimeField()),
                ('carried_out_at', models.DateTimeField(null=True)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='roles.rolescheme')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
