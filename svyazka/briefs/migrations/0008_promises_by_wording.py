import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import FewDrawings

# What was given before was heard when it was given, with the PM's word that it has; what waits was asked with its edition.
BEFORE = """
    update briefs_promise p set
        judged_wording = case when p.verdict <> '' then 1 end,
        said_at = case when p.state in ('given', 'kept', 'changed', 'broken') then coalesce(p.given_at, p.verdict_at, p.made_at) end,
        said_by_id = case when p.state in ('given', 'kept', 'changed', 'broken') then p.made_by_id end,
        said_verdict = case when p.state in ('given', 'kept', 'changed', 'broken') then p.verdict else '' end,
        settled_by_id = case when p.settled_at is not null then p.made_by_id end,
        asked_at = b.submitted_at, verdict_due_at = b.verdict_due_at, with_brief = b.submitted_at is not null
    from briefs_promise q left join briefs_brief b on b.id = q.brief_id where q.id = p.id
"""


class Migration(FewDrawings):

    dependencies = [
        ('briefs', '0007_the_clients_word'),
        ('clients', '0004_letters_with_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='VerdictNorm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('brief', 'A whole specification'), ('promise', 'One promise')], max_length=8)),
                ('minutes', models.PositiveIntegerField()),
                ('starts_on', models.DateField()),
            ],
            options={
                'ordering': ['of', '-starts_on'],
            },
        ),
        migrations.AddField(
            model_name='promise',
            name='alternative',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='alternative_due_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='asked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='clause_key',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='hours',
            field=models.DecimalField(decimal_places=2, max_digits=8, null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='integration',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='judged_wording',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='message',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='clients.message'),
        ),
        migrations.AddField(
            model_name='promise',
            name='outcome_note',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='price_kopecks',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='replaces',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='briefs.promise'),
        ),
        migrations.AddField(
            model_name='promise',
            name='said_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='said_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='promise',
            name='said_verdict',
            field=models.CharField(blank=True, choices=[('feasible', 'Feasible'), ('conditional', 'On conditions'), ('infeasible', 'Not feasible')], max_length=12),
        ),
        migrations.AddField(
            model_name='promise',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='promise',
            name='source',
            field=models.CharField(choices=[('brief', 'The specification'), ('clause', 'A clause of the specification'), ('message', 'A message to the client'), ('call', 'A talk with the client'), ('client', 'The client’s own message'), ('note', 'A note inside the agency'), ('draft', 'A message that is being written'), ('lead', 'The lead'), ('other', 'Something else')], default='brief', max_length=8),
        ),
        migrations.AddField(
            model_name='promise',
            name='verdict_due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='promise',
            name='with_brief',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='promise',
            name='wording',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name='FormerPromise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('term', 'Term'), ('price', 'Price'), ('feature', 'Feature'), ('result', 'Result')], max_length=8)),
                ('text', models.TextField()),
                ('due_on', models.DateField(null=True)),
                ('verdict', models.CharField(blank=True, choices=[('feasible', 'Feasible'), ('conditional', 'On conditions'), ('infeasible', 'Not feasible')], max_length=12)),
                ('verdict_reason', models.TextField(blank=True)),
                ('verdict_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former', to='briefs.promise')),
                ('verdict_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-ended_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SmallPromiseRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(unique=True)),
                ('most_hours', models.DecimalField(decimal_places=2, max_digits=5)),
                ('kinds', models.JSONField(default=list)),
                ('new_integrations', models.BooleanField(default=False)),
                ('most_kopecks', models.BigIntegerField(null=True)),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_on'],
            },
        ),
        migrations.AddField(
            model_name='promise',
            name='rule',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='briefs.smallpromiserule'),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state', 'checking')), fields=['verdict_due_at', 'id'], name='promises_to_judge'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('said_at__isnull', False)), fields=['said_at'], name='promises_by_when_said'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state', 'given')), fields=['due_on'], name='promises_given_by_day'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', ''), models.Q(('judged_wording', models.F('wording')), ('judged_wording__isnull', False)), _connector='OR'), name='a_verdict_is_of_the_present_wording'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['given', 'kept', 'changed', 'broken']), _negated=True), models.Q(('said_at__isnull', False), ('said_by__isnull', False)), _connector='OR'), name='a_given_promise_was_heard'),
        ),
        migrations.AddConstraint(
            model_name='verdictnorm',
            constraint=models.UniqueConstraint(fields=('of', 'starts_on'), name='one_norm_of_verdicts_from_a_day'),
        ),
    ]
