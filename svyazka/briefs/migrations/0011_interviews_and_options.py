import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from svyazka.kit.migrating import FewDrawings

LETTERS = ("R", "A", "C")  # of who chooses: each of them may propose


def ship_to_the_founded(apps, schema_editor):
    """Give an agency founded before the questions that a new one is founded with."""
    from svyazka.briefs.rules.question import shipped_questions

    if not apps.get_model("people", "Agency").objects.exists():
        return
    Set, Question = apps.get_model("briefs", "QuestionSet"), apps.get_model("briefs", "Question")
    for service, rows in shipped_questions().items():
        made = Set.objects.create(service=service, edition=1, starts_on=timezone.now().date())
        Question.objects.bulk_create(Question(set=made, position=n, **row) for n, row in enumerate(rows, start=1))


def give_the_duties(apps, schema_editor):
    """Write the new duties' cells into the schemes that are kept already: heads keep the questions, whoever has a say proposes."""
    Grant, Seat = apps.get_model("roles", "DutyGrant"), apps.get_model("roles", "SchemeSeat")
    for scheme in Seat.objects.filter(code="head").values_list("scheme", flat=True):
        Grant.objects.get_or_create(scheme_id=scheme, duty="need.questions", seat="head", defaults={"raci": "R"})
    for scheme, seat in Grant.objects.filter(duty="solution.choose", raci__in=LETTERS).values_list("scheme", "seat"):
        Grant.objects.get_or_create(scheme_id=scheme, duty="solution.propose", seat=seat, defaults={"raci": "R"})


class Migration(FewDrawings):

    dependencies = [
        ("briefs", "0010_needs_for_life"),
        ("clients", "0004_letters_with_files"),
        ("people", "0001_initial"),
        ("roles", "0002_seats_follow_on_the_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('service', models.CharField(choices=[('site', 'Site'), ('seo', 'SEO'), ('smm', 'SMM'), ('ads', 'Advertising'), ('support', 'Support')], max_length=10)),
                ('state', models.CharField(choices=[('going', 'Going on'), ('held', 'Held'), ('dropped', 'Not held')], db_index=True, default='going', max_length=8)),
                ('held_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterviewAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('state', models.CharField(choices=[('blank', 'Not asked'), ('asked', 'Asked, no answer'), ('answered', 'Answered')], default='blank', max_length=8)),
                ('text', models.TextField(blank=True)),
                ('written_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='NeedSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need_key', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='OptionChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('need_key', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('picked', 'Waits for agreement'), ('standing', 'Chosen'), ('declined', 'Not agreed to'), ('replaced', 'Chosen anew')], default='picked', max_length=8)),
                ('reason', models.TextField()),
                ('alone_because', models.TextField(blank=True)),
                ('picked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer_reason', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('clauses_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('goal', 'Goal'), ('measure', 'Measure'), ('fact', 'Fact'), ('audience', 'Audience'), ('money', 'Money'), ('limits', 'Limits'), ('empathy', 'Business empathy')], max_length=10)),
                ('needed', models.BooleanField(default=False)),
                ('text_ru', models.CharField(blank=True, max_length=500)),
                ('text_en', models.CharField(blank=True, max_length=500)),
                ('hint_ru', models.CharField(blank=True, max_length=500)),
                ('hint_en', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('service', models.CharField(choices=[('site', 'Site'), ('seo', 'SEO'), ('smm', 'SMM'), ('ads', 'Advertising'), ('support', 'Support')], max_length=10)),
                ('edition', models.PositiveIntegerField()),
                ('starts_on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='SolutionOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('need_key', models.PositiveIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('what', models.TextField()),
                ('lacks', models.TextField(blank=True)),
                ('hours_low', models.DecimalField(decimal_places=2, max_digits=8)),
                ('hours_high', models.DecimalField(decimal_places=2, max_digits=8)),
                ('weeks_low', models.DecimalField(decimal_places=1, max_digits=5)),
                ('weeks_high', models.DecimalField(decimal_places=1, max_digits=5)),
                ('price_low_kopecks', models.BigIntegerField()),
                ('price_high_kopecks', models.BigIntegerField()),
                ('risk', models.CharField(choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=6)),
                ('risk_why', models.CharField(blank=True, max_length=1000)),
                ('proposed_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='interview',
            name='contact',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='clients.contact'),
        ),
        migrations.AddField(
            model_name='interview',
            name='engagement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='clients.engagement'),
        ),
        migrations.AddField(
            model_name='interview',
            name='led_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interviewanswer',
            name='interview',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='briefs.interview'),
        ),
        migrations.AddField(
            model_name='interviewanswer',
            name='written_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='needsource',
            name='answer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='briefs.interviewanswer'),
        ),
        migrations.AddField(
            model_name='optionchoice',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='optionchoice',
            name='engagement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='option_choices', to='clients.engagement'),
        ),
        migrations.AddField(
            model_name='optionchoice',
            name='picked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interviewanswer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='briefs.question'),
        ),
        migrations.AddField(
            model_name='questionset',
            name='written_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='briefs.questionset'),
        ),
        migrations.AddField(
            model_name='interview',
            name='question_set',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='briefs.questionset'),
        ),
        migrations.AddField(
            model_name='solutionoption',
            name='engagement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='options', to='clients.engagement'),
        ),
        migrations.AddField(
            model_name='solutionoption',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='optionchoice',
            name='option',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='briefs.solutionoption'),
        ),
        migrations.AddConstraint(
            model_name='needsource',
            constraint=models.UniqueConstraint(fields=('answer', 'need_key'), name='one_source_an_answer_and_need'),
        ),
        migrations.AddConstraint(
            model_name='interviewanswer',
            constraint=models.UniqueConstraint(fields=('interview', 'question'), name='one_answer_an_interview_and_question'),
        ),
        migrations.AddConstraint(
            model_name='interviewanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='an_answer_has_its_words'),
        ),
        migrations.AddConstraint(
            model_name='questionset',
            constraint=models.UniqueConstraint(fields=('service', 'edition'), name='one_set_a_service_and_edition'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('set', 'code'), name='one_question_a_set_and_code'),
        ),
        migrations.AddIndex(
            model_name='solutionoption',
            index=models.Index(fields=['engagement', 'need_key'], name='options_of_a_need'),
        ),
        migrations.AddConstraint(
            model_name='solutionoption',
            constraint=models.CheckConstraint(condition=models.Q(('hours_low__gte', 0), ('hours_low__lte', models.F('hours_high')), ('price_low_kopecks__gte', 0), ('price_low_kopecks__lte', models.F('price_high_kopecks')), ('weeks_low__gte', 0), ('weeks_low__lte', models.F('weeks_high'))), name='an_option_goes_from_low_to_high'),
        ),
        migrations.AddConstraint(
            model_name='optionchoice',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'picked')), fields=('engagement', 'need_key'), name='one_pick_waits_for_a_need'),
        ),
        migrations.AddConstraint(
            model_name='optionchoice',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'standing')), fields=('engagement', 'need_key'), name='one_option_stands_for_a_need'),
        ),
        migrations.RunPython(ship_to_the_founded, migrations.RunPython.noop),
        migrations.RunPython(give_the_duties, migrations.RunPython.noop),
    ]
