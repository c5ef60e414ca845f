"""Archives of notices: every file is read or refused with a reason, none is lost, and none harms the reader."""

import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.journal.models import Entry as JournalEntry
from svyazka.leads.tests.test_pages import as_
from svyazka.roles.tests.make import bearer
from svyazka.tenders import actions
from svyazka.tenders.models import Notice, NoticeFile, Tender
from svyazka.tenders.rules import Unreadable, archive, entries_of
from svyazka.tenders.tests.test_notices import AT, FEED, notice, sent, w  # noqa: F401  the world is a fixture
from svyazka.tenders.tests.test_reading import EIS, FEEDS, no_samples

OTHER = notice(code="86.10").replace(b"0119200000126009417", b"0119200000126009418")


def zipped(*files: tuple[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as into:
        for name, raw in files:
            into.writestr(zipfile.ZipInfo(name) if name.endswith("/") else name, raw)
    return made.getvalue()


def fates(raw: bytes) -> list[tuple[str, str]]:
    return [(entry.name, entry.reason) for entry in entries_of(raw)]


# ---- rules ----------------------------------------------------------------------------------------------------------


def test_folders_are_no_files_and_paths_are_only_names():
    told = zipped(("день/", b""), ("../../etc/passwd", b"<a/>"), ("C:\\день\\б.xml", b"<b/>"), ("/abs.xml", b"<c/>"))
    assert fates(told) == [("passwd", ""), ("б.xml", ""), ("abs.xml", "")]


def test_a_name_without_its_mark_is_told_by_the_page_of_russian_dos():
    told = bytearray(zipped(("notice.xml", b"<a/>")))
    name, dos = b"notice.xml", "изв-ие.xml".encode("cp866")
    assert fates(bytes(told).replace(name, dos)) == [("изв-ие.xml", "")]


def test_a_bomb_is_stopped_as_it_grows_whatever_it_says_of_its_size():
    bomb = zipped(("bomb.xml", b" " * 20_000_000), ("good.xml", b"<a/>"))
    assert [bool(reason) for _name, reason in fates(bomb)] == [True, False]
    liar = bytearray(bomb)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # both headers say that ten bytes come out
        struct.pack_into("<I", liar, liar.index(mark) + offset, 10)
    (_bomb, reason), good = fates(bytes(liar))
    assert reason and good == ("good.xml", "")


def test_what_is_too_big_is_not_read_and_the_rest_is_told_of(monkeypatch):
    monkeypatch.setattr(archive, "MOST_OF_ONE", 100)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 250)
    told = fates(zipped(*[(f"{n}.xml", bytes(range(size))) for n, size in enumerate((101, 90, 90, 5))], method=zipfile.ZIP_STORED))
    assert [bool(reason) for _name, reason in told] == [True, False, True, True] and len(told) == 4


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, zipped(("папка/", b"")), zipped(("a.xml", b"<a/>"))[:-8]])
def test_an_archive_that_is_empty_or_broken_is_refused_as_a_whole(raw):
    with pytest.raises(Unreadable):
        list(entries_of(raw))


def test_too_many_files_are_refused_as_a_whole(monkeypatch):
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    with pytest.raises(Unreadable, match="3"):
        list(entries_of(zipped(*[(f"{n}.xml", b"<a/>") for n in range(3)])))


def test_one_archive_in_another_is_refused_and_so_is_what_a_password_locks():
    inner = zipped(("a.xml", b"<a/>"))
    locked = bytearray(zipped(("locked.xml", b"<a/>")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    assert ["архив" in reason.lower() or "archive" in reason.lower() for _name, reason in fates(zipped(("in.zip", inner), ("b.xml", b"<b/>")))] == [True, False]
    assert fates(bytes(locked))[0][1]


def test_a_signature_beside_a_notice_is_told_as_such_and_not_read():
    (told,) = entries_of(zipped(("n.xml.SIG", b"\x30\x82" * 99)))
    assert (told.name, told.size, told.raw) == ("n.xml.SIG", 0, b"") and "подпись" in told.reason


def test_damaged_bytes_spoil_one_file_and_no_other():
    told = bytearray(zipped(("a.xml", b"<a>one</a>"), ("b.xml", b"<b>two</b>"), method=zipfile.ZIP_STORED))
    told[told.index(b"one")] ^= 0xFF
    assert [bool(reason) for _name, reason in fates(bytes(told))] == [True, False]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=12), st.integers(0, 60))
def test_whatever_is_done_to_an_archive_it_is_read_or_refused(changes, cut):
    raw = bytearray(zipped(("a.xml", b"<a/>" * 9), ("b.xml", b"<b/>"), ("c/", b"")))
    for place, value in changes:
        raw[place % len(raw)] = value
    try:
        assert len(list(entries_of(bytes(raw[: len(raw) - cut])))) <= archive.MOST_ENTRIES
    except Unreadable as reason:
        assert str(reason)


