"""The command line, run as people run it: two at once, killed in the middle, asked for what cannot be."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest

from svyazka.kit.postgres import ensure, stop
from svyazka.site import settings
from svyazka.site.answers import reasons_not_to_found
from svyazka.site.bringing import bring_leads
from svyazka.site.home import Wrong
from svyazka.site.serving import held_port

pytestmark = pytest.mark.own_database
ANSWERS = {
    "name": "Проба", "zone": "Asia/Krasnoyarsk", "scheme": "pm_am",
    "legal_entity": {"name": "ООО «Проба»", "inn": "2460123453"},
    "people": [{"login": "head", "name": "Вера Орлова", "track": "head", "password": "quiet-river-71"}],
}  # fmt: skip
HEAD = ANSWERS["people"][0]
OURS = ("SVYAZKA_", "DATABASE_URL", "DJANGO_")


def svyazka(*words: str, home: Path, **more) -> subprocess.Popen:
    env = {key: value for key, value in os.environ.items() if not key.startswith(OURS)} | {"SVYAZKA_TEST": "1", **more}
    command = [sys.executable, "-m", "svyazka", words[0], "--home", str(home), *words[1:]]
    return subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(*words: str, home: Path, **more) -> tuple[int, str, str]:
    process = svyazka(*words, home=home, **more)
    out, err = process.communicate(timeout=180)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Two who found one agency at the same moment, in a home whose name is hard to quote."""
    home = tmp_path_factory.mktemp("homes") / "a b%20+&é"
    answers = home.parent / "answers.json"
    answers.write_text(json.dumps(ANSWERS), "utf-8")
    both = [svyazka("init", "--answers", str(answers), home=home) for _ in range(2)]
    told = [(*process.communicate(timeout=240), process.returncode) for process in both]
    yield home, told
    stop(home, immediate=True)


@pytest.fixture
def home(twice):
    return twice[0]


def test_of_two_who_found_at_once_one_founds_and_the_other_is_told(twice):
    home, told = twice

    assert sorted(code for _out, _err, code in told) == [0, 1]
    second = next(err for _out, err, code in told if code)
    assert second == "svyazka: Проба is founded here already; nothing is changed. Next: svyazka serve\n"
    with psycopg.connect(ensure(home)) as connection:
        assert connection.execute("select count(*) from people_person where username = 'head'").fetchone() == (1,)
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600


def test_settings_find_the_socket_in_a_home_of_any_name(home):
    found = settings._database(ensure(home))

    with psycopg.connect(host=found["HOST"], user=found["USER"], dbname=found["NAME"]) as connection:
        assert connection.execute("show data_directory").fetchone() == (str(home / "postgres/data"),)


@pytest.mark.parametrize(("words", "told"), [
    (["token", "nobody"], "nobody signs in as nobody."),
    (["intake", "missing.eml"], "there is no file missing.eml that can be read."),
    (["import", "leads", "missing.csv"], "missing.csv cannot be read: No such file or directory."),
    (["backup", "/nowhere/at/all.tar"], "/nowhere/at/all.tar cannot be written: No such file or directory."),
    (["restore", "missing.tar"], "there is no file missing.tar."),
    (["init"], "Проба is founded here already; nothing is changed. Next: svyazka serve"),
])  # fmt: skip
def test_what_cannot_be_done_is_told_in_one_sentence(home, words, told):
    assert run(*words, home=home)[::2] == (1, f"svyazka: {told}\n")


def test_a_backup_comes_back_into_an_empty_home_and_into_no_other(home, tmp_path):
    kept = tmp_path / "kept.tar"
    assert run("backup", str(kept), home=home)[0] == 0
    assert kept.stat().st_mode & 0o777 == 0o600

    fresh = tmp_path / "fresh"
    try:
        assert run("restore", str(kept), home=fresh)[0] == 0
        assert run("restore", str(kept), home=fresh)[::2] == (1, "svyazka: The database is not empty: restore into a fresh home.\n")
    finally:
        stop(fresh, immediate=True)


