"""Files by their content: written, synced with their folder, and only then named in a row."""

import hashlib
import logging
import os
import tempfile
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from svyazka.kit.errors import Gone

log = logging.getLogger("svyazka.files")

SAFE_TO_SHOW = {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"}


def keep(raw: bytes) -> str:
    """Store the bytes durably and return their SHA-256: file and folder are synced before this returns."""
    digest = hashlib.sha256(raw).hexdigest()
    place = path_of(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_synced(place, raw)
    for folder in (place.parent, place.parent.parent):  # also when another writer has renamed it and not synced yet
        _sync_folder(folder)
    return digest


def _write_synced(place: Path, raw: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.rename(temporary, place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def path_of(digest: str) -> Path:
    """Return where the content with this SHA-256 lies. Raises ValueError on anything that is not a digest."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 digest")
    return Path(settings.FILES_DIR) / digest[:2] / digest


def read(digest: str) -> bytes:
    """Return the stored bytes. Raises FileNotFoundError if they are gone, ValueError if they were altered."""
    raw = path_of(digest).read_bytes()
    if hashlib.sha256(raw).hexdigest() != digest:
        raise ValueError(f"the stored file {digest} was altered")
    return raw


def problems_with(digests) -> list[str]:
    """List every stored file that is missing or altered."""
    problems = []
    for digest in digests:
        try:
            read(digest)
        except (FileNotFoundError, ValueError) as error:
            problems.append(str(error))
    return problems


PART = 2**20


def opened(digest: str) -> BinaryIO:
    """Return the stored file, read through once and found to be what was kept. Raises Gone, told to the log, if it is not."""
    try:
        file = path_of(digest).open("rb")
    except (FileNotFoundError, ValueError):
        log.error("the stored file %s is not there", digest)
        raise Gone(_("This file is not in the store any more. Tell whoever looks after Svyazka: a backup may have it.")) from None
    if _digest_of(file) != digest:
        file.close()
        log.error("the stored file %s was altered", digest)
        raise Gone(_("This file was altered in the store and is not given out. Tell whoever looks after Svyazka."))
    file.seek(0)
    return file


def _digest_of(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while part := file.read(PART):
        found.update(part)
    return found.hexdigest()


def download(digest: str, *, name: str, content_type: str) -> FileResponse:
    """Answer with the file so that a browser saves it, or shows it only when its type can do no harm. Raises Gone."""
    shown = content_type in SAFE_TO_SHOW
    response = FileResponse(opened(digest), content_type=content_type if shown else "application/octet-stream")
    way = "inline" if shown else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(raw: bytes, name: str, form: str) -> HttpResponse:
    """Answer with a paper that was just drawn: a browser shows a PDF, and saves a Word file, under its number."""
    way, content_type = ("inline", "application/pdf") if form == "pdf" else ("attachment", WORD)
    named = f"{way}; filename=\"paper.{form}\"; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return HttpResponse(raw, content_type=content_type, headers={"Content-Disposition": named, "X-Content-Type-Options": "nosniff"})


def in_both_forms(route: str, view, name: str) -> list[URLPattern]:
    """Return the addresses …/pdf/ and …/docx/ of a paper; the view is told which form is asked for."""
    return [path(f"{route}{form}/", view, {"form": form}, name=f"{name}_{form}") for form in ("pdf", "docx")]
