"""Files of plans must lie as they came."""

from svyazka.kit.files import problems_with
from svyazka.kit.verify import check
from svyazka.work.models import PlanImport


@check("plans of other programs")
def plans_whole():
    """Return every kept plan that is missing or altered."""
    return problems_with(PlanImport.objects.values_list("digest", flat=True).distinct())
