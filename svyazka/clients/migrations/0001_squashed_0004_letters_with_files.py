import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('clients', '0001_initial'), ('clients', '0002_initial'), ('clients', '0003_merging'), ('clients', '0004_letters_with_files')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=300)),
                ('name_key', models.CharField(db_index=True, max_length=300)),
                ('kind', models.CharField(choices=[('private', 'Private company'), ('state', 'State body'), ('state_corporation', 'State corporation'), ('person', 'Person')], default='private', max_length=20)),
                ('inn', models.CharField(blank=True, max_length=12)),
                ('kpp', models.CharField(blank=True, max_length=9)),
                ('ogrn', models.CharField(blank=True, max_length=15)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('signer_name', models.CharField(blank=True, max_length=200)),
                ('signer_position', models.CharField(blank=True, max_length=200)),
                ('region', models.CharField(blank=True, max_length=100)),
                ('zone', models.CharField(blank=True, max_length=60)),
                ('public_reference', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='clients.client')),
                ('domain', models.CharField(blank=True, db_index=True, max_length=253)),
                ('listed_as', models.CharField(blank=True, db_index=True, max_length=300)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='clients.client')),
                ('site', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['name_key'], name='clients_by_a_like_name', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(condition=models.Q(('inn', ''), _negated=True), fields=('inn', 'kpp'), name='one_client_an_inn_and_kpp')],
            },
        ),
        migrations.CreateModel(
            name='ClientMerging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('moved', models.JSONField(default=dict)),
                ('written', models.JSONField(default=dict)),
                ('with_leads', models.BooleanField(default=False)),
                ('merged_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergings_away', to='clients.client')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergings', to='clients.client')),
                ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('gone',), name='a_client_is_merged_into_one_client'), models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='no_client_is_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('name', models.CharField(max_length=200)),
                ('position', models.CharField(blank=True, max_length=200)),
                ('email', models.CharField(blank=True, db_index=True, max_length=254)),
                ('phone', models.CharField(blank=True, db_index=True, max_length=40)),
                ('left_on', models.DateField(null=True)),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='clients.client')),
                ('email_key', models.CharField(blank=True, max_length=254)),
                ('phone_key', models.CharField(blank=True, max_length=20)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('email_key', ''), _negated=True), fields=['email_key'], name='contacts_by_email'), models.Index(condition=models.Q(('phone_key', ''), _negated=True), fields=['phone_key'], name='contacts_by_phone')],
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('lead', 'Lead'), ('brief', 'Needs and specification'), ('offer', 'Offer'), ('contract', 'Contract'), ('delivery', 'In work'), ('done', 'Finished'), ('lost', 'Lost'), ('merged', 'Merged')], db_index=True, default='lead', max_length=10)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('reply_token', models.CharField(max_length=40, unique=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='clients.client')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='people.department')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state__in', ['lead', 'brief', 'offer', 'contract', 'delivery'])), models.Q(('closed_at__isnull', False), ('state__in', ['done', 'lost', 'merged'])), _connector='OR'), name='a_closed_engagement_is_done_lost_or_merged')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(choices=[('internal', 'Inside the agency'), ('client', 'With the client')], max_length=10)),
                ('name', models.CharField(max_length=300)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='clients.engagement')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(choices=[('internal', 'Inside the agency'), ('client', 'With the client')], max_length=10)),
                ('channel', models.CharField(choices=[('portal', 'Portal'), ('email', 'E-mail'), ('phone', 'Phone'), ('meeting', 'Meeting'), ('form', 'Web form'), ('max', 'MAX'), ('telegram', 'Telegram'), ('vk', 'VK')], max_length=10)),
                ('from_client', models.BooleanField(default=False)),
                ('author_name', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('message_id', models.CharField(blank=True, db_index=True, max_length=300)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='clients.engagement')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.storedfile')),
                ('quoted_from', models.PositiveIntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['engagement', 'stream', 'said_at'], name='messages_of_a_stream')],
                'constraints': [models.CheckConstraint(condition=models.Q(('from_client', True), ('stream', 'internal'), _negated=True), name='the_client_never_writes_inside')],
            },
        ),
        migrations.AddField(
            model_name='storedfile',
            name='message',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='clients.message'),
        ),
    ]
