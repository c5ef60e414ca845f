"""Starts a throw-away PostgreSQL before the tests' settings are read; loaded by `-p` from pyproject.toml.

Run by several workers, the suite has a server for each of them.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "autovacuum=off",  # it would count rows of open tests as none
        "join_collapse_limit=1")  # over a few rows any order of joins is quick, and finding the best one is not


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Start the server of this run, unless DATABASE_URL names one."""
    from svyazka.kit.postgres import ensure

    _know_profiles()
    os.environ.setdefault("SVYAZKA_AXES", "0")
    os.environ["SVYAZKA_TEST"] = "1"
    home = Path(tempfile.mkdtemp(prefix="svyazka-test-"))
    early_config.stash[HOME] = home
    os.environ["SVYAZKA_HOME"] = str(home)
    if "DATABASE_URL" not in os.environ and not _only_hands_out(early_config):
        os.environ["DATABASE_URL"] = ensure(home, options=FAST)


def _know_profiles() -> None:
    """Ask properties the same cases in every run, so that only a change can fail; `--hypothesis-profile search` looks for new ones."""
    from hypothesis import HealthCheck, settings

    calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no mistake of ours
    settings.register_profile("search", parent=calm, derandomize=False)
    settings.register_profile("same", parent=calm, derandomize=True)
    settings.load_profile("same")


HOME: pytest.StashKey[Path] = pytest.StashKey()
WORKER = "PYTEST_XDIST_WORKER"


def _only_hands_out(config) -> bool:
    """Tell whether this process runs no test itself but hands them out to workers."""
    return bool(getattr(config.known_args_namespace, "numprocesses", None)) and WORKER not in os.environ


def pytest_collection_finish(session):
    """Let the collector of memory pass over what is loaded by now, and look less often: it took a seventh of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


def pytest_addoption(parser):
    """Let a run keep what it sends to the database."""
    parser.addoption("--statements", type=Path, help="a folder in which to keep a sample of each statement that is sent to the database")


@pytest.fixture(autouse=True, scope="session")
def statements_kept(request):
    """Keep what is sent to the database, if a folder for it is named."""
    folder = request.config.getoption("statements")
    if folder is None:
        yield
        return
    from django.db.backends.signals import connection_created

    from svyazka.kit.statements import Kept

    kept = Kept()

    def watched(connection, **_told):
        kept.watch(connection)

    connection_created.connect(watched)
    yield
    connection_created.disconnect(watched)
    kept.write(folder / f"{os.environ.get(WORKER, 'run')}.jsonl")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put first what takes longest, and the tests that empty the tables after those that find them as the migrations left them."""
    from svyazka.kit.sharing import in_turn

    items[:] = in_turn(items, kind=_kind)


def _kind(item) -> int:
    if item.get_closest_marker("own_database"):
        return 0
    if _commits(item):
        return 2
    return 1 if item.get_closest_marker("django_db") or {"db", "kept"} & set(item.fixturenames) else 3


def _commits(item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool({"live_server", "transactional_db"} & set(item.fixturenames)) or bool(mark and mark.kwargs.get("transaction"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand the tests out by files."""
    from svyazka.kit.sharing import ByFile

    config.option.loadscopereorder = False  # a file of many tests is not always a long one
    return ByFile(config, log)


@pytest.fixture(autouse=True, scope="session")
def emptied_after_a_test():
    """Let the tests that commit empty every table after themselves, also those that nobody else may empty."""
    import pgtrigger
    from django.core.management.commands import flush
    from django.db import connections

    def handle(self, **options):
        (Path(os.environ["SVYAZKA_HOME"]) / "journal.head").unlink(missing_ok=True)  # it names entries that go now
        if not _delete_rows(connections[options["database"]]):
            with pgtrigger.ignore():
                return emptied(self, **options)

    emptied, flush.Command.handle = flush.Command.handle, handle
    yield
    flush.Command.handle = emptied


MADE_WITH_THE_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


def _delete_rows(connection) -> bool:
    """Delete the rows of the tables that have any, ten times as fast as truncating them all; tell whether we may."""
    from django.db import transaction

    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - MADE_WITH_THE_TABLES)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("select rolsuper from pg_roles where rolname = current_user")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("set local session_replication_role = replica")  # no trigger, no foreign key
        cursor.execute(" union all ".join(f"(select '{table}' from \"{table}\" limit 1)" for table in tables))
        if filled := [name for (name,) in cursor.fetchall()]:
            cursor.execute("; ".join(f'delete from "{name}"' for name in filled))
    return True


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """Open the database to a world that the tests of a module share; it is taken back whole after the last of them.

    Each of those tests still has a transaction of its own inside, and sees nothing of what another one did.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Stop the server before a worker says that it has finished: afterwards it is given seconds, then interrupted."""
    _stop_server(session.config)


def pytest_unconfigure(config):
    """Stop the server of a run that never came to its tests."""
    _stop_server(config)


def _stop_server(config) -> None:
    from svyazka.kit.postgres import stop

    home = config.stash.get(HOME, None)
    if home is not None and home.exists():
        stop(home, immediate=True)
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    """Run one of Django's commands on a throw-away server: `python -m svyazka.kit.testing makemigrations --check`."""
    import sys

    from svyazka.kit.postgres import ensure, stop

    home = Path(tempfile.mkdtemp(prefix="svyazka-test-"))
    os.environ.update(SVYAZKA_HOME=str(home), DJANGO_SETTINGS_MODULE="svyazka.site.settings")
    os.environ.setdefault("DATABASE_URL", ensure(home, options=FAST))
    try:
        import django
        from django.core.management import execute_from_command_line

        django.setup()
        execute_from_command_line(["svyazka", *sys.argv[1:]])
    finally:
        stop(home, immediate=True)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
