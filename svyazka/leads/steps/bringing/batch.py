"""A batch of rows, each written down as what it is: a lead, a win of one, or people met."""

from datetime import datetime

from svyazka.leads.models import ImportRow, ImportRun
from svyazka.leads.rules.bringing import CONTACT, WIN, Brought, Choices, Preset, RowState
from svyazka.leads.steps.bringing.known import Sources
from svyazka.leads.steps.bringing.leads import receive
from svyazka.leads.steps.bringing.people import meet
from svyazka.leads.steps.bringing.told import Told
from svyazka.leads.steps.bringing.wins import win
from svyazka.people.models import Person


class Batch:
    """Rows of one file that are written down together; the transaction is whoever calls's."""

    def __init__(self, run: ImportRun, preset: Preset, rows: list[Brought], *, by: Person, at: datetime):
        self.rows = rows
        self.sources = Sources(Choices.of(run.choices), may_make=preset.makes_sources)
        self.told = Told(run, preset, by=by, at=at)

    def bring(self) -> list[ImportRow]:
        """Write the rows down, seal them in the journal, and return what each became, unwritten."""
        whole = [row for row in self.rows if not row.wrong]
        for row in self.rows:
            if row.wrong:
                self.told.tell(row, RowState.WRONG, wrong=list(row.wrong))
        win([row for row in whole if row.kind == WIN], self.told)
        meet([row for row in whole if row.kind == CONTACT], self.told)
        receive([row for row in whole if row.kind not in (WIN, CONTACT)], self.sources, self.told)
        return self.told.rows