# ---- the story ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_file_of_an_archive_is_read_or_refused_and_the_counts_are_what_was_sent(w):  # noqa: F811
    files = [("a.xml", notice()), ("sig/a.xml.sig", b"\x30\x82"), ("b.xml", OTHER), ("лента.rss", FEED.encode()), ("old.zip", zipped(("x", b"<x/>"))),
             ("again.xml", notice()), ("empty.xml", b"")]  # fmt: skip
    row = sent(w, zipped(*files))

    told = [(entry.name, entry.state, entry.found, bool(entry.reason)) for entry in row.entries.all()]
    assert told == [("a.xml", "read", 1, False), ("a.xml.sig", "refused", 0, True), ("b.xml", "read", 1, False), ("лента.rss", "read", 1, False),
                    ("old.zip", "refused", 0, True), ("again.xml", "read", 0, False), ("empty.xml", "refused", 0, True)]  # fmt: skip
    assert (row.state, row.found, Notice.objects.count(), Tender.objects.count()) == ("read", 3, 3, 1)
    assert JournalEntry.objects.get(verb="tenders.file_read").facts == {"name": row.name, "found": 3, "refused": 3}
    assert all(entry.found or entry.reason or entry.name == "again.xml" for entry in row.entries.all())


@pytest.mark.django_db
def test_a_later_edition_wins_in_whatever_order_they_lie_in_the_archive(w):  # noqa: F811
    sent(w, zipped(("v3.xml", notice(edition=3, price="7000000")), ("v1.xml", notice())))
    assert (Notice.objects.get().edition, Tender.objects.get().initial_max_price_kopecks) == (3, 700_000_000)


@pytest.mark.django_db
def test_reading_again_tries_only_what_was_refused(w, monkeypatch):  # noqa: F811
    row = sent(w, zipped(("a.xml", notice()), ("b.xml", b"<neither/>")))
    before = JournalEntry.objects.count()
    monkeypatch.setattr("svyazka.tenders.actions.notice.read_notices", lambda raw: [])  # a later version reads what this one could not
    row = actions.read_notice_file(NoticeFile.objects.get(), by=w.anna, at=AT)
    assert [(entry.name, entry.state, entry.found) for entry in row.entries.all()] == [("a.xml", "read", 1), ("b.xml", "read", 0)]
    assert (row.found, JournalEntry.objects.count()) == (1, before + 1)
    assert actions.read_notice_file(NoticeFile.objects.get(), by=w.anna, at=AT).tries == 2


@pytest.mark.django_db
def test_an_archive_that_cannot_be_opened_waits_with_the_reason(w):  # noqa: F811
    row = sent(w, zipped(("a.xml", notice()))[:-8])
    assert row.state == "dead" and row.reason and not row.entries.exists() and not Notice.objects.exists()


@pytest.mark.django_db
def test_by_page_and_by_api(client, w):  # noqa: F811
    raw = zipped(("a.xml", notice()), ("b.sig", b"\x30"))
    answer = as_(client, w.anna).post("/tenders/notices/files/", {"file": SimpleUploadedFile("день.zip", raw)}, follow=True)
    page = answer.content.decode()
    assert "день.zip" in page and "a.xml" in page and "b.sig" in page and answer.redirect_chain[-1][0].endswith(f"/{NoticeFile.objects.get().pk}/")
    assert "отказано: 1 из 2" in client.get("/tenders/notices/").content.decode()
    token = bearer(w.anna)
    told = client.post("/api/v1/tender-notice-files", {"file": SimpleUploadedFile("день.zip", raw)}, headers=token).json()
    assert (told["entries"], told["refused"], told["found"]) == (2, 1, 1)
    listed = client.get(f"/api/v1/tender-notice-files/{told['id']}/entries?state=refused", headers=token).json()["items"]
    assert [(row["name"], bool(row["reason"])) for row in listed] == [("b.sig", True)]
    client.force_login(w.dev)
    assert client.get(f"/tenders/notices/files/{told['id']}/").status_code == 404
    assert client.get(f"/api/v1/tender-notice-files/{told['id']}/entries", headers=bearer(w.dev)).status_code == 404


@no_samples
@pytest.mark.django_db
def test_the_real_notices_in_one_archive(w):  # noqa: F811
    places = sorted(EIS.glob("*.xml")) + sorted(FEEDS.glob("*.xml"))
    row = sent(w, zipped(*[(f"notices/{place.name}", place.read_bytes()) for place in places]))
    alone = {place.name for place in places}
    assert {entry.name for entry in row.entries.all()} == alone and row.state == "read"
    assert {entry.name for entry in row.entries.filter(state="refused")} == {"html-error-page.xml", "html-real-page.html.xml", "not-a-feed.xml"}
