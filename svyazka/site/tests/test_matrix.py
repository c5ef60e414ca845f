"""Every call that changes something, by every kind of person: done, refused with whose duty it is, or not there at all.

What each may do stands in two tables written by hand: matrix.yaml (who holds a duty) and routes.yaml (which duty a call
needs). A call that is in no table fails the build; whoever is refused has changed nothing in the whole database.
"""

import json
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from svyazka.leads.models import Knock
from svyazka.people.models import ApiToken, Person
from svyazka.roles.queries import compiled
from svyazka.site.api import api
from svyazka.site.tests.test_doors import allowed
from svyazka.site.tests.world import Program

pytestmark = pytest.mark.django_db
ROUTES = yaml.safe_load((Path(__file__).parent / "routes.yaml").read_text("utf-8"))
INSIDE = {"anna": "am", "pavel": "pm", "dev": "sp"}
OVERSEE = {"head": "head", "director": "head", "finance": "finance"}
OUTSIDE = {"irina": "am", "oleg": "pm", "design": "sp"}
CONTACTS = {"client": "client", "stranger": "other_client"}
NOBODY = ("anonymous", "left", "reader")
SHUT = (401, 403, 404)
ANY = {"If-Match": "*"}  # whatever version stands there


def test_every_call_that_changes_something_is_in_the_table():
    known = {_shape(call) for call in ROUTES}
    paths = api.get_openapi_schema()["paths"]
    there = {_shape(f"{method.upper()} {path.removeprefix('/api/v1')}") for path, methods in paths.items()
             for method in methods if method != "get"}  # fmt: skip

    assert sorted(there - known) == []
    assert sorted(known - there) == []


def _shape(call: str) -> str:
    return "/".join("{}" if "{" in part else part for part in call.split("/"))


