"""Looks back: cards are nobody's till the reveal and after the close, votes never exceed, three actions are the most."""

import hashlib
import json
import threading
from datetime import UTC, date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svyazka.journal import head
from svyazka.journal.models import Entry, Notice
from svyazka.journal.queries import broken_links
from svyazka.journal.rules import sealed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.models import KeptAnswer
from svyazka.people.models import Person
from svyazka.people.queries import system, the_agency, today
from svyazka.roles.models import RoleScheme, SchemeInForce
from svyazka.roles.tests import make as people
from svyazka.work import actions, jobs, queries
from svyazka.work.models import Retro, RetroCard, RetroVote
from svyazka.work.rules import PHASE_MOVES, RetroPhase, covering, reasons_not_a_format, reasons_not_to_vote
from svyazka.work.rules.retro_format import shipped
from svyazka.work.tests import make

AT, DAY = make.MONDAY, date(2026, 3, 2)
SECRET = "мне-страшно-опоздать-31337"


def world(at=AT) -> SimpleNamespace:
    anna, pavel, dev = make.pair()
    task = make.task(make.project(at=at), at=at)  # the developer sits there by it
    return SimpleNamespace(anna=anna, pavel=pavel, dev=dev, head=people.person("head", "head"), project=task.project)


@pytest.fixture
def w(db):
    return world()


def opened(w, *, at=AT, format: str = "start_stop", phase: str = "", cards=()) -> Retro:
    retro = actions.open_retro(w.project, format=format, by=w.pavel, at=at)
    for column, text, who in cards:
        actions.add_card(retro, column=column, text=text, by=who, at=at)
    for to in {"reveal": ["reveal"], "group": ["reveal", "group"], "vote": ["reveal", "vote"], "act": ["reveal", "vote", "act"]}.get(phase, []):
        retro = actions.lead_retro(retro, to=to, by=w.pavel, at=at)
    return retro


# ---- anonymity ----------------------------------------------------------------------------------------------------


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "work_retrocard"]
        rows = [cursor.execute(f'select string_agg(t::text, e\'\\n\') from "{name}" t').fetchone()[0] for name in sorted(tables)]
    return "\n".join(row for row in rows if row)


@pytest.mark.django_db
def test_before_the_reveal_nobody_finds_the_text_or_the_author_anywhere(client):
    now = timezone.now()
    w = world(now)
    retro = opened(w, at=now)
    before, notices = Entry.objects.count(), Notice.objects.count()
    client.force_login(w.dev)
    assert client.post(f"/work/retros/{retro.pk}/cards/", {"column": "stop", "text": SECRET}).status_code == 302
    assert client.post(f"/api/v1/retros/{retro.pk}/cards", {"column": "stop", "text": f"{SECRET}-2"}, content_type="application/json",
                       headers={"Idempotency-Key": "one"}).status_code == 201  # fmt: skip
    assert SECRET in client.get(f"/work/retros/{retro.pk}/").content.decode(), "one's own cards are seen"

    assert (Entry.objects.count(), Notice.objects.count()) == (before, notices), "no word of who has put a card"
    assert SECRET not in everything_in_the_database(), "the text stands nowhere but on its card"
    card = RetroCard.objects.values().first()
    assert w.dev.pk not in [value for name, value in card.items() if name not in ("id", "retro_id")]
    places = ("/", f"/work/retros/{retro.pk}/", f"/work/projects/{w.project.pk}/sprints/", f"/work/projects/{w.project.pk}/sprints/plan/",
              f"/work/projects/{w.project.pk}/", f"/projects/{w.project.pk}/", f"/engagements/{w.project.engagement_id}/", f"/search/?q={SECRET}",
              f"/api/v1/retros/{retro.pk}", f"/api/v1/projects/{w.project.pk}/retros", "/journal/", "/notices/")  # fmt: skip
    for who in (w.pavel, w.anna, w.head):
        client.force_login(who)
        answers = {place: client.get(place, follow=True) for place in places}
        assert all(answer.status_code in (200, 404) for answer in answers.values())
        assert [place for place, answer in answers.items() if SECRET in answer.content.decode().replace(f"q={SECRET}", "").replace(f'value="{SECRET}"', "")
                and place != f"/search/?q={SECRET}"] == []  # fmt: skip
        assert answers[places[1]].status_code == answers[places[8]].status_code == 200, "the checks above looked at the right pages"
        assert client.post(f"/work/retro-cards/{card['id']}/text/", {"text": "чужое"}).status_code == 404
    told = answers[places[8]].json()
    assert (told["cards"], told["cards_count"]) == ([], 2)


