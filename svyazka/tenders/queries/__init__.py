"""Questions about tenders, always from the one who asks."""

from svyazka.tenders.queries.decision import (
    burning_first,
    called_to_decide,
    calls_of,
    calls_to_decide,
    decision_clock,
    decision_clocks,
    to_decide_by,
    undecided,
)
from svyazka.tenders.queries.desk import (
    codes,
    criteria,
    deadlines_between,
    documents,
    expiring,
    frozen_kopecks,
    held_by,
    locker_open_to,
    nearest,
    notice_files,
    notices,
    our_prefixes,
    rivals,
    securities_out,
)
from svyazka.tenders.queries.tenders import (
    application_too_short,
    application_until,
    best_rules,
    card_of,
    figures_of,
    left_out,
    papers_of,
    pressing,
    rules_in_force,
    rules_of,
    security_warnings,
    unpaid_bid_security,
    visible_to,
)

__all__ = [
    "application_too_short", "application_until", "best_rules", "burning_first", "called_to_decide", "calls_of",
    "calls_to_decide", "card_of", "codes", "criteria", "deadlines_between", "decision_clock", "decision_clocks",
    "documents", "expiring", "figures_of", "frozen_kopecks", "held_by", "left_out", "locker_open_to", "nearest", "notice_files",
    "notices", "our_prefixes", "papers_of", "pressing", "rivals", "rules_in_force", "rules_of", "securities_out",
    "security_warnings", "to_decide_by", "undecided", "unpaid_bid_security", "visible_to",
]  # fmt: skip
