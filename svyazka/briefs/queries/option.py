"""Questions about solution options and the choices among them, always from the one who asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from svyazka.briefs.models import Need, OptionChoice, SolutionOption
from svyazka.briefs.queries.need import needs_by_key
from svyazka.briefs.rules import LIVE_CHOICES, ChoiceState
from svyazka.briefs.rules.option import ENOUGH
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.rules import Raci

CHOOSING = "solution.choose"  # the duty, by its code: who agrees is written in the scheme


@dataclass
class Answering:
    """What was proposed for one need: its live options, its choices the latest first."""

    options: list[SolutionOption] = field(default_factory=list)
    choices: list[OptionChoice] = field(default_factory=list)

    @property
    def live(self) -> OptionChoice | None:
        """The choice that the next one would replace: the pick that waits, else the one that stands."""
        return next((one for one in self.choices if one.state == ChoiceState.PICKED), None) or self.standing

    @property
    def standing(self) -> OptionChoice | None:
        return next((one for one in self.choices if one.state == ChoiceState.STANDING), None)

    @property
    def picked(self) -> OptionChoice | None:
        return next((one for one in self.choices if one.state == ChoiceState.PICKED), None)


def options_visible_to(person, at: datetime) -> QuerySet[SolutionOption]:
    """Return the options this person sees."""
    return within_sight(SolutionOption.objects.select_related("engagement__client", "proposed_by"), person, at)


def choices_visible_to(person, at: datetime) -> QuerySet[OptionChoice]:
    """Return the choices this person sees."""
    return within_sight(OptionChoice.objects.select_related("engagement__client", "option", "picked_by", "answered_by"), person, at)


def live_options(engagement_id: int, need_key: int) -> QuerySet[SolutionOption]:
    """Return the options of a need that were not withdrawn."""
    return SolutionOption.objects.filter(engagement=engagement_id, need_key=need_key, withdrawn_at=None)


def live_choices(engagement_id: int, need_key: int) -> QuerySet[OptionChoice]:
    """Return the choices of a need that wait for agreement or stand, the one that waits first."""
    return OptionChoice.objects.filter(engagement=engagement_id, need_key=need_key, state__in=LIVE_CHOICES).order_by("state", "-pk")


def answering(engagement_ids: Iterable[int]) -> dict[tuple[int, int], Answering]:
    """Return what was proposed and chosen, by engagement and the need's key. Two queries for any number of them."""
    keys, found = list(engagement_ids), {}
    for option in SolutionOption.objects.filter(engagement__in=keys, withdrawn_at=None).select_related("proposed_by"):
        found.setdefault((option.engagement_id, option.need_key), Answering()).options.append(option)
    rows = OptionChoice.objects.filter(engagement__in=keys).select_related("option", "picked_by", "answered_by")
    for choice in rows.order_by("-pk"):
        found.setdefault((choice.engagement_id, choice.need_key), Answering()).choices.append(choice)
    return found


def answers_to(need: Need) -> Answering:
    """Return what was proposed and chosen for the need."""
    return answering([need.engagement_id]).get((need.engagement_id, need.key), Answering())


def chosen_of(engagement: Engagement) -> list[OptionChoice]:
    """Return the choices that stand on the engagement, in the order of the needs' keys."""
    rows = OptionChoice.objects.filter(engagement=engagement, state=ChoiceState.STANDING)
    return list(rows.select_related("option__proposed_by", "picked_by", "answered_by").order_by("need_key"))


def undecided(person, at: datetime, *, most: int) -> list[Need]:
    """Return the needs this person sees that have options enough and no choice that waits or stands. Two queries."""
    chosen = OptionChoice.objects.filter(engagement=OuterRef("engagement"), need_key=OuterRef("need_key"), state__in=LIVE_CHOICES)
    rows = options_visible_to(person, at).filter(~Exists(chosen), withdrawn_at=None, engagement__closed_at=None).select_related(None).order_by()
    keys = list(rows.values("engagement", "need_key").annotate(count=Count("pk")).filter(count__gte=ENOUGH).order_by("-engagement", "need_key")[:most])
    needs = needs_by_key({row["engagement"] for row in keys})
    return [needs[key] for row in keys if (key := (row["engagement"], row["need_key"])) in needs]


def somebody_agrees(engagement: Engagement, at: datetime) -> bool:
    """Tell whether the scheme in force names who answers for the choice besides who makes it."""
    scheme = scheme_of(engagement, at)
    return scheme is not None and Raci.A in scheme.letters.get(CHOOSING, {}).values()