@pytest.mark.django_db
def test_a_call_that_is_kept_for_its_key_does_not_tell_whose_card_it_made(client):
    w = world(timezone.now())
    retro = opened(w, at=timezone.now())
    client.force_login(w.dev)
    said = {"column": "start", "text": SECRET}
    again = [client.post(f"/api/v1/retros/{retro.pk}/cards", said, content_type="application/json", headers={"Idempotency-Key": "k-1"}) for _n in range(2)]
    assert [one.status_code for one in again] == [201, 201] and retro.cards.count() == 1
    kept = KeptAnswer.objects.get()
    body = json.dumps(said).encode()
    tried = {hashlib.sha256(f"POST /api/v1/retros/{retro.pk}/cards\n".encode() + body).hexdigest(), hashlib.sha256(body).hexdigest()}
    assert kept.request_digest not in tried and "k-1" not in kept.key


@pytest.mark.django_db
def test_after_the_close_the_way_to_the_author_is_gone(w):
    retro = opened(w, phase="vote", cards=[("stop", "спешить", w.dev), ("start", "молчать", w.anna)])
    card = retro.cards.get(text="спешить")
    assert queries.own_cards(retro, w.dev).get() == card
    actions.vote(retro, card=card.pk, by=w.anna, at=AT)

    closed = actions.close_retro(retro, by=w.pavel, at=AT)

    assert (closed.salt, set(closed.cards.values_list("mark", flat=True)), RetroVote.objects.count()) == ("", {""}, 0)
    assert [queries.own_cards(closed, who).count() for who in (w.dev, w.anna, w.pavel)] == [0, 0, 0]
    assert closed.cards.get(text="спешить").votes == 1
    names = " ".join(str(row.facts) + row.by.username for row in Entry.objects.filter(subject_type="work.retro"))
    assert "спешить" not in names and "dev" not in names and "anna" not in names


@pytest.mark.django_db
def test_the_reveal_writes_the_cards_anew_so_that_their_keys_tell_no_order(w):
    retro = opened(w, cards=[("stop", str(n), w.dev) for n in range(12)])
    keys = set(retro.cards.values_list("pk", flat=True))
    actions.lead_retro(retro, to="reveal", by=w.pavel, at=AT)
    texts = list(retro.cards.order_by("pk").values_list("text", flat=True))
    assert sorted(texts, key=int) == [str(n) for n in range(12)] and not keys & set(retro.cards.values_list("pk", flat=True))


@pytest.mark.django_db
def test_one_s_own_card_is_changed_and_taken_back_until_the_reveal(w):
    retro = opened(w)
    card = actions.add_card(retro, column="stop", text="спешить", by=w.dev, at=AT)
    for who in (w.pavel, w.head):
        with pytest.raises(Refused):
            actions.change_card(card, text="иначе", by=who, at=AT)
        with pytest.raises(Refused):
            actions.take_card_back(card, by=who, at=AT)
    assert actions.change_card(card, text="иначе", by=w.dev, at=AT).text == "иначе"
    with pytest.raises(Refused):
        actions.change_card(card, text="  ", by=w.dev, at=AT)
    with pytest.raises(Malformed):
        actions.add_card(retro, column="sing", text="а", by=w.dev, at=AT)
    other = actions.add_card(retro, column="stop", text="второе", by=w.dev, at=AT)
    actions.take_card_back(other, by=w.dev, at=AT)
    actions.lead_retro(retro, to="reveal", by=w.pavel, at=AT)
    for act in (lambda: actions.change_card(retro.cards.get(), text="поздно", by=w.dev, at=AT),
                lambda: actions.take_card_back(retro.cards.get(), by=w.dev, at=AT),
                lambda: actions.add_card(retro, column="stop", text="поздно", by=w.dev, at=AT)):  # fmt: skip
        with pytest.raises(Refused):
            act()


