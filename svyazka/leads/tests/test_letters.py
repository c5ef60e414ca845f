"""Letters as they are read on the card of a lead: what repeats is folded, what is new never; whose letter goes where."""

import re
from pathlib import Path

import pytest

from svyazka.leads import actions
from svyazka.leads.models import Lead
from svyazka.leads.tests import make

pytestmark = pytest.mark.django_db
TALON = Path(__file__).parents[4] / "shared/data/mail/talon"
MARKED = "23.11.2026 10:15, Пётр <p@example.org> написал:\n> Сколько стоит сайт?"
OUTLOOK = "-----Original Message-----\nFrom: Petr <p@example.org>\nTo: hello@example.org\nSubject: Site\n\nHow much is a site?"
FORWARDED = "-------- Пересылаемое сообщение --------\nОт: Завод <z@example.org>\nКому: p@example.org\n\nНужен сайт завода"


@pytest.fixture
def w():
    return make.world()


def letter(text: str, *, subject: str = "Сайт", sender: str = "p@example.org", more: str = "") -> bytes:
    head = f"From: Petr <{sender}>\r\nTo: hello@example.org\r\nSubject: {subject}\r\n{more}Content-Type: text/plain; charset=utf-8\r\n"
    return (head + "Content-Transfer-Encoding: 8bit\r\n\r\n" + text).encode()


def came(w, raw: bytes, *, at=make.MONDAY):
    return actions.read_raw(actions.store_raw(w.agency, raw=raw, channel="email", by=w.system, at=at), by=w.system, at=at)


def shown(client, w, lead: Lead) -> tuple[str, str]:
    """Return what stands open on the card, and what stands in its fold."""
    client.force_login(w.anna)
    page = client.get(f"/leads/{lead.pk}/").content.decode()
    talk = page[page.index('class="bubbles"') :]
    return tuple(found[1] if (found := re.search(pattern, talk, re.DOTALL)) else "" for pattern in (r'<p class="pre">(.*?)</p>', r'<p class="pre muted">(.*?)</p>'))  # type: ignore[return-value]


@pytest.mark.parametrize("quotation", [MARKED, OUTLOOK])
def test_what_the_first_letter_repeats_is_folded_on_the_card_and_kept_whole(client, w, quotation):
    text = f"Да, нужен сайт.\n\n{quotation}"
    lead = came(w, letter(text, subject="Re: Сайт")).lead
    fresh, folded = shown(client, w, lead)
    assert fresh == "Да, нужен сайт." and "сайт?" in folded + "сайт?" * ("a site?" in folded)
    assert lead.request == text and lead.engagement.messages.get().text == text


@pytest.mark.parametrize("subject, text", [
    ("Fwd: Сайт", f"Посмотрите, пожалуйста.\n\n{OUTLOOK}"), ("Пересл: Сайт", f"Для вас\n\n{MARKED}"), ("Сайт", f"К сведению\n\n{FORWARDED}"), ("Сайт", FORWARDED),
    ("Сайт", f"-- \nИван Петров\n\n{OUTLOOK}"), ("Сайт", f"Отправлено с iPhone\n\n{MARKED}"),
])  # fmt: skip
def test_a_letter_whose_matter_is_in_the_quotation_is_shown_whole(client, w, subject, text):
    fresh, folded = shown(client, w, came(w, letter(text, subject=subject)).lead)
    assert folded == "" and ("сайт" in fresh or "a site?" in fresh)


@pytest.mark.skipif(not TALON.is_dir(), reason="the samples of mail are not on this machine")
@pytest.mark.parametrize("name", ["gmail", "outlook", "hotmail", "yahoo"])
def test_letters_of_known_programs_show_their_new_words_alone(client, w, name):
    fresh, folded = shown(client, w, came(w, (TALON / f"standard_replies/{name}.eml").read_bytes()).lead)
    assert fresh.strip() == "Hello" and "Hi" in folded


def numbered(number: int, *, after: int = 0, **told) -> bytes:
    named = f"References: <before@example.org> <{after}@example.org>\r\n" if after else ""
    return letter(f"Письмо {number}", more=f"Message-ID: <{number}@example.org>\r\n{named}", **told)


def test_a_second_letter_to_their_own_first_joins_its_thread_and_so_does_the_third(w):
    lead = came(w, numbered(1)).lead
    for number in (2, 3):
        row = came(w, numbered(number, after=number - 1, sender="P+x@Example.org"))
        assert row.lead is None and row.message.engagement == lead.engagement
    assert Lead.objects.count() == 1 and lead.engagement.messages.count() == 3


def test_who_knows_the_id_of_a_letter_but_is_not_its_sender_stays_outside_of_the_thread(w):
    lead = came(w, numbered(1)).lead
    assert came(w, numbered(2, after=1, sender="stranger@example.net")).lead not in (None, lead)
    assert came(w, numbered(3, after=7)).lead not in (None, lead)
    assert lead.engagement.messages.count() == 1


def test_a_letter_to_a_closed_request_is_a_new_lead(w):
    lead = came(w, numbered(1)).lead
    actions.qualify_lead(actions.take_lead(lead, by=w.anna, at=make.MONDAY), fits=False, reason="дорого", by=w.anna, at=make.MONDAY)
    assert came(w, numbered(2, after=1)).lead not in (None, lead)
