"""Questions about briefs and promises, always from the one who asks."""

from svyazka.briefs.queries.agree import (
    approvals_of,
    approvals_visible_to,
    changes_since_agreed,
    digest_of,
    edition_in_force,
    evidence_of,
    shown_to_client,
    stands,
    to_be_amended,
    waiting_for_client,
)
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
from svyazka.briefs.queries.comment import by_clause, notes_visible_to, open_by_clause, open_comments, talk_visible_to
from svyazka.briefs.queries.coverage import coverage_of, numbered_in
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
    "approvals_of", "approvals_visible_to", "by_clause", "changes_between", "changes_in", "changes_since_agreed",
    "clause_by_key", "clauses_of", "clauses_visible_to", "coverage_of", "digest_of", "document", "edition_in_force",
    "editions_of", "evidence_of", "last_key", "last_verdict", "last_version", "latest_brief", "needs_shares", "newest",
    "notes_visible_to", "numbered_in", "open_by_clause", "open_comments", "owners", "present", "promises_visible_to",
    "sections_of", "shown_to_client", "stands", "talk_visible_to", "templates_on", "to_be_amended", "unjudged_promises",
    "versions_of", "visible_to", "waiting_for_client", "waiting_promises", "whole", "with_counts", "with_words",
    "without_brief",
]  # fmt: skip