# ---- phases and votes ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_phases_go_forward_only_and_by_whoever_leads(w):
    retro = opened(w, cards=[("stop", "спешить", w.dev)])
    with pytest.raises(NotYourDuty):
        actions.lead_retro(retro, to="reveal", by=w.anna, at=AT)
    with pytest.raises(Malformed):
        actions.lead_retro(retro, to="sing", by=w.pavel, at=AT)
    for at, allowed in PHASE_MOVES.items():
        if at == RetroPhase.CLOSED:
            continue
        for to in set(RetroPhase) - allowed:
            Retro.objects.filter(pk=retro.pk).update(phase=at)
            with pytest.raises(Refused):
                actions.lead_retro(retro, to=to, by=w.pavel, at=AT)


@pytest.mark.parametrize(("phase", "cast", "own", "already", "count"), [
    ("vote", 2, False, False, 0), ("vote", 3, False, False, 1), ("vote", 0, True, False, 1), ("vote", 1, False, True, 1), ("group", 0, False, False, 1),
])  # fmt: skip
def test_a_vote_is_refused_with_its_reason(phase, cast, own, already, count):
    assert len(reasons_not_to_vote(phase, cast=cast, votes=3, own=own, already=already)) == count


@pytest.mark.django_db
def test_votes_are_few_one_a_topic_and_never_for_what_one_wrote_alone(w):
    retro = opened(w, phase="vote", cards=[("stop", f"чужое {n}", w.anna) for n in range(5)] + [("stop", "своё", w.dev)])
    keys = list(retro.cards.filter(text__startswith="чужое").values_list("pk", flat=True))
    with pytest.raises(Refused):
        actions.vote(retro, card=retro.cards.get(text="своё").pk, by=w.dev, at=AT)
    for key in keys[:3]:
        actions.vote(retro, card=key, by=w.dev, at=AT)
    for key in (keys[0], keys[3]):
        with pytest.raises(Refused):
            actions.vote(retro, card=key, by=w.dev, at=AT)
    with pytest.raises(Malformed):
        actions.vote(retro, card=keys[-1] + 999, by=w.dev, at=AT)
    actions.take_vote_back(retro, card=keys[0], by=w.dev, at=AT)
    with pytest.raises(Refused):
        actions.take_vote_back(retro, card=keys[0], by=w.dev, at=AT)
    actions.vote(retro, card=keys[3], by=w.dev, at=AT)
    actions.lead_retro(retro, to="act", by=w.pavel, at=AT)
    assert sum(retro.cards.values_list("votes", flat=True)) == 3 and not RetroVote.objects.exists()


@pytest.mark.django_db
def test_cards_that_say_the_same_become_one_topic(w):
    retro = opened(w, phase="group", cards=[("stop", "а", w.dev), ("stop", "б", w.anna), ("start", "в", w.anna)])
    a, b, c = (retro.cards.get(text=text).pk for text in "абв")
    with pytest.raises(NotYourDuty):
        actions.group_cards(retro, cards=[a, b], by=w.dev, at=AT)
    with pytest.raises(Malformed):
        actions.group_cards(retro, cards=[a, c + 999], by=w.pavel, at=AT)
    actions.group_cards(retro, cards=[a, b], by=w.pavel, at=AT)
    actions.group_cards(retro, cards=[c, a], by=w.pavel, at=AT)
    assert dict(retro.cards.values_list("text", "under")) == {"а": c, "б": c, "в": None}
    actions.group_cards(retro, cards=[b], by=w.pavel, at=AT)
    assert [len(topic.under) for topic in queries.topics_of(retro, w.dev)].count(1) == 1
    actions.lead_retro(retro, to="vote", by=w.pavel, at=AT)
    assert actions.vote(retro, card=c, by=w.dev, at=AT), "others wrote it too"
    with pytest.raises(Malformed):
        actions.vote(retro, card=a, by=w.dev, at=AT)
    with pytest.raises(Refused):
        actions.group_cards(retro, cards=[a, b], by=w.pavel, at=AT)


def at_once(*acts) -> list:
    """Do the acts in threads of their own, all begun together; return what each came to."""
    gate, came = threading.Barrier(len(acts)), []

    def run(act):
        gate.wait()
        try:
            came.append(bool(act()))
        except Refused:
            came.append(False)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.django_db(transaction=True)
