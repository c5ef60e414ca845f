import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('journal', '0001_initial'), ('journal', '0002_initial'), ('journal', '0003_head'), ('journal', '0004_a_write_of_many_moves_the_head_once')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.BigIntegerField(unique=True)),
                ('verb', models.CharField(max_length=80)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('engagement_id', models.BigIntegerField(db_index=True, null=True)),
                ('at', models.DateTimeField()),
                ('facts', models.JSONField(default=dict)),
                ('previous', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['seq'],
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='entries_of_a_subject')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.BigIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('entries', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='the_journal_has_one_head')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text_verb', models.CharField(max_length=80)),
                ('facts', models.JSONField(default=dict)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('engagement_id', models.BigIntegerField(null=True)),
                ('made_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'read_at', '-made_at'], name='notices_of_a_person')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entries_are_only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c099659a3840a1bb40360c16319ef2755f0a5312', operation='UPDATE OR DELETE', pgid='pgtrigger_entries_are_only_added_534d4', table='journal_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='entries_are_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='edfd1ef04ecb8e75a8d2f01a5df1972a85a75d64', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_entries_are_never_emptied_ec602', table='journal_entry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='an_entry_moves_the_head', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO journal_head (id, seq, hash, entries)\n    SELECT 1, seq, hash, (SELECT count(*) FROM added) FROM added ORDER BY seq DESC LIMIT 1\n    ON CONFLICT (id) DO UPDATE SET seq = EXCLUDED.seq, hash = EXCLUDED.hash, entries = journal_head.entries + EXCLUDED.entries;\n    RETURN NULL;\n', hash='a5d81cac6c32b42f9ff3d3e6bd6672c43d279c8a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_an_entry_moves_the_head_c9a8e', referencing='REFERENCING NEW TABLE AS added ', table='journal_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='head',
            trigger=pgtrigger.compiler.Trigger(name='the_head_moves_with_an_entry', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN RETURN NEW; END IF;\n    RAISE EXCEPTION 'pgtrigger: Cannot change rows from % table', TG_TABLE_NAME;\n", hash='9c05c4a563cb849382f1c9199c88a36c0e90ec19', operation='UPDATE OR DELETE', pgid='pgtrigger_the_head_moves_with_an_entry_3c027', table='journal_head', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='head',
            trigger=pgtrigger.compiler.Trigger(name='the_head_is_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='8809d807aee9da4f55e585f76b54295ea4cfdd68', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_the_head_is_never_emptied_eaeb3', table='journal_head', when='BEFORE')),
        ),
    ]
