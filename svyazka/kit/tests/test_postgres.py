"""The application's own PostgreSQL: made once, attached to, and whole again after being killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from svyazka.kit.postgres import NoPostgres, Watch, binaries, ensure, leave, places, stop

FAST = ("max_connections=20",)


@pytest.fixture
def home(tmp_path):
    yield tmp_path
    stop(tmp_path, immediate=True)


def test_a_second_start_attaches_and_finds_what_was_kept(home):
    first = ensure(home, options=FAST)
    with psycopg.connect(first) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (7)")

    assert ensure(home) == first
    with psycopg.connect(first) as connection:
        assert connection.execute("select n from kept").fetchone() == (7,)


def test_after_the_server_is_killed_every_acknowledged_row_is_there(home):
    url = ensure(home, options=FAST)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table kept (n int)")
        for n in range(200):
            connection.execute("insert into kept values (%s)", [n])
    kill_the_server(home)

    with psycopg.connect(ensure(home, options=FAST)) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (200,)


def test_a_watched_server_that_was_killed_answers_again_by_itself(home):
    url = ensure(home, options=FAST)
    watch = Watch(home, every_seconds=0.1)
    try:
        kill_the_server(home)
        wait_for(lambda: not answers(url))

        wait_for(lambda: answers(url), 20)
    finally:
        watch.stop()


def test_a_watch_that_is_over_starts_nothing(home):
    url = ensure(home, options=FAST)
    watch = Watch(home, every_seconds=0.05)
    watch.stop()
    stop(home)

    time.sleep(0.3)
    assert not answers(url)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def kill_the_server(home: Path) -> None:
    os.kill(int((home / "postgres/data/postmaster.pid").read_text().split()[0]) if os.geteuid() else _outer_pid(home), signal.SIGKILL)


def _outer_pid(home: Path) -> int:
    """Return the server's process as seen from outside its namespace."""
    told = subprocess.run(["pgrep", "-f", f"postgres -D data -k {home}/postgres"], capture_output=True, text=True, check=True).stdout
    return min(int(pid) for pid in told.split())


def test_two_starts_at_once_end_in_one_server(home):
    code = "import sys; from pathlib import Path; from svyazka.kit.postgres import ensure; print(ensure(Path(sys.argv[1])))"
    started = [subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, text=True) for _ in range(2)]

    told = {process.communicate(timeout=120)[0].strip() for process in started}

    assert len(told) == 1
    with psycopg.connect(told.pop()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_long_path_gets_a_short_socket(tmp_path):
    home = tmp_path / ("very-long-name-" * 8)
    try:
        with psycopg.connect(ensure(home, options=FAST)) as connection:
            assert connection.execute("show data_checksums").fetchone() == ("on",)
    finally:
        stop(home, immediate=True)


@pytest.mark.parametrize("name", ["a b%20+&é", "it's, $HOME", 'a "quoted" `name`'])
def test_a_home_may_have_any_name(tmp_path, name):
    home = tmp_path / name
    try:
        with psycopg.connect(ensure(home, options=FAST)) as connection:
            assert connection.execute("show data_directory").fetchone() == (str(home / "postgres/data"),)
    finally:
        stop(home, immediate=True)


def test_a_short_folder_that_leads_elsewhere_is_refused_and_left_as_it_is(tmp_path, monkeypatch):
    runtime, elsewhere = tmp_path / "runtime", tmp_path / "elsewhere"
    runtime.mkdir()
    elsewhere.mkdir(mode=0o755)
    elsewhere.chmod(0o755)
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(runtime))
    base = tmp_path / ("very-long-name-" * 8)
    (runtime / places._short_name(base)).symlink_to(elsewhere)

    with pytest.raises(NoPostgres, match="not a folder of this user"):
        places.socket_folder(base)
    assert elsewhere.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_short_folder_of_somebody_else_is_refused_and_left_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(tmp_path))
    base = tmp_path / ("very-long-name-" * 8)
    place = tmp_path / places._short_name(base)
    place.mkdir()
    place.chmod(0o755)
    os.chown(place, 12345, 12345)

    with pytest.raises(NoPostgres, match="not a folder of this user"):
        places.socket_folder(base)
    assert (place.stat().st_mode & 0o777, place.stat().st_uid) == (0o755, 12345)


def test_a_crash_while_the_cluster_is_made_leaves_nothing_half_made(home):
    half = home / "postgres/being-made"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")

    with psycopg.connect(ensure(home, options=FAST)) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    assert not half.exists()


def test_whoever_started_it_stops_it_when_nobody_else_is_there(home):
    url = ensure(home, options=FAST)
    with psycopg.connect(url):
        assert not leave(home)

    wait_for(lambda: leave(home))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_whoever_only_attached_leaves_it_running(home):
    code = "import sys; from pathlib import Path; from svyazka.kit.postgres import ensure; print(ensure(Path(sys.argv[1])))"
    url = subprocess.run([sys.executable, "-c", code, str(home)], capture_output=True, text=True, check=True).stdout.strip()

    assert ensure(home) == url
    assert not leave(home)
    psycopg.connect(url).close()


def wait_for(done, seconds: float = 5) -> None:
    """Ask again until it is so: a closed connection is gone a moment later."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_without_binaries_it_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("SVYAZKA_PG_BIN", str(tmp_path))

    with pytest.raises(NoPostgres, match="DATABASE_URL"):
        binaries()