def test_at_once_there_are_at_most_three_actions_and_no_vote_too_many():
    w = world()
    retro = opened(w, phase="vote", cards=[("stop", str(n), w.anna) for n in range(6)])
    dev, pavel = Person.objects.get(username="dev"), Person.objects.get(username="pavel")
    keys = list(retro.cards.values_list("pk", flat=True))
    voted = at_once(*(lambda key=key: actions.vote(retro, card=key, by=dev, at=AT) for key in keys))
    assert (voted.count(True), RetroVote.objects.count()) == (3, 3)

    actions.lead_retro(retro, to="act", by=pavel, at=AT)
    actions.promise_action(retro, text="первое", owner="dev", due_on=DAY, by=pavel, at=AT)
    promised = at_once(*(lambda n=n: actions.promise_action(retro, text=str(n), owner="dev", due_on=DAY, by=pavel, at=AT) for n in range(4)))
    assert (promised.count(True), retro.actions.count()) == (2, 3)


# ---- what comes back, pairs, forms, switches ----------------------------------------------------------------------


@pytest.mark.django_db
def test_what_was_promised_comes_back_until_it_is_done_or_dropped(w):
    first = opened(w)
    kept = actions.promise_action(first, text="Тексты раньше", owner="anna", due_on=DAY, by=w.pavel, at=AT)
    actions.close_retro(first, by=w.pavel, at=AT)
    second = opened(w, at=AT + timedelta(days=14))
    assert [(one.promised, one.times) for one in queries.returned_to(second)] == [(kept, 1)]
    actions.close_retro(second, by=w.pavel, at=AT + timedelta(days=14))
    third = opened(w, at=AT + timedelta(days=28))
    assert queries.returned_to(third)[0].times == 2
    with pytest.raises(Refused):
        actions.close_action(kept, outcome=" ", dropped=True, by=w.pavel, at=AT)
    dropped = actions.close_action(kept, outcome="не нужно", dropped=True, by=w.pavel, at=AT)
    assert dropped.dropped and queries.returned_to(third) == []


@pytest.mark.django_db
def test_what_is_promised_is_of_a_day_to_come_and_of_somebody_who_sees_the_work(w, client):
    retro, away = opened(w, phase="act"), people.person("away", "specialist")
    for day, owner, why in ((DAY - timedelta(days=1), "dev", "прошёл"), (DAY, "away", "видит")):
        with pytest.raises(Refused, match=why):
            actions.promise_action(retro, text="Тексты", owner=owner, due_on=day, by=w.pavel, at=AT)
    assert not retro.actions.exists() and not Notice.objects.filter(person=away).exists()
    client.force_login(w.pavel)
    with time_machine.travel(AT, tick=False):
        offered = client.get(f"/work/retros/{retro.pk}/").content.decode()
    assert 'value="dev"' in offered and 'value="head"' in offered and 'value="away"' not in offered


@pytest.mark.django_db
def test_whoever_promised_closes_it_and_another_colleague_does_not(w, client):
    retro = opened(w, phase="act")
    promised = actions.promise_action(retro, text="Тексты", owner="dev", due_on=DAY, by=w.pavel, at=AT)
    actions.close_retro(retro, by=w.pavel, at=AT)
    with pytest.raises(NotYourDuty):
        actions.close_action(promised, outcome="за него", by=w.anna, at=AT)
    with time_machine.travel(AT, tick=False):
        for who, may in ((w.anna, False), (w.dev, True)):
            client.force_login(who)
            for page in (f"/work/retros/{retro.pk}/", f"/work/projects/{w.project.pk}/sprints/"):
                assert (f"/work/retro-actions/{promised.pk}/closing/" in client.get(page).content.decode()) is may
        assert client.post(f"/work/retro-actions/{promised.pk}/closing/", {"outcome": "сделано"}).status_code == 302
    promised.refresh_from_db()
    assert (promised.closed_at, promised.outcome) == (AT, "сделано")


