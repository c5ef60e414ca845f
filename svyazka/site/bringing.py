"""Files of other systems brought in from the command line: one after another, with a bar, going on where they stopped."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused
from svyazka.leads.actions import bring_batch, choose_import, keep_import, start_import, try_import, undo_import
from svyazka.leads.models import ImportRun
from svyazka.leads.queries import counts_of, plan_for, rows_of
from svyazka.leads.rules.bringing import HAND, RunState, read_sheets
from svyazka.people.queries import system, the_agency
from svyazka.site.home import Wrong
from svyazka.tenders.actions import read_notice_file, store_notice_file
from svyazka.tenders.models import NoticeFile

NEEDED = ("source", "title")
LINES = 20  # lines of progress where nobody looks at a terminal


def bring_leads(place: Path, *, dry_run: bool = False, preset: str = "", columns: Mapping[str, str] | None = None,
                source: str = "", progress: Callable[[ImportRun], None] = lambda run: None) -> dict:  # fmt: skip
    """Bring a file of leads in, or only try it; the same file a second time changes nothing, one that stopped goes on.

    Raises Wrong when the file cannot be read, or nobody has said what its columns hold.
    """
    run = _understood(place, preset, dict(columns or {}), source)
    if dry_run:
        return _tried(run) if run.state not in (RunState.RUNNING, RunState.DONE) else _told(run, new=0)
    before = counts_of(run)
    if run.state == RunState.DONE and not before["wrong"]:
        return _told(run, new=0)
    run = _act(start_import, run)
    while run.state == RunState.RUNNING:
        run = _act(bring_batch, run)
        progress(run)
    if run.state == RunState.FAILED:
        raise Wrong(f"{place} was not brought in to its end: {run.reason}")
    return _told(run, new=counts_of(run)["new"] - before["new"])


def take_back(place: Path) -> dict:
    """Take back what the file has brought, as far as nobody has touched it since. Raises Wrong if it was never brought."""
    run = _understood(place, "", {}, "")
    if run.state in (RunState.READ, RunState.TRIED):
        raise Wrong(f"{place} was never brought in.")
    if run.state == RunState.UNDONE:
        raise Wrong(f"{place} was taken back already.")
    run = _act(undo_import, run)
    return {"kept": [{"row": row.number, "reason": _reasons(row)} for row in rows_of(run, "kept")]}


def _understood(place: Path, preset: str, columns: dict, source: str) -> ImportRun:
    try:
        raw = place.read_bytes()
    except OSError as error:
        raise Wrong(f"{place} cannot be read: {error.strerror}.") from None
    try:
        run = keep_import(ImportRun(name=place.name), raw=raw, by=system(), at=timezone.now())
        given = {"preset": preset or (HAND if columns else ""), "columns": columns, "source": source}
        if any(given.values()):
            wanted = {**run.choices, **{name: value for name, value in given.items() if value}}
            run = run if wanted == run.choices else _act(choose_import, run, choices=wanted)
    except Refused as refused:
        raise Wrong(f"{place}: {refused}") from None
    if not run.preset:
        raise Wrong(_not_known(place, raw))
    return run


def _not_known(place: Path, raw: bytes) -> str:
    headings = read_sheets(raw)[0].headings
    missing = " and no column ".join(name for name in NEEDED if name not in headings)
    return (
        f"{place} has no column {missing}; its first row says {', '.join(headings) or 'nothing'}. "
        "No export that is known has these headings: say which column holds what, --map title=… --map phone=…, "
        "and where they come from, --source CODE."
    )


def _act(act: Callable, run: ImportRun, **more) -> ImportRun:
    return act(run, by=system(), at=timezone.now(), **more)


def _tried(run: ImportRun) -> dict:
    run = _act(try_import, run)
    return {**_told(run, new=run.trial["new"]), "known": run.trial["known"], "sources": run.trial["sources"], "states": run.trial["states"],
            "remarks": [{"row": number, "reason": " ".join(said)} for number, said in run.trial["remarks"]]}  # fmt: skip


def _told(run: ImportRun, *, new: int) -> dict:
    counts = counts_of(run)
    return {
        "rows": run.table_rows, "repeated": run.repeated, "empty": plan_for(run.digest, run.choices).empty, "new": new, "known": counts["known"] + counts["kept"] + max(0, counts["new"] - new),
        "errors": [{"row": row.number, "reason": _reasons(row)} for row in rows_of(run, "wrong")],
        "remarks": [{"row": row.number, "reason": " ".join(row.remarks)} for row in rows_of(run).exclude(remarks=[])[:200]],
        "sources": run.made_sources,
    }  # fmt: skip


def _reasons(row) -> str:
    return " ".join(f"{heading}: {reason}" if heading else reason for heading, reason in row.wrong)


class Bar:
    """Shows how far a file has come: a bar on a terminal, a few plain lines elsewhere."""

    def __init__(self, name: str, out=None):
        self.name, self.out, self.began, self.first, self.said = name, out or sys.stderr, time.monotonic(), None, 0

    def __call__(self, run: ImportRun) -> None:
        """Show the run as it is now."""
        self.first = run.position if self.first is None else self.first
        seconds = time.monotonic() - self.began
        told = _("%(position)s of %(total)s rows, %(pace)s rows/s, wrong: %(wrong)s") % {
            "position": run.position, "total": run.total, "pace": round(run.position / seconds) if seconds else 0, "wrong": counts_of(run)["wrong"]}
        if self.out.isatty():
            width = max(10, min(40, os.get_terminal_size(self.out.fileno()).columns - len(told) - len(self.name) - 6))
            full = width * run.position // (run.total or 1)
            print(f"\r{self.name} [{'█' * full}{'·' * (width - full)}] {told}", end="" if run.state == RunState.RUNNING else "\n", file=self.out, flush=True)
        elif run.position * LINES // (run.total or 1) > self.said:
            self.said = run.position * LINES // (run.total or 1)
            print(f"{self.name}: {told}", file=self.out, flush=True)


def bring_notices(places: Iterable[Path]) -> Iterator[NoticeFile]:
    """Store each file of notices, then read it; yield it with what came of it. Raises Wrong for a file that is not there."""
    for place in places:
        try:
            raw = place.read_bytes()
        except OSError as error:
            raise Wrong(f"{place} cannot be read: {error.strerror}.") from None
        row = store_notice_file(the_agency(), raw=raw, name=place.name, by=system(), at=timezone.now())
        yield read_notice_file(row, by=system(), at=timezone.now())
