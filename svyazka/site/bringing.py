"""What is brought in from files: leads from the CSV of another system, row by row, and notices of purchases."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from svyazka.kit.errors import Refused
from svyazka.leads.actions import receive_lead
from svyazka.leads.models import Lead
from svyazka.people.queries import system, the_agency
from svyazka.site.home import Wrong
from svyazka.tenders.actions import read_notice_file, store_notice_file
from svyazka.tenders.models import NoticeFile

FIELDS = ("source", "title", "request", "company", "region", "external_id")
CONTACT = ("name", "email", "phone")
NEEDED = ("source", "title")


def bring_leads(place: Path, *, dry_run: bool = False) -> dict:
    """Receive a lead for each row; a row with a known external_id changes nothing. Nothing is kept on a dry run.

    Raises Wrong, and nothing is kept, when the file cannot be read to its end.
    """
    told = {"rows": 0, "new": 0, "known": 0, "errors": []}
    with transaction.atomic():
        for number, row in _rows(place):
            told["rows"] += 1
            _bring(number, row, told)
        transaction.set_rollback(dry_run)
    return told


def _rows(place: Path) -> Iterator[tuple[int, dict]]:
    try:
        with place.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            _check_columns(place, reader.fieldnames or [])
            for row in reader:
                yield reader.line_num, row
    except OSError as error:
        raise Wrong(f"{place} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Wrong(f"{place} is not in UTF-8: save it as “CSV UTF-8” and bring it again.") from None
    except csv.Error as error:
        raise Wrong(f"{place} is not CSV: {error}.") from None


def _check_columns(place: Path, found: list[str]) -> None:
    if missing := [name for name in NEEDED if name not in found]:
        raise Wrong(
            f"{place} has no column {' and no column '.join(missing)}; its first row says {', '.join(found) or 'nothing'}. "
            f"Columns are named in the first row and parted by commas: {', '.join((*FIELDS, *CONTACT))}."
        )


def _bring(number: int, row: dict, told: dict) -> None:
    given = {name: (row.get(name) or "").strip() for name in FIELDS}
    contact = {name: (row.get(name) or "").strip() for name in CONTACT}
    known = given["external_id"] and Lead.objects.filter(external_id=given["external_id"]).exists()
    if not given["title"]:
        told["errors"].append({"row": number, "reason": "no title"})
        return
    try:
        with transaction.atomic():
            receive_lead(the_agency(), **{**given, "request": given["request"] or given["title"]}, contact=contact,
                         by=system(), at=timezone.now())  # fmt: skip
    except Refused as refused:
        told["errors"].append({"row": number, "reason": str(refused)})
        return
    told["known" if known else "new"] += 1


def bring_notices(places: Iterable[Path]) -> Iterator[NoticeFile]:
    """Store each file of notices, then read it; yield it with what came of it. Raises Wrong for a file that is not there."""
    for place in places:
        try:
            raw = place.read_bytes()
        except OSError as error:
            raise Wrong(f"{place} cannot be read: {error.strerror}.") from None
        row = store_notice_file(the_agency(), raw=raw, name=place.name, by=system(), at=timezone.now())
        yield read_notice_file(row, by=system(), at=timezone.now())