@pytest.mark.django_db
def test_an_open_page_hears_of_votes_and_tells_only_how_many_there_are(w, client):
    retro = opened(w, cards=[("start", "Показывать стенд", w.dev)], phase="vote")
    before = queries.stands(retro)
    actions.vote(retro, card=retro.cards.get().pk, by=w.anna, at=AT)
    assert queries.stands(retro) != before
    client.force_login(w.pavel)
    assert "1 vote is given in all" in client.get(f"/work/retros/{retro.pk}/", headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.django_db
def test_a_pair_looks_back_alone_and_its_promises_follow_it_to_other_work(w, client):
    retro = opened(w, format="pair", cards=[("expect", SECRET, w.pavel)])
    promised = actions.promise_action(retro, text="сдвиги сразу", owner="anna", due_on=DAY, by=w.pavel, at=AT)
    assert (retro.am, retro.pm) == (w.anna, w.pavel)
    for who in (w.dev, w.head):
        client.force_login(who)
        assert client.get(f"/work/retros/{retro.pk}/").status_code == client.get(f"/api/v1/retros/{retro.pk}").status_code == 404
        assert "сдвиги сразу" not in client.get(f"/work/projects/{w.project.pk}/sprints/").content.decode()
        with pytest.raises(Refused):
            actions.add_card(retro, column="give", text="подслушал", by=who, at=AT)
    with pytest.raises(Refused):
        actions.promise_action(retro, text="чужому", owner="dev", due_on=DAY, by=w.pavel, at=AT)
    assert "сдвиги сразу" not in str(list(Entry.objects.values_list("facts", flat=True)))
    client.force_login(w.anna)
    assert client.get(f"/work/retros/{retro.pk}/").status_code == 200
    actions.close_retro(retro, by=w.pavel, at=AT)
    elsewhere = actions.open_retro(make.project(title="Другой"), format="pair", by=w.pavel, at=AT + timedelta(days=1))
    assert [one.promised for one in queries.returned_to(elsewhere)] == [promised]
    with pytest.raises(Refused):
        actions.open_retro(w.project, format="pair", by=w.pavel, at=AT)


@pytest.mark.django_db
def test_a_form_is_kept_by_edition_and_one_without_columns_ends_it(w):
    told = {"code": "own", "name": {"ru": "Своя", "en": "Own"}, "columns": [{"ru": "Раз", "en": "One"}, {"ru": "Два", "en": "Two"}]}
    with pytest.raises(NotYourDuty):
        actions.write_retro_format(the_agency(), starts_on=DAY, by=w.pavel, at=AT, **told)
    for wrong in ({"kind": "sing"}, {"votes": 10}, {"columns": told["columns"][:1]}, {"name": {"ru": "Своя", "en": ""}}, {"starts_on": DAY - timedelta(days=1)}):
        with pytest.raises(Refused):
            actions.write_retro_format(the_agency(), by=w.head, at=AT, **{"starts_on": DAY, **told, **wrong})
    actions.write_retro_format(the_agency(), starts_on=DAY, by=w.head, at=AT, **told)
    retro = opened(w, format="own")
    assert [one["code"] for one in retro.columns] == ["c1", "c2"]
    actions.write_retro_format(the_agency(), starts_on=DAY + timedelta(days=1), by=w.head, at=AT, **{**told, "columns": []})
    assert "own" in queries.formats_on(DAY) and "own" not in queries.formats_on(DAY + timedelta(days=1))


@pytest.mark.parametrize(("columns", "asks", "count"), [
    ([{"ru": "А", "en": "A", "ask": {"ru": "Как?", "en": "How?"}}, {"ru": "Б", "en": "B"}], True, 0),
    ([{"ru": "А", "en": "A", "ask": {"ru": "Как?", "en": "How?"}}, {"ru": "Б", "en": "B"}], False, 1),
    ([{"ru": "А", "en": "A", "ask": {"ru": "Как?", "en": ""}}, {"ru": "Б", "en": "B"}], True, 1),
    ([{"ru": "А", "en": "A", "ask": {"ru": "Как?", "en": "How?"}}] * 4, True, 1),
])  # fmt: skip
def test_a_client_is_asked_by_few_questions_in_both_languages(columns, asks, count):
    told = {"name": {"ru": "Ф", "en": "F"}, "votes": 3, "starts_on": DAY, "today": DAY, "taken": False}
    assert len(reasons_not_a_format(**told, columns=columns, asks=asks)) == count


def test_the_shipped_forms_are_forms():
    day = date(2026, 3, 2)
    for code, row in shipped().items():
        told = {name: row[name] for name in ("name", "columns", "votes")}
        assert reasons_not_a_format(**told, asks=row["kind"] == "client", starts_on=day, today=day, taken=False) == [], code
    assert {"start_stop", "four_l", "mad_sad_glad", "sailboat", "starfish", "timeline", "daki", "pair", "client", "transition"} == set(shipped())


@pytest.mark.django_db
def test_thirty_days_after_a_switch_a_look_back_opens_and_one_ahead_may_be_passed_over(w):
    assert queries.due_looks(AT) == [], "the first scheme was no switch"
    rule = SchemeInForce.objects.create(scheme=RoleScheme.objects.get(code="triangle"), scope="client", scope_id=w.project.engagement.client_id, starts_at=AT)
    later = AT + timedelta(days=30)
    assert queries.due_looks(later - timedelta(days=1)) == []
    assert [(look.rule, look.days, look.on) for look in queries.due_looks(later)] == [(rule, 30, today(later))]
    with pytest.raises(NotYourDuty):
        actions.settle_look(rule, days=30, ask=True, by=w.pavel, at=later)
    with pytest.raises(Refused):
        actions.settle_look(rule, days=60, ask=True, by=w.head, at=later)
    with pytest.raises(Refused):
        actions.settle_look(rule, days=30, ask=False, by=w.head, at=later)
    look = actions.settle_look(rule, days=30, ask=True, by=system(), at=later)
    assert queries.due_looks(later) == [] and w.pavel.notices.filter(text_verb="work.look_asked").count() == 1
    assert list(look.retros.values_list("project", "kind", "phase")) == [(w.project.pk, "transition", "collect")]
    assert [retro.pk for retro, _what in queries.waiting_for(w.dev, [w.project.engagement_id])] == [look.retros.get().pk]
    assert queries.looks_to_hold([w.project.engagement_id], later) == []
    actions.settle_look(rule, days=90, ask=False, reason="всё прижилось", by=w.head, at=later)
    assert [look.days for look in queries.due_looks(AT + timedelta(days=60))] == [60]
    (_rule, looks), = queries.looks_on_switches(later)
    assert [one.state for one in looks] == ["opened", "ahead", "passed"]


@pytest.mark.django_db
def test_where_a_look_back_is_open_the_one_on_the_switch_waits_for_whoever_leads(w):
    rule = SchemeInForce.objects.create(scheme=RoleScheme.objects.get(code="triangle"), scope="client", scope_id=w.project.engagement.client_id, starts_at=AT)
    later = AT + timedelta(days=30)
    other = opened(w, at=later)
    look, here = actions.settle_look(rule, days=30, ask=True, by=w.head, at=later), [w.project.engagement_id]
    assert not look.retros.exists() and [project for _look, project in queries.looks_to_hold(here, later)] == [w.project]
    actions.close_retro(other, by=w.pavel, at=later)
    assert opened(w, format="transition", at=later).look == look and queries.looks_to_hold(here, later) == []


@pytest.mark.django_db
def test_the_clock_opens_looks_back_in_working_time_only(w, monkeypatch):
    SchemeInForce.objects.create(scheme=RoleScheme.objects.get(code="triangle"), scope="client", scope_id=w.project.engagement.client_id, starts_at=AT)
    night = AT.replace(hour=20) + timedelta(days=30)
    for at, count in ((night, 0), (night + timedelta(hours=8), 1), (night + timedelta(hours=9), 0)):
        monkeypatch.setattr(jobs.timezone, "now", lambda at=at: at)
        assert jobs.open_looks.func() == count


PEOPLE = st.lists(st.frozensets(st.sampled_from(range(9)), max_size=5), max_size=6).map(lambda sets: dict(enumerate(sets)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # beside other work the first draws are slow
@given(PEOPLE)
def test_looks_back_are_held_so_that_everybody_is_in_one_and_none_is_for_nobody(people):
    chosen = covering(people)
    everybody = frozenset().union(*people.values())
    assert frozenset().union(*(people[place] for place in chosen)) == everybody and len(chosen) == len(set(chosen)) <= len(everybody)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_look_back_is_walked_on_its_pages(client, language):
    now = timezone.now()
    w, said = world(now), {"Accept-Language": language}
    client.force_login(w.pavel)
    assert client.post(f"/work/projects/{w.project.pk}/retros/", {"format": "sing"}).status_code == 422
    assert client.post(f"/work/projects/{w.project.pk}/retros/", {"format": "start_stop"}).status_code == 302
    assert client.post(f"/work/projects/{w.project.pk}/retros/", {"format": "start_stop"}, headers=said).status_code == 409
    retro = Retro.objects.get()
    page = f"/work/retros/{retro.pk}/"
    assert client.post(f"{page}cards/", {"column": "stop", "text": "а" * 1001}).status_code == 422
    for who, text in ((w.dev, "одно"), (w.anna, "другое")):
        client.force_login(who)
        assert b"work/retros" in client.get("/", headers=said).content, "Today says that cards are waited for"
        client.post(f"{page}cards/", {"column": "stop", "text": text})
    assert page.encode() not in client.get("/", headers=said).content
    mine = queries.own_cards(retro, w.anna).get()
    client.post(f"/work/retro-cards/{mine.pk}/text/", {"text": "третье"})
    client.force_login(w.pavel)
    for to in ("reveal", "group", "vote", "act"):
        assert client.get(page, headers=said).status_code == 200
        client.post(f"{page}phases/", {"to": to})
        if to == "group":
            keys = [str(key) for key in retro.cards.order_by("pk").values_list("pk", flat=True)]
            assert client.post(f"{page}groups/", {"cards": keys}).status_code == 302
        if to == "vote":
            head = retro.cards.get(under=None).pk
            client.post(f"{page}votes/{head}/", {})
            assert RetroVote.objects.count() == 1
            client.post(f"{page}votes/{head}/removal/", {})
            client.post(f"{page}votes/{head}/", {})
    assert client.post(f"{page}actions/", {"text": "Тексты раньше", "owner": "anna", "due_on": ""}).status_code == 422
    assert client.post(f"{page}actions/", {"text": "Тексты раньше", "owner": "anna", "due_on": str(today(now))}).status_code == 302
    client.post(f"{page}closing/", {})
    shown = client.get(page, headers=said).content.decode()
    assert "Тексты раньше" in shown and "третье" in shown
    client.force_login(w.anna)
    assert "Тексты раньше" in client.get("/", headers=said).content.decode()
    assert client.get("/work/retro-formats/", headers=said).status_code == client.get("/work/transition-looks/", headers=said).status_code == 200
    client.force_login(w.head)
    assert client.get("/work/retro-formats/?code=pair", headers=said).status_code == 200
    form = {"code": "own", "name_ru": "Своя", "name_en": "Own", "kind": "team", "votes": "3", "starts_on": str(today(now)),
            "column_code": ["", ""], "column_ru": ["Раз", "Два"], "column_en": ["One", "Two"]}  # fmt: skip
    assert client.post("/work/retro-formats/new/", form | {"votes": "99"}, headers=said).status_code == 422
    assert client.post("/work/retro-formats/new/", form).status_code == 302
    assert "own" in queries.formats_on(today(now))


@pytest.mark.django_db
def test_what_the_journal_kept_of_cards_before_names_nobody(client):
    w = world(timezone.now())
    retro = opened(w, at=timezone.now())
    record(retro, "work.card_added", by=w.dev, at=timezone.now(), column="start")  # as it was written before cards were unsigned
    client.force_login(w.head)
    told = client.get(f"/api/v1/journal?about=work.retro:{retro.pk}").json()["items"]
    assert [(row["verb"], row["by"]) for row in told] == [("work.card_added", None), ("work.retro_opened", "pavel")]
    story = client.get(f"/engagements/{w.project.engagement_id}/?tab=story", headers={"accept-language": "en"}).content.decode()
    before, card = Entry.objects.filter(subject_type="work.retro").order_by("seq")
    row = {name: getattr(card, name) for name in ("seq", "verb", "subject_type", "subject_id", "engagement_id", "instead_of_id", "facts")}
    tried = {sealed(before.hash, {**row, "by_id": who.pk, "at": card.at.astimezone(UTC).isoformat()}) for who in Person.objects.all()}
    seen = {one["hash"] for one in client.get("/api/v1/journal?limit=200").json()["items"]}
    assert card.hash in tried and not tried & seen and head.told_of(card) in seen, "who it was cannot be found by trying each"
    assert not {one.hash for one in Entry.objects.all()} & seen, "nor by what was sealed upon it later"
    assert "put a card" in story and w.dev.name not in story.split("put a card")[0][-200:]
    assert not list(broken_links())


@pytest.mark.django_db
def test_a_page_offers_only_the_looks_back_that_can_be_opened_now(client):
    w = world(timezone.now())
    client.force_login(w.pavel)
    place = f"/work/projects/{w.project.pk}/sprints/"
    offered = lambda: [code for code in ("start_stop", "pair") if f'value="{code}"' in client.get(place).content.decode()]  # noqa: E731
    assert offered() == ["start_stop", "pair"]
    opened(w, at=timezone.now())
    assert offered() == ["pair"]
    opened(w, format="pair", at=timezone.now())
    assert offered() == [] and f'action="/work/projects/{w.project.pk}/retros/"' not in client.get(place).content.decode()
