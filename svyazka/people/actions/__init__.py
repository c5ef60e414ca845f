"""What can happen to the agency and its people."""

from svyazka.people.actions.agency import (
    AGENCY,
    add_entity,
    change_agency,
    change_entity,
    change_tax,
    forget_day,
    set_day,
)
from svyazka.people.actions.own import (
    OWN,
    accept_invitation,
    change_own,
    close_calendar,
    issue_token,
    open_calendar,
    revoke_token,
)
from svyazka.people.actions.staff import (
    PEOPLE,
    change_card,
    change_norm,
    change_track,
    close_department,
    deactivate_person,
    invite_again,
    invite_person,
    open_department,
    take_back_invitation,
)

__all__ = [
    "AGENCY", "OWN", "PEOPLE", "accept_invitation", "add_entity", "change_agency", "change_card", "change_entity", "change_norm",
    "change_own", "change_tax", "change_track", "close_calendar", "close_department", "deactivate_person", "forget_day", "invite_again",
    "invite_person", "issue_token", "open_calendar", "open_department", "revoke_token", "set_day", "take_back_invitation",
]  # fmt: skip