def test_a_backup_that_fails_leaves_the_last_one_whole(home, tmp_path):
    kept = tmp_path / "kept.tar"
    kept.write_text("the last one")

    assert run("backup", str(kept), home=home, SVYAZKA_PG_BIN=str(tmp_path), DATABASE_URL=ensure(home))[0] == 1
    assert (kept.read_text(), os.listdir(tmp_path)) == ("the last one", ["kept.tar"])


def test_wrong_answers_found_nothing_and_an_empty_home_says_what_is_next(tmp_path):
    answers, home = tmp_path / "answers.json", tmp_path / "home"
    answers.write_text("{'name': ", "utf-8")
    try:
        code, _out, err = run("init", "--answers", str(answers), home=home)
        assert (code, err.startswith(f"svyazka: {answers} is not JSON in UTF-8: ")) == (1, True)

        answers.write_text(json.dumps({**ANSWERS, "zone": "Mars/Olympus", "people": []}), "utf-8")
        code, _out, err = run("init", "--answers", str(answers), home=home)
        assert (code, err.splitlines()) == (1, [
            "svyazka: the agency is not founded:",
            "  zone: there is no time zone “Mars/Olympus”; one is Asia/Krasnoyarsk.",
            "  people: a list of people, each with a login, a name and a track.",
        ])  # fmt: skip

        assert run("init", home=home)[::2] == (1, "svyazka: nobody is there to be asked: name a file of answers by --answers.\n")
        assert run("token", "head", home=home)[::2] == (1, "svyazka: there is no agency here yet: `svyazka init` founds one.\n")
        code, out, err = run("doctor", home=home)
        assert (code, err) == (1, "")
        assert "migrations wait: svyazka migrate" in out
        assert f"Python: {sys.version.split()[0]} at " in out
        with psycopg.connect(ensure(home)) as connection:
            assert connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)
    finally:
        stop(home, immediate=True)


def test_a_home_that_cannot_be_and_a_database_that_is_not_there_are_told(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    assert run("doctor", home=file)[::2] == (1, f"svyazka: {file} cannot be the home of data: File exists.\n")

    code, _out, err = run("doctor", home=tmp_path / "home", DATABASE_URL=f"postgresql://svyazka@/svyazka?host={tmp_path}")
    assert (code, err.startswith("svyazka: the database named by DATABASE_URL does not answer: "), "Traceback" in err) == (1, True, False)


def without(name: str) -> dict:
    return {key: value for key, value in ANSWERS.items() if key != name}


@pytest.mark.parametrize(("answers", "reason"), [
    ([], "The answers are one JSON object."),
    (without("name"), "name: the agency has a name."),
    (without("scheme"), "scheme: there is no scheme “”; there are triangle, sales_pm, pm_am, one."),
    ({**ANSWERS, "scheme": "pair"}, "scheme: there is no scheme “pair”; there are triangle, sales_pm, pm_am, one."),
    ({**ANSWERS, "since": "soon"}, "since: “soon” is no day; a day is like 2026-01-31."),
    ({**ANSWERS, "town": "Канск"}, "the answers: “town” is not asked; asked are name, zone, scheme, since, legal_entity, people."),
    (without("legal_entity"), "legal_entity: say at least its name and its INN."),
    ({**ANSWERS, "legal_entity": {"name": "ООО «Проба»"}}, "legal_entity: A legal entity has an INN."),
    ({**ANSWERS, "legal_entity": {"name": "ООО «Проба»", "inn": "2460123450"}}, "legal_entity: INN: the control digits do not agree."),
    ({**ANSWERS, "legal_entity": {**ANSWERS["legal_entity"], "bik": "12"}}, "legal_entity: BIK has nine digits."),
    ({**ANSWERS, "legal_entity": {**ANSWERS["legal_entity"], "inn": 2460123453}}, "legal_entity: inn is a text."),
    (without("people"), "people: a list of people, each with a login, a name and a track."),
    ({**ANSWERS, "people": [{**HEAD, "track": "boss"}]},
     "person 1: there is no track “boss”; there are director, head, am, pm, sales, specialist, finance."),
    ({**ANSWERS, "people": [{**HEAD, "track": "am"}]},
     "people: somebody of the track head or director has a password, or nobody could begin."),
    ({**ANSWERS, "people": [HEAD, HEAD]}, "people: the login “head” stands twice."),
    ({**ANSWERS, "people": [{**HEAD, "login": "system"}]}, "person 1: the login system is taken by the clock."),
    ({**ANSWERS, "people": [{**HEAD, "login": ""}]}, "person 1: login: This field cannot be blank."),
    ({**ANSWERS, "people": [{**HEAD, "email": "nowhere"}]}, "person 1: email: Enter a valid email address."),
])  # fmt: skip
def test_each_wrong_answer_is_told(answers, reason):
    from django.utils import translation

    with translation.override("en"):
        assert reason in [str(one) for one in reasons_not_to_found(answers)]
        assert reasons_not_to_found(ANSWERS) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("raw", "told"), [
    (b"source,request\nsearch,x\n", "has no column title; its first row says source, request. No export that is known has these headings"),
    ("Тема;Телефон\nСайт;1\n".encode("cp1251"), "has no column source and no column title; its first row says Тема, Телефон."),
    (b"", "has no column source and no column title; its first row says nothing."),
    (b'source,title\nsearch,"open\n', "CSV"),
])  # fmt: skip
def test_a_table_that_is_not_as_it_must_be_is_told_and_brings_nothing(tmp_path, raw, told):
    from svyazka.leads.models import Lead
    from svyazka.leads.tests.make import world

    world()
    place = tmp_path / "leads.csv"
    place.write_bytes(raw)

    with pytest.raises(Wrong) as wrong:
        bring_leads(place)
    assert told in str(wrong.value) and not Lead.objects.exists()


