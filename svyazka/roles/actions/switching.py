"""A switch of scheme: a dry run first, then in force with the seats."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Client, Engagement
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.memo import forget
from svyazka.people.models import Department, Person
from svyazka.roles.actions.schemes import SWITCH
from svyazka.roles.models import RoleScheme, SchemeInForce, SchemeTransition
from svyazka.roles.queries.moves import faults_of, seat_moves, warnings_of
from svyazka.roles.rules import SchemeState, Scope
from svyazka.roles.steps import move_seats

RULED = {
    Scope.ENGAGEMENT: (Engagement, _("There is no such engagement.")),
    Scope.CLIENT: (Client, _("There is no such client.")),
    Scope.DEPARTMENT: (Department, _("There is no such department.")),
}


@action(SWITCH)
def draft_transition(scheme: RoleScheme, *, scope: str, scope_id: int, starts_at: datetime, reason: str = "",
                     by: Person, at: datetime) -> SchemeTransition:  # fmt: skip
    """Make a dry run of a switch: what would move and what nobody would hold; nothing changes yet."""
    refuse_if(_reasons_not_to_switch(scope, scope_id, starts_at, at))
    plan = {"moves": seat_moves(scheme, scope, scope_id, starts_at), "faults": [str(f) for f in faults_of(scheme, at)],
            "warnings": [str(w) for w in warnings_of(scheme, at)]}  # fmt: skip
    draft = SchemeTransition.objects.create(
        scheme=scheme, scope=scope, scope_id=scope_id, starts_at=starts_at, reason=reason[:500], plan=plan,
        drafted_by=by, drafted_at=at,
    )  # fmt: skip
    record(draft, "roles.transition_drafted", by=by, at=at, scheme=scheme.title, scope=scope)
    return draft


def _reasons_not_to_switch(scope: str, scope_id: int, starts_at: datetime, at: datetime) -> list:
    reasons = []
    if scope not in Scope.values:
        reasons.append(_("A scheme is put in force for the agency, a department, a client or one engagement."))
    rows, missing = RULED.get(scope, (None, ""))
    if rows and not rows.objects.filter(pk=scope_id).exists():
        reasons.append(missing)
    if scope == Scope.AGENCY and scope_id:
        reasons.append(_("There is one agency: a switch of the whole agency names no number."))
    if (at - starts_at).total_seconds() > 60:
        reasons.append(_("A switch cannot begin in the past."))
    return reasons


@action(SWITCH)
def carry_out_transition(transition: SchemeTransition, *, by: Person, at: datetime) -> SchemeTransition:
    """Put the scheme in force and move the seats, in one transaction; for a later day the seats move when it comes.

    Raises Refused if it was carried out already, or the scheme has faults.
    """
    if transition.carried_out_at:
        raise Refused(_("This switch has been carried out already."))
    refuse_if(faults_of(transition.scheme, at))
    starts_at = max(transition.starts_at, at)
    put_in_force(transition.scheme, scope=transition.scope, scope_id=transition.scope_id, starts_at=starts_at,
                 reason=transition.reason, by=by, at=at)  # fmt: skip
    transition.carried_out_at = at
    transition.save(update_fields=["carried_out_at"])
    return transition


@action(SWITCH)
def put_in_force(scheme: RoleScheme, *, scope: str, scope_id: int = 0, starts_at: datetime, reason: str = "",
                 by: Person, at: datetime) -> SchemeInForce:  # fmt: skip
    """Let the scheme rule the scope from that moment; the one before ends, seats follow, the next request obeys.

    Until a later day seats are taken and left as ever: those move who sit when it comes.
    Raises Refused if the scheme has faults, the scope is unknown, or another switch begins later.
    """
    refuse_if([*faults_of(scheme, at), *_reasons_not_to_switch(scope, scope_id, starts_at, at)])
    moves, later = seat_moves(scheme, scope, scope_id, starts_at), starts_at > at
    _end_current(scope, scope_id, starts_at)
    rule = SchemeInForce.objects.create(
        scheme=scheme, scope=scope, scope_id=scope_id, starts_at=starts_at, reason=reason, put_by=by, seats_wait=later
    )
    RoleScheme.objects.filter(pk=scheme.pk).update(state=SchemeState.READY)
    forget()
    if not later:
        move_seats(moves, at=starts_at)
    subject = Engagement.objects.get(pk=scope_id) if scope == Scope.ENGAGEMENT else scheme
    record(subject, "roles.in_force", by=by, at=at, scheme=scheme.title, scope=scope, moved=len(moves))
    return rule


def _end_current(scope: str, scope_id: int, at: datetime) -> None:
    rules = SchemeInForce.objects.filter(scope=scope, scope_id=scope_id)
    if rules.filter(starts_at__gte=at).exists():
        raise Refused(_("Another switch of the same scope begins at that moment or later."))
    rules.filter(ends_at=None).update(ends_at=at)
    rules.filter(ends_at__gt=at).update(ends_at=at)
