"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.consent import (
    all_texts,
    consents_of,
    consents_of_a_client,
    consents_of_the_person,
    text_shown,
    texts_in_force,
)
from svyazka.leads.queries.inbox import (
    TABS,
    dead_letters,
    dead_letters_for,
    matching,
    may_take,
    norm_minutes,
    tab,
    taken_by_another,
    usual_source,
    visible_to,
    who_takes,
)
from svyazka.leads.queries.touch import (
    Came,
    code_in,
    code_named,
    codes,
    codes_given_since,
    codes_with_counts,
    marks,
    meaning_of,
    open_leads_of,
    touches_of,
    way_here,
)
from svyazka.leads.queries.webform import (
    form_at,
    forms,
    knocks,
    last_arrivals,
    opened_at,
    opening_of,
    own_form,
    salt_of,
    ways,
)

__all__ = [
    "TABS", "Came", "all_texts", "code_in", "code_named", "codes", "codes_given_since", "codes_with_counts", "consents_of", "consents_of_a_client", "consents_of_the_person",
    "dead_letters", "dead_letters_for", "form_at", "forms", "knocks", "last_arrivals", "marks", "matching", "may_take", "meaning_of",
    "norm_minutes", "open_leads_of", "opened_at", "opening_of", "own_form", "salt_of", "tab", "taken_by_another", "text_shown", "texts_in_force", "touches_of",
    "usual_source", "visible_to", "way_here", "ways", "who_takes",
]  # fmt: skip
