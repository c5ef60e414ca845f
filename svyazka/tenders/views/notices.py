"""Notices of purchases: files that came, what became of each notice, what waits for a person."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Refused
from svyazka.kit.guard import may
from svyazka.kit.http import find, say, staff_page
from svyazka.kit.pages import render
from svyazka.leads.actions import INTAKE
from svyazka.people.queries import the_agency, today
from svyazka.tenders import actions, forms, queries
from svyazka.tenders.rules import NoticeState
from svyazka.tenders.views.locker import only_the_desk
from svyazka.tenders.views.parts import act, desk_tabs

MOST = 100


@staff_page
@require_GET
def index(request):
    """Show the notices, those that wait first, and the files that could not be read."""
    only_the_desk(request)
    return _draw(request)


def _draw(request, status: int = 200):
    at = timezone.now()
    asked = request.GET.get("state", "")
    state = asked if asked in NoticeState.values else ""
    every = queries.notices()
    counts = {one.value: every.filter(state=one).count() for one in NoticeState}
    shown = every.filter(state=state) if state else every
    told = {
        "tabs": desk_tabs(request, "notices"), "rows": list(shown[:MOST]), "state": state, "counts": [(one.value, one.label, counts[one.value]) for one in NoticeState],
        "dead": list(queries.notice_files().filter(state="dead")[:MOST]), "files": list(queries.notice_files()[:8]),
        "prefixes": queries.our_prefixes(today(at)), "form": forms.NoticeFileForm(),
        "may_take_in": may(request.user, INTAKE, the_agency(), at, answers="RA"),
    }  # fmt: skip
    return render(request, "tenders/notices.html", told, status=status)


@staff_page
@require_GET
def one(request, notice_id):
    """Show one notice as it was read."""
    only_the_desk(request)
    return _draw_one(request, notice_id)


def _draw_one(request, notice_id: int, status: int = 200):
    at = timezone.now()
    notice = find(queries.notices(), notice_id)
    rubles = notice.price_kopecks / 100 if notice.price_kopecks else None
    told = {"notice": notice, "told": notice.told, "may_take_up": may(request.user, actions.LEAD, the_agency(), at, answers="RA"),
            "sees_tender": notice.tender_id and queries.visible_to(request.user, at).filter(pk=notice.tender_id).exists(),
            "aside_form": forms.AsideForm(), "waits": notice.state in (NoticeState.WAITING, NoticeState.LATE), "form": forms.TakeUpForm(initial={"law": notice.told.get("law"), "method": notice.told.get("method"), "price": rubles,
                                              "deadline_at": notice.deadline_at})}  # fmt: skip
    return render(request, "tenders/notice.html", told, status=status)


@staff_page
@require_POST
def files(request):
    """Store a file of notices, then read it."""
    only_the_desk(request)
    form = forms.NoticeFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _draw(request, status=422)
    at, sent = timezone.now(), form.cleaned_data["file"]
    row = actions.store_notice_file(the_agency(), raw=sent.read(), name=sent.name or "", by=request.user, at=at)
    return _read(request, row)


def _read(request, row):
    """Read the file; a reason for which it cannot be read is said."""
    read = actions.read_notice_file(row, by=request.user, at=timezone.now())
    if read.reason:
        say(request, Refused(read.reason))
    return redirect("tenders:notice_file", row.pk) if read.entries.exists() else redirect("tenders:notices")


@staff_page
@require_GET
def file(request, file_id):
    """Show the files of an archive: what was read and what was refused, those with a reason first."""
    only_the_desk(request)
    shown = find(queries.notice_files(), file_id)
    told = {"tabs": desk_tabs(request, "notices"), "file": shown, "rows": list(shown.entries.order_by("-state", "place")),
            "may_take_in": may(request.user, INTAKE, the_agency(), timezone.now(), answers="RA")}  # fmt: skip
    return render(request, "tenders/notice_file.html", told)


@staff_page
@require_POST
def reading(request, file_id):
    """Try to read a file again."""
    only_the_desk(request)
    return _read(request, find(queries.notice_files(), file_id))


@staff_page
@require_POST
def taking_up(request, notice_id):
    """Make a tender of a notice that was put aside."""
    only_the_desk(request)
    notice = find(queries.notices(), notice_id)
    form = forms.TakeUpForm(request.POST)
    return act(request, form, lambda **told: actions.take_notice_up(notice, **told), reverse("tenders:notice", args=[notice.pk]),
               lambda status: _draw_one(request, notice_id, status))  # fmt: skip


@staff_page
@require_POST
def putting_aside(request, notice_id):
    """Say that a purchase is not ours."""
    only_the_desk(request)
    notice = find(queries.notices(), notice_id)
    return act(request, forms.AsideForm(request.POST), lambda **told: actions.put_notice_aside(notice, **told), reverse("tenders:notices") + "?state=waiting",
               lambda status: _draw_one(request, notice_id, status))  # fmt: skip
