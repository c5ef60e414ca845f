"""Stories of an edition at the client's, and their refusals."""

from datetime import date, timedelta

import pytest
from django.core import mail

from svyazka.briefs.actions import answer_brief, begin_draft, make_promise, send_brief_to_client, write_brief
from svyazka.briefs.models import Brief, BriefApproval, Clause, Promise
from svyazka.briefs.queries import (
    changes_since_agreed,
    digest_of,
    edition_in_force,
    shown_to_client,
    to_be_amended,
    waiting_for_client,
)
from svyazka.briefs.steps import agree_brief, bind_brief, send_brief
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.clients.models import Contact
from svyazka.clients.rules import Stream
from svyazka.clients.steps import move_engagement, say
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.verify import CHECKS
from svyazka.people.models import Person

pytestmark = pytest.mark.django_db
BY = date(2026, 3, 6)


def client_of(w) -> Person:
    """Return the account of the client's contact."""
    contact = Contact.objects.get(client=w.engagement.client)
    contact.account = contact.account or Person.objects.create_user("client", kind="contact", name="Пётр")
    contact.save()
    return contact.account


def sent(w, **told) -> Brief:
    return send_brief_to_client(make.judged(w, **told), answer_by_on=BY, by=w.anna, at=MONDAY)


def agreed(w, brief: Brief | None = None, **told) -> Brief:
    brief = brief or sent(w, **told)
    answer_brief(brief, decision="agreed", digest=digest_of(brief), by=client_of(w), at=MONDAY)
    brief.refresh_from_db()
    return brief


def reworded(w) -> Brief:
    """Write the next edition with another criterion, and have it judged."""
    clauses = [{"kind": "must", "text": "Каталог", "criterion": "400 позиций видны"}]
    return make.judged(w, brief=make.submit_brief(write_brief(w.engagement, needs=["заявки"], clauses=clauses, by=w.anna, at=MONDAY), by=w.anna, at=MONDAY))


def test_the_voice_sends_a_judged_edition_and_the_client_is_told():
    w = make.world()
    contact = client_of(w)
    brief = sent(w)

    assert (brief.state, brief.sent_at, brief.sent_by, brief.answer_by_on) == ("with_client", MONDAY, w.anna, BY)
    assert list(waiting_for_client(contact, MONDAY)) == [brief]
    assert Promise.objects.get().state == "given"
    letter = mail.outbox[-1] if mail.outbox else None
    said = w.engagement.messages.get(stream="client")
    assert f"/portal/specifications/{brief.pk}/" in said.text and "Каталог" not in said.text
    assert letter is None or letter.to == ["p@example.org"]
    assert Entry.objects.get(verb="briefs.sent_to_client").facts["digest"] == digest_of(brief)


def test_every_contact_with_an_address_has_a_letter(django_capture_on_commit_callbacks):
    w = make.world()
    Contact.objects.create(client=w.engagement.client, name="Вера", email="vera@example.org")
    Contact.objects.create(client=w.engagement.client, name="Ушла", email="left@example.org", left_on=BY)
    sent(w)

    assert sorted(address for letter in mail.outbox for address in letter.to) == ["p@example.org", "vera@example.org"]


def test_the_pm_does_not_send():
    w = make.world()
    brief = make.judged(w)
    with pytest.raises(NotYourDuty) as denied:
        send_brief_to_client(brief, answer_by_on=BY, by=w.pavel, at=MONDAY)
    assert denied.value.duty == "client.talk"


