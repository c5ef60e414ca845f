"""Questions about briefs, needs, interviews, options and promises, always from the one who asks."""

from svyazka.briefs.queries.brief import (
    changes_in,
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
from svyazka.briefs.queries.promise import promises_visible_to, unjudged_promises, waiting_promises
from svyazka.briefs.queries.question import codes_ever, set_editions, set_on, sets_on

__all__ = [
    "Answering", "answering", "answers_named", "answers_of", "answers_to", "answers_visible_to", "changes_in", "choices_visible_to",
    "chosen_of", "clauses_of", "codes_ever", "editions_of", "gaps_of", "interviews_of", "interviews_visible_to", "last_key",
    "last_need_key", "last_verdict", "latest_brief", "live_choices", "live_options", "needs_behind", "needs_by_key", "needs_of", "needs_of_key", "needs_shares",
    "needs_visible_to", "newest", "options_visible_to", "promises_visible_to", "said_before", "set_editions", "set_on",
    "sets_on", "somebody_agrees", "sources_of", "undecided", "unjudged_promises", "visible_to", "waiting_promises", "with_progress", "with_words",
    "without_brief",
]  # fmt: skip
