"""Forms of looking back, and looks back on switches of scheme."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, rows_in
from svyazka.kit.rows import told as told_by
from svyazka.people.queries import the_agency, today
from svyazka.roles.queries.moves import in_force_at
from svyazka.roles.queries.sitting import sitting_by_duty
from svyazka.work import actions, forms, queries
from svyazka.work.models import Retro
from svyazka.work.rules import LookState, RetroKind

ROWS = 6


@staff_page
@require_GET
def formats(request):
    """Show the forms of looking back and their columns."""
    return _draw(request)


def _draw(request, *, form=None, rows=None, status: int = 200):
    at = timezone.now()
    day, known = today(at), queries.formats_on(today(at))
    chosen = known.get(request.GET.get("code", ""))
    columns = rows or [forms.ColumnRow(initial=one | _asked(one)) for one in (chosen.columns if chosen else [])]
    told = {
        "groups": [(kind.label, [row for row in known.values() if row.kind == kind]) for kind in RetroKind],
        "coming": queries.coming_formats(day), "may_keep": may(request.user, actions.KEEP, the_agency(), at),
        "form": form or forms.FormatForm(initial=_initial(chosen, day)), "writing": form is not None or "code" in request.GET,
        "rows": [*columns, *(forms.ColumnRow() for _n in range(ROWS - len(columns)))],
    }  # fmt: skip
    return render(request, "work/retro_formats.html", told, status=status)


def _initial(chosen, day) -> dict:
    begins = {"starts_on": day + timedelta(days=1), "votes": 3}
    if chosen is None:
        return begins
    return begins | {"code": chosen.code, "name_ru": chosen.name["ru"], "name_en": chosen.name["en"], "kind": chosen.kind, "votes": chosen.votes}


def _asked(column: dict) -> dict:
    return {f"ask_{one}": text for one, text in column.get("ask", {}).items()}


def _column(typed: dict) -> dict:
    ask = {one: typed.pop(f"ask_{one}") for one in ("ru", "en")}
    return typed | ({"ask": ask} if any(ask.values()) else {})


@staff_page
@require_POST
def write(request):
    """Write an edition of a form."""
    form, rows = forms.FormatForm(request.POST), rows_in(forms.ColumnRow, request.POST, "column")
    if not form.is_valid() or not all_right(rows):
        return _draw(request, form=form, rows=rows, status=422)
    at, said = timezone.now(), form.told()
    before = queries.formats_on(today(at)).get(said["code"])
    with refusals_said(request, beside=form) as outcome:
        actions.write_retro_format(the_agency(), columns=[_column(one) for one in told_by(rows)], after=before.after if before else (), by=request.user, at=at, **said)
        messages.success(request, _("Written: it is offered from its day on."))
        return redirect("work:retro_formats")
    return _draw(request, form=form, rows=rows, status=outcome.status)


@staff_page
@require_GET
def looks(request):
    """Show the looks back on switches that are due, with the projects they would be held on."""
    return _draw_looks(request)


def _draw_looks(request, *, failed=None, status: int = 200):
    at, person = timezone.now(), request.user
    told = {
        "switches": queries.looks_on_switches(at), "retros": (held := queries.retros_of_looks(person, at)), "leads": _who_lead(held, at), "days": queries.days_after(today(at)),
        "may_switch": may(person, actions.SWITCH, the_agency(), at), "S": LookState, "failed": failed,
    }  # fmt: skip
    return render(request, "work/transition_looks.html", told, status=status)


def _who_lead(held: dict[int, list[Retro]], at) -> dict[int, str]:
    """Return who leads each look back that goes on, by the key of its engagement."""
    places = [retro.engagement for retros in held.values() for retro in retros if retro.closed_at is None]
    return {key: found[-1][0].name for key, found in sitting_by_duty(places, actions.RETRO.code, at).items()}


@staff_page
@require_POST
def settle(request, rule_id, days):
    """Ask for a look back on a switch, or pass it over."""
    at, form = timezone.now(), forms.LookForm(request.POST)
    rule = find(in_force_at(at), rule_id)
    if not form.is_valid():
        raise Malformed(_("Say whether the look back is asked for."))
    with refusals_said(request) as outcome:
        actions.settle_look(rule, days=days, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("Opened: it stands on the Today of those who are in it.") if form.cleaned_data["ask"] else _("Passed over."))
        return redirect("work:transition_looks")
    return _draw_looks(request, status=outcome.status)
