"""Whatever a program sends in any field of any call, or a visitor in any address, it is done or refused: never our fault."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, transaction
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from svyazka.kit import files
from svyazka.kit.errors import as_refusal
from svyazka.roles.queries import compiled
from svyazka.site.api import api
from svyazka.site.tests.everything import browser_of
from svyazka.site.tests.test_matrix import ANY, ROUTES, SHUT, _filled, _shape
from svyazka.site.tests.world import Program

pytestmark = pytest.mark.django_db
SCHEMA = api.get_openapi_schema()
UNSAYABLE = "\x00\ud800"
FAR = ("9999-12-31", "0001-01-01")
NUMBERS = (2**63, -5, 10**12)
ASKED = ("%00", "%ED%A0%80", "9223372036854775808", "-1", "0", "abc", "NaN", "é", "MQ==", "9" * 5000)
SPEAKERS = ("anna", "pavel", "head", "finance", "dev", "client")


def hostile_for(shape: dict) -> list:
    """Return values that a field of this shape should never choke on: some it may even take."""
    kinds = {kind.get("type") for kind in shape.get("anyOf", [shape])}
    format_ = next((kind["format"] for kind in shape.get("anyOf", [shape]) if "format" in kind), "")
    if format_ == "date":
        return [*FAR, UNSAYABLE]
    if format_ == "date-time":
        return [f"{day}T00:00:00+14:00" for day in FAR] + [f"{day}T23:59:59-12:00" for day in FAR]
    if kinds & {"number"}:
        return ["NaN", "Infinity", "-1", "1e30", "0.001"]
    if "integer" in kinds:
        return [*NUMBERS]
    if "string" in kinds:
        most = next((kind["maxLength"] for kind in shape.get("anyOf", [shape]) if "maxLength" in kind), 19000)
        return [UNSAYABLE + "x", "я" * min(most, 19000)]
    return [UNSAYABLE, 2**63, {"x": UNSAYABLE}]


def resolved(shape: dict) -> dict:
    """Return the shape behind a reference."""
    for kind in shape.get("anyOf", [shape]):
        if "$ref" in kind:
            return SCHEMA["components"]["schemas"][kind["$ref"].rsplit("/", 1)[1]]
    return shape


def bodies(shape: dict, body: dict) -> Iterator[tuple[str, object]]:
    """Yield the body with one field at a time made hostile, whichever way down it lies."""
    for name, field in resolved(shape).get("properties", {}).items():
        inner = resolved(field)
        if "properties" in inner:
            given = body.get(name) or {}
            yield from ((f"{name}.{path}", {**body, name: one}) for path, one in bodies(inner, given))
        elif (items := _items_of(field)) is not None:
            yield from _lists(name, resolved(items), body)
        else:
            yield from ((name, {**body, name: value}) for value in hostile_for(field))


def _items_of(field: dict) -> dict | None:
    return next((kind.get("items", {}) for kind in field.get("anyOf", [field]) if kind.get("type") == "array"), None)


def _lists(name: str, items: dict, body: dict) -> Iterator[tuple[str, object]]:
    given = next(iter(body.get(name) or []), {})
    if "properties" in items and isinstance(given, dict):
        yield from ((f"{name}.0.{path}", {**body, name: [one]}) for path, one in bodies(items, given))
    else:
        yield from ((f"{name}.0", {**body, name: [value]}) for value in hostile_for(items))


def operations(*methods: str) -> Iterator[tuple[str, str, dict]]:
    """Yield method, path below the root and description of every call with one of the methods."""
    for path, told in SCHEMA["paths"].items():
        yield from ((method, path.removeprefix("/api/v1"), told[method]) for method in methods if method in told)


def call(program: Program, method: str, path: str, body: object = None) -> tuple[int, str]:
    """Make a call that leaves nothing behind; return the status and what was said."""
    with transaction.atomic():
        answer = program.client.generic(method.upper(), f"/api/v1{path}", json.dumps(body) if body is not None else "",
                                        content_type="application/json", headers=program.headers | ANY)  # fmt: skip
        said = b"" if answer.streaming else answer.content
        transaction.set_rollback(True)
    compiled._compiled.clear()
    return answer.status_code, said.decode(errors="replace")[:200]  # a paper is no text


def who_may(people: dict, method: str, path: str, body: dict) -> Program:
    """Return the first person to whom the call is not shut."""
    for login in SPEAKERS:
        if call(people[login], method, path, body)[0] not in SHUT:
            return people[login]
    return people["anna"]


@pytest.fixture
def world(small_world):
    people, keys = small_world
    for login in SPEAKERS:
        people[login].client.raise_request_exception = False
    return people, keys


@pytest.fixture
def anna(small_world):
    return Program("anna")


def test_no_field_of_any_call_breaks_us(world):
    people, keys = world
    written = {_shape(name): (name, row) for name, row in ROUTES.items()}
    wrong, calls = [], 0
    for method, path, told in operations("post", "put", "delete"):
        name, row = written.get(_shape(f"{method.upper()} {path}"), ("", {}))
        shape = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        if shape is None or not name:  # a call that is in no table fails in test_matrix
            continue
        address, body = name.format(**keys).split(" ", 1)[1], _filled(row.get("body", {}), keys)
        speaker = who_may(people, method, address, body)
        for field, hostile in bodies(shape, body):
            calls += 1
            status, said = call(speaker, method, address, hostile)
            wrong += [f"{name} {field}: {status} {said}"] if status >= 500 else []
    assert wrong == []
    assert calls > 600


def test_no_question_breaks_us(world):
    people, keys = world
    wrong, calls = [], 0
    for _method, path, told in operations("get"):
        for one in told.get("parameters", []):
            for value in ASKED:
                calls += 1
                place, asked = path, ""
                for other in told["parameters"]:
                    if other["in"] == "path":
                        place = place.replace(f"{{{other['name']}}}", value[:30] if other is one else _key(other["name"], keys))
                if one["in"] == "query":
                    asked = f"?{one['name']}={value}"
                status, said = call(people["head"], "get", place + asked)
                wrong += [f"{place}{asked}: {status} {said}"] if status >= 500 else []
    assert wrong == []
    assert calls > 300


def _key(name: str, keys: dict) -> str:
    return str(keys.get(name.removesuffix("_id"), keys["colleague"]))


def test_no_key_in_an_address_breaks_us(world):
    people, _keys = world
    wrong = []
    for method, path, told in operations("post", "put", "delete"):
        for value in ("0", "9223372036854775808", "%00", "%ED%A0%80"):
            place = path
            for one in told.get("parameters", []):
                place = place.replace(f"{{{one['name']}}}", value)
            if place != path:
                status, said = call(people["head"], method, place, {})
                wrong += [f"{method} {place}: {status} {said}"] if status >= 500 else []
    assert wrong == []


def pages() -> list[str]:
    """List the addresses of pages; a number stands where a key does."""

    def below(resolver, prefix: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            path = prefix + str(one.pattern)
            if isinstance(one, URLPattern):
                yield path
            elif not path.startswith(("api/", "accounts/")):
                yield from below(one, path)

    return ["/" + re.sub(r"<(?:(\w+):)?\w+>", lambda told: "9223372036854775808" if told[1] == "int" else "%00", path)
            for path in below(get_resolver(), "") if "(" not in path and "^" not in path]  # fmt: skip


def test_no_address_of_a_page_breaks_us(world):
    people, _keys = world
    assert people
    browser = browser_of("head")
    browser.raise_request_exception = False
    asked = "&".join(f"{name}=%00{'9' * 30}" for name in ("q", "page", "tab", "source", "state", "person", "year", "cursor"))
    asked += "&on=9999-12-31&week=9999-12-31&month=0001-01"
    wrong = []
    for path in pages():
        with transaction.atomic():
            status = browser.get(f"{path}?{asked}").status_code
            transaction.set_rollback(True)
        wrong += [f"{path}: {status}"] if status >= 500 else []
    assert wrong == []


def test_a_refusal_names_the_field_that_is_too_long(anna):
    told = {"source": "search", "title": "Сайт", "request": "Нужен сайт"}
    for field, hostile in (("region", "я" * 101), ("external_id", "x" * 201), ("title", "я" * 201), ("company", "я" * 301)):
        answer = anna.post("/leads", told | {field: hostile})
        assert answer.status_code == 422 and field in answer.said["reasons"][0]
    answer = anna.post("/leads", told | {"contact": {"phone": "1" * 41}})
    assert answer.status_code == 422 and "contact.phone" in answer.said["reasons"][0]


def test_what_only_the_database_notices_is_told_in_words():
    class Broken(Exception):
        class diag:
            constraint_name = "hours_fit_in_a_day"

    error = IntegrityError("…")
    error.__cause__ = Broken()
    assert (as_refusal(error).status, "hours fit in a day" in str(as_refusal(error))) == (409, True)
    Broken.diag.constraint_name = "deals_contract_acceptance_days_check"
    assert "acceptance" not in str(as_refusal(error))
    long = DataError("value too long for type character varying(5)")
    assert str(as_refusal(long, {"a": [{"b": "123456"}], "c": "1"})).startswith("a.0.b")
    assert as_refusal(OverflowError("date value out of range")).status == 422


def test_a_broken_cursor_is_told(anna):
    told = {cursor: anna.get(f"/leads?cursor={quote(cursor)}").status_code for cursor in ("!!!", "é", "", "AA", "x" * 9000)}
    assert told == {cursor: 422 if cursor else 200 for cursor in told}


def test_too_much_is_refused_before_it_is_read(anna):
    def sent(client, address: str, **more):
        return client.post(address, {"file": SimpleUploadedFile("a.txt", b"x" * (26 * 2**20))}, **more)

    answer = sent(anna.client, "/api/v1/engagements/1/files", headers=anna.headers)
    assert answer.status_code == 413 and "25" in answer.json()["reasons"][0]
    page = sent(browser_of("anna"), "/engagements/1/files/")
    assert page.status_code == 413 and "25" in page.content.decode()


def test_a_lost_or_altered_file_is_told_and_not_given_out(anna, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    lead = anna.does("/leads", {"source": "search", "title": "Сайт", "request": "Нужен сайт"})
    anna.does(f"/leads/{lead['id']}/taking")
    sent = anna.client.post(f"/api/v1/engagements/{lead['engagement_id']}/files", {"file": SimpleUploadedFile("a.txt", b"abc")}, headers=anna.headers)
    key, digest = sent.json()["id"], sent.json()["sha256"]
    browser = browser_of("anna")
    assert b"".join(browser.get(f"/files/{key}/").streaming_content) == b"abc"

    files.path_of(digest).write_bytes(b"abd")
    assert (anna.get(f"/files/{key}").status_code, browser.get(f"/files/{key}/").status_code) == (410, 410)
    files.path_of(digest).unlink()
    assert (anna.get(f"/files/{key}").status_code, browser.get(f"/files/{key}/").status_code) == (410, 410)
