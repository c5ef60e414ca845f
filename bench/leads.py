"""What leads cost: taken in durably, through HTTP and through a file; the inbox and the search among few and among many.

`--data DIR` takes the leads from DIR/leads.csv (company, title, request, region, source, state), repeated as often as needed.
`--few` and `--many` are how many leads there are when pages are measured; `--sent` how many are sent through HTTP, by four
programs at once; `--brought` how many stand in the file; `--pages 0` leaves the pages out. The floor of each figure is the same SQL through psycopg, bare, in the
same run: for the intake the same rows written and the same bytes synced by as many connections, for a page its own statements.
"""

import hashlib
import hmac
import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from _agency import options, page_cost, tell, wake

told = options(__doc__ or "", few=10_000, many=1_000_000, sent=400, brought=8_000, times=15, pages=1)
wake()

import _leads  # noqa: E402
import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from svyazka.kit import files  # noqa: E402
from svyazka.leads import names  # noqa: E402
from svyazka.leads.actions import issue_key, receive_lead  # noqa: E402
from svyazka.leads.models import Lead  # noqa: E402
from svyazka.people.models import Person  # noqa: E402
from svyazka.people.queries import system, the_agency  # noqa: E402
from svyazka.site import urls  # noqa: E402, F401  every room's duties are registered
from svyazka.site.founding import found  # noqa: E402
from svyazka.site.setup import token_for  # noqa: E402

NOW = datetime.now(UTC)
PROGRAMS = 4
figures: dict[str, float] = {}
settings.ALLOWED_HOSTS = ["*"]


def founded() -> None:
    """Found an agency of a head and six account managers."""
    people = [{"login": "head", "name": "Никита Седов", "track": "head", "since": date(2019, 1, 1)}]
    people += [{"login": f"am{n}", "name": f"Анна {n}", "track": "am", "since": date(2019, 1, 1)} for n in range(6)]
    found({"name": "Старта", "scheme": "pm_am", "since": date(2019, 1, 1), "legal_entity": {"name": "ООО", "inn": "2460000003"},
           "people": people}, at=NOW)  # fmt: skip


def say(name: str, **measured: float) -> None:
    """Print one figure and keep it for the last line."""
    print(f"{name}: " + ", ".join(f"{key.replace('_', ' ')} {value:,.2f}" for key, value in measured.items()), flush=True)
    figures.update({f"{name}_{key}".replace(" ", "_"): value for key, value in measured.items()})


# ---- intake -------------------------------------------------------------------------------------------------------


def bodies(count: int) -> list[bytes]:
    """Return so many requests as an outside program sends them."""
    rows = islice(_leads.told(told.data), count)
    return [
        json.dumps({"source": row["source"], "title": row["title"], "request": row["request"], "company": f"{row['company']} {n}",
                    "region": row["region"], "contact": {"name": "Пётр", "email": f"h{n}@example.org", "phone": f"+7495{n:07}"}}).encode()
        for n, row in enumerate(rows)
    ]  # fmt: skip


@contextmanager
def served():
    """Serve the pages in a process of their own; yield the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "svyazka", "web", "--port", str(port), "--home", os.environ["SVYAZKA_HOME"]]
    place = Path(__file__).parents[1]
    process = subprocess.Popen(words, cwd=place, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(place)}, text=True)
    try:
        for line in process.stdout or ():
            if "ready" in line:
                break
        yield port
    finally:
        process.terminate()
        process.wait(20)


def at_once(work, parts: list[list]) -> float:
    """Do each part of the work in a thread of its own; return the seconds till the last is done."""
    threads = [threading.Thread(target=work, args=(part,)) for part in parts]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def through_http() -> None:
    """Send leads to the running server, each acknowledged when it is durable."""
    sent = bodies(told.sent + PROGRAMS)
    headers = {"Authorization": f"Bearer {token_for('head')}", "Content-Type": "application/json"}
    failed: list[int] = []

    def send(part: list[bytes]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for body in part:
            line.request("POST", "/api/v1/leads", body, headers)
            answer = line.getresponse()
            answer.read()
            if answer.status != 201:
                failed.append(answer.status)

    with served() as port:
        send(sent[:PROGRAMS])
        sent = sent[PROGRAMS:]
        seconds = at_once(send, [sent[n::PROGRAMS] for n in range(PROGRAMS)])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_row (id bigserial PRIMARY KEY, of text, words tsvector, told jsonb)")
    bare = at_once(written_bare, [sent[n::PROGRAMS] for n in range(PROGRAMS)])
    say("http", leads_a_second=len(sent) / seconds, floor_a_second=len(sent) / bare, ratio=seconds / bare, failed=len(failed))


def through_a_file() -> None:
    """Bring a file of leads in, durable batch by batch; `bringing.py` measures it and its floor on a database of its own."""
    words = [sys.executable, str(Path(__file__).with_name("bringing.py")), "--leads", str(told.brought)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1]
    brought = json.loads(said)
    say("import", leads_a_second=brought["leads_a_second"], floor_a_second=brought["leads"] / brought["floor_seconds"],
        ratio=brought["times_the_floor"])  # fmt: skip


def acknowledged() -> None:
    """Send leads by a signed key: each is acknowledged when its bytes and its row are durable, and read after by the queue."""
    at = datetime.now(UTC)
    key, secret = issue_key(the_agency(), name="Форма", source="search", per_minute=6000, by=Person.objects.get(username="head"), at=at)
    sent = bodies(told.sent + PROGRAMS)

    def send(part: list[bytes]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for body in part:
            stamp = str(int(time.time()))
            signature = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
            headers = {"Content-Type": "application/json", "X-Svyazka-Timestamp": stamp, "X-Svyazka-Signature": f"sha256={signature}"}
            line.request("POST", f"/api/v1/intake/{key.code}", body, headers)
            answer = line.getresponse()
            told_back = answer.read()
            assert answer.status == 202, told_back

    with served() as port:
        send(sent[:PROGRAMS])
        sent = sent[PROGRAMS:]
        seconds = at_once(send, [sent[n::PROGRAMS] for n in range(PROGRAMS)])
    bare = at_once(kept_bare, [sent[n::PROGRAMS] for n in range(PROGRAMS)])
    say("webhook", leads_a_second=len(sent) / seconds, floor_a_second=len(sent) / bare, ratio=seconds / bare)


def kept_bare(part: list[bytes]) -> None:
    """Sync the same bytes and write the row, its entry and its job, in one commit, with nothing around."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as line:
        for body in part:
            digest = files.keep(body + secrets.token_bytes(8))
            with line.transaction(), line.cursor() as cursor:
                raw = _made(cursor, "raw", {"digest": digest, "size": len(body)})
                _made(cursor, "entry", {"of": raw, "sealed": digest})
                _made(cursor, "job", {"raw_id": raw})


