"""Questions about leads, always from the one who asks."""

from svyazka.leads.queries.alike import face_of, likenesses_by_keys, likenesses_by_names, names_left, with_faces
from svyazka.leads.queries.bringing import (
    Colleagues,
    counts_of,
    counts_of_many,
    imports_visible_to,
    look_at,
    people_of,
    plan_for,
    remembered_columns,
    rows_of,
    sees_imports,
    wrong_as_csv,
)
from svyazka.leads.queries.clock import (
    burning_first,
    clock_of,
    clocks_of,
    joined_clock,
    norm_minutes,
    paused,
    with_pauses,
)
from svyazka.leads.queries.consent import (
    all_texts,
    consents_of,
    consents_of_a_client,
    consents_of_the_person,
    text_shown,
    texts_in_force,
)
from svyazka.leads.queries.groups import Group, Member, group_with, groups_of, waiting_pairs
from svyazka.leads.queries.inbox import TABS, may_take, tab, taken_by_another, usual_source, visible_to, who_takes
from svyazka.leads.queries.likeness import (
    Pair,
    alike_among,
    in_order,
    likeness_between,
    likenesses_held_by,
    likenesses_of,
    likenesses_visible_to,
    of_lead,
    pair_of,
    side_of,
    to_look_at,
)
from svyazka.leads.queries.merging import (
    Preview,
    living,
    may_merge,
    mergings_of,
    mergings_visible_to,
    preview,
    reasons_against_undoing,
    thread_of_their_own,
    values_after,
)
from svyazka.leads.queries.offers import (
    found_nobody,
    offer_clock,
    offered_to,
    offers_of,
    open_offer,
    open_offers,
    run_out,
)
from svyazka.leads.queries.raw import (
    came_lately,
    dead_letters,
    dead_letters_for,
    file_name,
    keys,
    keys_for,
    left_unread,
    live_key,
    mailboxes,
    mailboxes_for,
    may_keep_channels,
    put_away_for,
    reasons_of,
    sees_intake,
    taken_lately,
    text_of,
    unread,
    waiting_for,
)
from svyazka.leads.queries.reasons import closing_reasons, in_force, level_rows, norm_rows, reasons_in_use
from svyazka.leads.queries.routing import (
    candidates_for,
    colleagues,
    days_of,
    facts_of,
    minutes_of,
    open_leads_of,
    reasons_not_to_offer,
    seats_of,
    still_fits,
)
from svyazka.leads.queries.search import matching
from svyazka.leads.queries.takers import decisions, may_route, may_see_takers, taker_rows, takers, takers_seen_by
from svyazka.leads.queries.terms import agency_terms, order_on, own_terms, terms_of, terms_to_come
from svyazka.leads.queries.touch import (
    Came,
    code_in,
    code_named,
    codes,
    codes_given_since,
    codes_with_counts,
    marks,
    meaning_of,
    other_open_leads,
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
    "TABS", "Came", "Colleagues", "Group", "Member", "Pair", "Preview", "agency_terms", "alike_among", "all_texts",
    "burning_first", "came_lately", "candidates_for", "clock_of", "clocks_of", "closing_reasons", "code_in",
    "code_named", "codes", "codes_given_since", "codes_with_counts", "colleagues", "consents_of",
    "consents_of_a_client", "consents_of_the_person", "counts_of", "counts_of_many", "days_of", "dead_letters",
    "dead_letters_for", "decisions", "face_of", "facts_of", "file_name", "form_at", "forms", "found_nobody",
    "group_with", "groups_of", "imports_visible_to", "in_force", "in_order", "joined_clock", "keys", "keys_for",
    "knocks", "last_arrivals", "left_unread", "level_rows", "likeness_between", "likenesses_by_keys",
    "likenesses_by_names", "likenesses_held_by", "likenesses_of", "likenesses_visible_to", "live_key", "living",
    "look_at", "mailboxes", "mailboxes_for", "marks", "matching", "may_keep_channels", "may_merge", "may_route",
    "may_see_takers", "may_take", "meaning_of", "mergings_of", "mergings_visible_to", "minutes_of", "names_left",
    "norm_minutes", "norm_rows", "of_lead", "offer_clock", "offered_to", "offers_of", "open_leads_of", "open_offer",
    "open_offers", "opened_at", "opening_of", "order_on", "other_open_leads", "own_form", "own_terms", "pair_of",
    "paused", "people_of", "plan_for", "preview", "put_away_for", "reasons_against_undoing", "reasons_in_use",
    "reasons_not_to_offer", "reasons_of", "remembered_columns", "rows_of", "run_out", "salt_of", "seats_of",
    "sees_imports", "sees_intake", "side_of", "still_fits", "tab", "taken_by_another", "taken_lately", "taker_rows",
    "takers", "takers_seen_by", "terms_of", "terms_to_come", "text_of", "text_shown", "texts_in_force",
    "thread_of_their_own", "to_look_at", "touches_of", "unread", "usual_source", "values_after", "visible_to",
    "waiting_for", "waiting_pairs", "way_here", "ways", "who_takes", "with_faces", "with_pauses", "wrong_as_csv",
]  # fmt: skip
