"""A way to answer a need is proposed, changed, withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs import queries
from svyazka.briefs.actions.duties import CHOOSE, PROPOSE
from svyazka.briefs.models import Need, SolutionOption
from svyazka.briefs.rules import Risk
from svyazka.briefs.rules.option import reasons_not_an_option, reasons_not_to_alter, reasons_not_to_propose
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.roles.steps import call_for, claim_seat, tell_holder


@action(PROPOSE)
def propose_option(need: Need, *, title: str, what: str, hours: tuple[Decimal, Decimal], weeks: tuple[Decimal, Decimal],
                   price_kopecks: tuple[int, int], risk: str, risk_why: str = "", lacks: str = "", by: Person, at: datetime) -> SolutionOption:  # fmt: skip
    """Propose one way to answer the need: hours, weeks and kopecks are (low, high), `lacks` is what it does not give.

    It belongs to the need in every edition. Raises Refused when it is no option, there are enough, or the engagement is closed.
    """
    told = _told(title=title, what=what, hours=hours, weeks=weeks, price_kopecks=price_kopecks, risk=risk, risk_why=risk_why, lacks=lacks)
    _hold(need.engagement)
    standing = list(queries.live_options(need.engagement_id, need.key))
    refuse_if(reasons_not_to_propose(standing=len(standing)))
    position = max((one.position for one in standing), default=0) + 1
    made = SolutionOption.objects.create(engagement=need.engagement, need_key=need.key, position=position, proposed_by=by, proposed_at=at, **told)
    claim_seat(need.engagement, PROPOSE, by, at=at)
    call_for(need.engagement, PROPOSE, at=at)
    tell_holder(need.engagement, CHOOSE, "briefs.option_proposed", url=f"/briefs/needs/{need.pk}/options/", by=by, at=at, title=title)
    record(made, "briefs.option_proposed", by=by, at=at, title=title, need=need.text[:200])
    return made


def _told(*, hours: tuple, weeks: tuple, price_kopecks: tuple, **words: str) -> Mapping:
    if words["risk"] not in Risk.values:
        raise Malformed(_("The risk is low, medium or high."))
    refuse_if(reasons_not_an_option(hours=hours, weeks=weeks, price_kopecks=price_kopecks, risk=words["risk"], risk_why=words["risk_why"]))
    return {**words, "hours_low": hours[0], "hours_high": hours[1], "weeks_low": weeks[0], "weeks_high": weeks[1],
            "price_low_kopecks": price_kopecks[0], "price_high_kopecks": price_kopecks[1]}  # fmt: skip


def _hold(engagement: Engagement) -> None:
    """Let nobody else propose or choose on the engagement till the end of this transaction."""
    refuse_if(reasons_if_closed(Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)))


@action(PROPOSE)
def change_option(option: SolutionOption, *, title: str, what: str, hours: tuple[Decimal, Decimal], weeks: tuple[Decimal, Decimal],
                  price_kopecks: tuple[int, int], risk: str, risk_why: str = "", lacks: str = "", by: Person, at: datetime) -> SolutionOption:  # fmt: skip
    """Write an option anew. Raises Refused once it is picked or chosen: whoever agreed has agreed to these words."""
    told = _told(title=title, what=what, hours=hours, weeks=weeks, price_kopecks=price_kopecks, risk=risk, risk_why=risk_why, lacks=lacks)
    _refuse_if_settled(option)
    changed = sorted(name for name, value in told.items() if getattr(option, name) != value)
    for name, value in told.items():
        setattr(option, name, value)
    option.save(update_fields=list(told))
    record(option, "briefs.option_changed", by=by, at=at, title=title, fields=changed)
    return option


@action(PROPOSE)
def withdraw_option(option: SolutionOption, *, reason: str = "", by: Person, at: datetime) -> SolutionOption:
    """Take an option off the table; it stays in the history. Raises Refused once it is picked or chosen."""
    _refuse_if_settled(option)
    option.withdrawn_at, option.withdrawn_reason = at, reason
    option.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    record(option, "briefs.option_withdrawn", by=by, at=at, title=option.title, reason=reason)
    return option


def _refuse_if_settled(option: SolutionOption) -> None:
    _hold(option.engagement)
    live = queries.live_choices(option.engagement_id, option.need_key).filter(option=option).values_list("state", flat=True).first()
    refuse_if(reasons_not_to_alter(withdrawn=option.withdrawn_at is not None, live=live or ""))
