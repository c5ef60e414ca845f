"""Two leads that are one are merged without a loss, and taken apart as if nothing had been."""

import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connections

from svyazka.clients.models import Client, Contact, Engagement, Message, StoredFile
from svyazka.clients.rules.merging import CLIENT_PARTS, CONTACT_PARTS
from svyazka.clients.steps import keep_file
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.joining import Fate, relations_of
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead, LeadConsent, Merging, Raw, Touch
from svyazka.leads.rules.merging import ENGAGEMENT_PARTS, LEAD_PARTS
from svyazka.leads.tests import make
from svyazka.sources import queries as sources
from svyazka.sources.models import Source

pytestmark = pytest.mark.engine

AT = make.MONDAY
LATER = AT + timedelta(hours=2)
APART = {"journal.entry", "journal.head", "leads.merging", "clients.clientmerging", "sessions.session"}


@pytest.fixture
def w():
    return make.world()


def two(w, **second) -> tuple[Lead, Lead]:
    """Return a lead that Anna has taken and one of the same person that came two hours later by another source."""
    first = make.lead(w, contact={"name": "Пётр", "email": "p.petrov@zavod.ru", "phone": "8 (912) 345-67-89"})
    actions.take_lead(first, by=w.anna, at=AT)
    told = {"company": "Завод Сибири, АО", "source": "referral", "contact": {"name": "Пётр Петров", "phone": "+7 912 345 67 89"},
            "consents": [{"purpose": "consent", "text": "Согласен"}], **second}  # fmt: skip
    other = make.lead(w, "Каталог", at=LATER, **told)
    keep_file(other.engagement, b"plan", name="план.pdf", content_type="application/pdf", by=w.anna, at=LATER)
    Touch.objects.create(lead=other, at=LATER, source=Source.objects.get(code="brand"), channel="form", landing="/katalog")
    return Lead.objects.get(pk=first.pk), Lead.objects.get(pk=other.pk)


def merged(w, kept: Lead, gone: Lead, **told) -> Merging:
    return actions.merge_leads(kept, gone=gone, **{"by": w.anna, "at": LATER, **told})


def digest() -> dict[str, list]:
    """Return every row of every table but the journal, what was merged, and versions."""
    tables = [model for model in apps.get_models() if model._meta.managed and model._meta.label_lower not in APART]
    return {model._meta.label_lower: rows for model in tables if (rows := _rows(model))}


def _rows(model) -> list:
    names = [field.attname for field in model._meta.concrete_fields if field.name != "version"]
    return sorted(map(repr, model._base_manager.values_list(*names)))


def holdings() -> dict:
    """Return the keys of all that a lead may not lose."""
    return {model: sorted(model.objects.values_list("pk", flat=True)) for model in (Message, StoredFile, Touch, LeadConsent, Raw, Contact)}


@pytest.mark.parametrize(("model", "parts"), [(Engagement, ENGAGEMENT_PARTS), (Lead, LEAD_PARTS), (Client, CLIENT_PARTS), (Contact, CONTACT_PARTS)])
def test_whatever_hangs_on_what_is_merged_has_its_fate(model, parts):
    assert sorted(part.relation for part in parts) == sorted(relations_of(model))


def test_every_fate_is_met():
    assert {part.fate for part in (*ENGAGEMENT_PARTS, *LEAD_PARTS, *CLIENT_PARTS)} == set(Fate)


@pytest.mark.django_db
def test_nothing_is_lost_and_all_of_it_is_on_the_kept_lead(w):
    kept, gone = two(w)
    before = holdings()

    merged(w, kept, gone)

    assert holdings() == before
    for model in (Message, StoredFile):
        assert set(model.objects.values_list("engagement", flat=True)) == {kept.engagement_id}
    for model in (Touch, LeadConsent):
        assert set(model.objects.values_list("lead", flat=True)) == {kept.pk}
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into, gone.engagement.state) == ("merged", kept, "merged")


