"""Pages of the texts of papers: the list, the editor with its reference, editions and how they differ, series of numbers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.deals import actions, forms, papers, queries
from svyazka.deals.models import PaperText
from svyazka.deals.papers import as_file
from svyazka.deals.rules import PaperKind
from svyazka.deals.rules.vocabulary import GROUPS, VOCABULARY
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may, require
from svyazka.kit.http import find, misread, refusals_said, say, staff_page
from svyazka.kit.pages import render
from svyazka.kit.papers.difference import differing
from svyazka.kit.papers.reading import faults_in
from svyazka.people.queries import the_agency, today

MOST_OFFERED = 50
CHEAT = gettext_noop("""# Title || line under it
## Numbered section
### Heading without a number
#. Clause, 1.1.
##. Subclause, 1.1.1.
- item of a list
left || right
^ in the middle
--- next page
**bold**
// a note that is not printed
{{label place}} at a clause, {{ref place}} tells its number""")


@staff_page
@require_GET
def index(request):
    """Show every text in force, and how papers are numbered."""
    return _draw_index(request)


def _draw_index(request, series_form: forms.SeriesForm | None = None, *, status: int = 200):
    at = timezone.now()
    live = queries.texts_in_force(at)
    told = {
        "kinds": [(kind, live.get(kind.value)) for kind in PaperKind],
        "series": queries.series_in_force(today(at)),
        "may_keep": may(request.user, actions.TEXTS, the_agency(), at),
        "series_form": series_form or forms.SeriesForm(initial={"starts_on": today(at), "yearly": True}),
    }
    return render(request, "deals/texts.html", told, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def text(request, kind):
    """Show the text of a kind of paper with everything it may name, and write an edition of it."""
    shown = _kind(kind)
    if request.method == "GET":
        return _draw(request, shown)
    at, form = timezone.now(), forms.TextForm(request.POST)
    require(request.user, actions.TEXTS, the_agency(), at)
    if form.is_valid():
        with refusals_said(request, beside=form):
            made = actions.write_text(the_agency(), kind=kind, by=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("Edition %(number)s is saved.") % {"number": made.edition})
            return redirect("deals:text", kind)
    return _draw(request, shown, form, status=422)


def _kind(kind: str) -> PaperKind:
    if kind not in PaperKind.values:
        raise Http404
    return PaperKind(kind)


def _draw(request, kind: PaperKind, form: forms.TextForm | None = None, *, status: int = 200):
    at = timezone.now()
    editions = list(queries.editions_of(kind))
    newest = editions[0] if editions else None
    first = {"text": newest.text if newest else "", "starts_on": today(at), "seen": newest.edition if newest else 0}
    told = {
        "kind": kind, "editions": editions, "newest": newest, "form": form or forms.TextForm(initial=first),
        "live": queries.texts_in_force(at).get(kind.value), "reference": reference(), "vocabulary": VOCABULARY, "cheat": _(CHEAT),
        "engagements": list(queries.fullest_first(engagements_visible_to(request.user, at)).select_related("client")[:MOST_OFFERED]),
        "may_keep": may(request.user, actions.TEXTS, the_agency(), at),
    }  # fmt: skip
    return render(request, "deals/text.html", told, status=status)


def reference() -> list[tuple]:
    """Return the fields of the vocabulary in their groups, as (group, [(name, meaning)])."""
    found: dict[str, list] = {}
    for name, label in VOCABULARY.fields.items():
        found.setdefault(str(GROUPS[name.split(".")[0]]), []).append((name, label))
    return list(found.items())


@staff_page
@require_POST
def preview(request, kind):
    """Return the typed text as a PDF with the facts of a real engagement; nothing is saved."""
    shown, at, form = _kind(kind), timezone.now(), forms.PreviewForm(request.POST)
    require(request.user, actions.TEXTS, the_agency(), at)
    if not form.is_valid():
        say(request, misread(form))
        return _draw(request, shown, _typed(request), status=422)
    if faults := faults_in(form.cleaned_data["text"], VOCABULARY):
        say(request, Malformed(*[str(fault) for fault in faults[:20]]))
        return _draw(request, shown, _typed(request), status=422)
    engagement = find(engagements_visible_to(request.user, at), form.cleaned_data["engagement"])
    with refusals_said(request):
        return as_file(papers.preview_paper(kind, form.cleaned_data["text"], engagement, at=at), "pdf")
    return _draw(request, shown, _typed(request), status=409)


def _typed(request) -> forms.TextForm:
    return forms.TextForm(initial={name: request.POST.get(name, "") for name in ("text", "starts_on", "note", "seen")})


@staff_page
@require_GET
def edition(request, kind, number):
    """Show one edition and how it differs from the one before it."""
    shown = find(PaperText.objects.filter(kind=_kind(kind)).select_related("made_by"), None, edition=number)
    former = PaperText.objects.filter(kind=kind, edition=number - 1).first()
    newest = queries.newest_text(kind)
    told = {
        "kind": _kind(kind), "edition": shown, "former": former, "newest": newest,
        "lines": differing(former.text.split("\n"), shown.text.split("\n")) if former else [(" ", line) for line in shown.text.split("\n")],
        "may_keep": may(request.user, actions.TEXTS, the_agency(), timezone.now()),
    }  # fmt: skip
    return render(request, "deals/text_edition.html", told)


@staff_page
@require_POST
def returning(request, kind):
    """Return to the words of an earlier edition."""
    at, form = timezone.now(), forms.ReturnForm(request.POST)
    require(request.user, actions.TEXTS, the_agency(), at)
    _kind(kind)
    if not form.is_valid():
        raise Http404
    with refusals_said(request):
        made = actions.return_text(the_agency(), kind=kind, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("Edition %(number)s brings the earlier words back.") % {"number": made.edition})
    return redirect("deals:text", kind)


@staff_page
@require_POST
def series(request):
    """Set how papers are numbered."""
    at, form = timezone.now(), forms.SeriesForm(request.POST)
    require(request.user, actions.TEXTS, the_agency(), at)
    if form.is_valid():
        with refusals_said(request, beside=form):
            actions.set_series(the_agency(), by=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("Papers are numbered so from that day on."))
            return redirect("deals:texts")
    return _draw_index(request, form, status=422)
