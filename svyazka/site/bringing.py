"""Leads brought in from a CSV file of another system, row by row, each row right or told wrong."""

import csv
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from svyazka.kit.errors import Refused
from svyazka.leads.actions import receive_lead
from svyazka.leads.models import Lead
from svyazka.people.queries import system, the_agency

FIELDS = ("source", "title", "request", "company", "region", "external_id")
CONTACT = ("name", "email", "phone")


def bring_leads(place: Path, *, dry_run: bool = False) -> dict:
    """Receive a lead for each row; a row with a known external_id changes nothing. Nothing is kept on a dry run."""
    told = {"rows": 0, "new": 0, "known": 0, "errors": []}
    with transaction.atomic(), place.open(newline="", encoding="utf-8-sig") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            told["rows"] += 1
            _bring(number, row, told)
        transaction.set_rollback(dry_run)
    return told


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