def test_nothing_leaves_without_the_word_on_that_very_edition():
    w = make.world()
    contact = client_of(w)
    draft = make.written(w)
    for act in (lambda: send_brief_to_client(draft, answer_by_on=BY, by=w.anna, at=MONDAY),
                lambda: send_brief_to_client(make.submit_brief(draft, by=w.anna, at=MONDAY), answer_by_on=BY, by=w.anna, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refused):
            act()
    judged = make.judged(w, "infeasible", brief=draft, promise="infeasible")
    with pytest.raises(Refused):
        send_brief_to_client(judged, answer_by_on=BY, by=w.anna, at=MONDAY)
    assert not shown_to_client(contact, MONDAY).exists() and not mail.outbox and not w.engagement.messages.exists()


def test_a_promise_made_since_the_verdict_stops_the_sending_by_name():
    w = make.world()
    brief = make.judged(w)
    make_promise(w.engagement, kind="price", text="Не дороже 300 тысяч", by=w.anna, at=MONDAY)
    with pytest.raises(Refused, match="300 тысяч"):
        send_brief_to_client(brief, answer_by_on=BY, by=w.anna, at=MONDAY)


def test_words_changed_behind_the_verdict_do_not_leave():
    w = make.world()
    brief = make.judged(w)
    Clause.objects.filter(brief=brief, key=1).update(criterion="видны все")
    with pytest.raises(Refused, match="после вердикта"):
        send_brief_to_client(brief, answer_by_on=BY, by=w.anna, at=MONDAY)


def test_a_yes_on_conditions_leaves_once_they_are_accepted():
    w = make.world()
    brief = make.judged(w, "conditional")
    with pytest.raises(Refused, match="условиями"):
        send_brief_to_client(brief, answer_by_on=BY, by=w.anna, at=MONDAY)
    assert send_brief_to_client(brief, answer_by_on=BY, conditions_accepted=True, by=w.anna, at=MONDAY).state == "with_client"


def test_a_former_edition_and_a_closed_engagement_send_nothing():
    w = make.world()
    first = make.judged(w)
    reworded(w)
    with pytest.raises(Refused, match="новая редакция"):
        send_brief_to_client(first, answer_by_on=BY, by=w.anna, at=MONDAY)
    second = Brief.objects.get(edition=2)
    with pytest.raises(Refused):
        send_brief_to_client(second, answer_by_on=BY - timedelta(days=30), by=w.anna, at=MONDAY)
    move_engagement(w.engagement, "lost", at=MONDAY)
    with pytest.raises(Refused, match="закрыта"):
        send_brief_to_client(second, answer_by_on=BY, by=w.anna, at=MONDAY)


def test_the_client_agrees_the_very_words_and_the_pair_is_told():
    w = make.world()
    brief = agreed(w)

    word = BriefApproval.objects.get()
    assert (word.decision, word.digest, word.by_contact, word.name) == ("agreed", digest_of(brief), True, "Пётр")
    assert (brief.state, brief.agreed_at) == ("agreed", MONDAY)
    assert set(Notice.objects.filter(text_verb="briefs.agreed").values_list("person__username", flat=True)) == {"anna", "pavel"}
    assert edition_in_force(w.engagement) == brief


def test_words_other_than_those_shown_are_not_agreed():
    w = make.world()
    brief = sent(w)
    shown = digest_of(brief)
    Clause.objects.filter(brief=brief, key=1).update(text="Каталог и корзина")
    with pytest.raises(Refused, match="не тот") as refused:
        answer_brief(brief, decision="agreed", digest=shown, by=client_of(w), at=MONDAY)
    assert refused.value.status == 409 and not BriefApproval.objects.exists() and Brief.objects.get().state == "with_client"


def test_an_edition_changed_behind_the_agreement_is_found():
    w = make.world()
    brief = agreed(w)
    assert list(CHECKS["agreed specifications"]()) == []
    Clause.objects.filter(brief=brief, key=1).update(criterion="видно всё")
    assert len(list(CHECKS["agreed specifications"]())) == 1


def test_remarks_need_words_and_stop_nothing_but_this_edition():
    w = make.world()
    brief = sent(w)
    with pytest.raises(Refused):
        answer_brief(brief, decision="remarks", digest=digest_of(brief), by=client_of(w), at=MONDAY)
    answer_brief(brief, decision="remarks", digest=digest_of(brief), reason="Нет корзины", by=client_of(w), at=MONDAY)
    brief.refresh_from_db()
    assert brief.state == "remarked" and brief.agreed_at is None
    answer_brief(brief, decision="agreed", digest=digest_of(brief), by=client_of(w), at=MONDAY)  # and a second thought
    brief.refresh_from_db()
    assert brief.state == "agreed" and brief.approvals.count() == 2


def test_the_am_writes_the_answer_down_with_its_evidence():
    w = make.world()
    brief = sent(w)
    letter = say(w.engagement, "Согласовано", stream=Stream.CLIENT, from_client=True, at=MONDAY)
    inner = say(w.engagement, "Кажется, согласны", stream=Stream.INTERNAL, author=w.anna, at=MONDAY)
    told = {"decision": "agreed", "digest": digest_of(brief), "by": w.anna, "at": MONDAY}
    with pytest.raises(Refused, match="подтверждение"):
        answer_brief(brief, **told)
    with pytest.raises(Malformed):
        answer_brief(brief, message_id=inner.pk, **told)
    word = answer_brief(brief, message_id=letter.pk, **told)
    assert (word.by_contact, word.name, word.message, word.by) == (False, "Пётр", letter, w.anna)


def test_who_else_may_not_answer():
    w = make.world()
    brief = sent(w)
    stranger = Person.objects.create_user("stranger", kind="contact", name="Чужой")
    for who in (w.pavel, w.dev, stranger):
        with pytest.raises(NotYourDuty):
            answer_brief(brief, decision="agreed", digest=digest_of(brief), evidence="письмо", by=who, at=MONDAY)
    with pytest.raises(Malformed):
        answer_brief(brief, decision="maybe", digest=digest_of(brief), by=client_of(w), at=MONDAY)


def test_an_edition_is_answered_only_while_it_is_with_the_client():
    w = make.world()
    brief = make.judged(w)
    with pytest.raises(Refused):
        answer_brief(brief, decision="agreed", digest=digest_of(brief), by=client_of(w), at=MONDAY)
    agreed(w, sent_again(w, brief))
    with pytest.raises(Refused):
        answer_brief(brief, decision="remarks", digest=digest_of(brief), reason="поздно", by=client_of(w), at=MONDAY)


def sent_again(w, brief: Brief) -> Brief:
    return send_brief_to_client(brief, answer_by_on=BY, by=w.anna, at=MONDAY)


def test_the_next_edition_keeps_keys_and_the_agreed_one_stays_in_force():
    w = make.world()
    first = agreed(w)
    second = begin_draft(w.engagement, from_former=True, by=w.anna, at=MONDAY)

    assert (second.edition, second.state) == (2, "draft")
    assert list(second.clauses.values_list("key", "text", "criterion")) == list(first.clauses.values_list("key", "text", "criterion"))
    assert digest_of(second) == digest_of(first)
    assert {clause.need_id for clause in second.clauses.all()} <= {None, *second.needs.values_list("pk", flat=True)}
    assert edition_in_force(w.engagement) == first


def test_a_newer_agreed_edition_is_in_force_until_a_contract_stands_on_one():
    w = make.world()
    first = agreed(w)
    second = agreed(w, sent_again(w, reworded(w)))
    assert edition_in_force(w.engagement) == second and to_be_amended([w.engagement.pk]) == {}

    bind_brief(w.engagement, at=MONDAY)
    third = agreed(w, sent_again(w, reworded_again(w)))
    assert edition_in_force(w.engagement) == second
    assert to_be_amended([w.engagement.pk]) == {w.engagement.pk: (second, third)}
    bind_brief(w.engagement, third, at=MONDAY)
    second.refresh_from_db()
    assert (edition_in_force(w.engagement), second.state) == (third, "amended") and first.pk != third.pk


def reworded_again(w) -> Brief:
    clauses = [{"kind": "must", "text": "Каталог", "criterion": "500 позиций видны"}]
    return make.judged(w, brief=make.submit_brief(write_brief(w.engagement, needs=["заявки"], clauses=clauses, by=w.anna, at=MONDAY), by=w.anna, at=MONDAY))


def test_the_client_reads_what_has_changed_since_they_agreed():
    w = make.world()
    agreed(w)
    former, changes = changes_since_agreed(sent_again(w, reworded(w)))

    assert former.edition == 1
    assert [(change.what, (change.now or change.was).text) for change in changes] == [(("criterion",), "Каталог"), (("removed",), "Интеграция с 1С")]


def test_a_sent_edition_that_waited_waits_no_more_when_the_next_one_is_sent():
    w = make.world()
    first = sent(w)
    second = sent_again(w, reworded(w))
    first.refresh_from_db()
    assert first.state == "amended" and list(waiting_for_client(w.anna, MONDAY)) == [second]


def test_an_edition_the_client_never_saw_is_not_agreed_by_what_rests_on_the_former():
    w = make.world()
    first = agreed(w)
    second = reworded(w)
    agree_brief(w.engagement, at=MONDAY)
    second.refresh_from_db()
    assert second.state == "feasible" and edition_in_force(w.engagement) == first
    send_brief(w.engagement, by=w.anna, at=MONDAY)
    agree_brief(w.engagement, at=MONDAY)
    assert edition_in_force(w.engagement) == second
