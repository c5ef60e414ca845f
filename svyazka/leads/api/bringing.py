"""Files of other systems, spoken in JSON."""

from django.http import HttpResponse
from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from svyazka.kit.api import LIMIT, In, listed, staff_only, upto
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.rules.bringing import RowState

router = Router()


def told(run: ImportRun) -> dict:
    """Tell a file, how far it has come and what became of its rows."""
    return {**shown(run), "counts": queries.counts_of(run)}


def shown(run: ImportRun) -> dict:
    """Tell a file and how far it has come."""
    return {
        "id": run.pk, "version": run.version, "name": run.name, "sha256": run.digest, "size": run.size, "preset": run.preset or None,
        "state": run.state, "reason": run.reason, "rows": run.table_rows, "repeated": run.repeated, "total": run.total, "position": run.position,
        "choices": run.choices, "trial": run.trial or None, "sources_made": run.made_sources,
        "made_by": run.made_by.username, "made_at": run.made_at, "started_at": run.started_at, "ended_at": run.ended_at,
    }  # fmt: skip


def row_told(row: ImportRow) -> dict:
    """Tell what a row became."""
    return {"id": row.pk, "row": row.number, "key": row.key, "state": row.state, "lead_id": row.lead_id,
            "wrong": [{"column": column, "reason": reason} for column, reason in row.wrong], "remarks": row.remarks}  # fmt: skip


def _seen(request, run_id: int) -> ImportRun:
    return find(queries.imports_visible_to(staff_only(request), timezone.now()), run_id)


@router.get("/imports")
def list_imports(request, cursor: str | None = None, limit: int = LIMIT):
    """List the files that were brought in or wait to be."""
    return listed(queries.imports_visible_to(staff_only(request), timezone.now()).order_by(), shown, cursor=cursor, limit=limit)


@router.post("/imports", response={201: dict, 200: dict})
def keep(request, file: File[UploadedFile]):
    """Keep a file of leads (multipart/form-data, field `file`) and read its headings; the same bytes are one file."""
    at = timezone.now()
    run = actions.keep_import(ImportRun(name=file.name or ""), raw=file.read(), by=staff_only(request), at=at)
    return Status(201 if run.made_at == at else 200, told(run))


@router.get("/imports/{run_id}")
def one(request, run_id: int):
    """Tell one file."""
    return told(_seen(request, run_id))


@router.get("/imports/{run_id}/rows")
def rows(request, run_id: int, state: str = "", cursor: str | None = None, limit: int = LIMIT):
    """List what the rows became: `state` is made, known, wrong or kept."""
    run = _seen(request, run_id)
    if state and state not in RowState.values:
        raise unknown("state", state)
    return listed(queries.rows_of(run, state).order_by(), row_told, cursor=cursor, limit=limit)


@router.get("/imports/{run_id}/errors")
def errors(request, run_id: int):
    """Download the rows that are wrong as CSV, as they came, each with its reasons."""
    return HttpResponse(queries.wrong_as_csv(_seen(request, run_id)), content_type="text/csv; charset=utf-8")


class ChoicesIn(In):
    preset: upto(40) = ""
    columns: dict[upto(40), upto(300)] = {}
    stages: dict[upto(200), upto(20)] = {}
    sources: dict[upto(200), upto(40)] = {}
    source: upto(40) = ""


@router.post("/imports/{run_id}/choices")
def choose(request, run_id: int, body: ChoicesIn):
    """Say what the columns hold (`columns`: our field to the file's heading), what stages and sources mean."""
    return told(actions.choose_import(_seen(request, run_id), choices=body.model_dump(), by=request.user, at=timezone.now()))


@router.post("/imports/{run_id}/trial")
def trial(request, run_id: int):
    """Tell what the file would make, and which rows are wrong; nothing is brought in."""
    return told(actions.try_import(_seen(request, run_id), by=request.user, at=timezone.now()))


@router.post("/imports/{run_id}/running", response={202: dict})
def start(request, run_id: int):
    """Begin to bring the file in, or go on where it stopped; the queue does it, ask for the file to see how far it is."""
    return Status(202, told(actions.start_import(_seen(request, run_id), queued=True, by=request.user, at=timezone.now())))


@router.post("/imports/{run_id}/undoing")
def undo(request, run_id: int):
    """Take back what the file has made and nobody has touched since."""
    return told(actions.undo_import(_seen(request, run_id), by=request.user, at=timezone.now()))
