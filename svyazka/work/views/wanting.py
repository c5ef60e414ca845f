"""What a list of tasks is narrowed to: by the address, or by a saved filter it names."""

from svyazka.kit.asked import whole
from svyazka.projects.models import Project
from svyazka.work import queries
from svyazka.work.models import SavedFilter
from svyazka.work.rules import wanted_in


def asked_for(request, project: Project | None = None, *, asked=None) -> tuple[dict, SavedFilter | None]:
    """Return what is wanted, by the address or what else was `asked`, and the saved filter that says so, if one does and this person may use it."""
    asked = request.GET if asked is None else asked
    key = whole(asked.get("filter", ""))
    kept = queries.filters_for(request.user, project).filter(pk=key).first() if key is not None else None
    return (wanted_in(kept.wanted), kept) if kept else (wanted_in(asked), None)