def test_files_of_leads_are_tried_brought_in_once_and_taken_back(home, tmp_path):
    own, by_hand = tmp_path / "own.csv", tmp_path / "by hand.csv"
    own.write_bytes("source;title;phone\nsearch;Сайт;8 912 345-67-89\nmoon;Сайт;\n".encode("cp1251"))
    by_hand.write_text("Тема,Телефон\nЛоготип,89120000000\n", "utf-8")
    said = ["--map", "title=Тема", "--map", "phone=Телефон", "--source", "search"]

    code, out, _err = run("import", "leads", str(own), "--dry-run", home=home)
    assert (code, out.splitlines()[-1]) == (1, "строк: 2, новых: 1, известных: 0, с ошибками: 1, повторных: 0; пустых сверх того: 0")
    assert out.startswith("строка 3: source: ")
    assert run("import", "leads", str(own), home=home)[1].splitlines()[-1] == "строк: 2, новых: 1, известных: 0, с ошибками: 1, повторных: 0; пустых сверх того: 0"
    assert run("import", "leads", str(own), home=home)[1].splitlines()[-1] == "строк: 2, новых: 0, известных: 1, с ошибками: 1, повторных: 0; пустых сверх того: 0"
    assert run("import", "leads", str(by_hand), home=home)[0] == 1
    assert run("import", "leads", str(by_hand), *said, home=home)[:2] == (0, "строк: 1, новых: 1, известных: 0, с ошибками: 0, повторных: 0; пустых сверх того: 0\n")

    code, out, _err = run("import", "leads", str(own), str(by_hand), "--undo", home=home)
    assert (code, out.splitlines()) == (0, [f"{name}: взят обратно; осталось строк, которых успели коснуться: 0" for name in (own.name, by_hand.name)])
    with psycopg.connect(ensure(home)) as connection:
        assert connection.execute("select count(*) from leads_lead").fetchone() == (0,)
    assert run("import", "leads", str(own), "--undo", home=home)[0] == 1  # nothing is left to take back

    demand = tmp_path / "demand.csv"
    demand.write_text("Регион;Группа запросов;Месяц;Показы;Визиты\nПермь;Сайты;05.2026;100;10\n", "koi8-r")
    assert run("import", "demand", str(demand), "--undo", home=home)[0] == 1
    assert run("import", "demand", str(demand), home=home)[:2] == (0, "rows: 1, new: 1, changed: 0, same: 0, errors: 0\n")
    assert run("import", "demand", str(demand), "--undo", home=home)[:2] == (0, "demand.csv: taken back; figures: 1\n")
    with psycopg.connect(ensure(home)) as connection:
        assert connection.execute("select count(*) from sources_regiondemand").fetchone() == (0,)


