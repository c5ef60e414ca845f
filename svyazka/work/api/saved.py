"""Saved filters of tasks, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Key, listed, staff_only, upto
from svyazka.kit.http import find
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import SavedFilter
from svyazka.work.rules import wanted_in

router = Router(tags=["work"])


def shown(kept: SavedFilter) -> dict:
    """Tell a saved filter."""
    return {"id": kept.pk, "version": kept.version, "name": kept.name, "wanted": kept.wanted, "project_id": kept.project_id, "shared": kept.shared,
            "person": kept.person.username}  # fmt: skip


@router.get("/task-filters")
def list_filters(request, project: Key | None = None, cursor: str | None = None, limit: int = 50):
    """List one's own filters, and on a project those shared with it."""
    person = staff_only(request)
    place = find(projects_visible_to(person, timezone.now()), project) if project else None
    return listed(queries.filters_for(person, place), shown, cursor=cursor, limit=limit)


class WantedIn(In):
    q: upto(100) = ""
    state: upto(10) = ""
    assignee: upto(150) = ""
    due: upto(10) = ""
    project: Key | None = None
    stage: Key | None = None
    sprint: Key | None = None
    clause: Key | None = None
    blocked: bool = False


class FilterIn(In):
    name: upto(80, least=1)
    wanted: WantedIn
    project_id: Key | None = None


@router.post("/task-filters", response={201: dict})
def keep_filter(request, body: FilterIn):
    """Save what tasks are narrowed to by a name."""
    person, at = staff_only(request), timezone.now()
    project = find(projects_visible_to(person, at), body.project_id) if body.project_id else None
    kept = actions.keep_filter(person, name=body.name, wanted=wanted_in(body.wanted.dict()), project=project, by=person, at=at)
    return Status(201, shown(kept))


@router.delete("/task-filters/{filter_id}", response={204: None})
def drop_filter(request, filter_id: int):
    """Let a filter of one's own go."""
    person = staff_only(request)
    actions.drop_filter(find(SavedFilter.objects.filter(person=person), filter_id), by=person, at=timezone.now())
    return Status(204, None)


class ShareIn(In):
    filter_id: Key
    shared: bool = True


@router.post("/projects/{project_id}/shared-filters")
def share_filter(request, project_id: int, body: ShareIn):
    """Share a filter of one's own with the project, or take a shared one back."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return shown(actions.share_filter(project, filter_id=body.filter_id, shared=body.shared, by=request.user, at=at))