@pytest.mark.django_db
def test_the_clock_and_the_first_touch_are_of_whichever_came_first_also_when_the_later_is_kept(w):
    first, second = two(w)
    actions.take_lead(second, by=w.anna, at=LATER)
    merged(w, Lead.objects.get(pk=second.pk), Lead.objects.get(pk=first.pk))

    kept = Lead.objects.get(pk=second.pk)
    assert (kept.received_at, kept.answer_due_at, kept.source.code) == (first.received_at, first.answer_due_at, "search")
    assert (kept.last_source.code, kept.engagement.opened_at) == ("brand", first.engagement.opened_at)


@pytest.mark.django_db
def test_the_first_answer_given_to_either_has_stopped_the_clock(w):
    kept, gone = two(w)
    actions.take_lead(gone, by=w.anna, at=LATER)
    actions.answer_lead(gone, channel="phone", text="Созвонимся", by=w.anna, at=LATER)

    merged(w, Lead.objects.get(pk=kept.pk), Lead.objects.get(pk=gone.pk))

    kept.refresh_from_db()
    assert (kept.answered_at, kept.answered_by) == (LATER, w.anna)


@pytest.mark.django_db
@pytest.mark.parametrize("choices", [{}, {"title": "gone", "contact_id": "gone", "request": "gone", "company": "gone", "region": "gone"}])
@pytest.mark.parametrize("company", ["Завод Сибири, АО", "ООО «Сайт завода»", ""])
def test_after_an_undoing_every_table_is_as_it_was(w, choices, company):
    kept, gone = two(w, company=company, region="Томск")
    before = digest()

    merging = merged(w, kept, gone, choices=choices)
    assert digest() != before
    actions.undo_merging(merging, by=w.anna, at=LATER + timedelta(hours=1))

    assert digest() == before


@pytest.mark.django_db
def test_what_came_after_the_merging_stays_and_what_was_changed_since_is_not_changed_back(w):
    kept, gone = two(w)
    merging = merged(w, kept, gone, choices={"title": "gone"})
    kept.refresh_from_db()
    said = actions.answer_lead(kept, channel="phone", text="Созвонились", by=w.anna, at=LATER)
    Lead.objects.filter(pk=kept.pk).update(region="Омск")

    actions.undo_merging(merging, by=w.anna, at=LATER)

    kept.refresh_from_db()
    said.refresh_from_db()
    assert (said.engagement_id, kept.answered_at, kept.region, kept.title) == (kept.engagement_id, LATER, "Омск", "Сайт завода")
    assert Lead.objects.get(pk=gone.pk).state == "new"


@pytest.mark.django_db
def test_an_undoing_is_not_undone_and_both_ways_are_in_the_journal(w):
    kept, gone = two(w)
    merging = merged(w, kept, gone)
    actions.undo_merging(merging, by=w.anna, at=LATER)

    with pytest.raises(Refused, match="уже отменено"):
        actions.undo_merging(merging, by=w.anna, at=LATER)
    told = Entry.objects.filter(verb__in=("leads.merged", "leads.taken_apart")).order_by("seq").values_list("verb", "subject_id")
    assert list(told) == [(verb, lead.pk) for verb in ("leads.merged", "leads.taken_apart") for lead in (kept, gone)]


@pytest.mark.django_db
def test_a_chain_is_taken_apart_from_its_end(w):
    first, second = two(w)
    third = make.lead(w, "Портал", at=LATER, contact={"name": "Пётр", "phone": "9123456789"}, company="")
    actions.take_lead(third, by=w.anna, at=LATER)
    early = merged(w, first, second)
    merged(w, Lead.objects.get(pk=third.pk), Lead.objects.get(pk=first.pk))

    with pytest.raises(Refused, match="Портал"):
        actions.undo_merging(early, by=w.anna, at=LATER)
    assert queries.living(second.engagement) == third.engagement


@pytest.mark.django_db
def test_clients_become_one_with_the_leads_and_the_old_name_leads_to_the_kept(w):
    kept, gone = two(w)
    ours, theirs = kept.engagement.client, gone.engagement.client
    assert ours != theirs

    merging = merged(w, kept, gone)

    theirs.refresh_from_db()
    assert (theirs.merged_into, merging.clients.kept) == (ours, ours)
    assert make.lead(w, "Снова", company="АО «Завод Сибири»", at=LATER).engagement.client == ours


@pytest.mark.django_db
def test_a_client_with_other_work_stays_itself(w):
    kept, gone = two(w)
    make.lead(w, "Другое", company="Завод Сибири", at=LATER)

    assert merged(w, kept, gone).clients is None
    assert Client.objects.filter(merged_into=None).count() == 2


