"""Questions about briefs and promises, always from the one who asks."""

from svyazka.briefs.queries.agree import (
    approvals_of,
    approvals_visible_to,
    changes_since_agreed,
    digest_of,
    edition_in_force,
    evidence_of,
    shown_to_client,
    to_be_amended,
    waiting_for_client,
)
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
from svyazka.briefs.queries.comment import by_clause, notes_visible_to, open_by_clause, open_comments, talk_visible_to
from svyazka.briefs.queries.coverage import coverage_of, numbered_in
from svyazka.briefs.queries.promise import promises_visible_to, unjudged_promises, waiting_promises

__all__ = [
    "approvals_of", "approvals_visible_to", "by_clause", "changes_in", "changes_since_agreed", "clauses_of",
    "coverage_of", "digest_of", "edition_in_force", "editions_of", "evidence_of", "last_key", "last_verdict",
    "latest_brief", "needs_shares", "newest", "notes_visible_to", "numbered_in", "open_by_clause", "open_comments", "promises_visible_to",
    "shown_to_client", "talk_visible_to", "to_be_amended", "unjudged_promises", "visible_to", "waiting_for_client",
    "waiting_promises", "with_words", "without_brief",
]  # fmt: skip
