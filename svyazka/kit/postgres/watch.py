"""The server of a home starts again when it has stopped."""

import logging
import threading
from pathlib import Path

import psycopg
import psycopg.sql

from svyazka.kit.postgres.cluster import answers
from svyazka.kit.postgres.places import base_of, socket_folder
from svyazka.kit.postgres.programs import NoPostgres
from svyazka.kit.postgres.server import ensure

log = logging.getLogger("svyazka.database")


class Watch:
    """Starts the server of this home again within a second or two of its end, until told to stop."""

    def __init__(self, home: Path, *, every_seconds: float = 1):
        self._home, self._every_seconds = home, every_seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="database", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; return when nothing is being started."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        socket = socket_folder(base_of(self._home))
        while not self._over.wait(self._every_seconds):
            if not answers(socket):
                self._start_again()

    def _start_again(self) -> None:
        try:
            ensure(self._home)
            log.warning("the database had stopped; it runs again")
        except (NoPostgres, OSError, psycopg.Error) as error:
            log.error("the database has stopped and does not start: %s", error)
