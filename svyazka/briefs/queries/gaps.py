"""What is missing in what is known of the needs of many engagements, by the same number of queries for few and many."""

from collections.abc import Iterable
from fractions import Fraction

from svyazka.briefs.models import Brief, Clause, InterviewAnswer, Need, SolutionOption
from svyazka.briefs.rules import AnswerState, InterviewState
from svyazka.briefs.rules.gaps import Asked, Gaps, NeedSeen, gaps_in


def gaps_of(engagement_ids: Iterable[int], *, asked_in=(InterviewState.GOING, InterviewState.HELD)) -> dict[int, Gaps]:
    """Return the gaps of each engagement that has an edition or an interview in these states; the newest edition counts. Five queries."""
    keys = list(engagement_ids)
    newest = Brief.objects.filter(engagement__in=keys).order_by("engagement", "-edition").distinct("engagement")
    editions = dict(newest.values_list("pk", "engagement"))
    needs, clauses, options, asked = _needs(editions), _clauses(editions), _options(keys), _asked(keys, asked_in)
    return {
        key: gaps_in(needs.get(key, []), clauses=clauses.get(key, []), options=options.get(key, set()), asked=asked.get(key, []))
        for key in {*editions.values(), *asked}
    }


def needs_shares(engagement_ids: Iterable[int]) -> dict[int, Fraction]:
    """Return how complete what is known of the needs is, as `Gaps.share` means it; a talk that goes on cannot be judged yet."""
    return {key: gaps.share for key, gaps in gaps_of(engagement_ids, asked_in=(InterviewState.HELD,)).items()}


def _needs(editions: dict[int, int]) -> dict[int, list[NeedSeen]]:
    found: dict[int, list[NeedSeen]] = {}
    rows = Need.objects.filter(brief__in=editions).order_by("position", "pk")
    for pk, brief, key, position, goal, measure, payer in rows.values_list("pk", "brief", "key", "position", "goal", "measure", "payer"):
        seen = NeedSeen(pk, key, position, *(bool(text.strip()) for text in (goal, measure, payer)))
        found.setdefault(editions[brief], []).append(seen)
    return found


def _clauses(editions: dict[int, int]) -> dict[int, list[tuple[int | None, bool]]]:
    found: dict[int, list[tuple[int | None, bool]]] = {}
    for brief, need, criterion in Clause.objects.filter(brief__in=editions).values_list("brief", "need", "criterion"):
        found.setdefault(editions[brief], []).append((need, bool(criterion.strip())))
    return found


def _options(keys: list[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    live = SolutionOption.objects.filter(engagement__in=keys, withdrawn_at=None).order_by()
    for engagement, key in live.values_list("engagement", "need_key").distinct():
        found.setdefault(engagement, set()).add(key)
    return found


def _asked(keys: list[int], states: Iterable[str]) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = {}
    rows = InterviewAnswer.objects.filter(interview__engagement__in=keys, interview__state__in=states, question__needed=True)
    told = rows.order_by("question__position", "pk").values_list("interview__engagement", "interview", "interview__service", "question__code", "state")
    for engagement, interview, service, code, state in told:
        found.setdefault(engagement, []).append(Asked(interview, service, code, state == AnswerState.ANSWERED))
    return found
