"""Projects and what they promise, spoken in JSON."""

from svyazka.projects.api.ghost import router as ghost
from svyazka.projects.api.project import router, shown

router.add_router("", ghost)

__all__ = ["router", "shown"]
