"""Files of other systems are kept, understood, tried, brought in by batches, and taken back."""

from svyazka.leads.actions.bringing.runs import (
    BATCH,
    BRING,
    bring_batch,
    choose_import,
    keep_import,
    start_import,
    try_import,
    undo_import,
)

__all__ = ["BATCH", "BRING", "bring_batch", "choose_import", "keep_import", "start_import", "try_import", "undo_import"]
