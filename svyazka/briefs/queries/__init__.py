"""Questions about briefs, needs, interviews, options and promises, always from the one who asks."""

from svyazka.briefs.queries.agree import (
    approvals_of,
    changes_since_agreed,
    digest_of,
    edition_in_force,
    evidence_of,
    newer_sent,
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
    newest,
    visible_to,
    with_words,
    without_brief,
)
from svyazka.briefs.queries.checking import askers, narrowed, to_judge, verdict_clock, verdict_clocks
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
from svyazka.briefs.queries.gaps import gaps_of, needs_shares
from svyazka.briefs.queries.interview import (
    answers_named,
    answers_of,
    answers_visible_to,
    interviews_of,
    interviews_visible_to,
    said_before,
    with_progress,
)
from svyazka.briefs.queries.leaving import held_back, held_in, held_promises, repeated_in, same_words
from svyazka.briefs.queries.need import (
    last_need_key,
    needs_behind,
    needs_by_key,
    needs_of,
    needs_of_key,
    needs_visible_to,
    sources_of,
)
from svyazka.briefs.queries.option import (
    Answering,
    answering,
    answers_to,
    choices_visible_to,
    chosen_of,
    live_choices,
    live_options,
    options_visible_to,
    somebody_agrees,
    undecided,
)
from svyazka.briefs.queries.promise import (
    answered,
    by_message,
    clause_of,
    coming_first,
    former_of,
    overdue,
    promises_visible_to,
    replacing,
    to_settle,
    told_promises,
    waiting_promises,
)
from svyazka.briefs.queries.question import codes_ever, set_editions, set_on, sets_on
from svyazka.briefs.queries.small import (
    in_force,
    small,
    small_rule_on,
    small_rules,
    verdict_minutes,
    verdict_norms,
    verdict_within,
)
from svyazka.briefs.queries.template import last_version, templates_on, versions_of, whole, with_counts

__all__ = [
    "Answering", "answered", "answering", "answers_named", "answers_of", "answers_to", "answers_visible_to", "approvals_of",
    "askers", "by_clause", "by_message", "changes_between", "changes_in",
    "changes_since_agreed", "choices_visible_to", "chosen_of", "clause_by_key", "clause_of", "clauses_of",
    "clauses_visible_to", "codes_ever", "coming_first", "coverage_of", "digest_of", "document", "edition_in_force",
    "editions_of", "evidence_of", "former_of", "gaps_of", "held_back", "held_in", "held_promises", "in_force", "interviews_of", "interviews_visible_to",
    "last_key", "last_need_key", "last_verdict", "last_version", "latest_brief", "live_choices", "live_options",
    "narrowed", "needs_behind", "needs_by_key", "needs_of", "needs_of_key", "needs_shares", "needs_visible_to",
    "newer_sent", "newest", "notes_visible_to", "numbered_in", "open_by_clause", "open_comments", "options_visible_to", "overdue",
    "owners", "present", "promises_visible_to", "repeated_in", "replacing", "said_before", "same_words", "sections_of",
    "set_editions", "set_on", "sets_on", "shown_to_client", "small", "small_rule_on", "small_rules", "somebody_agrees",
    "sources_of", "stands", "talk_visible_to", "templates_on", "to_be_amended", "to_judge", "to_settle",
    "told_promises", "undecided", "verdict_clock", "verdict_clocks", "verdict_minutes",
    "verdict_norms", "verdict_within", "versions_of", "visible_to", "waiting_for_client", "waiting_promises", "whole",
    "with_counts", "with_progress", "with_words", "without_brief",
]  # fmt: skip
