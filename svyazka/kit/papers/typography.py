"""What Russian typesetting keeps on one line: a short word with the next one, a number with what it counts, a mark with its number."""

import re

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold
NBSP = "\u00a0"
MARKS = ("ул", "пр", "пер", "д", "кв", "корп", "стр", "оф", "пом", "п", "ст", "ч", "подп", "абз")
NUMBERED = ("ИНН", "КПП", "ОГРН", "ОГРНИП", "БИК", "НДС", "р/с", "к/с", "офис", "квартира", "дом")
FIRM = (  # each is what stands around a space that binds
    r"(?=[–—] )",  # a dash does not begin a line
    r"(?<=[№§] )",
    *(rf"(?<=\b{code} )(?=РФ)" for code in ("НК", "ГК", "АПК", "ГПК", "ТК")),
    *(rf"(?<=\b{word} )(?=\d)" for word in NUMBERED),
    *(rf"(?<=\b{mark}\. )(?=[\dA-ZА-ЯЁ«]|$)" for mark in MARKS),
    r"(?<=\bг\. )(?<!\d[ \u00a0]г\. )(?=[А-ЯЁ«]|$)",  # a town, not a year
)
FINE = (r"(?<=\b[вкосуияаВКОСУИЯА] )(?<![.-]. )", r"(?<=\d )(?=[а-яё]{3}|[%(])")
BOUND = {fine: re.compile(f" (?:{'|'.join(FIRM + FINE if fine else FIRM)})") for fine in (True, False)}
LONG = re.compile(r"[^\s\u200b]{120}")  # nothing is that long but what somebody pasted; unbroken it would run out of the page


def clean(text: str) -> str:
    """Return the text without what neither format can hold."""
    return UNPRINTABLE.sub("", text)


def typeset(text: str, *, fine: bool = True) -> str:
    """Return the text as it is set: what neither format can hold is left out, what belongs together does not part at the end of a line.

    Word does not stretch the space that binds: there only what must is bound, or lines would gape.
    """
    told = BOUND[fine].sub(NBSP, clean(text))
    return LONG.sub("\\g<0>\u200b", told) if fine and len(told) >= 120 else told
