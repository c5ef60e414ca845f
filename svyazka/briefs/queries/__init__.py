"""Questions about briefs and promises, always from the one who asks."""

from svyazka.briefs.queries.brief import (
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
from svyazka.briefs.queries.document import (
    changes_between,
    changes_in,
    clause_by_key,
    clauses_visible_to,
    document,
    owners,
    present,
    sections_of,
)
from svyazka.briefs.queries.promise import promises_visible_to, unjudged_promises, waiting_promises
from svyazka.briefs.queries.template import last_version, templates_on, versions_of, whole, with_counts

__all__ = [
    "changes_between", "changes_in", "clause_by_key", "clauses_of", "clauses_visible_to", "document", "editions_of", "last_key", "last_verdict",
    "last_version", "latest_brief", "needs_shares", "newest", "owners", "present", "promises_visible_to", "sections_of",
    "templates_on", "unjudged_promises", "versions_of", "visible_to", "waiting_promises", "whole", "with_counts", "with_words",
    "without_brief",
]  # fmt: skip
