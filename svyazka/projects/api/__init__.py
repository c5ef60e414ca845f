"""Projects and what they promise, spoken in JSON."""

from svyazka.projects.api.forecast import router as forecast
from svyazka.projects.api.ghost import router as ghost
from svyazka.projects.api.project import router, shown

router.add_router("", ghost)
router.add_router("", forecast)

__all__ = ["router", "shown"]