def written_bare(part: list[bytes]) -> None:
    """Write the same rows and bytes with nothing around them: a file synced, then two commits, as the server makes them."""
    source = Lead.objects.values_list("source_id", flat=True).first()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as line:
        for body in part:
            lead, mark = json.loads(body), secrets.token_hex(16)
            digest = files.keep(body + mark.encode())
            with line.transaction(), line.cursor() as cursor:
                raw = _made(cursor, "raw", {"digest": digest, "size": len(body)})
                _made(cursor, "entry", {"of": raw, "sealed": hashlib.sha256(mark.encode()).hexdigest()})
            with line.transaction(), line.cursor() as cursor:
                _write_bare(cursor, lead, mark, source)
                cursor.execute("UPDATE bare_row SET told = told || %s WHERE id = %s", [json.dumps({"state": "linked"}), raw])
    connection.close()


def _made(cursor, of: str, told: dict) -> int:
    cursor.execute("INSERT INTO bare_row (of, told) VALUES (%s, %s) RETURNING id", [of, json.dumps(told)])
    return cursor.fetchone()[0]


def _write_bare(cursor, lead: dict, mark: str, source: int) -> None:
    for name in ("client", "contact", "engagement", "message", "touch", "job", "call", "offer", "notice"):
        _made(cursor, name, {**lead, "mark": mark})
    sealed = [json.dumps({"sealed": hashlib.sha256(f"{mark}{n}".encode()).hexdigest()}) for n in range(3)]
    cursor.execute("INSERT INTO bare_row (of, told) VALUES ('entry', %s), ('entry', %s), ('entry', %s)", sealed)
    cursor.execute("INSERT INTO bare_row (of, words, told) VALUES ('lead', to_tsvector('russian', %s), %s)",
                   [f"{lead['title']} {lead['company']} {lead['request']}", json.dumps({"source": source, "sealed": hashlib.sha256(mark.encode()).hexdigest()})])  # fmt: skip


# ---- pages --------------------------------------------------------------------------------------------------------


def looked_at() -> dict[str, str]:
    """Return the pages that are measured, by name."""
    known = Lead.objects.order_by("pk").values("company", "contact__phone")[321]
    name = known["company"].split("«")[-1].split("-")[0].strip("»")
    mistyped = name[:2] + ("а" if name[2] != "а" else "о") + name[3:]
    return {
        "inbox": "tab=waiting", "mine": "tab=mine", "open": "tab=open", "lessons": "tab=lessons", "all": "tab=all",
        "one source": "tab=all&source=tender", "search often": "tab=all&q=продвижение сайта", "search form": "tab=all&q=заводами",
        "search name": f"tab=all&q={name}", "search mistyped": f"tab=all&q={mistyped}", "search begun": f"tab=all&q={name[:5]}",
        "search phone": f"tab=all&q={known['contact__phone']}", "search nothing": "tab=all&q=щщщщщщ",
    }  # fmt: skip


def measured(count: int) -> dict[str, float]:
    """Measure each page for the head among so many leads; return the seconds of each."""
    visitor = Client()
    visitor.force_login(Person.objects.get(username="head"))
    seconds = {}
    for name, asked in looked_at().items():
        whole, bare = page_cost(visitor, f"/leads/?{asked}", told.times)
        seconds[name] = whole
        say(f"{name} {count}", milliseconds=whole * 1000, floor_milliseconds=bare * 1000, ratio=whole / bare)
    return seconds


# ---- the run ------------------------------------------------------------------------------------------------------

founded()
rows = _leads.told(told.data)
first = receive_lead(the_agency(), source="search", title="Сайт", request="Нужен сайт", company="ООО «Первый»",
                     contact={"name": "Пётр", "email": "first@example.org", "phone": "+74950000000"}, by=system(), at=NOW)  # fmt: skip
with connection.cursor() as cursor:
    pattern = _leads.Pattern(cursor, first, rows)
    pattern.up_to(told.few)
    names.learn()
    few = measured(told.few) if told.pages else {}
    pattern.up_to(told.many)
    names.learn()
    many = measured(told.many) if told.pages else {}
for name in few:
    say(f"{name} growth", times=many[name] / few[name])
through_http()
acknowledged()
through_a_file()
tell(few=told.few, many=told.many, **figures)
