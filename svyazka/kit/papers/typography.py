"""What Russian typesetting keeps on one line: a short word with the next one, a number with what it counts, a mark with its number."""

import re

from svyazka.kit.papers.blocks import clean

NBSP = "\u00a0"
FIRM = (
    (r" ([–—]) ", rf"{NBSP}\1 "),  # a dash does not begin a line
    (r"([№§]) ", rf"\1{NBSP}"),
    (r"\b(НК|ГК|АПК|ГПК|ТК) (?=РФ)", rf"\1{NBSP}"),
    (r"\b(ИНН|КПП|ОГРН|ОГРНИП|БИК|НДС|р/с|к/с) (?=\d)", rf"\1{NBSP}"),
    (r"(?<!\d[ \u00a0])\b(г|ул|пр|пер|д|кв|корп|стр|оф|пом|п|ст|ч|подп|абз)\. (?=[\dA-ZА-ЯЁ«]|$)", rf"\1.{NBSP}"),
    (r"\b(офис|квартира|дом) (?=\d)", rf"\1{NBSP}"),
)
FINE = (
    (r"(?<![\w.-])([вкосуияаВКОСУИЯА]) ", rf"\1{NBSP}"),
    (r"(?<![\w.,])(\d[\d,.]*) (?=[а-яё]{3}|[%(])", rf"\1{NBSP}"),
)
BOUND = {fine: tuple((re.compile(pattern), told) for pattern, told in (FIRM + FINE if fine else FIRM)) for fine in (True, False)}


def typeset(text: str, *, fine: bool = True) -> str:
    """Return the text as it is set: what neither format can hold is left out, what belongs together does not part at the end of a line.

    Word does not stretch the space that binds: there only what must is bound, or lines would gape.
    """
    told = clean(text)
    for pattern, bound in BOUND[fine]:
        told = pattern.sub(bound, told)
    return told
