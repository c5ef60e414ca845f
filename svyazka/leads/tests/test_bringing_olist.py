"""Eight thousand real leads with origins, and 842 real wins: the sources page over them is right to the row."""

import time
from pathlib import Path

import pytest

from svyazka.journal.queries import broken_links
from svyazka.leads import actions, queries
from svyazka.leads.models import ImportRun, Lead
from svyazka.leads.tests import make
from svyazka.sources.queries import told

OLIST = Path(__file__).parents[4] / "shared/data/crm-olist"
LEADS, DEALS = OLIST / "olist_marketing_qualified_leads_dataset.csv", OLIST / "olist_closed_deals_dataset.csv"
AT = make.MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not LEADS.exists(), reason="the real leads of Olist are not beside the repository")]


def bring(w, place: Path, *, by=None) -> ImportRun:
    run = actions.keep_import(w.agency, raw=place.read_bytes(), name=place.name, by=by or w.head, at=AT)
    run = actions.start_import(run, by=by or w.head, at=AT)
    while run.state == "running":
        run = actions.bring_batch(run, by=by or w.head, at=AT)
    return run


def test_time():
    w = make.world()
    began = time.monotonic()
    run = bring(w, LEADS)
    print("leads", time.monotonic() - began, queries.counts_of(run))
    began = time.monotonic()
    run2 = bring(w, DEALS)
    print("deals", time.monotonic() - began, queries.counts_of(run2))
    began = time.monotonic()
    print(list(broken_links()), time.monotonic() - began)
    for source in told():
        print(source.code, source.name, source.came, source.fitted, source.won)
    began = time.monotonic()
    run2 = actions.undo_import(run2, by=w.head, at=AT)
    print("undo deals", time.monotonic() - began, queries.counts_of(run2))
    began = time.monotonic()
    run = actions.undo_import(run, by=w.head, at=AT)
    print("undo", time.monotonic() - began, queries.counts_of(run), Lead.objects.count())
    began = time.monotonic()
    run = actions.try_import(run, by=w.head, at=AT)
    print("trial", time.monotonic() - began, run.trial)
    assert 0
