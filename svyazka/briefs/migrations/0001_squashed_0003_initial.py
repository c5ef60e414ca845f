import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('briefs', '0001_initial'), ('briefs', '0002_initial'), ('briefs', '0003_initial')]

    initial = True

    dependencies = [
        ('clients', '0001_squashed_0004_letters_with_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Brief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('edition', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Checked by the PM'), ('feasible', 'Feasible'), ('conditional', 'Feasible on conditions'), ('infeasible', 'Not feasible'), ('with_client', 'With the client'), ('agreed', 'Agreed'), ('amended', 'Amended')], db_index=True, default='draft', max_length=12)),
                ('written_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('verdict_due_at', models.DateTimeField(null=True)),
                ('agreed_at', models.DateTimeField(null=True)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='briefs', to='clients.engagement')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('engagement', 'edition'), name='one_brief_an_edition')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('goal', models.CharField(blank=True, max_length=500)),
                ('measure', models.CharField(blank=True, max_length=500)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='briefs.brief')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='clients.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('term', 'Term'), ('price', 'Price'), ('feature', 'Feature'), ('result', 'Result')], max_length=8)),
                ('text', models.TextField()),
                ('due_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('draft', 'Written down'), ('checking', 'Being checked'), ('confirmed', 'Confirmed'), ('given', 'Given'), ('kept', 'Kept'), ('changed', 'Changed with consent'), ('broken', 'Broken'), ('withdrawn', 'Withdrawn')], db_index=True, default='draft', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('feasible', 'Feasible'), ('conditional', 'On conditions'), ('infeasible', 'Not feasible')], max_length=12)),
                ('verdict_reason', models.TextField(blank=True)),
                ('verdict_at', models.DateTimeField(null=True)),
                ('given_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('brief', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='briefs.brief')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='clients.engagement')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verdict_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'given', 'kept', 'changed', 'broken']), _negated=True), models.Q(('verdict', ''), _negated=True), _connector='OR'), name='a_given_promise_has_its_verdict')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('feasible', 'Feasible'), ('conditional', 'On conditions'), ('infeasible', 'Not feasible')], max_length=12)),
                ('hours', models.DecimalField(decimal_places=2, max_digits=8)),
                ('risks', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='briefs.brief')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='clients.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('must', 'Must'), ('should', 'Should'), ('wont', 'Will not')], default='must', max_length=8)),
                ('text', models.TextField()),
                ('criterion', models.TextField(blank=True)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='briefs.brief')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='clients.engagement')),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='briefs.need')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
    ]
