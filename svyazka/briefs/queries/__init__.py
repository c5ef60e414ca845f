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
from svyazka.briefs.queries.promise import promises_visible_to, unjudged_promises, waiting_promises

__all__ = [
    "changes_in", "clauses_of", "editions_of", "last_key", "last_verdict", "latest_brief", "needs_shares", "newest",
    "promises_visible_to", "unjudged_promises", "visible_to", "waiting_promises", "with_words", "without_brief",
]  # fmt: skip
