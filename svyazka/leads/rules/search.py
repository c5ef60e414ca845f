"""How leads are looked for: words in any form, ё as е, a phone by its digits, a word begun, a name mistyped."""

import re

from svyazka.kit.mail import clean

SHORTEST_BEGUN = 3  # letters of a word that is still being typed
SHORTEST_NAME = 4  # letters of a word of a name in which a mistake can be told
LIKE_ENOUGH = 0.4  # trigrams that two spellings share
PHONE = re.compile(r"(?:\+?[78][\s(-]*)?\(?\d{3}\)?[\s-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")


def folded(text: str) -> str:
    """Return the text as it is looked for: ё as е, phones as their last ten digits, nothing that is no text."""
    plain = clean(text).replace("ё", "е").replace("Ё", "Е")
    return " ".join(PHONE.sub(lambda found: re.sub(r"\D", "", found[0])[-10:], plain).split())[:200]


def begun(text: str) -> tuple[str, str]:
    """Return the words that are whole and the last one, if it may be only the beginning of a word; else the text and ''."""
    head, _space, last = text.rpartition(" ")
    if len(last) < SHORTEST_BEGUN or not re.fullmatch(r"[^\W_]+", last):
        return text, ""
    return head, last


def words_of_name(name: str) -> list[str]:
    """Return the words of a name in which a mistake can be told: whole words of letters, nothing short."""
    return [word for word in re.findall(r"[^\W_]+", folded(name).lower()) if len(word) >= SHORTEST_NAME and word.isalpha()]
