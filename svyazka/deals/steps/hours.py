"""What follows when hours are written: a period that was over is counted anew, and whoever must know is told once."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement
from svyazka.clients.rules import Channel, Stream
from svyazka.clients.steps import say
from svyazka.deals import queries
from svyazka.deals.models import Contract, LimitNeared
from svyazka.deals.queries import Limit
from svyazka.deals.rules.retainer import PERIOD_MOVES
from svyazka.journal.steps import tell
from svyazka.kit import formats
from svyazka.kit.states import after
from svyazka.people.queries import in_agency_language, system, the_agency, today
from svyazka.roles.queries.holders import holder_of

FULL = 100
TOLD = ("contract.run", "project.plan")  # the one who speaks with the client, and the one who plans the hours


def follow_hours(engagement: Engagement, worked_on: date, *, at: datetime) -> None:
    """Count the hours of that day against the contract of the engagement, if its hours are limited."""
    contract = queries.sold_by_time(engagement)
    if contract is None:
        return
    late = contract.periods.select_for_update(no_key=True).filter(state="closed", starts_on__lte=worked_on, ends_on__gte=worked_on).first()
    if late is not None:
        late.state = after(PERIOD_MOVES, "reopen", late.state)
        late.save(update_fields=["state"])
    warn(contract, at=at)


def warn(contract: Contract, *, at: datetime) -> list[int]:
    """Tell who must know that a limit is neared, each level once; return the levels that were passed since."""
    limit = queries.limit_of(contract, at)
    passed = limit.passed(queries.levels_on(today(at))) if limit else []
    fresh = [level for level in passed if limit is not None and _first(limit, level, at=at)]
    if limit is not None and fresh:
        _tell_inside(contract, limit, fresh[-1], at=at)
        if contract.warns_client:
            _tell_client(contract, limit, at=at)
    return fresh


def _first(limit: Limit, level: int, *, at: datetime) -> bool:
    """Tell whether this level is passed for the first time; of two at once one is."""
    if LimitNeared.objects.filter(key=limit.key(level)).exists():
        return False
    try:
        with transaction.atomic():
            LimitNeared.objects.create(key=limit.key(level), contract=limit.contract, period=limit.period, percent=level, told_at=at)
    except IntegrityError:
        return False
    return True


def _tell_inside(contract: Contract, limit: Limit, level: int, *, at: datetime) -> None:
    holders = (holder_of(contract.engagement, duty, at) for duty in TOLD)
    people = {person.pk: person for person in holders if person is not None}
    for person in people.values():
        tell(person, "deals.limit_neared", at=at, by=system(), engagement=contract.engagement, url=f"/deals/contracts/{contract.pk}/hours/",
             title=f"{limit.percent} % · {contract.number} · {contract.engagement.title}", percent=limit.percent, level=level)  # fmt: skip


def _tell_client(contract: Contract, limit: Limit, *, at: datetime) -> None:
    with in_agency_language():
        text = _("%(percent)s %% of what was agreed by the contract %(number)s is used: %(hours)s of %(most)s, %(used)s of %(limit)s.") % {
            "percent": limit.percent, "number": contract.number, "hours": formats.hours(limit.hours), "most": formats.hours(limit.most_hours),
            "used": formats.rub(int(limit.used)), "limit": formats.rub(int(limit.limit)),
        }  # fmt: skip
        if limit.period is not None:
            text = _("%(percent)s %% of the hours of the period from %(first)s to %(last)s by the contract %(number)s are used: %(hours)s of %(most)s.") % {
                "percent": limit.percent, "number": contract.number, "hours": formats.hours(limit.hours), "most": formats.hours(limit.most_hours), "first": f"{limit.period.starts_on:%d.%m.%Y}",
                "last": f"{limit.period.ends_on:%d.%m.%Y}",
            }  # fmt: skip
            if limit.percent >= FULL and limit.period.overage_kopecks:
                text += " " + _("We work further hours only once you agree to them; an hour costs %(price)s.") % {"price": formats.rub(limit.period.overage_kopecks)}
    say(contract.engagement, text, stream=Stream.CLIENT, channel=Channel.EMAIL, author_name=the_agency().name, at=at)
