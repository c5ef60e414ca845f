"""Keeps what a run sent to the database, and asks an older engine whether it understands all of it (decision 0028).

`python -m svyazka.kit.statements FOLDER` makes the tables on the engine named by SVYAZKA_PG_BIN and lets it plan every kept
statement, which reads it whole and carries nothing out.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PLANNED = ("select", "insert", "update", "delete", "with", "(select")
LISTED = re.compile(r"%s(?:, ?%s)+")


class Kept:
    """One sample of each statement, told apart by its text without the values; counts of values in a list tell nothing apart."""

    def __init__(self) -> None:
        self.samples: dict[str, str] = {}

    def watch(self, connection) -> None:
        """Keep what is sent over this connection of Django's from now on."""
        connection.execute_wrappers.append(self._sent)

    def _sent(self, execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        text = sql if isinstance(sql, str) else sql.as_string(context["cursor"].cursor)
        told = LISTED.sub("%s, …", text)
        if told not in self.samples and text.lstrip().lower().startswith(PLANNED):
            self.samples[told] = _composed(context["cursor"].cursor, text, params[0] if many and params else params)
        return found

    def write(self, path: Path) -> None:
        """Write the samples, one JSON text a line."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{json.dumps(text)}\n" for text in self.samples.values()))


def _composed(cursor, sql: str, params) -> str:
    from psycopg import ClientCursor

    return ClientCursor(cursor.connection).mogrify(sql, params) if params is not None else sql


def misunderstood(statements: list[str], url: str) -> Iterator[tuple[str, str]]:
    """Yield each statement that the engine there cannot plan, with what it says."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for text in statements:
            try:
                connection.execute(f"explain {text}", prepare=False)
            except psycopg.Error as refused:
                yield text, str(refused).splitlines()[0]


def _asked(statements: list[str], binaries: str | None) -> list[tuple[str, str]]:
    """Ask an engine of its own, with the tables in it; the one that comes with the application without `binaries`."""
    from svyazka.kit.postgres import ensure, stop
    from svyazka.kit.testing import FAST

    home = Path(tempfile.mkdtemp(prefix="svyazka-statements-"))
    named = {"SVYAZKA_PG_BIN": binaries} if binaries else {}
    try:
        os.environ.pop("SVYAZKA_PG_BIN", None)
        os.environ.update(named)
        url = ensure(home, options=FAST)
        told = {**os.environ, "SVYAZKA_HOME": str(home), "DATABASE_URL": url}
        subprocess.run([sys.executable, "-m", "svyazka.kit.testing", "migrate", "--verbosity", "0"], check=True, env=told)
        return list(misunderstood(statements, url))
    finally:
        stop(home, immediate=True)
        shutil.rmtree(home, ignore_errors=True)


def main(folder: str) -> int:
    """Print what the older engine does not understand and the newest does; return how many these are."""
    statements = sorted({json.loads(line) for file in Path(folder).glob("*.jsonl") for line in file.read_text().splitlines()})
    older = _asked(statements, os.environ.get("SVYAZKA_PG_BIN"))
    neither = {text for text, _said in _asked([text for text, _said in older], None)} if older else set()
    found = [(text, said) for text, said in older if text not in neither]
    for text, said in found:
        print(f"{said}\n    {text}\n")
    print(f"{len(statements)} statements planned, {len(found)} not understood, {len(neither)} of tables that tests made for themselves")
    return len(found)


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1])))