def _lost(w, kept, gone):
    actions.take_lead(gone, by=w.anna, at=LATER)
    actions.lose_lead(Lead.objects.get(pk=gone.pk), reason="дорого", by=w.anna, at=LATER)


def _further(w, kept, gone):
    actions.take_lead(gone, by=w.anna, at=LATER)
    actions.qualify_lead(Lead.objects.get(pk=gone.pk), fits=True, reason="наше", by=w.anna, at=LATER)


def _two_companies(w, kept, gone):
    Client.objects.filter(pk=kept.engagement.client_id).update(inn="2460123453")
    Lead.objects.filter(pk=gone.pk).update(inn="7707083893")


@pytest.mark.django_db
@pytest.mark.parametrize(("happened", "reason"), [(_lost, "уже закрыт или объединён"), (_further, "ушёл дальше"), (_two_companies, "разные ИНН")])
def test_what_stands_in_the_way_is_told(w, happened, reason):
    kept, gone = two(w)
    happened(w, kept, gone)
    with pytest.raises(Refused, match=reason):
        merged(w, Lead.objects.get(pk=kept.pk), Lead.objects.get(pk=gone.pk))
    assert not Merging.objects.exists()


@pytest.mark.django_db
def test_a_lead_is_not_merged_with_itself_and_a_strange_choice_is_no_choice(w):
    kept, gone = two(w)
    with pytest.raises(Refused, match="один и тот же"):
        merged(w, kept, kept)
    with pytest.raises(Malformed):
        merged(w, kept, gone, choices={"state": "gone"})


@pytest.mark.django_db
def test_the_duty_is_asked_on_both_leads(w):
    kept, gone = two(w)
    actions.take_lead(gone, by=w.irina, at=LATER)
    for person in (w.anna, w.irina, w.pavel):
        with pytest.raises(NotYourDuty):
            merged(w, Lead.objects.get(pk=kept.pk), Lead.objects.get(pk=gone.pk), by=person)
    assert merged(w, Lead.objects.get(pk=kept.pk), Lead.objects.get(pk=gone.pk), by=w.head).kept == kept


@pytest.mark.django_db
def test_two_that_nobody_has_taken_are_merged_by_whoever_may_take_them(w):
    one, other = (make.lead(w, title, contact={"name": "Пётр", "phone": "9123456789"}) for title in ("Сайт завода", "Каталог"))
    for person in (w.pavel, w.dev):
        with pytest.raises(NotYourDuty):
            merged(w, one, other, by=person)
    merging = merged(w, one, other, by=w.irina)
    assert merging.clients is not None and not Lead.objects.exclude(taken_by=None).exists()
    assert actions.undo_merging(merging, by=w.anna, at=LATER).undone_by == w.anna


@pytest.mark.django_db
def test_who_has_changed_either_meanwhile_is_not_overrun(w):
    kept, gone = two(w)
    actions.take_lead(gone, by=w.anna, at=LATER)
    with pytest.raises(Stale):
        merged(w, kept, gone)


@pytest.mark.django_db
def test_a_merged_lead_is_counted_once(w):
    before = {row.code: row.came for row in sources.told()}
    kept, gone = two(w)
    merged(w, kept, gone)

    after = {row.code: row.came for row in sources.told()}
    assert {code: after[code] - before[code] for code in after if after[code] != before[code]} == {"search": 1}
    assert sum(part["count"] for year in sources.mix_by_year() for part in year["parts"]) == 1
    assert list(queries.tab(queries.visible_to(w.anna, LATER), "all", w.anna)) == [kept]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_is_refused():
    w = make.world()
    one, other = two(w)
    actions.take_lead(other, by=w.anna, at=LATER)
    one, other = (Lead.objects.get(pk=lead.pk) for lead in (one, other))
    told = []

    def try_(kept, gone):
        try:
            told.append(merged(w, kept, gone).kept_id)
        except Refused as refused:
            told.append(type(refused).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_, args=pair) for pair in ((one, other), (other, one))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(told) == 2 and Merging.objects.count() == 1
    assert {type(word) for word in told} == {int, str}
