"""Leads by words: any form of them, ё as е, a phone, a word begun, a company mistyped."""

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import Q, QuerySet

from svyazka.leads.models import Lead, NameWord
from svyazka.leads.rules.search import LIKE_ENOUGH, begun, folded, words_of_name

CONFIG = "russian"
MOST_SPELLINGS = 3


def matching(leads: QuerySet[Lead], text: str) -> QuerySet[Lead]:
    """Keep the leads that hold every word of the text; when none does, those whose names are spelled alike."""
    text = folded(text)
    if not text:
        return leads.none()
    found = leads.filter(words=_query(text))
    if found.exists():
        return found
    spelled = _spelled(text)
    return leads.filter(words=spelled) if spelled is not None else found


def _query(text: str) -> SearchQuery:
    """Return the query of the text as it is typed: its last word may go on."""
    whole = SearchQuery(text, config=CONFIG)
    head, last = begun(text)
    if not last:
        return whole
    going_on = SearchQuery(f"{last}:*", config=CONFIG, search_type="raw")
    return whole | (SearchQuery(head, config=CONFIG) & going_on if head else going_on)


def _spelled(text: str) -> SearchQuery | None:
    """Return the query with each word of a name replaced by those spelled alike; None if there are none."""
    query = None
    changed = False
    for word in text.split():
        alike = _alike(word)
        changed = changed or bool(set(alike) - {word.lower()})
        part = _any([word, *alike])
        query = part if query is None else query & part
    return query if changed else None


def _alike(word: str) -> list[str]:
    key = " ".join(words_of_name(word))
    if not key:
        return []
    near = NameWord.objects.filter(Q(word__trigram_similar=key)).annotate(likeness=TrigramSimilarity("word", key))
    return list(near.filter(likeness__gte=LIKE_ENOUGH).order_by("-likeness", "word").values_list("word", flat=True)[:MOST_SPELLINGS])


def _any(words: list[str]) -> SearchQuery:
    query = SearchQuery(words[0], config=CONFIG)
    for word in words[1:]:
        query |= SearchQuery(word, config=CONFIG)
    return query
