"""Questions about briefs and promises, always from the one who asks."""

from svyazka.briefs.queries.brief import (
    changes_in,
    clauses_of,
    editions_of,
    last_key,
    last_verdict,
    latest_brief,
    needs_shares,
    newest,
    visible_to,
    with_words,
    without_brief,
)
from svyazka.briefs.queries.checking import (
    askers,
    narrowed,
    to_judge,
    verdict_clock,
    verdict_clocks,
)
from svyazka.briefs.queries.promise import (
    by_message,
    clause_of,
    coming_first,
    former_of,
    overdue,
    promises_visible_to,
    repeated_in,
    replacing,
    same_words,
    to_settle,
    told_promises,
    unjudged_promises,
    waiting_promises,
)
from svyazka.briefs.queries.small import (
    in_force,
    small,
    small_rule_on,
    small_rules,
    verdict_minutes,
    verdict_norms,
    verdict_within,
)

__all__ = [
    "askers", "by_message", "changes_in", "clause_of", "clauses_of", "coming_first", "editions_of", "former_of", "in_force", "last_key",
    "last_verdict", "latest_brief", "narrowed", "needs_shares", "newest", "overdue", "promises_visible_to", "repeated_in", "replacing", "same_words",
    "small", "small_rule_on", "small_rules", "to_judge", "to_settle", "told_promises", "unjudged_promises", "verdict_clock",
    "verdict_clocks", "verdict_minutes", "verdict_norms", "verdict_within", "visible_to", "waiting_promises", "with_words", "without_brief",
]  # fmt: skip
