"""What is told of each row of a file: what it became, on the page of the file; what was done, in the journal."""

from datetime import datetime

from svyazka.journal.steps import record_many
from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.rules.bringing import Brought, Preset, RowState
from svyazka.people.models import Person


class Told:
    """Gathers what became of the rows of a batch; `rows` wait to be written."""

    def __init__(self, run: ImportRun, preset: Preset, *, by: Person, at: datetime):
        self.run, self.preset, self.by, self.at = run, preset, by, at
        self.rows: list[ImportRow] = []

    def tell(self, row: Brought, state: str, *, remarks: list[str] | None = None, **more) -> None:
        """Tell what the row became."""
        said = [*row.remarks, *(remarks or [])]
        self.rows.append(ImportRow(run=self.run, number=row.number, key=row.key, state=state, remarks=said, **more))

    def refuse(self, row: Brought, field: str, reason: str) -> None:
        """Tell what is wrong in the row, beside the heading under which the field stands in the file."""
        heading = next(iter(self.preset.fields.get(field, ())), field)
        self.tell(row, RowState.WRONG, wrong=[(heading, reason)])

    def seal(self, done: list[tuple], verb: str) -> None:
        """Write (subject, engagement, facts) of each row into the journal by one write."""
        if done:
            facts = {"file": self.run.name, "run": self.run.pk}
            record_many([(subject, engagement, {**facts, **more}) for subject, engagement, more in done], verb, by=self.by, at=self.at)
