"""What an agency begins with: the rule of small promises and the norms of the PM's word."""

from datetime import date

from svyazka.briefs.models import SmallPromiseRule, VerdictNorm
from svyazka.briefs.rules.small import SMALL_HOURS, SMALL_KINDS, USUAL_MINUTES


def ship_small(since: date) -> None:
    """Write down the usual rule of small promises and the usual norms, once."""
    if not SmallPromiseRule.objects.exists():
        SmallPromiseRule.objects.create(starts_on=since, most_hours=SMALL_HOURS, kinds=[kind.value for kind in SMALL_KINDS])
    if not VerdictNorm.objects.exists():
        VerdictNorm.objects.bulk_create(VerdictNorm(of=of, minutes=minutes, starts_on=since) for of, minutes in USUAL_MINUTES.items())
