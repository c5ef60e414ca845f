"""The command line: start, look after and question an installation."""

import argparse
import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from svyazka.kit.errors import Refused
from svyazka.kit.postgres import NoPostgres
from svyazka.site import home
from svyazka.site.home import Wrong, alone, wake


def main(argv: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with a sentence that says what is wrong."""
    options = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _prepare(options)
        return options.run(options) or 0
    except (Wrong, NoPostgres, Refused) as refused:
        return _say_no(str(refused))
    except psycopg.OperationalError as error:
        return _say_no(f"the database does not answer: {str(error).strip()}")
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
        ("demo", demo, "the demo agency, served on loopback"),
        ("serve", serve, "serve the agency, its queue in the same process"),
        ("web", web, "serve pages only; the queue runs in `svyazka worker`"),
    ):
        made = command(name, run, told)
        made.add_argument("--port", type=_port, default=8000)
        made.add_argument("--host", default="127.0.0.1")
    command("worker", worker, "work the queue")
    command("init", init, "found a fresh agency").add_argument("--answers", type=Path)
    command("migrate", migrate, "bring the tables up to date")
    command("token", token, "print a new token of a person").add_argument("login")
    command("intake", intake, "take raw mail in").add_argument("files", nargs="+", metavar="FILE")
    command("notices", bring_notices, "bring in notices of purchases: files of EIS and feeds").add_argument(
        "files", nargs="+", type=Path, metavar="FILE"
    )
    made = command("import", bring_in, "bring in a file of another system")
    made.add_argument("kind", choices=["leads", "demand"])
    made.add_argument("files", type=Path, nargs="+", metavar="FILE")
    made.add_argument("--preset", default="", help="which export it is, when its headings do not tell: amo, bitrix, hubspot …")
    made.add_argument("--map", type=_pair, action="append", default=[], metavar="FIELD=HEADING", help="which column holds title, phone …")
    made.add_argument("--source", default="", help="the code of the source of rows that name none")
    made.add_argument("--dry-run", action="store_true", help="tell what it would make, and which rows are wrong")
    made.add_argument("--undo", action="store_true", help="take back what the file has brought and nobody has touched")
    made.add_argument("--group", default="", help="of demand: the query group, if the file has no column of it")
    made.add_argument("--month", default="", help="of demand: the month as 2026-05, if the file has no column of it")
    command("backup", backup, "keep everything in one file, verified").add_argument("file", type=Path)
    command("restore", restore, "bring a backup into an empty place, verified").add_argument("file", type=Path)
    command("doctor", doctor, "tell the truth about settings and versions")
    command("verify", verify, "check the journal, the ledger and the files")
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


def _step(told: str, act: Callable):
    began = time.monotonic()
    print(f"  {told} …", end=" ", flush=True)
    result = act()
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    return result


def _say_no(told: str) -> int:
    print(f"svyazka: {told}", file=sys.stderr)
    return 1


def demo(options) -> int:
    """Make the demo agency, once, and serve it."""
    print("Svyazka: the demo agency", flush=True)

    def make() -> None:
        home.load()
        from svyazka.site.demo import build

        build(_step)
        home.mark_as_demo()

    return _serve(options, lambda: home.make_demo(make))


def serve(options) -> int:
    """Serve the agency with its queue."""
    return _serve(options, _founded)


def web(options) -> int:
    """Serve pages only."""
    return _serve(options, _founded)


def _serve(options, make: Callable) -> int:
    """Hold the port, let `make` see to it that there is an agency, and serve it."""
    from svyazka.site.serving import held_port, serve

    with contextlib.ExitStack() as stack:
        with alone(home.home()):
            stack.enter_context(held_port(options.host, options.port))
            _ready_database()
            make()
        home.let_go()
        serve(options.host, options.port)
    return 0


def _ready_database() -> None:
    _step("starting the database", home.start_database)
    home.forget_half_a_demo()
    _step("bringing the tables up to date", home.bring_tables_up_to_date)


def _founded() -> None:
    """Raises Wrong while there is no agency to work with."""
    if not home.founded():
        raise Wrong("there is no agency here yet: `svyazka init` founds one.")


def _wake_founded() -> None:
    home.start_database()
    _founded()
    home.load()


def worker(options) -> int:
    """Work the queue till stopped."""
    import asyncio

    _wake_founded()
    from svyazka.site.queue import work
    from svyazka.site.serving import watched_database

    with watched_database():
        asyncio.run(work())
    return 0


def init(options) -> int:
    """Found a fresh agency from answers in a file, or asked one by one."""
    with alone(home.home()):
        _step("starting the database", home.start_database)
        if name := home.founded():
            raise Wrong(f"{name} is founded here already; nothing is changed. Next: svyazka serve")
        home.load()
        from svyazka.site.setup import checked, found_from, read_answers

        answers = checked(read_answers(options.answers) if options.answers else _ask())
        _step("bringing the tables up to date", home.bring_tables_up_to_date)
        agency = found_from(answers)
    print(f"  {agency.name} is founded. Next: svyazka serve")
    return 0


def _ask() -> dict:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise Wrong("nobody is there to be asked: name a file of answers by --answers.")

    def ask(told: str, default: str = "") -> str:
        return input(f"{told}{f' [{default}]' if default else ''}: ").strip() or default

    name = ask("The agency's name")
    return {
        "name": name,
        "zone": ask("Time zone", "Asia/Krasnoyarsk"),
        "scheme": ask("Scheme of roles (triangle, sales_pm, pm_am, one)", "pm_am"),
        "legal_entity": {"name": ask("Legal entity", name), "inn": ask("Its INN")},
        "people": [{"login": ask("Your login", "head"), "name": ask("Your name"), "track": "head",
                    "password": getpass("Your password: ")}],
    }  # fmt: skip


def migrate(options) -> int:
    """Bring the tables up to date."""
    with alone(home.home()):
        wake()
        from django.core.management import call_command

        call_command("migrate", verbosity=1, interactive=False)
    return 0


def token(options) -> int:
    """Print a new token of the person; it is shown this once."""
    _wake_founded()
    from svyazka.site.setup import token_for

    print(token_for(options.login))
    return 0


def intake(options) -> int:
    """Take raw mail in: every file becomes a lead, a message, or a dead letter with a reason."""
    _wake_founded()
    from svyazka.site.intake import take_files

    count = take_files(options.files, missing=lambda name: _say_no(f"there is no file {name} that can be read."))
    for state, number in sorted(count.items()):
        print(f"{state}: {number}")
    return 1 if count["missing"] else 0


def bring_in(options) -> int:
    """Bring leads or demand in from files of other systems, or take what a file of leads has brought back."""
    _wake_founded()
    if options.kind == "demand":
        return max(_bring_demand(options, place) for place in options.files)
    from django.utils.translation import override

    from svyazka.people.queries import the_agency

    with override(the_agency().language):
        return 1 if sum(_bring_leads(options, place) for place in options.files) else 0


def _bring_leads(options, place: Path) -> int:
    """Bring one file of leads in, or take back what it has brought; return how many of its rows are wrong."""
    from django.utils.translation import gettext as _

    from svyazka.site.bringing import Bar, bring_leads, take_back

    if options.undo:
        kept = take_back(place)["kept"]
        _rows(kept)
        print(_("%(file)s: taken back; rows that stay, for they were touched: %(count)s") % {"file": place.name, "count": len(kept)})
        return 0
    told = bring_leads(place, dry_run=options.dry_run, preset=options.preset, columns=dict(options.map), source=options.source,
                       progress=Bar(place.name))  # fmt: skip
    _rows(told["errors"])
    _rows(told["remarks"])
    if told["sources"]:
        said = _("sources to be made: %(names)s") if options.dry_run else _("sources made: %(names)s")
        print(said % {"names": ", ".join(told["sources"])})
    _states(told.get("states", {}))
    print(_("rows: %(rows)s, new: %(new)s, known: %(known)s, errors: %(errors)s, repeated: %(repeated)s, empty besides: %(empty)s")
          % {**told, "errors": len(told["errors"])})  # fmt: skip
    return len(told["errors"])


def _states(states: dict[str, int]) -> None:
    """Tell where the leads would stand here."""
    from django.utils.translation import gettext as _

    from svyazka.leads.rules import LeadState

    if states:
        print(_("they would come in as: %(states)s") % {"states": ", ".join(f"{LeadState(code).label} {n}" for code, n in states.items())})


def _rows(told: list[dict]) -> None:
    from django.utils.translation import gettext as _

    for line in told[:50]:
        print(_("row %(row)s: %(reason)s") % line)
    if len(told) > 50:
        print(_("… and %(count)s more rows") % {"count": len(told) - 50})


def _bring_demand(options, place: Path) -> int:
    """Load positions and visits by region, or tell what would change; a second time the same file changes nothing."""
    from svyazka.site.demand import bring_demand, take_back

    if options.undo:
        print(f"{place.name}: taken back; figures: {take_back(place).cells}")
        return 0
    told = bring_demand(place, group=options.group, month=options.month, dry_run=options.dry_run)
    _rows([{"row": row, "reason": reason} for row, reason in told.reading.errors])
    changed = len(told.changes) - told.new
    print(f"rows: {told.reading.rows}, new: {told.new}, changed: {changed}, same: {told.same}, errors: {len(told.reading.errors)}")
    return 1 if told.reading.errors else 0


def bring_notices(options) -> int:
    """Bring in notices of purchases; a file that cannot be read waits at the desk with the reason."""
    _wake_founded()
    from svyazka.site.bringing import bring_notices

    dead = 0
    for row in bring_notices(options.files):
        print(f"{row.name}: {row.reason}" if row.reason else f"{row.name}: new notices: {row.found}")
        dead += row.state == "dead"
    return 1 if dead else 0


def backup(options) -> int:
    """Keep everything in one file."""
    _wake_founded()
    from svyazka.site.backup import keep

    print(keep(options.file))
    return 0


def restore(options) -> int:
    """Bring a backup into an empty place."""
    with alone(home.home()):
        wake()
        from svyazka.site.backup import bring_back

        print(bring_back(options.file))
    return 0


def doctor(options) -> int:
    """Tell the truth about this installation; anything that may lose data makes it not ready."""
    wake()
    from svyazka.site.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{finding.mark} {finding.what}: {finding.found}")
    bad = [finding for finding in findings if not finding.well]
    print("ready" if not bad else f"not ready: {len(bad)} to mend")
    return 1 if bad else 0


def verify(options) -> int:
    """Check that nothing kept was altered."""
    _wake_founded()
    from svyazka.kit.verify import CHECKS

    problems = [(name, told) for name, check in CHECKS.items() for told in check()]
    for name, told in problems:
        print(f"{name}: {told}")
    if not any(name == "journal" for name, _told in problems):
        from svyazka.journal import head

        head.keep()
    print("whole" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0
