"""Forms on sites, texts of consents, ways to reach us, short codes and marks of links, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import LIMIT, In, Key, Line, Text, listed, staff_only, upto
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import ConsentText, SourceMark, WebForm
from svyazka.people.queries import the_agency, today
from svyazka.sources.models import OutreachEvent, TouchCode

router = Router()
Code = upto(40, least=1)


# ---- forms on sites ------------------------------------------------------------------------------------------------


def form_shown(form: WebForm) -> dict:
    """Tell a form."""
    return {"key": form.key, "version": form.version, "title": form.title, "intro": form.intro, "source": form.source.code, "asks": form.asks,
            "sites": form.sites, "thanks": form.thanks, "thanks_url": form.thanks_url, "stopped_at": form.stopped_at}  # fmt: skip


class FormIn(In):
    title: upto(200, least=1)
    source: Code
    sites: list[upto(200)] = []
    asks: list[upto(20)] = []
    intro: upto(500) = ""
    thanks: upto(500) = ""
    thanks_url: upto(500) = ""


@router.get("/forms")
def list_forms(request, cursor: str | None = None, limit: int = LIMIT):
    """List the forms that stand on sites, and those that are stopped."""
    staff_only(request)
    return listed(queries.forms(), form_shown, cursor=cursor, limit=limit)


@router.post("/forms", response={201: dict})
def make_form(request, body: FormIn):
    """Make a form for sites."""
    staff_only(request)
    return Status(201, form_shown(actions.make_form(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


def _form(request, key: str) -> WebForm:
    staff_only(request)
    return find(queries.forms(), None, key=key)


@router.get("/forms/{key}")
def one_form(request, key: str):
    """Tell one form."""
    return form_shown(_form(request, key))


@router.post("/forms/{key}/settings")
def keep_form(request, key: str, body: FormIn):
    """Alter what a form asks and where it may stand."""
    return form_shown(actions.keep_form(_form(request, key), by=request.user, at=timezone.now(), **body.model_dump()))


@router.post("/forms/{key}/stopping")
def stop_form(request, key: str):
    """Stop a form: sites that show it show nothing."""
    return form_shown(actions.stop_form(_form(request, key), by=request.user, at=timezone.now()))


@router.post("/forms/{key}/resumption")
def resume_form(request, key: str):
    """Let a form stand again."""
    return form_shown(actions.resume_form(_form(request, key), by=request.user, at=timezone.now()))


# ---- how else we are reached ---------------------------------------------------------------------------------------


class WayIn(In):
    way: Code
    address: upto(300) = ""


@router.get("/contact-ways")
def list_ways(request):
    """List how else the agency is reached."""
    staff_only(request)
    return {"items": [{"way": row.way, "address": row.address} for row in queries.ways()], "next": None}


@router.post("/contact-ways")
def keep_contact_way(request, body: WayIn):
    """Say how else the agency is reached; an empty address takes the way away."""
    staff_only(request)
    actions.keep_contact_way(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())
    return list_ways(request)


# ---- texts of consents ---------------------------------------------------------------------------------------------


def text_shown(text: ConsentText) -> dict:
    """Tell one version of a text."""
    return {"id": text.pk, "purpose": text.purpose, "version": text.version, "label": text.label, "title": text.title, "text": text.text,
            "required": text.required, "starts_on": text.starts_on, "sha256": text.digest}  # fmt: skip


class TextIn(In):
    purpose: upto(60, least=1)
    label: Line
    title: Line
    text: Text
    starts_on: date | None = None


@router.get("/consent-texts")
def list_texts(request, cursor: str | None = None, limit: int = LIMIT):
    """List the texts of consents in all their versions."""
    staff_only(request)
    return listed(queries.all_texts(), text_shown, cursor=cursor, limit=limit)


@router.post("/consent-texts", response={201: dict})
def publish_text(request, body: TextIn):
    """Publish the next version of the text of a consent, from a day on."""
    staff_only(request)
    at = timezone.now()
    told = body.model_dump() | {"starts_on": body.starts_on or today(at)}
    return Status(201, text_shown(actions.publish_text(the_agency(), by=request.user, at=at, **told)))


# ---- short codes and marks of links --------------------------------------------------------------------------------


def code_shown(code: TouchCode) -> dict:
    """Tell a short code."""
    return {"code": code.code, "label": code.label, "source": code.source.code, "event_id": code.event_id,
            "query_group": code.query_group.name if code.query_group else None, "landing": code.landing, "region": code.region,
            "utm": code.utm, "made_at": code.made_at}  # fmt: skip


class CodeIn(In):
    source: Code
    label: upto(200, least=1)
    event_id: Key | None = None
    query_group: upto(200) = ""
    landing: upto(1000) = ""
    region: upto(100) = ""
    utm: dict[upto(40), upto(200)] = {}


@router.get("/codes")
def list_codes(request, cursor: str | None = None, limit: int = LIMIT):
    """List the short codes that people of the agency have made."""
    staff_only(request)
    return listed(queries.codes(), code_shown, cursor=cursor, limit=limit)


@router.post("/codes", response={201: dict})
def make_code(request, body: CodeIn):
    """Make a short code: whoever names it came from there."""
    staff_only(request)
    told = body.model_dump(exclude={"event_id"})
    event = OutreachEvent.objects.filter(pk=body.event_id).first() if body.event_id else None
    if body.event_id and event is None:
        raise unknown("event_id", body.event_id)
    return Status(201, code_shown(actions.make_code(the_agency(), event=event, by=request.user, at=timezone.now(), **told)))


def mark_shown(mark: SourceMark) -> dict:
    """Tell what a mark of links means."""
    return {"id": mark.pk, "version": mark.version, "kind": mark.kind, "value": mark.value, "source": mark.source.code if mark.source else None,
            "query_group": mark.query_group.name if mark.query_group else None, "starts_on": mark.starts_on, "ends_on": mark.ends_on}  # fmt: skip


class MarkIn(In):
    kind: Code
    value: upto(200, least=1)
    source: upto(40) = ""
    query_group: upto(200) = ""
    starts_on: date | None = None


@router.get("/source-marks")
def list_marks(request, cursor: str | None = None, limit: int = LIMIT):
    """List what marks of links mean."""
    staff_only(request)
    return listed(queries.marks(), mark_shown, cursor=cursor, limit=limit)


@router.post("/source-marks", response={201: dict})
def keep_mark(request, body: MarkIn):
    """Say what a mark of links means from a day on."""
    staff_only(request)
    at = timezone.now()
    told = body.model_dump() | {"starts_on": body.starts_on or today(at)}
    return Status(201, mark_shown(actions.keep_mark(the_agency(), by=request.user, at=at, **told)))


@router.post("/source-marks/{mark_id}/ending")
def end_mark(request, mark_id: int):
    """Let a mark mean nothing from today on."""
    staff_only(request)
    return mark_shown(actions.end_mark(find(queries.marks(), mark_id), by=request.user, at=timezone.now()))