def test_no_body_of_a_call_stands_under_the_name_of_another():
    schemas, paths = api.get_openapi_schema()["components"]["schemas"], api.get_openapi_schema()["paths"]

    def fields(path: str) -> set[str]:
        body = paths[f"/api/v1{path}"]["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        return set(schemas[body.rsplit("/", 1)[-1]]["properties"])

    assert fields("/briefs/{brief_id}/verdicts") == {"verdict", "hours", "risks", "reason", "promises"}
    assert fields("/defences/{defence_id}/verdicts") >= {"accepted", "remarks"}
    assert fields("/proposals/{proposal_id}/answers") >= {"accepted", "reason"}


def test_every_call_answers_every_person_as_the_tables_say(small_world):
    people, keys = small_world
    people = people | {"anonymous": Program("anna"), "reader": Program("anna")}
    people["anonymous"].headers.pop("Authorization")
    ApiToken.objects.filter(pk=ApiToken.objects.latest("pk").pk).update(scopes=["read"])  # the reader's
    before, wrong, cells = digest(), [], 0
    for call, row in ROUTES.items():
        for who in (*INSIDE, *OVERSEE, *OUTSIDE, *CONTACTS, *NOBODY):
            cells += 1
            wrong += _difference(people[who], who, call, row, keys, before)
    assert wrong == []
    assert cells > 1400


def _difference(program: Program, who: str, call: str, row: dict, keys: dict, before: str) -> list[str]:
    """Return what this person's call answers otherwise than the tables say."""
    expected = _expected(who, row)
    with transaction.atomic():
        first = writes()
        answer = send(program, call, row, keys)
        status, said = answer.status_code, answer.content
        wrote = writes() != first
        changed = wrote and status in SHUT and digest() != before and not row.get("signed")  # a key counts whom it turned away
        transaction.set_rollback(True)
    if wrote:
        compiled._compiled.clear()  # what was edited and rolled back is remembered by its version
    if changed:
        return [f"{call} by {who}: {status}, and yet something was written"]
    if status >= 500 or (status in SHUT) != (expected in SHUT) or (expected in SHUT and status != expected):
        return [f"{call} by {who}: {status}, not {expected or 'done'}: {said.decode()[:120]}"]
    if status == 403 and who not in NOBODY and "duty" in row:
        told = json.loads(said)
        return [] if told["duty"] == row["duty"] and told["reasons"] else [f"{call} by {who}: {told}"]
    return []


def _expected(who: str, row: dict) -> int:
    """Return the status that shuts this person out, or 0 for those who may."""
    if row.get("signed"):
        return 401
    if who in NOBODY:
        return 403 if who == "reader" else 401
    if row.get("free"):
        return 404 if row["free"] == "staff" and who in CONTACTS else 0
    may_do = allowed(row["duty"], row.get("letters", "R"), "pm_am")
    if who in CONTACTS:
        return 0 if CONTACTS[who] in may_do and row.get("portal") else 404
    if row.get("portal") == "only":
        return 404
    kind = {**INSIDE, **OVERSEE, **OUTSIDE}[who]
    at_home = row.get("agency") or not _about_an_engagement(row)
    unseen = (who in OUTSIDE and not at_home and who not in row.get("seen", ())) or who in row.get("unseen_by", ())
    if "seen_by" in row:
        unseen = who not in (*row["seen_by"], *OVERSEE)
    if who in row.get("late", ()):
        return 0  # a colleague was faster: the state refuses, not the guard
    if unseen:
        return 404
    if row.get("owner") == who:
        return 0
    if kind in may_do and (who not in OUTSIDE or at_home):
        return 0
    return row.get("others", 403)


AGENCY = ("people.", "agency.", "scheme.", "source.", "channel.", "event.", "own.")


def _about_an_engagement(row: dict) -> bool:
    return not row["duty"].startswith(AGENCY)


def send(program: Program, call: str, row: dict, keys: dict):
    """Make the call with the keys of the small world."""
    method, path = call.format(**keys).split(" ", 1)
    client, address = program.client, f"/api/v1{path}"
    if row.get("file"):
        return client.post(address, {"file": SimpleUploadedFile("a.txt", b"abc")}, headers=program.headers)
    body = json.dumps(_filled(row.get("body", {}), keys))
    return client.generic(method, address, body, content_type="application/json", headers=program.headers | ANY)


def _filled(value, keys: dict):
    if isinstance(value, dict):
        return {name: _filled(one, keys) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, keys) for one in value]
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        return keys[value[1:-1]]
    return value


UNWATCHED = {"people_apitoken"}  # when a token was last used is written whatever the answer is


@cache
def _watched() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(set(connection.introspection.table_names(cursor)) - UNWATCHED)


@cache
def _question() -> str:
    row = "('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric"
    parts = [f"select '{table}' as name, coalesce(sum({row}), 0) as n from \"{table}\" t" for table in _watched()]
    return f"select md5(string_agg(n::text, ',' order by name)) from ({' union all '.join(parts)}) every"


def digest() -> str:
    """Return a digest of every row of every table."""
    with connection.cursor() as cursor:
        cursor.execute(_question())
        return cursor.fetchone()[0]


WRITES = """
    select sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid))
    from unnest(%s::regclass[]::oid[]) oid
"""


def writes() -> int:
    """Return how many rows this transaction has written, those taken back included: where none was, no digest differs."""
    with connection.cursor() as cursor:
        cursor.execute(WRITES, [_watched()])
        return int(cursor.fetchone()[0])


def test_every_change_is_seen(small_world):
    before, first = digest(), writes()
    assert (digest(), writes()) == (before, first)

    ApiToken.objects.update(used_at=timezone.now())  # the one table that is not watched
    assert (digest(), writes()) == (before, first)
    with transaction.atomic():
        Person.objects.filter(username="dev").update(name="Другой")
        assert digest() != before and writes() == first + 1
        transaction.set_rollback(True)
    assert digest() == before and writes() > first
    Knock.objects.create(at=timezone.now()).delete()
    assert digest() == before and writes() == first + 3
