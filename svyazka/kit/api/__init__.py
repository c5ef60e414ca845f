"""What every room's API shares: shapes of money and hours, lists by cursor, problems by RFC 9457."""

from svyazka.kit.api.bodies import In, Line, Note, Reading, Text, keepable, kept, overwrites_nobody, staff_only, upto
from svyazka.kit.api.lists import LIMIT, MOST, Page, listed, narrowed
from svyazka.kit.api.moments import clock_told, told
from svyazka.kit.api.money import Money, money
from svyazka.kit.api.numbers import Hours, Key, Lag, Number, Percent, digits_only, plain
from svyazka.kit.api.papers import papers_at
from svyazka.kit.api.problems import PROBLEM, problem, refusal, title

__all__ = [
    "LIMIT", "MOST", "PROBLEM", "Hours", "In", "Key", "Lag", "Line", "Money", "Note", "Number", "Page", "Percent", "Reading", "Text",
    "clock_told", "digits_only", "keepable", "kept", "listed", "money", "narrowed", "overwrites_nobody", "papers_at", "plain", "problem",
    "refusal", "staff_only", "title", "told", "upto",
]  # fmt: skip
