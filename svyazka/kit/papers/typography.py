"""What Russian typesetting keeps on one line: a short word with the next one, a number with what it counts, a mark with its number."""

import re

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold
NBSP = "\u00a0"
FIRM = (
    (r" ([–—]) ", rf"{NBSP}\1 "),  # a dash does not begin a line
    (r"([№§]) ", rf"\1{NBSP}"),
    (r"\b(НК|ГК|АПК|ГПК|ТК) (?=РФ)", rf"\1{NBSP}"),
    (r"\b(ИНН|КПП|ОГРН|ОГРНИП|БИК|НДС|р/с|к/с) (?=\d)", rf"\1{NBSP}"),
    (r"(?<!\d[ \u00a0])\b(г)\. (?=[А-ЯЁ«]|$)", rf"\1.{NBSP}"),  # a town, not a year
    (r"\b(ул|пр|пер|д|кв|корп|стр|оф|пом|п|ст|ч|подп|абз)\. (?=[\dA-ZА-ЯЁ«]|$)", rf"\1.{NBSP}"),
    (r"\b(офис|квартира|дом) (?=\d)", rf"\1{NBSP}"),
)
LONG = (r"[^\s\u200b]{120}", "\\g<0>\u200b")  # nothing is that long but what somebody pasted; unbroken it would run out of the page
FINE = (
    LONG,
    (r"(?<![\w.-])([вкосуияаВКОСУИЯА]) ", rf"\1{NBSP}"),
    (r"(?<![\w.,])(\d+(?:[.,]\d+)*) (?=[а-яё]{3}|[%(])", rf"\1{NBSP}"),
)
BOUND = {fine: tuple((re.compile(pattern), told) for pattern, told in (FIRM + FINE if fine else FIRM)) for fine in (True, False)}


def clean(text: str) -> str:
    """Return the text without what neither format can hold."""
    return UNPRINTABLE.sub("", text)


def typeset(text: str, *, fine: bool = True) -> str:
    """Return the text as it is set: what neither format can hold is left out, what belongs together does not part at the end of a line.

    Word does not stretch the space that binds: there only what must is bound, or lines would gape.
    """
    told = clean(text)
    for pattern, bound in BOUND[fine]:
        told = pattern.sub(bound, told)
    return told
