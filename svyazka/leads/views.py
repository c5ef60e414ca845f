"""Pages about leads: find the subject, call one action, draw the answer."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.clients.queries import thread
from svyazka.kit.errors import Refused
from svyazka.kit.files import download
from svyazka.kit.guard import may, seen_by
from svyazka.kit.http import back, find, say, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries
from svyazka.leads.models import Lead, Raw
from svyazka.leads.rules import MOVES
from svyazka.people.queries import system, the_agency
from svyazka.sources.models import Source

PAGE = 50


@staff_page
@require_GET
def inbox(request):
    """Show the leads, the ones that burn first."""
    at, person = timezone.now(), request.user
    tab, text, source = (request.GET.get(name, "") for name in ("tab", "q", "source"))
    tab = tab if tab in queries.TABS else "waiting"
    seen = queries.visible_to(person, at)
    leads = queries.tab(seen, tab, person)
    if text:
        leads = queries.matching(leads, text.replace("\x00", "")[:100])
    if source:
        leads = leads.filter(source__code=source)
    named = request.GET.get("page", "")
    page = max(int(named), 1) if named.isdecimal() and len(named) < 7 else 1
    rows = list(leads[(page - 1) * PAGE : page * PAGE + 1][: PAGE + 1])
    told = {
        "leads": rows[:PAGE],
        "more": page + 1 if len(rows) > PAGE else None,
        "tab": tab,
        "text": text,
        "source": source,
        "sources": list(Source.objects.order_by("name")),
        "may_take": queries.may_take(person, at),
        "dead": _dead(person, at).count(),
        "at": at,
    }
    return render(request, "leads/inbox.html", told, block="list")


def _dead(person, at):
    allowed = queries.may_take(person, at) or seen_by(person, at) is None
    return queries.dead_letters() if allowed else Raw.objects.none()


@staff_page
@require_http_methods(["GET", "POST"])
def new(request):
    """Write a lead down."""
    at = timezone.now()
    form = forms.LeadForm(request.POST or None, sources=Source.objects.filter(retired_on=None).order_by("name"))
    if form.is_valid():
        told = dict(form.cleaned_data)
        contact = {name: told.pop(name) for name in ("name", "email", "phone")}
        lead = actions.receive_lead(the_agency(), contact=contact, by=request.user, at=at, **told)
        return redirect("leads:lead", lead.pk)
    answer = may(request.user, actions.INTAKE, the_agency(), at, answers="RA")
    return render(request, "leads/new.html", {"form": form, "may_receive": answer}, status=422 if form.errors else 200)


@staff_page
@require_GET
def lead(request, lead_id):
    """Show one lead."""
    return _draw(request, _found(request, lead_id))


def _found(request, lead_id) -> Lead:
    return find(queries.visible_to(request.user, timezone.now()), lead_id)


def _draw(request, shown: Lead, status: int = 200, **typed):
    at = timezone.now()
    told = {
        "lead": shown,
        "at": at,
        "said": list(thread(shown.engagement, "client")),
        "consents": list(shown.consents.all()),
        "may_take": shown.taken_by_id is None and may(request.user, actions.INTAKE, shown, at),
        "may_answer": shown.state in MOVES["answer"] and may(request.user, actions.INTAKE, shown, at),
        "may_qualify": may(request.user, actions.QUALIFY, shown, at),
        "qualifiable": shown.state in MOVES["qualify"],
        "losable": shown.state in MOVES["lose"] and shown.state != "taken",
        "answer_form": forms.AnswerForm(),
        "qualification_form": forms.QualificationForm(),
        "loss_form": forms.LossForm(),
        "freezable": shown.state in MOVES["freeze"],
        "frozen": shown.state in MOVES["thaw"],
        "freezing_form": forms.FreezingForm(),
        "passing_form": forms.PassingForm(people=queries.who_takes(shown, at)),
    }
    return render(request, "leads/lead.html", {**told, **typed}, status=status)


@staff_page
@require_POST
def take(request, lead_id):
    """Take the lead."""
    shown = _found(request, lead_id)
    try:
        actions.take_lead(shown, by=request.user, at=timezone.now())
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
    return back(request, f"/leads/{shown.pk}/")


def _with_form(request, lead_id, form, name: str, act):
    shown = _found(request, lead_id)
    if not form.is_valid():
        return _draw(request, shown, status=422, **{name: form})
    try:
        act(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        if refused.status == 403:
            raise
        say(request, refused)
    return redirect("leads:lead", shown.pk)


@staff_page
@require_POST
def answer(request, lead_id):
    """Answer the lead."""
    return _with_form(request, lead_id, forms.AnswerForm(request.POST), "answer_form", actions.answer_lead)


@staff_page
@require_POST
def qualification(request, lead_id):
    """Say whether the lead fits."""
    form = forms.QualificationForm(request.POST)
    return _with_form(request, lead_id, form, "qualification_form", actions.qualify_lead)


@staff_page
@require_POST
def loss(request, lead_id):
    """Close the lead as lost."""
    return _with_form(request, lead_id, forms.LossForm(request.POST), "loss_form", actions.lose_lead)


@staff_page
@require_POST
def freezing(request, lead_id):
    """Put the lead aside until a day."""
    return _with_form(request, lead_id, forms.FreezingForm(request.POST), "freezing_form", actions.freeze_lead)


@staff_page
@require_POST
def thawing(request, lead_id):
    """Take a frozen lead up again."""
    shown = _found(request, lead_id)
    try:
        actions.thaw_lead(shown, by=request.user, at=timezone.now())
    except Refused as refused:
        if refused.status in (403, 412):
            raise
        say(request, refused)
    return redirect("leads:lead", shown.pk)


@staff_page
@require_POST
def passing(request, lead_id):
    """Pass the lead on to a colleague."""
    people = queries.who_takes(_found(request, lead_id), timezone.now())
    return _with_form(request, lead_id, forms.PassingForm(request.POST, people=people), "passing_form", actions.pass_lead)


@staff_page
@require_GET
def dead_letters(request):
    """Show the messages that were not understood, each with its reason."""
    return render(request, "leads/dead.html", {"raws": list(_dead(request.user, timezone.now())[:200])})


@staff_page
@require_GET
def raw(request, raw_id):
    """Download the bytes of a dead letter, as they came."""
    found = find(_dead(request.user, timezone.now()), raw_id)
    return download(found.digest, name=f"{found.digest[:12]}.eml", content_type="application/octet-stream")


@staff_page
@require_POST
def read_again(request, raw_id):
    """Try to read a dead letter again."""
    at = timezone.now()
    found = actions.read_raw(find(_dead(request.user, at), raw_id), by=request.user, at=at)
    return redirect("leads:lead", found.lead_id) if found.lead_id else redirect("leads:dead_letters")


@require_http_methods(["GET", "POST"])
def public(request):
    """The agency's own form for a stranger: what was sent is stored first, as it came, then read."""
    if request.method == "GET":
        return render(request, "leads/public.html", {"form": forms.PublicForm(initial={"opened": forms.OPENED.sign("form")})})
    at, by = timezone.now(), system()
    row = actions.store_raw(the_agency(), raw=_as_sent(request), channel="form", name="form", by=by, at=at)
    form = forms.PublicForm(request.POST)
    if not form.is_valid():
        actions.bury_raw(row, reason=form.reasons(), by=by, at=at)
        return render(request, "leads/public.html", {"form": form}, status=422)
    told = form.cleaned_data
    consents = [
        {"purpose": name, "text_version": "1", "text": str(form.fields[name].label)} for name in ("consent", "news") if told[name]
    ]
    touch = {"referrer": request.META.get("HTTP_REFERER", ""), **request.GET.dict()}
    actions.read_form(row, source=_source_of(request), told=told, consents=consents, touch=touch, by=by, at=at)
    return redirect("leads:thanks")


def _as_sent(request) -> bytes:
    """Return the request as it came: its address, referrer and kind, an empty line, the body (fields, if it came in parts)."""
    referrer = request.META.get("HTTP_REFERER", "")
    head = f"{request.get_full_path()}\r\nReferer: {referrer}\r\nContent-Type: {request.META.get('CONTENT_TYPE', '')}\r\n\r\n"
    urlencoded = request.content_type == "application/x-www-form-urlencoded"
    return head.encode("utf-8", "replace") + (request.body if urlencoded else request.POST.urlencode().encode())


def _source_of(request) -> str:
    named = request.GET.get("source", "")
    return named if Source.objects.filter(code=named, retired_on=None).exists() else "search"


@require_GET
def thanks(request):
    """Thank a stranger who has written."""
    return render(request, "leads/thanks.html", {"text": _("We have your request and will answer in working hours.")})
