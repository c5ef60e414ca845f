"""The command line: start, look after and question an installation."""

import argparse
import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg

from svyazka.kit.errors import Refused
from svyazka.kit.postgres import NoPostgres
from svyazka.site import home
from svyazka.site.commands import agency, care, files, serving
from svyazka.site.commands.telling import say_no
from svyazka.site.home import Wrong


def main(argv: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with a sentence that says what is wrong."""
    options = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _prepare(options)
        return options.run(options) or 0
    except (Wrong, NoPostgres, Refused) as refused:
        return say_no(str(refused))
    except psycopg.OperationalError as error:
        return say_no(f"the database does not answer: {str(error).strip()}")
    except KeyboardInterrupt:
        return 0
    finally:
        home.go()


def _interrupt(signum, frame) -> None:
    """Let a stop asked by the system end as one asked by a person: the database is left in order."""
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="svyazka", description="The system in which an agency of pairs lives.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--home", type=Path, help="where data lives (SVYAZKA_HOME)")

    def command(name: str, run: Callable, told: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=told, description=told)
        made.set_defaults(run=run, name=name)
        return made

    for name, run, told in (
        ("demo", serving.demo, "the demo agency, served on loopback"),
        ("serve", serving.serve, "serve the agency, its queue in the same process"),
        ("web", serving.web, "serve pages only; the queue runs in `svyazka worker`"),
    ):
        made = command(name, run, told)
        made.add_argument("--port", type=_port, default=8000)
        made.add_argument("--host", default="127.0.0.1")
    command("worker", serving.worker, "work the queue")
    command("init", agency.init, "found a fresh agency").add_argument("--answers", type=Path)
    command("migrate", agency.migrate, "bring the tables up to date")
    command("token", agency.token, "print a new token of a person").add_argument("login")
    command("intake", files.intake, "take raw mail in").add_argument("files", nargs="+", metavar="FILE")
    command("notices", files.bring_notices, "bring in notices of purchases: files of EIS and feeds").add_argument(
        "files", nargs="+", type=Path, metavar="FILE"
    )
    made = command("import", files.bring_in, "bring in a file of another system")
    made.add_argument("kind", choices=["leads", "demand"])
    made.add_argument("files", type=Path, nargs="+", metavar="FILE")
    made.add_argument("--preset", default="", help="which export it is, when its headings do not tell: amo, bitrix, hubspot …")
    made.add_argument("--map", type=_pair, action="append", default=[], metavar="FIELD=HEADING", help="which column holds title, phone …")
    made.add_argument("--source", default="", help="the code of the source of rows that name none")
    made.add_argument("--dry-run", action="store_true", help="tell what it would make, and which rows are wrong")
    made.add_argument("--undo", action="store_true", help="take back what the file has brought and nobody has touched")
    made.add_argument("--group", default="", help="of demand: the query group, if the file has no column of it")
    made.add_argument("--month", default="", help="of demand: the month as 2026-05, if the file has no column of it")
    command("backup", care.backup, "keep everything in one file, verified").add_argument("file", type=Path)
    command("restore", care.restore, "bring a backup into an empty place, verified").add_argument("file", type=Path)
    command("doctor", care.doctor, "tell the truth about settings and versions")
    command("verify", care.verify, "check the journal, the ledger and the files")
    return parser


def _port(told: str) -> int:
    if not (told.isascii() and told.isdecimal() and 0 < int(told) < 65536):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {told}")
    return int(told)


def _pair(told: str) -> tuple[str, str]:
    field, _equals, heading = told.partition("=")
    if not field or not heading:
        raise argparse.ArgumentTypeError(f"say FIELD=HEADING, like title=Тема, not {told}")
    return field, heading


def _prepare(options) -> None:
    """Put what this installation is into the environment, before settings are read."""
    default = Path.cwd() / ".demo" if options.name == "demo" else Path.home() / ".svyazka"
    home.settle(Path(options.home or os.environ.get("SVYAZKA_HOME") or default).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svyazka.site.settings")
    if options.name == "demo":
        os.environ["SVYAZKA_DEMO"] = "1"
    if options.name in ("demo", "serve"):
        os.environ["SVYAZKA_WORKER"] = "inline"
        os.environ.setdefault("SVYAZKA_ADDRESS", f"http://{options.host}:{options.port}")
