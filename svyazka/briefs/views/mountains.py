"""Golden mountains and kept promises: the figures with their definitions, and the promises behind each."""

import re
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from svyazka.briefs import queries
from svyazka.briefs.queries.mountains import WHICH, behind, board
from svyazka.briefs.rules import mountains as rules
from svyazka.briefs.rules.tones import TONES
from svyazka.briefs.views.brief import ON_PAGE
from svyazka.kit.formats import month
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today

PERIODS = (90, 180, 365, 730)
TITLES = {"said": _("Promises that the client heard"), "golden": _("Golden mountains"),
          "without": _("Said before the PM's word"), "against": _("Said against the PM's word"), "due": _("Promises that fell due"),
          "unkept": _("Promises that were not kept"), "disowned": _("Struck out: not promises")}  # fmt: skip
MONTH = re.compile(r"\d{4}-\d{2}")


def _period(request, day: date) -> tuple[int, date]:
    named = request.GET.get("days", "")
    days = int(named) if named in map(str, PERIODS) else PERIODS[2]
    return days, day - timedelta(days=days - 1)


@staff_page
@require_GET
def mountains(request):
    """Show the index and the keep rate of what this person sees, as a whole and by person, source, client and month."""
    at = timezone.now()
    days, first = _period(request, today(at))
    found = board(queries.promises_visible_to(request.user, at), first=first, last=today(at), today=today(at))
    told = {"board": found, "whole": found["all"][0].tally, "days": days, "periods": PERIODS, "first": first, "dimensions": rules.DIMENSIONS,
            "few": rules.FEW, "version": rules.VERSION, "index": rules.INDEX, "kept": rules.KEPT, "month_of": month}  # fmt: skip
    return render(request, "briefs/mountains.html", told)


@staff_page
@require_GET
def behind_figure(request):
    """Show the very promises that a figure counts."""
    at, asked = timezone.now(), {name: request.GET.get(name, "") for name in ("which", "by", "key")}
    if asked["which"] not in WHICH or asked["by"] not in ("", *rules.DIMENSIONS) or not _is_key(asked["by"], asked["key"]):
        raise Http404
    days, first = _period(request, today(at))
    found = behind(queries.promises_visible_to(request.user, at), asked["which"], dimension=asked["by"], key=asked["key"], first=first,
                   last=today(at), today=today(at))  # fmt: skip
    page = Paginator(found.order_by("-said_at", "-pk"), ON_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "title": TITLES[asked["which"]], "asked": asked, "days": days, "tones": TONES, "first": first}
    return render(request, "briefs/behind.html", told)


def _is_key(dimension: str, key: str) -> bool:
    return bool(MONTH.fullmatch(key)) if dimension == "month" else key == "" or (key.isdecimal() and len(key) < 19)
