"""The command line: start, look after and question an installation."""

import argparse
import hashlib
import os
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path

from svyazka.kit.postgres import NoPostgres, ensure, leave


def main(argv: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with a sentence that says what is wrong."""
    options = _parser().parse_args(argv)
    _prepare(options)
    try:
        return options.run(options) or 0
    except NoPostgres as missing:
        return _say_no(str(missing))
    except KeyboardInterrupt:
        return 0
    finally:
        _leave()


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
        made.add_argument("--port", type=int, default=8000)
        made.add_argument("--host", default="127.0.0.1")
    command("worker", worker, "work the queue")
    command("init", init, "found a fresh agency").add_argument("--answers", type=Path)
    command("migrate", migrate, "bring the tables up to date")
    command("token", token, "print a new token of a person").add_argument("login")
    command("intake", intake, "take raw mail in").add_argument("files", nargs="+", metavar="FILE")
    made = command("import", bring_in, "bring in a file of another system")
    made.add_argument("kind", choices=["leads"])
    made.add_argument("file", type=Path)
    made.add_argument("--dry-run", action="store_true")
    command("backup", backup, "keep everything in one file, verified").add_argument("file", type=Path)
    command("restore", restore, "bring a backup into an empty place, verified").add_argument("file", type=Path)
    command("doctor", doctor, "tell the truth about settings and versions")
    command("verify", verify, "check the journal, the ledger and the files")
    return parser


def _prepare(options) -> None:
    """Put where data lives and the secret of this installation into the environment, before settings are read."""
    default = Path.cwd() / ".demo" if options.name == "demo" else Path.home() / ".svyazka"
    home = Path(options.home or os.environ.get("SVYAZKA_HOME") or default).resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["SVYAZKA_HOME"] = str(home)
    os.environ.setdefault("SVYAZKA_SECRET_KEY", _secret(home))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svyazka.site.settings")
    if options.name == "demo":
        os.environ["SVYAZKA_DEMO"] = "1"
    if options.name in ("demo", "serve"):
        os.environ["SVYAZKA_WORKER"] = "inline"
        os.environ.setdefault("SVYAZKA_ADDRESS", f"http://{options.host}:{options.port}")


def _secret(home: Path) -> str:
    place = home / "secret.key"
    if not place.exists():
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return place.read_text().strip()


def _wake() -> None:
    """Start or attach to the database, then load the application."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = ensure(Path(os.environ["SVYAZKA_HOME"]))
    import django

    django.setup()


def _leave() -> None:
    """Stop the database that this command has started, when nobody else works with it."""
    if "django" in sys.modules:
        from django.db import connections

        connections.close_all()
    home = Path(os.environ["SVYAZKA_HOME"])
    for _attempt in range(5):  # a connection that was closed is gone a moment later
        if leave(home):
            return
        time.sleep(0.1)


def _step(told: str, act: Callable):
    began = time.monotonic()
    print(f"  {told} …", end=" ", flush=True)
    result = act()
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    return result


def _say_no(told: str) -> int:
    print(f"svyazka: {told}", file=sys.stderr)
    return 1


def _migrated() -> None:
    """Bring tables up to date; skipped when nothing changed since the last time."""
    from django.core.management import call_command

    stamp = Path(os.environ["SVYAZKA_HOME"]) / "migrated"
    now = _migrations_digest()
    if not (stamp.exists() and stamp.read_text() == now):
        call_command("migrate", verbosity=0, interactive=False)
        stamp.write_text(now)


def _migrations_digest() -> str:
    found = hashlib.sha256(os.environ["DATABASE_URL"].encode())
    for place in sorted(Path(__file__).parents[1].glob("*/migrations/*.py")):
        found.update(place.name.encode() + place.read_bytes())
    return found.hexdigest()


def demo(options) -> int:
    """Make the demo agency, once, and serve it."""
    print("Svyazka: the demo agency")
    _step("starting the database", _wake)
    _step("bringing the tables up to date", _migrated)
    from svyazka.site.demo import build

    build(_step)
    return _serve(options)


def serve(options) -> int:
    """Serve the agency with its queue."""
    _step("starting the database", _wake)
    _step("bringing the tables up to date", _migrated)
    return _serve(options)


def web(options) -> int:
    """Serve pages only."""
    _wake()
    return _serve(options)


def _serve(options) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    print(f"  ready: http://{options.host}:{options.port}/", flush=True)
    Granian(
        "svyazka.site.asgi:application", address=options.host, port=options.port, interface=Interfaces.ASGI, workers=1,
        log_level="warning",
    ).serve()  # fmt: skip
    return 0


def worker(options) -> int:
    """Work the queue till stopped."""
    _wake()
    from django.core.management import call_command

    call_command("procrastinate", "worker")
    return 0


def init(options) -> int:
    """Found a fresh agency from answers in a file, or asked one by one."""
    import json

    _step("starting the database", _wake)
    _step("bringing the tables up to date", _migrated)
    from django.utils import timezone

    from svyazka.site.founding import found

    answers = json.loads(options.answers.read_text("utf-8")) if options.answers else _ask()
    agency = found(answers, at=timezone.now())
    print(f"  {agency.name} is founded. Next: svyazka serve")
    return 0


def _ask() -> dict:
    from getpass import getpass

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
    _wake()
    from django.core.management import call_command

    call_command("migrate", verbosity=1, interactive=False)
    return 0


def token(options) -> int:
    """Print a new token of the person; it is shown this once."""
    _wake()
    from svyazka.site.setup import Unknown, token_for

    try:
        print(token_for(options.login))
    except Unknown as unknown:
        return _say_no(str(unknown))
    return 0


def intake(options) -> int:
    """Take raw mail in: every file becomes a lead, a message, or a dead letter with a reason."""
    _wake()
    from svyazka.site.intake import take_files

    count = take_files(options.files)
    for state, number in sorted(count.items()):
        print(f"{state}: {number}")
    return 1 if count["missing"] else 0


def bring_in(options) -> int:
    """Bring leads in from CSV: source, title, request, company, name, email, phone, region, external_id."""
    _wake()
    from svyazka.site.bringing import bring_leads

    told = bring_leads(options.file, dry_run=options.dry_run)
    for line in told["errors"][:50]:
        print(f"row {line['row']}: {line['reason']}")
    print(f"rows: {told['rows']}, new: {told['new']}, known: {told['known']}, errors: {len(told['errors'])}")
    return 1 if told["errors"] else 0


def backup(options) -> int:
    """Keep everything in one file."""
    _wake()
    from svyazka.site.backup import keep

    return _told(keep, options.file)


def restore(options) -> int:
    """Bring a backup into an empty place."""
    _wake()
    from svyazka.site.backup import bring_back

    return _told(bring_back, options.file)


def _told(act: Callable, place: Path) -> int:
    from svyazka.site.backup import Damaged

    try:
        print(act(place))
    except Damaged as damaged:
        return _say_no(str(damaged))
    return 0


def doctor(options) -> int:
    """Tell the truth about this installation; anything that may lose data makes it not ready."""
    _wake()
    from svyazka.site.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{'ok ' if finding.well else 'BAD'} {finding.what}: {finding.found}")
    bad = [finding for finding in findings if not finding.well]
    print("ready" if not bad else f"not ready: {len(bad)} to mend")
    return 1 if bad else 0


def verify(options) -> int:
    """Check that nothing kept was altered."""
    _wake()
    from svyazka.kit.verify import CHECKS

    problems = [(name, told) for name, check in CHECKS.items() for told in check()]
    for name, told in problems:
        print(f"{name}: {told}")
    print("whole" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0
