"""Two editions of a specification side by side, whichever they are."""

from collections import Counter

from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.briefs import queries
from svyazka.briefs.views.document import TONES, the_brief
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render


@staff_page
@require_GET
def comparison(request, brief_id):
    """Show how this edition differs from another one, the former one where none is named."""
    brief = the_brief(request, brief_id)
    editions = list(queries.editions_of(brief.engagement))
    named = request.GET.get("with", "")
    others = [one for one in editions if one.pk != brief.pk]
    before = next((one for one in others if one.edition == brief.edition - 1), others[0] if others else None)
    if named.isdecimal():
        before = find(queries.visible_to(request.user, timezone.now()).filter(engagement=brief.engagement), int(named))
    changes = queries.changes_between(before, brief) if before else []
    counts = Counter(what for change in changes for what in change.what)
    told = {"brief": brief, "engagement": brief.engagement, "before": before, "editions": editions, "changes": changes, "counts": counts, "tones": TONES}
    return render(request, "briefs/comparison.html", told)
