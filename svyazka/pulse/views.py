"""The page of the first results: measured before and after the switch."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.pulse import queries


@staff_page
@require_GET
def results(request):
    """Show each measure before and after, with how many it rests on."""
    return render(request, "pulse/results.html", {"comparison": queries.comparison(timezone.now())})
