"""People are invited, keep their cards and norms, and the agency keeps its papers' details; by action, page and API."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people import actions
from svyazka.people.models import DayOverride, Invitation, LegalEntity, Person
from svyazka.people.queries import agency_window, norm_of, tax_profile
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
SPRING = date(2026, 3, 2)
NEW = {"login": "olga", "name": "Ольга Новикова", "email": "olga@agency.example", "track": "am", "starts_on": SPRING}
PASSWORD = "речка за поворотом 7"


@pytest.fixture
def agency():
    return make.agency()


@pytest.fixture
def head(agency):
    return make.person("head", "head")


def link_in(letter) -> str:
    return re.search(r"/people/join/[^\s]+", letter.body)[0]


def test_an_invited_person_chooses_a_password_and_is_in(agency, head, client):
    person = actions.invite_person(agency, by=head, at=timezone.now(), **NEW)
    link = link_in(mail.outbox[0])
    assert link.split("/")[-2] not in str(list(Invitation.objects.values()))

    for _scanner in range(5):  # a mail scanner opens the link: nothing is used up
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert client.post(link, {"password": "1234567890"}).status_code == 422
    assert client.post(link, {"password": PASSWORD}).status_code == 302

    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert client.get("/").status_code == 200
    assert client.post(link, {"password": PASSWORD}).status_code == 422  # once only


def test_an_invitation_is_over_after_seven_days_and_when_taken_back(agency, head):
    person = actions.invite_person(agency, by=head, at=make.MONDAY, **NEW)
    first = person.invitations.get()
    late = make.MONDAY + timedelta(days=7)
    with pytest.raises(Refused):
        actions.accept_invitation(first, password=PASSWORD, by=person, at=late)

    second = actions.invite_again(person, by=head, at=make.MONDAY)
    first.refresh_from_db()
    with pytest.raises(Refused):
        actions.accept_invitation(first, password=PASSWORD, by=person, at=make.MONDAY)
    actions.take_back_invitation(person, by=head, at=make.MONDAY)
    second.refresh_from_db()
    with pytest.raises(Refused):
        actions.accept_invitation(second, password=PASSWORD, by=person, at=make.MONDAY)
    assert len(mail.outbox) == 2


def test_an_invitation_is_the_invited_persons_own(agency, head):
    person = actions.invite_person(agency, by=head, at=make.MONDAY, **NEW)

    with pytest.raises(NotYourDuty):
        actions.accept_invitation(person.invitations.get(), password=PASSWORD, by=head, at=make.MONDAY)


@pytest.mark.parametrize("wrong", [{"email": "нет"}, {"track": "king"}, {"specialisms": ["magic"]}])
def test_a_malformed_invitation_writes_nothing(agency, head, wrong):
    with pytest.raises(Malformed):
        actions.invite_person(agency, by=head, at=make.MONDAY, **NEW | wrong)

    assert not mail.outbox
    assert not Person.objects.filter(username="olga").exists()


def test_a_taken_login_and_address_are_refused(agency, head):
    actions.invite_person(agency, by=head, at=make.MONDAY, **NEW)

    with pytest.raises(Refused) as refused:
        actions.invite_person(agency, by=head, at=make.MONDAY, **NEW | {"login": "OLGA", "email": "Olga@agency.example"})
    assert len(refused.value.reasons) == 2


def test_a_norm_is_in_force_from_its_day(agency, head):
    anna = make.person("anna", "am")

    actions.change_norm(anna, starts_on=SPRING, hours=[Decimal(4)] * 5 + [Decimal(0)] * 2, by=head, at=make.MONDAY)

    assert norm_of(anna.pk, SPRING - timedelta(days=1)) == [8, 8, 8, 8, 8, 0, 0]
    assert sum(norm_of(anna.pk, SPRING)) == 20


def test_vat_changes_from_a_day_and_the_profile_before_stays(agency, head):
    entity = LegalEntity.objects.get()
    before = tax_profile(entity, SPRING - timedelta(days=1))

    actions.change_tax(entity, regime="usn", vat_mode="included", vat_percent=Decimal(5), starts_on=SPRING, by=head, at=make.MONDAY)

    assert tax_profile(entity, SPRING).vat_percent == 5
    assert tax_profile(entity, SPRING - timedelta(days=1)).pk == before.pk
    with pytest.raises(Refused):
        actions.change_tax(entity, regime="usn", vat_mode="included", vat_percent=Decimal(7), starts_on=SPRING, by=head, at=make.MONDAY)


def test_a_day_of_our_own_is_followed_and_given_back(agency, head):
    sunday = date(2026, 3, 1)
    actions.set_day(agency, day=sunday, hours=Decimal(4), reason="сдача проекта", by=head, at=make.MONDAY)
    assert agency_window().hours_of(sunday) == 4

    actions.forget_day(agency, day=sunday, by=head, at=make.MONDAY)

    assert not DayOverride.objects.exists()
    assert agency_window().hours_of(sunday) == 0


def test_only_the_head_keeps_people_and_the_agency(agency, client):
    anna, pavel = make.person("anna", "am"), make.person("pavel", "pm")
    client.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")
    entity = LegalEntity.objects.get()
    shut = ["/people/new/", "/people/agency/entities/new/", f"/people/agency/entities/{entity.pk}/"]

    assert [client.get(page).status_code for page in shut] == [403] * 3
    assert client.post(f"/people/{pavel.pk}/card/", {"name": "Другой"}).status_code == 403
    assert client.post("/people/agency/days/", {"day": "2026-03-01", "hours": "4", "reason": "x"}).status_code == 403
    pavel.refresh_from_db()
    assert pavel.name != "Другой"
    assert not DayOverride.objects.exists()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn_for_the_head_and_for_others(agency, head, client, language):
    anna = make.person("anna", "am")
    entity = LegalEntity.objects.get()
    mine = ["/people/", f"/people/{anna.pk}/", "/people/me/", "/people/agency/"]
    heads = [*mine, "/people/new/", "/people/agency/entities/new/", f"/people/agency/entities/{entity.pk}/"]
    for who, pages in ((head, heads), (anna, mine)):
        who.language = language
        who.save()
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_pages_carry_the_acts_out(agency, head, client):
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    told = {"name": "Ольга", "login": "olga", "email": "olga@agency.example", "track": "am", "starts_on": "2026-03-02", "language": "ru"}
    assert client.post("/people/new/", told).status_code == 302
    assert client.post("/people/new/", told).status_code == 422
    olga = Person.objects.get(username="olga")
    days = {f"day_{n}": "4" for n in range(7)}
    assert client.post(f"/people/{olga.pk}/norms/", {"starts_on": "2026-03-02", **days}).status_code == 302
    assert client.post(f"/people/{olga.pk}/tracks/", {"track": "pm", "starts_on": "2026-04-01"}).status_code == 302
    assert client.post(f"/people/{olga.pk}/card/", {"name": "Ольга Н.", "position": "AM"}).status_code == 302
    assert client.post("/people/departments/", {"name": "Отдел A", "on": "2026-03-02"}).status_code == 302
    right = {"name": "ИП Волков", "inn": "500100732259"}
    assert client.post("/people/agency/entities/new/", right | {"inn": "500100732250"}).status_code == 422
    assert client.post("/people/agency/entities/new/", right).status_code == 302
    entity = LegalEntity.objects.get(name="ИП Волков")
    tax = {"starts_on": "2026-01-01", "regime": "usn", "vat_mode": "none", "basis": "п. 1 ст. 145 НК РФ"}
    assert client.post(f"/people/agency/entities/{entity.pk}/taxes/", tax).status_code == 302

    fresh = client.post("/people/me/tokens/", {"label": "таблица", "may": "read"}).content.decode()
    assert "svz_" in fresh
    assert "svz_" not in client.get("/people/me/").content.decode()
    assert client.post(f"/people/{olga.pk}/deactivation/").status_code == 302
    olga.refresh_from_db()
    assert (olga.is_active, olga.name, sum(norm_of(olga.pk, SPRING)), entity.tax_profiles.count()) == (False, "Ольга Н.", 28, 1)
