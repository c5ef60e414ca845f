"""Where a letter repeats earlier ones: known mail programs in Russian and English; new text is never folded."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.mail import read_letter
from svyazka.kit.mail.bodies import without_tags
from svyazka.kit.quoting import quoted_from

TALON = Path(__file__).parents[4] / "shared/data/mail/talon"
NEEDS_SAMPLES = pytest.mark.skipif(not TALON.is_dir(), reason="the samples of mail are not on this machine")
NEW = "Да, давайте завтра.\nСпасибо!"
MARKED = "> Добрый день\n> Сколько стоит сайт?"
BARE = "Добрый день\nСколько стоит сайт?"
WITH_ADDRESS = (
    "пн, 23 нояб. 2026 г. в 10:15, Пётр <p@example.org>:",
    "пн, 23 нояб. 2026 г. в 10:15, Пётр Сергеевич Захаров-Длиннофамильный <\np@example.org>:",
    '23.11.2026, 10:15, "Пётр" <p@example.org>:',
    "Понедельник, 23 ноября 2026, 10:15 +03:00 от Пётр <p@example.org>:",
    "-----Исходное сообщение-----",
    "-------- Пересылаемое сообщение --------\nОт кого: Пётр <p@example.org>\nКому: a@example.org",
    "От: Пётр <p@example.org>\nКому: a@example.org\nДата: 23.11.2026",
    "________________________________\nОт: Пётр\nОтправлено: 23 ноября 2026 г. 10:15\nКому: Анна\nТема: Сайт",
    "---- Пн, 23 ноя 2026 10:15:00 +0300 Пётр <p@example.org> написал ----",
    "02.11.2026 14:20 пользователь \"Пётр\" <\np@example.org> написал:",
    "On Mon, 23 Nov 2026 at 10:15, Peter <p@example.org>\nwrote:",
    "-----Original Message-----\nFrom: Peter <p@example.org>\nTo: a@example.org",
    "Am 23.11.2026 um 10:15 schrieb Peter <p@example.org>:",
)
WITHOUT_ADDRESS = ("23.11.2026 10:15, Пётр пишет:", "On Apr 3, 2026, at 4:19 PM, bob wrote:", "Понедельник, 23 ноября 2026, 10:15 +03:00 от Пётр Захаров:")


@pytest.mark.parametrize("heading", WITH_ADDRESS)
@pytest.mark.parametrize("quotation", [MARKED, BARE])
def test_a_quotation_begins_with_its_heading(heading, quotation):
    text = f"{NEW}\n\n{heading}\n{quotation}"
    assert text[: quoted_from(text)].rstrip() == NEW


@pytest.mark.parametrize("heading", WITHOUT_ADDRESS)
def test_a_heading_that_names_no_address_is_believed_only_before_marked_lines(heading):
    marked = f"{NEW}\n\n{heading}\n{MARKED}"
    assert marked[: quoted_from(marked)].rstrip() == NEW
    assert quoted_from(f"{NEW}\n\n{heading}\n{BARE}") is None


@pytest.mark.parametrize("heading", [one for one in (*WITH_ADDRESS, *WITHOUT_ADDRESS) if one.endswith(":")])
def test_an_answer_below_or_between_the_marked_lines_is_not_folded(heading):
    assert quoted_from(f"{heading}\n{MARKED}\n\nОтвечаю ниже.") is None
    assert quoted_from(f"Здравствуйте!\n{heading}\n> сколько?\nсто\n> когда?\nзавтра") is None


@pytest.mark.parametrize("text", ["", "Вчера в 10:15 Иван написал:\nнам нужен сайт", "Нужно:\n1) сайт\n2) звонок в 10:15", "Созвон в 10:15:\nтема сайт",
                                  "> только цитата", "От: завод\nнужен сайт", "Тема: сайт\nДата: как можно скорее\nБюджет: 500 тысяч"])  # fmt: skip
def test_what_only_looks_like_a_quotation_is_left_whole(text):
    assert quoted_from(text) is None


WORDS = st.text(st.sampled_from("абвгд еёжз.,!?\n\n>:@<1230-"), max_size=200)


@given(WORDS, st.sampled_from(WITH_ADDRESS), WORDS)
def test_the_fresh_part_and_the_quotation_are_the_whole_text(before, heading, after):
    text = f"{before}\n{heading}\n{after}"
    at = quoted_from(text)
    assert at is None or (0 < at < len(text) and text[:at].strip())


@given(WORDS)
def test_a_last_line_without_a_mark_is_never_folded_below_marked_ones(before):
    text = f"{before}\n{MARKED}\nНовое слово"
    at = quoted_from(text)
    assert at is None or MARKED not in text[:at]  # a heading of Outlook above may take all below it; marks alone never do
    assert quoted_from(f"Слово\n{MARKED}\nНовое слово") is None


@NEEDS_SAMPLES
@pytest.mark.parametrize("name", ["android", "aol", "apple_mail", "apple_mail_2", "comcast", "gmail", "hotmail", "iphone", "outlook", "sparrow", "yahoo"])
def test_replies_of_known_mail_programs_keep_what_their_collection_expects(name):
    text = read_letter((TALON / f"standard_replies/{name}.eml").read_bytes()).text
    expected = TALON / f"standard_replies/{name}_reply_text"
    wanted = expected.read_text("utf-8") if expected.exists() else "Hello"
    assert _plain(text[: quoted_from(text)]) == _plain(wanted)


@NEEDS_SAMPLES
def test_an_answer_below_the_quotation_is_kept_in_a_letter_of_thunderbird():
    text = read_letter((TALON / "standard_replies/thunderbird.eml").read_bytes()).text
    assert quoted_from(text) is None and text.endswith("Hello")


@NEEDS_SAMPLES
@pytest.mark.parametrize("place", sorted(TALON.glob("html_replies/*.html")), ids=lambda place: place.stem)
def test_replies_in_html_keep_their_new_part(place):
    text = without_tags(place.read_text("utf-8", "replace")).strip()
    assert _plain(text[: quoted_from(text)]) == "Hi. I am fine. Thanks, Alex"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("text", [">\nx\n" * 50_000, "От: a@b\nКому:\nx\n" * 20_000, "-" * 200_000, "wrote" + " " * 100_000 + ":", "1:00 a@b.ru:\n" * 20_000])
def test_a_hostile_letter_is_looked_through_once(text):
    assert quoted_from(text) is None or text[: quoted_from(text)].strip()
