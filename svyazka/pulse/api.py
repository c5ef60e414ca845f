"""Before and after, spoken in JSON."""

from dataclasses import asdict

from django.utils import timezone
from ninja import Router

from svyazka.kit.api import staff_only
from svyazka.pulse import queries

router = Router(tags=["pulse"])


@router.get("/pulse/comparison")
def compare(request):
    """Tell each measure before and after the switch of the agency's scheme, with n."""
    staff_only(request)
    told = queries.comparison(timezone.now())
    if told is None:
        return {"switch_at": None, "rows": []}
    rows = [{**row, "label": str(row["label"]), "before": asdict(row["before"]), "after": asdict(row["after"])} for row in told["rows"]]
    return {"switch_at": told["switch_at"], "rows": rows}
