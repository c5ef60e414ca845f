import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from svyazka.kit.migrating import NewTables


class Migration(NewTables):

    replaces = [('tenders', '0001_initial'), ('tenders', '0002_the_whole_desk'), ('tenders', '0003_who_judges_and_who_keeps_the_rules')]

    initial = True

    dependencies = [
        ('clients', '0001_squashed_0004_letters_with_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('eruz', 'Registration in the register of participants (ERUZ)'), ('signature', 'Qualified electronic signature'), ('egrul', 'Extract from the register of companies'), ('charter', 'Charter'), ('powers', 'Powers of the one who signs'), ('approval', 'Approval of a large transaction'), ('tax', 'Certificate of no tax debts'), ('accounts', 'Annual accounts'), ('licence', 'Licence'), ('it_register', 'IT accreditation'), ('experience', 'Fulfilled contracts, as experience'), ('staff', 'Qualification of people'), ('other', 'Other')], max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('number', models.CharField(blank=True, max_length=100)),
                ('issued_on', models.DateField(null=True)),
                ('expires_on', models.DateField(null=True)),
                ('name', models.CharField(blank=True, max_length=300)),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('size', models.BigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('added_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('withdrawn_at', None)), fields=['expires_on'], name='documents_by_expiry')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_on', None), ('issued_on', None), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='a_document_expires_after_it_was_issued')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=200)),
                ('weight', models.PositiveSmallIntegerField()),
                ('feasibility', models.BooleanField(default=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 100)), name='a_criterion_weighs_something')],
            },
        ),
        migrations.CreateModel(
            name='NoticeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(blank=True, max_length=300)),
                ('size', models.BigIntegerField()),
                ('state', models.CharField(choices=[('stored', 'stored'), ('read', 'read'), ('dead', 'cannot be read')], db_index=True, default='stored', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('found', models.PositiveIntegerField(default=0)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('received_at', models.DateTimeField()),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'dead'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_file_that_cannot_be_read_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='OurCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('prefix', models.CharField(max_length=12)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('law', models.CharField(choices=[('fz44', '44-FZ'), ('fz223', '223-FZ'), ('commercial', 'Commercial')], max_length=10)),
                ('method', models.CharField(choices=[('auction', 'Electronic auction'), ('competition', 'Electronic competition'), ('quotation', 'Request for quotations'), ('proposals', 'Request for proposals')], max_length=12)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('initial_max_price_kopecks', models.BigIntegerField()),
                ('platform', models.CharField(blank=True, max_length=200)),
                ('deadline_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('found', 'Found'), ('preparing', 'Preparing'), ('secured', 'Security paid'), ('submitted', 'Submitted'), ('admitted', 'Admitted'), ('bidding', 'Bidding'), ('won', 'Won'), ('signing', 'Contract to sign'), ('running', 'Being fulfilled'), ('accepted', 'Accepted in EIS'), ('paid', 'Paid'), ('finished', 'Securities returned'), ('declined', 'We do not take part'), ('rejected', 'Rejected'), ('lost', 'Lost'), ('cancelled', 'Cancelled')], db_index=True, default='found', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_reason', models.CharField(blank=True, max_length=1000)),
                ('closing_reason', models.CharField(blank=True, max_length=1000)),
                ('price_kopecks', models.BigIntegerField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('engagement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tender', to='clients.engagement')),
                ('cost_kopecks', models.BigIntegerField(null=True)),
                ('decision_card', models.JSONField(default=dict)),
                ('link', models.CharField(blank=True, max_length=500)),
                ('margin_percent', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('zone', models.CharField(default='Europe/Moscow', max_length=60)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'deadline_at'], name='tenders_by_deadline')],
                'constraints': [models.CheckConstraint(condition=models.Q(('initial_max_price_kopecks__gt', 0)), name='a_tender_has_its_price'), models.CheckConstraint(condition=models.Q(('price_kopecks', None), models.Q(('price_kopecks__gt', 0), ('price_kopecks__lte', models.F('initial_max_price_kopecks'))), _connector='OR'), name='a_bid_is_within_the_initial_price'), models.CheckConstraint(condition=models.Q(models.Q(('cost_kopecks', None), ('margin_percent', None)), models.Q(('cost_kopecks__gt', 0), ('margin_percent__gte', 0), ('margin_percent__lt', 100)), _connector='OR'), name='a_wanted_margin_has_its_cost')],
            },
        ),
        migrations.CreateModel(
            name='TenderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('law', models.CharField(blank=True, choices=[('fz44', '44-FZ'), ('fz223', '223-FZ'), ('commercial', 'Commercial')], max_length=10)),
                ('method', models.CharField(blank=True, max_length=12)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('days', models.PositiveIntegerField(null=True)),
                ('working_days', models.BooleanField(default=False)),
                ('mark', models.CharField(choices=[('V', 'by a published source'), ('K', 'check by the documents'), ('O', 'our own order')], max_length=1)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('base', models.CharField(blank=True, choices=[('published', 'publication of the notice'), ('deadline', 'deadline of applications'), ('asked', 'our question to the customer'), ('protocol', 'final protocol'), ('draft', 'draft contract sent to us'), ('ours', 'our signature'), ('signed', 'contract signed by both'), ('accepted', 'acceptance in EIS'), ('paper', 'acceptance outside EIS'), ('listed', 'entry into the register of unfair suppliers')], max_length=12)),
                ('before', models.BooleanField(default=False)),
                ('bound', models.CharField(choices=[('least', 'at least'), ('most', 'at most'), ('exactly', 'exactly')], default='most', max_length=8)),
                ('kind', models.CharField(choices=[('go_no_go', 'Decide whether we take part'), ('documents', 'The documents are collected'), ('security', 'The security of the application is paid'), ('price', 'The price is agreed'), ('clarify', 'The last day to ask the customer'), ('application', 'Applications are taken for'), ('answer', 'The customer answers the question'), ('session', 'The price session'), ('review', 'The commission looks at the applications'), ('summary', 'The results are summed up'), ('draft', 'The customer sends the draft contract'), ('signature', 'We sign the contract'), ('countersign', 'The customer signs the contract'), ('not_before', 'The contract is not signed before'), ('not_after', 'The contract is signed not later than'), ('payment', 'The customer pays'), ('payment_paper', 'The customer pays, acceptance outside EIS'), ('register', 'Years in the register of unfair suppliers are over'), ('own', 'Our own step'), ('bid_security', 'Security of the application, share of the initial price'), ('performance_security', 'Security of the contract, share of the initial price'), ('warranty_security', 'Security of the warranty, share of the initial price'), ('dumping', 'Anti-dumping measures from a fall of'), ('dumping_security', 'Security of the contract at a dumping price, times the usual'), ('good_faith', 'Proof of good faith is enough'), ('step', 'Step of the auction, share of the initial price'), ('limit', 'The method is for purchases'), ('small', 'Purchase from one supplier without a contest')], default='own', max_length=24)),
                ('percent_from', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ('percent_to', models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ('price_from_kopecks', models.BigIntegerField(null=True)),
                ('price_to_kopecks', models.BigIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_rule_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Bid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('inn', models.CharField(blank=True, max_length=12)),
                ('rival_key', models.CharField(db_index=True, max_length=300)),
                ('price_kopecks', models.BigIntegerField()),
                ('ours', models.BooleanField(default=False)),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bids', to='tenders.tender')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('tender', 'place'), name='one_bid_a_place'), models.UniqueConstraint(condition=models.Q(('ours', True)), fields=('tender',), name='our_bid_is_one'), models.CheckConstraint(condition=models.Q(('price_kopecks__gt', 0)), name='a_bid_has_its_price')],
            },
        ),
        migrations.CreateModel(
            name='Happened',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('base', models.CharField(choices=[('published', 'publication of the notice'), ('deadline', 'deadline of applications'), ('asked', 'our question to the customer'), ('protocol', 'final protocol'), ('draft', 'draft contract sent to us'), ('ours', 'our signature'), ('signed', 'contract signed by both'), ('accepted', 'acceptance in EIS'), ('paper', 'acceptance outside EIS'), ('listed', 'entry into the register of unfair suppliers')], max_length=12)),
                ('on', models.DateField()),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='happened', to='tenders.tender')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tender', 'base'), name='an_event_has_one_day_a_tender')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('key', models.CharField(max_length=300, unique=True)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('edition', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(max_length=2000)),
                ('customer', models.CharField(blank=True, max_length=1000)),
                ('deadline_at', models.DateTimeField(null=True)),
                ('price_kopecks', models.BigIntegerField(null=True)),
                ('told', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('taken', 'is a tender'), ('not_ours', 'not ours'), ('late', 'too late'), ('waiting', 'waits for you')], db_index=True, max_length=8)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('read_at', models.DateTimeField()),
                ('tender', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='tenders.tender')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='tenders.noticefile')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), ('tender__isnull', False)), models.Q(models.Q(('state', 'taken'), _negated=True), ('tender', None)), _connector='OR'), name='a_taken_notice_has_its_tender')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField()),
                ('word', models.CharField(max_length=300)),
                ('scored_at', models.DateTimeField()),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenders.criterion')),
                ('scored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='tenders.tender')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tender', 'criterion'), name='one_score_a_tender_and_criterion'), models.CheckConstraint(condition=models.Q(('score__lte', 5)), name='a_score_is_from_nought_to_five')],
            },
        ),
        migrations.CreateModel(
            name='Security',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('bid', 'Security of the application'), ('performance', 'Security of the contract'), ('warranty', 'Security of the warranty')], max_length=12)),
                ('form', models.CharField(choices=[('money', 'Money'), ('guarantee', 'Independent guarantee')], max_length=10)),
                ('amount_kopecks', models.BigIntegerField()),
                ('due_on', models.DateField(null=True)),
                ('paid_on', models.DateField(null=True)),
                ('due_back_on', models.DateField(null=True)),
                ('returned_on', models.DateField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='securities', to='tenders.tender')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_kopecks__gt', 0)), name='a_security_has_its_amount'), models.CheckConstraint(condition=models.Q(('returned_on', None), models.Q(('paid_on__isnull', False), ('returned_on__gte', models.F('paid_on'))), _connector='OR'), name='a_security_comes_back_after_it_was_given')],
            },
        ),
        migrations.CreateModel(
            name='TenderDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('code', models.CharField(max_length=80)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('on', models.DateField()),
                ('base_on', models.DateField(null=True)),
                ('by_hand', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rule', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenders.tenderrule')),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to='tenders.tender')),
            ],
            options={
                'indexes': [models.Index(fields=['on'], name='tender_deadlines_by_day')],
                'constraints': [models.UniqueConstraint(fields=('tender', 'code'), name='one_deadline_a_tender_and_code'), models.CheckConstraint(condition=models.Q(('by_hand', True), ('rule__isnull', False), _connector='OR'), name='a_deadline_is_counted_or_set_by_hand')],
            },
        ),
        migrations.CreateModel(
            name='TenderPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('eruz', 'Registration in the register of participants (ERUZ)'), ('signature', 'Qualified electronic signature'), ('egrul', 'Extract from the register of companies'), ('charter', 'Charter'), ('powers', 'Powers of the one who signs'), ('approval', 'Approval of a large transaction'), ('tax', 'Certificate of no tax debts'), ('accounts', 'Annual accounts'), ('licence', 'Licence'), ('it_register', 'IT accreditation'), ('experience', 'Fulfilled contracts, as experience'), ('staff', 'Qualification of people'), ('other', 'Other')], max_length=12)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('tender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='tenders.tender')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tender', 'kind', 'note'), name='a_tender_asks_for_a_document_once')],
            },
        ),
    ]
