"""Raw mail: stored first, read second; whatever comes, a lead, a message of its thread or a reason."""

from pathlib import Path

import pytest
from django.utils.translation import override

from svyazka.clients.models import Message
from svyazka.journal.models import Entry
from svyazka.kit import files
from svyazka.kit.errors import Refused
from svyazka.kit.mail import Letter, Unreadable, read_letter
from svyazka.kit.states import complement
from svyazka.leads import actions, queries
from svyazka.leads.models import Lead, Raw
from svyazka.leads.rules import RAW_MOVES, RawState
from svyazka.leads.tests import make

AT = make.MONDAY
SAMPLES = Path(__file__).parents[4] / "shared/data/mail"
NOT_MAIL = (".md", ".txt", ".py", ".json")


def letter(text: str = "Нужен сайт завода", *, charset: str = "utf-8", to: str = "hello@example.org", subject="Site", sender="p@example.org",
           more=b"") -> bytes:  # fmt: skip
    head = f"From: Petr <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset={charset}\r\n"
    return head.encode() + more + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + text.encode(charset)


def taken_in(w, raw: bytes) -> Raw:
    stored = actions.store_raw(w.agency, raw=raw, channel="email", name="a.eml", by=w.system, at=AT)
    return actions.read_raw(stored, by=w.system, at=AT)


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "cp1251"])
def test_russian_charsets_are_read(charset):
    assert read_letter(letter(charset=charset)).text == "Нужен сайт завода"


def test_nul_and_surrogates_are_cleaned_and_html_is_told_as_text():
    html = letter("<style>x</style><p>Нужен&nbsp;сайт</p>\x00\udc80".encode("utf-8", "replace").decode()).replace(b"text/plain", b"text/html")
    text = read_letter(html).text
    assert "\x00" not in text and "<p>" not in text and "Нужен" in text and "x" not in text


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\xfe", b"From: nobody\n\nhi", letter(more=b"Auto-Submitted: auto-replied\r\n"),
                                 b"From: a@b.ru\nContent-Type: multipart/report; boundary=x\n\n--x--"])  # fmt: skip
def test_what_is_no_letter_has_a_reason(raw):
    assert isinstance(read_letter(raw), Unreadable)


@pytest.mark.django_db
def test_a_mail_becomes_one_lead_however_often_it_is_read():
    w = make.world()
    first, second = taken_in(w, letter()), taken_in(w, letter())
    assert first.pk == second.pk and first.state == "linked" and Lead.objects.count() == 1
    assert files.read(first.digest) == letter()


@pytest.mark.django_db
def test_a_reply_to_our_address_joins_its_thread():
    w = make.world()
    token = make.lead(w).engagement.reply_token
    row = taken_in(w, letter("Завтра в десять", to=f"hello+{token}@example.org"))
    assert row.lead is None and row.message.engagement.reply_token == token and row.message.from_client
    assert Lead.objects.count() == 1 and Message.objects.filter(text="Завтра в десять").count() == 1


@pytest.mark.django_db
def test_a_dead_letter_keeps_its_bytes_and_can_be_tried_again():
    w = make.world()
    row = taken_in(w, b"no mail at all")
    assert row.state == "dead" and row.reason and row in queries.dead_letters()
    again = actions.read_raw(row, by=w.anna, at=AT)
    assert (again.state, again.tries) == ("dead", 2) and files.read(row.digest) == b"no mail at all"


@pytest.mark.django_db
def test_a_reply_to_our_letter_joins_its_thread_but_a_stranger_who_knows_a_letter_of_the_client_does_not():
    w = make.world()
    taken_in(w, letter(more=b"Message-ID: <theirs@example.org>\r\n"))
    lead = Lead.objects.get()
    actions.take_lead(lead, by=w.anna, at=AT)
    said = actions.answer_lead(lead, channel="email", text="Созвонимся?", by=w.anna, at=AT)

    stranger = taken_in(w, letter("Расскажите всё мне", sender="stranger@example.net", more=b"In-Reply-To: <theirs@example.org>\r\n"))
    assert stranger.message is None and stranger.lead != lead
    reply = taken_in(w, letter("Да, завтра", more=f"References: {said.message_id}\r\n".encode()))
    assert reply.message.engagement == lead.engagement


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_reason_is_kept_in_the_language_of_the_agency_whoever_reads(language):
    w = make.world()
    with override(language):
        row = taken_in(w, b"  ")
    assert row.reason == "Сообщение пустое."


@pytest.mark.django_db
def test_every_act_on_a_raw_message_is_in_the_journal_once():
    w = make.world()
    taken_in(w, letter()), taken_in(w, letter())
    row = taken_in(w, b"no mail at all")
    actions.read_raw(row, by=w.anna, at=AT)
    form = actions.store_raw(w.agency, raw=b"form", channel="form", by=w.system, at=AT)
    actions.bury_raw(form, reason="пустое имя", by=w.system, at=AT)
    told = {"title": "Сайт", "request": "Нужен сайт", "name": "Пётр"}
    actions.read_form(form, source="search", told=told, by=w.system, at=AT)
    told = Entry.objects.filter(subject_type="leads.raw").order_by("seq").values_list("verb", "by__username")
    assert list(told) == [
        ("leads.raw_stored", "system"), ("leads.raw_read", "system"), ("leads.raw_stored", "system"), ("leads.raw_buried", "system"),
        ("leads.raw_buried", "anna"), ("leads.raw_stored", "system"), ("leads.raw_buried", "system"), ("leads.raw_read", "system"),
    ]  # fmt: skip


ACTS = {
    "bury": lambda row, who: actions.bury_raw(row, reason="передумали", by=who, at=AT),
    "discard": lambda row, who: actions.discard_raw(row, reason="реклама", by=who, at=AT),
    "take_back": lambda row, who: actions.take_back_raw(row, by=who, at=AT),
    "refuse": lambda row, who: actions.refuse_raw(row, reason="нет такого источника", by=who, at=AT),
    "link": lambda row, who: actions.read_raw(row, by=who, at=AT),
}
WRONG = [(event, state) for event, state in complement(RAW_MOVES, RawState.values) if event in ACTS]


@pytest.mark.django_db
@pytest.mark.parametrize(("event", "state"), WRONG)
def test_what_the_table_of_moves_does_not_know_changes_nothing(event, state):
    w = make.world()
    row = taken_in(w, letter())
    Raw.objects.filter(pk=row.pk).update(state=state, reason="было", put_away_because="было")
    if (event, state) == ("link", "linked"):  # reading again is no refusal: nothing is left to do
        assert ACTS[event](row, w.anna).tries == 1
    else:
        with override("ru"), pytest.raises(Refused, match=f"«{RawState(state).label}»"):
            ACTS[event](row, w.anna)
    assert Raw.objects.get(pk=row.pk).state == state and Lead.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of mail are not on this machine")
def test_no_sample_of_mail_raises():
    w = make.world()
    places = [place for place in sorted(SAMPLES.rglob("*")) if place.is_file() and place.suffix not in NOT_MAIL]
    states = [taken_in(w, place.read_bytes()).state for place in places]
    assert set(states) <= {"linked", "dead"} and states.count("linked") >= 20
    assert all(isinstance(read_letter(place.read_bytes()), Letter | Unreadable) for place in places)
