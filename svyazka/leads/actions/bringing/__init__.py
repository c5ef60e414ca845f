"""Files of other systems are kept, understood, tried, brought in by batches, and taken back."""

from svyazka.leads.actions.bringing.keeping import choose_import, keep_import
from svyazka.leads.actions.bringing.runs import bring_batch, start_import, undo_import
from svyazka.leads.actions.bringing.trial import try_import
from svyazka.leads.actions.duties import BRING
from svyazka.leads.steps.bringing import BATCH

__all__ = ["BATCH", "BRING", "bring_batch", "choose_import", "keep_import", "start_import", "try_import", "undo_import"]
