"""Letters of all kinds: charsets that are named wrongly or not at all, headers in halves, senders who are two, parts in parts."""

from email.message import EmailMessage

import pytest

from svyazka.kit.mail import Letter, Unreadable, decoded, glimpse, read_letter

TEXTS = ("Нужен сайт завода", "Да", "ООО РОМАШКА", "Сколько стоит сайт — «под ключ»?", "НУЖЕН САЙТ СРОЧНО", "Пётр Иванов")
CHARSETS = ("utf-8", "koi8-r", "cp1251", "cp866")


def writes(charset: str, text: str) -> bool:
    return text.encode(charset, "replace").decode(charset) == text


WRITTEN = [(text, charset) for text in TEXTS for charset in CHARSETS if writes(charset, text)]


@pytest.mark.parametrize(("text", "written"), WRITTEN)
@pytest.mark.parametrize("named", [None, *CHARSETS, "windows-1251", "us-ascii", "iso-8859-1", "no-such-charset"])
def test_russian_text_is_read_whatever_charset_is_named(text, written, named):
    assert decoded(text.encode(written), named) == text


@pytest.mark.parametrize(("raw", "named", "text"), [
    ("café über".encode("latin-1"), "iso-8859-1", "café über"), ("まみむ".encode("iso-2022-jp"), "iso-2022-jp", "まみむ"),
    ("テスト".encode("shift_jis"), "shift_jis", "テスト"), ("Сайт".encode("utf-16"), "utf-16", "Сайт"), (b"plain", "utf-7", "plain"), (b"", None, ""),
])  # fmt: skip
def test_other_charsets_are_read_as_they_are_named(raw, named, text):
    assert decoded(raw, named) == text


def sent(head: bytes, body: bytes = b"\r\n\r\nhi") -> Letter | Unreadable:
    return read_letter(head + body)


@pytest.mark.parametrize(("header", "name"), [
    ("Иван Петров <a@b.ru>".encode("cp1251"), "Иван Петров"), ("Иван Петров <a@b.ru>".encode("koi8-r"), "Иван Петров"),
    (b"=?koi8-r?B?6dfBziDw?=\r\n =?koi8-r?B?xdTSz9c=?= <a@b.ru>", "Иван Петров"),
    (b"=?utf-8?B?0JjQstCw0L0g0J/QtdGC0YA=?= =?utf-8?B?0L7Qsg==?= <a@b.ru>", "Иван Петров"),
    (b"=?utf-8?Q?=D0=98=D0=B2=D0?= =?utf-8?Q?=B0=D0=BD?= <a@b.ru>", "Иван"),  # a letter broken in two
    (b'=?iso-8859-1?Q?Last=2C_First?= <a@b.ru>', "Last, First"), (b'"a@b.ru" <a@b.ru>', "a@b.ru"), (b"a@b.ru", ""), (b"<a@b.ru>", ""),
])  # fmt: skip
def test_a_sender_is_read(header, name):
    letter = sent(b"From: " + header)
    assert (letter.sender_name, letter.sender) == (name, "a@b.ru")


@pytest.mark.parametrize("header", [
    b"alice@example.org<bob@evil.test>", b"alice@example.org <bob@evil.test>", b"A <a@b.ru>, B <c@d.ru>", b'"x" <a@b.ru> <c@d.ru>',
    b"=?utf-8?q?a=0D=0ABcc:_x@y.ru?= <a@b.ru>", b"nobody", b"a@b@c.ru", b"Ivan (x@y) <a@b.ru>",
])  # fmt: skip
def test_a_sender_that_can_be_read_in_two_ways_is_nobodys(header):
    assert isinstance(sent(b"From: " + header), Unreadable)


def test_a_subject_in_raw_bytes_is_read_and_holds_one_line():
    letter = sent(b"From: a@b.ru\r\nSubject: " + "Сайт завода".encode("koi8-r"))
    assert letter.subject == "Сайт завода"
    assert sent(b"From: a@b.ru\r\nSubject: =?utf-8?q?Site=0D=0ABcc:_x?=").subject == "Site Bcc: x"


def many_parts() -> EmailMessage:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "c@d.ru", "Внутри"
    inner.set_content("Текст вложенного письма")
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "a@b.ru", "Сайт"
    letter.set_content("Добрый день")
    letter.add_alternative("<p>Добрый <b>день</b></p>", subtype="html")
    letter.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Смета.pdf")
    letter.add_attachment(inner)
    letter.add_attachment("заметка", filename="../../etc/заметка\r\n.txt".replace("\r\n", ""))
    return letter


def test_the_plain_alternative_is_read_and_everything_else_is_a_file():
    letter = read_letter(many_parts().as_bytes())
    assert letter.text == "Добрый день"
    assert [(file.name, file.content_type) for file in letter.files] == [
        ("Смета.pdf", "application/pdf"), ("2.eml", "message/rfc822"), ("заметка.txt", "text/plain")]  # fmt: skip
    assert letter.files[0].raw == b"%PDF-1.4" and "Внутри" in read_letter(letter.files[1].raw).subject


def test_a_letter_that_only_forwards_another_speaks_by_it():
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "a@b.ru", "Fwd"
    outer.make_mixed()
    inner = EmailMessage()
    inner["From"] = "c@d.ru"
    inner.set_content("Нужен сайт")
    outer.attach(inner_part(inner))
    assert read_letter(outer.as_bytes()).text == "Нужен сайт"


def inner_part(inner: EmailMessage) -> EmailMessage:
    part = EmailMessage()
    part.set_content(inner)
    return part


def test_files_are_counted_and_the_rest_stays_in_the_bytes():
    letter = EmailMessage()
    letter["From"] = "a@b.ru"
    letter.set_content("Много файлов")
    for n in range(25):
        letter.add_attachment(b"x" * 10, maintype="image", subtype="png", filename=f"{n}.png")
    read = read_letter(letter.as_bytes())
    assert (len(read.files), read.left_out) == (20, 5)


def test_what_is_written_in_the_body_by_uuencode_is_left_alone():
    body = b"\r\n\r\nhello\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n"
    assert "begin 644 a.txt" in sent(b"From: a@b.ru", body).text


@pytest.mark.parametrize("raw", [
    b"From: a@b.ru\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\nno boundary at all: hello",
    b"From: a@b.ru\r\nContent-Type: multipart/mixed\r\n\r\nhello", b"From: a@b.ru\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhello",
    b"From: a@b.ru\r\nContent-Transfer-Encoding: base64\r\n\r\nhello***", b"From: a@b.ru\r\nContent-Type: text/plain; charset=\"\r\n\r\nhello",
])  # fmt: skip
def test_broken_parts_are_read_as_far_as_they_go(raw):
    assert isinstance(read_letter(raw), Letter)


def test_a_glimpse_tells_who_wrote_and_what_even_of_what_is_no_letter():
    assert glimpse("From: a@b.ru\r\nSubject: Сайт\r\n\r\nДобрый день".encode()) == "From: a@b.ru\nSubject: Сайт\n\nДобрый день"
    assert glimpse("просто текст".encode("cp1251")) == "просто текст"