def test_a_bringing_that_is_killed_goes_on_where_it_stopped(home, tmp_path):
    place = tmp_path / "many.csv"
    place.write_text("external_id,source,title\n" + "".join(f"k{n},search,Сайт {n}\n" for n in range(4000)), "utf-8")
    first = svyazka("import", "leads", str(place), home=home)
    line = first.stderr.readline()
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=60)
    assert " из 4000 строк, " in line
    with psycopg.connect(ensure(home)) as connection:
        state, position = connection.execute("select state, position from leads_importrun where name = 'many.csv'").fetchone()
        kept = connection.execute("select count(*) from leads_lead where external_id like 'k%'").fetchone()[0]
    assert (state, kept) == ("running", position) and 0 < position < 4000

    code, out, err = run("import", "leads", str(place), home=home)
    assert (code, out) == (0, f"строк: 4000, новых: {4000 - position}, известных: {position}, с ошибками: 0, повторных: 0; пустых сверх того: 0\n")
    assert "4000 из 4000 строк" in err.splitlines()[-1]
    assert run("import", "leads", str(place), home=home)[:2] == (0, "строк: 4000, новых: 0, известных: 4000, с ошибками: 0, повторных: 0; пустых сверх того: 0\n")
    assert run("verify", home=home)[:2] == (0, "whole\n")
    assert run("import", "leads", str(place), "--undo", home=home)[0] == 0


def test_a_held_port_is_refused_to_others_and_shared_with_nobody_after_the_end():
    port = free_port()
    with held_port("127.0.0.1", port), pytest.raises(Wrong, match=f"the port {port} is taken by another process: choose one by --port"):
        held_port("127.0.0.1", port).__enter__()
    with held_port("127.0.0.1", port):
        pass


def test_the_server_lets_the_collector_of_memory_pass_over_what_is_loaded(tmp_path):
    asked = "import gc, svyazka.site.asgi; print(gc.get_freeze_count())"
    env = os.environ | {"SVYAZKA_TEST": "1", "SVYAZKA_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "svyazka.site.settings"}

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=env, timeout=60).stdout

    assert int(told) > 100_000


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
def test_a_killed_database_a_killed_server_and_a_killed_parent_are_all_survived(home):
    port, url = free_port(), ensure(home)
    first = svyazka("serve", "--port", str(port), home=home)
    try:
        wait_for(lambda: answers(port), 60)
        assert run("serve", "--port", str(port), home=home)[::2] == (
            1, f"svyazka: the port {port} is taken by another process: choose one by --port.\n",
        )  # fmt: skip

        os.kill(int((home / "postgres/data/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        wait_for(lambda: answers(port), 30)
        wait_for(lambda: beats(url), 30)

        child = server_of(first.pid)
        os.kill(child, signal.SIGKILL)
        wait_for(lambda: server_of(first.pid) not in (None, child) and answers(port), 60)

        child = server_of(first.pid)
        os.kill(first.pid, signal.SIGKILL)
        wait_for(lambda: not Path(f"/proc/{child}").exists(), 5)
        assert not answers(port)
    finally:
        first.kill()
        first.communicate()

    second = svyazka("serve", "--port", str(port), home=home)
    try:
        wait_for(lambda: answers(port), 60)
    finally:
        second.terminate()
        assert (second.communicate(timeout=30), second.returncode)[1] == 0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port: int) -> bool:
    """Tell whether a call that asks the database is answered: a wrong token is looked up and refused."""
    call = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/me", headers={"Authorization": "Bearer svz_wrong"})
    try:
        urllib.request.urlopen(call, timeout=30)
    except urllib.error.HTTPError as error:
        return error.code == 401
    except OSError:
        return False
    return False


def beats(url: str) -> bool:
    """Tell whether a worker of the queue is at work."""
    try:
        with psycopg.connect(url) as connection:
            return connection.execute(
                "select exists (select 1 from procrastinate_workers where last_heartbeat > now() - interval '3 seconds')"
            ).fetchone()[0]
    except psycopg.OperationalError:
        return False


def server_of(parent: int) -> int | None:
    """Return the process that answers requests for this one."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    for child in children:
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
            return int(child)
    return None


def wait_for(done, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.1)
