"""Signing in as people do: by an invitation, a passkey, a second factor, a forgotten password; in a real browser."""

import base64
import hmac
import re
import struct
import time

import pytest
from django.core import mail
from django.utils import timezone

from svyazka.people.actions import invite_person
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.site.tests.test_browser import sign_in
from svyazka.site.tests.world import SINCE, founded

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_out(page) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/accounts/logout/")
    page.click("main form button")
    page.wait_for_selector("input[name=login]")


def confirm(page) -> None:
    """Type the password again where the library asks for it."""
    if page.locator("main input[name=password]").count():
        page.fill("main input[name=password]", "demo")
        page.click("main form button[type=submit], main form button:not([type])")


def test_a_passkey_signs_in(page, live_server):
    founded()
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    }})  # fmt: skip
    sign_in(page, live_server.url, "anna")
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    confirm(page)
    page.check("main input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/**recovery-codes/**")
    sign_out(page)

    page.click("#passkey_login")

    page.wait_for_selector("header.bar-top:has-text('Анна')")


def test_a_second_factor_is_asked_for(page, live_server):
    founded()
    sign_in(page, live_server.url, "anna")
    page.goto(f"{live_server.url}/accounts/2fa/totp/activate/")
    confirm(page)
    page.wait_for_selector("main input[name=code]")
    secret = next(word for word in re.findall(r"[A-Z2-7]{32}", page.content()))
    page.fill("main input[name=code]", code_of(secret, time.time()))
    page.click("main form button[type=submit], main form button:not([type])")
    page.wait_for_url("**/2fa/**")
    sign_out(page)

    page.fill("input[name=login]", "anna")
    page.fill("input[name=password]", "demo")
    page.click("main form.form button")
    page.wait_for_selector("main input[name=code]")
    page.fill("main input[name=code]", code_of(secret, time.time() + 30))  # a code works once: the next one
    page.click("main form button[type=submit], main form button:not([type])")

    page.wait_for_selector("header.bar-top:has-text('Анна')")


def code_of(secret: str, at: float) -> str:
    """Return the six digits of RFC 6238."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(at // 30)), "sha1")
    begin = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[begin : begin + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_a_forgotten_password_is_replaced_by_a_letter(page, live_server):
    founded()
    Person.objects.filter(username="anna").update(email="anna@agency.example")
    page.goto(f"{live_server.url}/accounts/login/")
    page.click("a[href*='password/reset']")
    page.fill("main input[name=email]", "anna@agency.example")
    page.click("main form button[type=submit], main form button:not([type])")
    page.wait_for_url("**/password/reset/done/")

    link = re.search(r"https?://\S+/password/reset/key/\S+", mail.outbox[0].body)[0]
    page.goto(live_server.url + "/" + link.split("/", 3)[3])
    for name in ("password1", "password2"):
        page.fill(f"main input[name={name}]", "речка за поворотом 7")
    page.click("main form button[type=submit], main form button:not([type])")
    page.wait_for_url("**/key/done/")

    person = Person.objects.get(username="anna")
    assert person.check_password("речка за поворотом 7")


def test_an_invited_person_comes_in_by_the_letter(page, live_server):
    founded()
    head = Person.objects.get(username="head")
    invite_person(the_agency(), login="olga", name="Ольга Новикова", email="olga@agency.example", track="am", starts_on=SINCE,
                  by=head, at=timezone.now())  # fmt: skip

    page.goto(live_server.url + re.search(r"/people/join/\S+", mail.outbox[0].body)[0])
    page.fill("input[name=password]", "речка за поворотом 7")
    page.click("main form.form button")

    page.wait_for_selector("header.bar-top:has-text('Ольга')")
