"""The clock of the journal: each hour its head is kept outside of the database, if it still fits the one kept before."""

import logging

from procrastinate.contrib.django import app

from svyazka.journal import head

log = logging.getLogger("svyazka.journal")


@app.periodic(cron="41 * * * *")
@app.task(lock="journal.keep_head", queueing_lock="journal.keep_head", name="journal.keep_head")
def keep_head(timestamp: int = 0) -> bool:
    """Keep the head; tell the log, and keep the old one, when the table does not fit it. Return whether it was kept."""
    found = head.differences()
    for told in found:
        log.error("journal: %s", told)
    if not found:
        head.keep()
    return not found
