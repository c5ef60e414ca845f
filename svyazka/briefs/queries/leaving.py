"""Which promises keep what holds them inside, and whose turn it is."""

from collections.abc import Iterable
from datetime import datetime

from svyazka.briefs.models import Promise
from svyazka.briefs.rules import LIVE_PROMISES
from svyazka.briefs.rules.leaving import JUDGE, VOICE, Held, plain, repeated
from svyazka.clients.models import Engagement
from svyazka.roles.queries.holders import holder_of


def held_promises(engagement: Engagement) -> list[Promise]:
    """Return the live promises without the PM's yes on their present wording, or with conditions that nobody has accepted."""
    return list(Promise.objects.filter(engagement=engagement, state__in=LIVE_PROMISES).held().order_by("pk"))


def held_back(engagement: Engagement, at: datetime) -> list[Held]:
    """Return what keeps a proposal, a specification or a contract of the engagement inside."""
    return _told(engagement, held_promises(engagement), at)


def held_in(engagement: Engagement, text: str, at: datetime) -> list[Held]:
    """Return what keeps these very words inside."""
    return _told(engagement, [row for row in repeated_in(engagement, text) if not row.let_out], at)


def _told(engagement: Engagement, promises: Iterable[Promise], at: datetime) -> list[Held]:
    turns: dict[str, str] = {}
    found = []
    for row in promises:
        duty = VOICE if row.conditions_wait else JUDGE
        if duty not in turns:
            holder = holder_of(engagement, duty, at)
            turns[duty] = holder.name if holder else ""
        found.append(Held(row.text, row.verdict_reason if row.conditions_wait else "", turns[duty]))
    return found


def repeated_in(engagement: Engagement, text: str) -> list[Promise]:
    """Return the live promises whose words stand in the text."""
    live = {row.pk: row for row in Promise.objects.filter(engagement=engagement, state__in=LIVE_PROMISES).order_by("pk")}
    return [live[key] for key in repeated(text, {key: row.text for key, row in live.items()})]


def same_words(engagement: Engagement, text: str) -> Promise | None:
    """Return the live promise of these very words, locked; case, marks and blanks do not tell two apart."""
    live = Promise.objects.filter(engagement=engagement, state__in=LIVE_PROMISES).select_for_update(no_key=True).order_by("pk")
    return next((row for row in live if plain(row.text) == plain(text)), None)
