"""What is said of a clause inside the agency is found by no contact, by no door: each page and each call is tried."""

import re
from collections.abc import Iterator

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from svyazka.briefs.models import ClauseNote
from svyazka.journal.models import Notice
from svyazka.kit.models import OutgoingLetter
from svyazka.people.models import Person
from svyazka.site.tests.everything import SECRET, browser_of
from svyazka.site.tests.test_hostile import operations

pytestmark = pytest.mark.django_db
BLINDLY = ("1", "2", "3")


def addresses(keys: dict) -> Iterator[str]:
    """Yield the address of every page, with the keys of the small world where they are known by name, and small numbers beside."""

    def below(resolver, prefix: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            path = prefix + str(one.pattern)
            if isinstance(one, URLPattern):
                yield path
            elif not path.startswith("api/"):
                yield from below(one, path)

    for path in below(get_resolver(), ""):
        if "(" not in path and "^" not in path and "logout" not in path:
            for number in BLINDLY:
                yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda told, n=number: str(keys.get(told[1].removesuffix("_id"), n)), path)


def test_the_words_are_there_for_those_who_are_inside(small_world):
    _people, keys = small_world
    assert ClauseNote.objects.get(pk=keys["clause_note"]).text == SECRET
    inside = browser_of("anna").get(f"/briefs/{keys['brief']}/comments/").content.decode()
    assert SECRET in inside


def test_no_page_shows_them_to_a_contact(small_world):
    _people, keys = small_world
    for login in ("client", "stranger"):
        browser, seen = browser_of(login), 0
        for address in dict.fromkeys((*addresses(keys), f"/search/?q={SECRET}", f"/portal/?q={SECRET}")):
            answer = browser.get(address)
            if answer.status_code == 200:
                seen += 1
                raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
                assert SECRET.encode() not in raw, (login, address)
        assert seen > 3


def test_no_call_tells_them_to_a_contact(small_world):
    people, keys = small_world
    for login in ("client", "stranger"):
        opened = 0
        for _method, path, told in operations("get"):
            place = path
            for one in told.get("parameters", []):
                place = place.replace(f"{{{one['name']}}}", str(keys.get(one["name"].removesuffix("_id"), "1")))
            answer = people[login].get(place)
            opened += answer.status_code == 200
            raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert SECRET.encode() not in raw, (login, place)
        assert opened > (3 if login == "client" else 0)


def test_no_notice_and_no_letter_carries_them(small_world):
    _people, _keys = small_world
    contacts = Person.objects.filter(kind="contact")
    assert not Notice.objects.filter(person__in=contacts, text_verb="briefs.noted").exists()
    assert not [letter for letter in OutgoingLetter.objects.all() if SECRET.encode() in bytes(letter.raw)]
    assert not [notice for notice in Notice.objects.all() if SECRET in str(notice.facts)]
