import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('leads', '0001_initial'), ('leads', '0002_initial'), ('leads', '0003_touches'), ('leads', '0004_search'), ('leads', '0005_fair_clock'), ('leads', '0006_routing'), ('leads', '0007_merging'), ('leads', '0008_intake'), ('leads', '0009_webform_codes_consents'), ('leads', '0010_files_of_other_systems'), ('leads', '0011_heads_keep_channels_and_norms')]

    initial = True

    dependencies = [
        ('clients', '0001_squashed_0004_letters_with_files'),
        ('sources', '0001_squashed_0003_channels'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerNorm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(blank=True, max_length=10)),
                ('minutes', models.PositiveIntegerField()),
                ('starts_on', models.DateField()),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='sources.source')),
                ('kind', models.CharField(choices=[('answer', 'First answer'), ('decision', 'Decision on a tender'), ('interview', 'Interview on needs')], default='answer', max_length=10)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'channel', 'source', 'starts_on'), name='one_norm_of_a_channel_and_a_source_from_a_day', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ClosingReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200, unique=True)),
                ('closing', models.CharField(choices=[('lost', 'Lost'), ('not_ours', 'Not ours')], max_length=10)),
                ('retired_on', models.DateField(null=True)),
            ],
            options={
                'ordering': ['closing', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.SlugField(max_length=60)),
                ('version', models.PositiveIntegerField()),
                ('label', models.CharField(max_length=300)),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('required', models.BooleanField(default=False)),
                ('starts_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('purpose', 'version'), name='one_text_a_purpose_and_version')],
            },
        ),
        migrations.CreateModel(
            name='ContactWay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('way', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Phone'), ('max', 'MAX'), ('telegram', 'Telegram'), ('vk', 'VK')], max_length=10)),
                ('address', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('way',), name='one_address_a_way_to_reach_us')],
            },
        ),
        migrations.CreateModel(
            name='EscalationLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveIntegerField()),
                ('called', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('holder', 'Who holds the lead, or all who may take it'), ('head', 'Head of managers'), ('director', 'Director')], max_length=10), default=list, size=None)),
                ('starts_on', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('percent', 'starts_on'), name='one_rule_of_a_level_from_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=300)),
                ('size', models.BigIntegerField()),
                ('preset', models.CharField(blank=True, max_length=40)),
                ('headings_key', models.CharField(db_index=True, max_length=64)),
                ('choices', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('read', 'Read'), ('tried', 'Tried'), ('running', 'Being brought in'), ('done', 'Brought in'), ('undone', 'Taken back'), ('failed', 'Stopped')], default='read', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('table_rows', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('position', models.PositiveIntegerField(default=0)),
                ('trial', models.JSONField(default=dict)),
                ('made_sources', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('digest',), name='the_same_file_is_brought_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_stopped_file_has_its_reason'), models.CheckConstraint(condition=models.Q(('position__lte', models.F('total'))), name='no_more_rows_are_behind_than_there_are')],
            },
        ),
        migrations.CreateModel(
            name='IntakeKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('channel', models.CharField(choices=[('portal', 'Portal'), ('email', 'E-mail'), ('phone', 'Phone'), ('meeting', 'Meeting'), ('form', 'Web form'), ('max', 'MAX'), ('telegram', 'Telegram'), ('vk', 'VK')], default='form', max_length=10)),
                ('salt', models.CharField(max_length=64)),
                ('by_address', models.BooleanField(default=False)),
                ('per_minute', models.PositiveIntegerField(default=60)),
                ('turned_away', models.PositiveBigIntegerField(default=0)),
                ('turned_away_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('per_minute__gte', 1)), name='a_key_takes_some_calls_a_minute')],
            },
        ),
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=300, unique=True)),
                ('uidvalidity', models.BigIntegerField(default=0)),
                ('last_uid', models.BigIntegerField(default=0)),
                ('taken', models.PositiveBigIntegerField(default=0)),
                ('checked_at', models.DateTimeField(null=True)),
                ('well_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NamesLearned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lead_id', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=100, unique=True)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['word'], name='words_like_this', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='SourceMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('utm_campaign', 'utm_campaign'), ('utm_source', 'utm_source'), ('utm_medium', 'utm_medium'), ('utm_term', 'utm_term'), ('referrer', 'Site they came from')], max_length=15)),
                ('value', models.CharField(max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('query_group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='sources.querygroup')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='sources.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('kind', 'value'), name='one_open_meaning_of_a_mark'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_mark_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('source__isnull', False), ('query_group__isnull', False), _connector='OR'), name='a_mark_tells_of_a_source_or_of_a_group')],
            },
        ),
        migrations.CreateModel(
            name='TakerTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('most_open', models.PositiveIntegerField(null=True)),
                ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), default=list, size=None)),
                ('refused_sources', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('refused_channels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('paused_until', models.DateField(null=True)),
                ('order', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('starts_on', models.DateField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taker_terms', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'starts_on'), name='one_set_of_terms_of_a_taker_from_a_day', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='WebForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.CharField(max_length=16, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('intro', models.CharField(blank=True, max_length=500)),
                ('asks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('sites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None)),
                ('thanks', models.CharField(blank=True, max_length=500)),
                ('thanks_url', models.CharField(blank=True, max_length=500)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='sources.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Knock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(blank=True, max_length=64)),
                ('words', models.CharField(blank=True, max_length=64)),
                ('opening', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField()),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='leads.webform')),
            ],
            options={
                'indexes': [models.Index(fields=['who', 'at'], name='knocks_of_an_address'), models.Index(fields=['at'], name='knocks_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('who', ''), ('who__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='a_knock_names_nobody')],
            },
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('channel', models.CharField(choices=[('portal', 'Portal'), ('email', 'E-mail'), ('phone', 'Phone'), ('meeting', 'Meeting'), ('form', 'Web form'), ('max', 'MAX'), ('telegram', 'Telegram'), ('vk', 'VK')], default='form', max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('request', models.TextField()),
                ('company', models.CharField(blank=True, max_length=300)),
                ('region', models.CharField(blank=True, max_length=100)),
                ('state', models.CharField(choices=[('new', 'New'), ('taken', 'Taken'), ('qualified', 'In work'), ('brief', 'Specification and estimate'), ('offer', 'Offer'), ('negotiation', 'Agreement'), ('won', 'Won'), ('lost', 'Lost'), ('not_ours', 'Not ours'), ('frozen', 'Frozen'), ('merged', 'Merged')], db_index=True, default='new', max_length=12)),
                ('received_at', models.DateTimeField()),
                ('answer_due_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('closing_reason', models.CharField(blank=True, max_length=1000)),
                ('frozen_until', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('won_kopecks', models.BigIntegerField(default=0)),
                ('external_id', models.CharField(blank=True, max_length=200)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='clients.contact')),
                ('engagement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='lead', to='clients.engagement')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='sources.source')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to=settings.AUTH_USER_MODEL)),
                ('last_source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads_last', to='sources.source')),
                ('query_group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='sources.querygroup')),
                ('words', django.contrib.postgres.search.SearchVectorField(editable=False, null=True)),
                ('answered_in', models.DurationField(null=True)),
                ('closed_from', models.CharField(blank=True, choices=[('new', 'New'), ('taken', 'Taken'), ('qualified', 'In work'), ('brief', 'Specification and estimate'), ('offer', 'Offer'), ('negotiation', 'Agreement'), ('won', 'Won'), ('lost', 'Lost'), ('not_ours', 'Not ours'), ('frozen', 'Frozen'), ('merged', 'Merged')], max_length=12)),
                ('interview_due_at', models.DateTimeField(null=True)),
                ('interviewed_at', models.DateTimeField(null=True)),
                ('next_level_at', models.DateTimeField(null=True)),
                ('next_step', models.CharField(blank=True, max_length=300)),
                ('next_step_on', models.DateField(null=True)),
                ('norm_minutes', models.PositiveIntegerField(null=True)),
                ('qualified_at', models.DateTimeField(null=True)),
                ('closed_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='leads.closingreason')),
                ('inn', models.CharField(blank=True, max_length=12)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='leads.lead')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'new'), models.Q(('answered_at', None), ('state__in', ('taken', 'qualified', 'brief', 'offer', 'negotiation'))), _connector='OR'), fields=['answer_due_at', 'id'], name='leads_that_wait'), models.Index(fields=['-received_at', '-id'], name='leads_by_arrival'), models.Index(fields=['source', '-received_at', '-id'], name='leads_of_a_source'), models.Index(fields=['state', '-received_at', '-id'], name='leads_of_a_state'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='leads_by_words'), models.Index(condition=models.Q(('next_level_at__isnull', False)), fields=['next_level_at'], name='leads_that_call'), models.Index(condition=models.Q(('inn', ''), _negated=True), fields=['inn'], name='leads_by_inn'), models.Index(condition=models.Q(('state__in', ('won', 'lost', 'not_ours', 'merged')), _negated=True), fields=['taken_by', 'answer_due_at'], name='leads_of_a_person'), models.Index(models.OrderBy(models.F('answered_at'), nulls_first=True), models.F('answer_due_at'), models.F('id'), condition=models.Q(('state__in', ('won', 'lost', 'not_ours', 'merged')), _negated=True), name='leads_that_are_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id',), name='one_lead_an_external_id'), models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_by', None)), models.Q(('taken_at__gte', models.F('received_at')), ('taken_by__isnull', False)), _connector='OR'), name='a_lead_is_taken_by_someone_at_some_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['lost', 'not_ours']), _negated=True), models.Q(('closing_reason', ''), _negated=True), _connector='OR'), name='a_refused_lead_has_its_reason'), models.CheckConstraint(condition=models.Q(models.Q(('next_step', ''), ('next_step_on', None)), models.Q(models.Q(('next_step', ''), _negated=True), ('next_step_on__isnull', False)), _connector='OR'), name='a_next_step_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='a_merged_lead_names_where_it_went')],
            },
        ),
        migrations.CreateModel(
            name='ClockPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='leads.lead')),
            ],
            options={
                'ordering': ['starts_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('lead',), name='one_pause_of_a_lead_lasts'), models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='a_pause_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='leads.lead')),
                ('told', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'percent'],
                'constraints': [models.UniqueConstraint(fields=('lead', 'percent'), name='a_level_calls_once_about_a_lead')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('key', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('made', 'Written down'), ('known', 'Known already'), ('wrong', 'Wrong'), ('kept', 'Kept, for it was touched')], max_length=5)),
                ('made', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('wrong', models.JSONField(default=list)),
                ('remarks', models.JSONField(default=list)),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='brought', to='leads.lead')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='leads.importrun')),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'state'], name='rows_of_a_file_by_state')],
                'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='one_row_a_number_of_a_file')],
            },
        ),
        migrations.CreateModel(
            name='LeadConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60)),
                ('text_version', models.CharField(max_length=60)),
                ('text_digest', models.CharField(max_length=64)),
                ('given_at', models.DateTimeField()),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='leads.lead')),
                ('raw_digest', models.CharField(blank=True, max_length=64)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_how', models.CharField(blank=True, max_length=300)),
                ('text', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='given', to='leads.consenttext')),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='leads.webform')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawn_by__isnull', False), models.Q(('withdrawn_how', ''), _negated=True)), _connector='OR'), name='a_consent_is_withdrawn_by_someone_somehow')],
            },
        ),
        migrations.CreateModel(
            name='LeadOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.JSONField(default=list)),
                ('passed_over', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('offered', 'Waits for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('lapsed', 'Not answered in time'), ('withdrawn', 'Withdrawn'), ('returned', 'Returned'), ('nobody', 'Open to everybody')], default='offered', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('offered_at', models.DateTimeField()),
                ('answer_by_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='leads.lead')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lead_offers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'offered')), fields=['answer_by_at'], name='offers_that_wait'), models.Index(fields=['lead', 'offered_at'], name='offers_of_a_lead')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'offered')), fields=('lead',), name='a_lead_is_offered_to_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'nobody'), ('to', None)), models.Q(models.Q(('state', 'nobody'), _negated=True), ('to__isnull', False)), _connector='OR'), name='an_offer_is_made_to_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('answer_by_at__isnull', False), ('ended_at', None), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='an_offer_is_over_at_some_moment'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['declined', 'returned']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_declined_lead_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('signs', models.JSONField(default=list)),
                ('weight', models.PositiveSmallIntegerField()),
                ('strong', models.BooleanField()),
                ('state', models.CharField(choices=[('open', 'To be looked at'), ('same', 'One and the same'), ('different', 'Different')], default='open', max_length=10)),
                ('found_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='likenesses', to='leads.lead')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='likenesses_of_later', to='leads.lead')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['-weight', '-id'], name='likenesses_to_look_at')],
                'constraints': [models.UniqueConstraint(fields=('lead', 'other'), name='two_leads_are_compared_once'), models.CheckConstraint(condition=models.Q(('lead__gt', models.F('other'))), name='the_later_lead_is_like_the_earlier'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='a_likeness_is_decided_by_someone_at_some_moment')],
            },
        ),
        migrations.CreateModel(
            name='Merging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('moved', models.JSONField(default=dict)),
                ('written', models.JSONField(default=dict)),
                ('merged_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('clients', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.clientmerging')),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergings_away', to='leads.lead')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergings', to='leads.lead')),
                ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('gone',), name='a_lead_is_merged_into_one_lead'), models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='no_lead_is_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Raw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('channel', models.CharField(choices=[('portal', 'Portal'), ('email', 'E-mail'), ('phone', 'Phone'), ('meeting', 'Meeting'), ('form', 'Web form'), ('max', 'MAX'), ('telegram', 'Telegram'), ('vk', 'VK')], max_length=10)),
                ('name', models.CharField(blank=True, max_length=300)),
                ('size', models.BigIntegerField()),
                ('received_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('stored', 'Stored'), ('linked', 'Linked'), ('dead', 'Not understood'), ('discarded', 'Put away'), ('refused', 'Refused')], db_index=True, default='stored', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raws', to='leads.lead')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.message')),
                ('begun', models.PositiveIntegerField(default=0)),
                ('hints', models.JSONField(default=dict)),
                ('kind', models.CharField(choices=[('mail', 'Letter'), ('form', 'Web form'), ('api', 'Call of the API'), ('webhook', 'Webhook')], default='mail', max_length=8)),
                ('origin', models.CharField(blank=True, max_length=300)),
                ('put_away_because', models.CharField(blank=True, max_length=500)),
                ('key', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raws', to='leads.intakekey')),
            ],
            options={
                'indexes': [models.Index(fields=['key', 'received_at'], name='raws_of_a_key'), models.Index(fields=['received_at'], name='raws_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'dead'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_dead_letter_has_its_reason'), models.UniqueConstraint(condition=models.Q(('kind', 'api'), _negated=True), fields=('digest', 'channel', 'key'), name='the_same_bytes_come_once_by_a_channel_and_key', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('state', 'discarded'), _negated=True), models.Q(('put_away_because', ''), _negated=True), _connector='OR'), name='a_message_put_away_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Touch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('channel', models.CharField(choices=[('portal', 'Portal'), ('email', 'E-mail'), ('phone', 'Phone'), ('meeting', 'Meeting'), ('form', 'Web form'), ('max', 'MAX'), ('telegram', 'Telegram'), ('vk', 'VK')], max_length=10)),
                ('landing', models.CharField(blank=True, max_length=1000)),
                ('referrer', models.CharField(blank=True, max_length=1000)),
                ('utm', models.JSONField(default=dict)),
                ('region', models.CharField(blank=True, max_length=100)),
                ('code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='sources.touchcode')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='leads.lead')),
                ('query_group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='sources.querygroup')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='sources.source')),
            ],
            options={
                'indexes': [models.Index(fields=['lead', 'at'], name='touches_of_a_lead')],
            },
        ),
        migrations.CreateModel(
            name='GivenOffer',
            fields=[
            ],
            options={
                'proxy': True,
            },
            bases=('leads.leadoffer',),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lead',
            trigger=pgtrigger.compiler.Trigger(name='a_lead_is_found_by_its_words', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    NEW.words = to_tsvector('russian', translate(concat_ws(' ', NEW.title, NEW.company, NEW.request,\n        (SELECT name FROM clients_client WHERE id = (SELECT client_id FROM clients_engagement WHERE id = NEW.engagement_id)),\n        (SELECT concat_ws(' ', name, email, right(regexp_replace(phone, '\\D', '', 'g'), 10))\n           FROM clients_contact WHERE id = NEW.contact_id)), 'ёЁ', 'еЕ'));\n    RETURN NEW;\n", hash='2e5bb988e792e77ea5a81bbf5d25fc65c2bf309f', operation='INSERT OR UPDATE OF "title", "company", "request", "engagement_id", "contact_id"', pgid='pgtrigger_a_lead_is_found_by_its_words_f3816', table='leads_lead', when='BEFORE')),
        ),
        migrations.RunSQL(
            sql='ALTER TABLE leads_lead ALTER COLUMN words SET STATISTICS 1000',
            reverse_sql='',
        ),
    ]
