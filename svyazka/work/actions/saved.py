"""Filters of tasks kept by a name: of one's own, and shared by the PM with the project."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.people.actions import OWN
from svyazka.people.models import Person
from svyazka.projects.models import Project
from svyazka.work import rules
from svyazka.work.actions.tasks import SET_TASK
from svyazka.work.models import SavedFilter

MOST_SAVED = 50


@action(OWN, lock=False)
def keep_filter(person: Person, *, name: str, wanted: Mapping, project: Project | None = None, by: Person, at: datetime) -> SavedFilter:
    """Save what tasks are narrowed to by a name; the same name again is written anew. Raises Refused when too many are kept."""
    name = name.strip()[:80]
    if not name:
        raise Malformed(_("Name the filter."))
    if person.saved_filters.exclude(project=project, name=name).count() >= MOST_SAVED:
        raise Refused(_("You keep %(most)s filters already: let go of some.") % {"most": MOST_SAVED})
    told = {"wanted": rules.wanted_in(wanted), "saved_at": at}
    kept, _made = SavedFilter.objects.update_or_create(person=person, project=project, name=name, defaults=told)
    record(kept, "work.filter_kept", by=by, at=at, name=kept.name)
    return kept


@action(OWN)
def drop_filter(kept: SavedFilter, *, by: Person, at: datetime) -> None:
    """Let a saved filter of one's own go."""
    record(kept, "work.filter_dropped", by=by, at=at, name=kept.name)
    kept.delete()


@action(SET_TASK)
def share_filter(project: Project, *, filter_id: int, shared: bool = True, by: Person, at: datetime) -> SavedFilter:
    """Let everybody on the project use a filter of one's own, or take a shared one back. Raises Malformed if there is none."""
    theirs = {} if not shared else {"person": by}
    kept = SavedFilter.objects.filter(pk=filter_id, project=project, **theirs).first()
    if kept is None:
        raise Malformed(_("There is no such filter on this project."))
    kept.shared = shared
    kept.save(update_fields=["shared"])
    record(project, "work.filter_shared" if shared else "work.filter_unshared", by=by, at=at, name=kept.name)
    return kept
