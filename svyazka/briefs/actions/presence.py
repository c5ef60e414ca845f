"""Who has a specification open is seen by colleagues."""

from datetime import datetime, timedelta

from svyazka.briefs.actions.duties import OPEN
from svyazka.briefs.models import Presence
from svyazka.kit.guard import action
from svyazka.people.models import Person

STALE_AFTER = timedelta(hours=1)


@action(OPEN, lock=False)
def be_present(presence: Presence, *, clause_key: int | None = None, by: Person, at: datetime) -> Presence:
    """Say that the person has the edition open, and which clause they are in; those who left long ago are forgotten."""
    Presence.objects.filter(brief=presence.brief, seen_at__lt=at - STALE_AFTER).delete()
    told = {"clause_key": clause_key, "seen_at": at}
    found, _made = Presence.objects.update_or_create(brief=presence.brief, person=by, defaults=told)
    return found
