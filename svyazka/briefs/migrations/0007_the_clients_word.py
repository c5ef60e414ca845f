import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import FewDrawings

# Whatever a client has before them, or has agreed to, was sent to them by the proposal or the contract it rests on.
SENT = """
    update briefs_brief set sent_at = coalesce(agreed_at, submitted_at, written_at), sent_by_id = written_by_id
    where state in ('with_client', 'agreed', 'amended')
"""


def let_the_same_seats_agree(apps, schema_editor):
    """Write the new duty's cells into the schemes that are kept already: who talks with the client, and the client."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    talking = Grant.objects.filter(duty="client.talk", raci="R").values_list("scheme", "seat")
    clients = Seat.objects.filter(code="client").values_list("scheme", "code")
    for scheme, seat in {*talking, *clients}:
        Grant.objects.get_or_create(scheme_id=scheme, duty="tz.agree", seat=seat, defaults={"raci": "R"})


class Migration(FewDrawings):

    dependencies = [
        ('briefs', '0006_templates_for_agencies_that_have_none'),
        ('clients', '0004_letters_with_files'),
        ('roles', '0002_seats_follow_on_the_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='brief',
            name='answer_by_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='brief',
            name='bound_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='brief',
            name='sent_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='brief',
            name='sent_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='verdict',
            name='digest',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='brief',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Checked by the PM'), ('feasible', 'Feasible'), ('conditional', 'Feasible on conditions'), ('infeasible', 'Not feasible'), ('with_client', 'With the client'), ('remarked', "The client's remarks"), ('agreed', 'Agreed'), ('amended', 'Amended')], db_index=True, default='draft', max_length=12),
        ),
        migrations.CreateModel(
            name='BriefApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('decision', models.CharField(choices=[('agreed', 'Agreed'), ('remarks', 'There are remarks')], max_length=8)),
                ('reason', models.TextField(blank=True)),
                ('by_contact', models.BooleanField()),
                ('name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('evidence', models.TextField(blank=True)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='briefs.brief')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.engagement')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.storedfile')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.message')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('decision', 'agreed')), fields=('brief',), name='an_edition_is_agreed_once'), models.CheckConstraint(condition=models.Q(('decision', 'agreed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='remarks_on_an_edition_have_words'), models.CheckConstraint(condition=models.Q(('by_contact', True), models.Q(('evidence', ''), _negated=True), ('message__isnull', False), ('file__isnull', False), _connector='OR'), name='an_answer_written_for_a_client_has_evidence')],
            },
        ),
        migrations.CreateModel(
            name='ClauseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clause_notes', to='briefs.brief')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clause_notes', to='clients.engagement')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['said_at', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['engagement', 'key'], name='notes_of_a_clause')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_by', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='a_settled_note_has_who_and_when')],
            },
        ),
        migrations.CreateModel(
            name='ClauseTalk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('from_client', models.BooleanField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clause_talks', to='briefs.brief')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clause_talks', to='clients.engagement')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['said_at', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['engagement', 'key'], name='talk_of_a_clause')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_by', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='a_settled_word_has_who_and_when')],
            },
        ),
        migrations.RunSQL(SENT, migrations.RunSQL.noop),
        migrations.RunPython(let_the_same_seats_agree, migrations.RunPython.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
    ]
