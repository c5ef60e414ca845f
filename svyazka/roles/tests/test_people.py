"""People come, change their track and go; each act is in the journal."""

from datetime import date

import pytest

from svyazka.journal.models import Entry
from svyazka.journal.queries import broken_links
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.people.actions import (
    change_track,
    close_department,
    deactivate_person,
    issue_token,
    open_department,
    revoke_token,
)
from svyazka.people.models import ApiToken
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
SPRING = date(2026, 3, 2)


def test_a_new_track_begins_where_the_old_one_ends():
    anna, head = make.person("anna", "am"), make.person("head", "head")

    change_track(anna, track="pm", starts_on=SPRING, by=head, at=make.MONDAY)

    assert list(anna.tracks.order_by("starts_on").values_list("track", "starts_on", "ends_on")) == [
        ("am", make.LONG_AGO, SPRING), ("pm", SPRING, None),
    ]  # fmt: skip


def test_who_is_let_go_keeps_no_token():
    anna, head = make.person("anna", "am"), make.person("head", "head")
    issue_token(anna, label="таблица", scopes=("read",), by=anna, at=make.MONDAY)

    deactivate_person(anna, by=head, at=make.MONDAY)

    anna.refresh_from_db()
    assert (anna.is_active, ApiToken.objects.filter(revoked_at=None).count()) == (False, 0)


def test_nobody_lets_themselves_go():
    head = make.person("head", "head")

    with pytest.raises(Refused):
        deactivate_person(head, by=head, at=make.MONDAY)


def test_a_department_with_people_is_not_closed():
    agency, head, anna = make.agency(), make.person("head", "head"), make.person("anna", "am")
    department = open_department(agency, name="Отдел продаж", on=make.LONG_AGO, by=head, at=make.MONDAY)
    change_track(anna, track="am", department=department, starts_on=SPRING, by=head, at=make.MONDAY)
    with pytest.raises(Refused):
        close_department(department, on=SPRING, reason="переход на связки", by=head, at=make.MONDAY)

    change_track(anna, track="am", starts_on=date(2026, 4, 1), by=head, at=make.MONDAY)
    closed = close_department(department, on=date(2026, 4, 1), reason="переход на связки", by=head, at=make.MONDAY)

    assert closed.closed_on == date(2026, 4, 1)


def test_only_the_head_keeps_people_and_only_oneself_keeps_tokens():
    anna, pavel = make.person("anna", "am"), make.person("pavel", "pm")
    with pytest.raises(NotYourDuty):
        deactivate_person(anna, by=pavel, at=make.MONDAY)
    with pytest.raises(NotYourDuty):
        issue_token(anna, label="", scopes=("read",), by=pavel, at=make.MONDAY)
    issue_token(anna, label="", scopes=("read",), by=anna, at=make.MONDAY)
    with pytest.raises(NotYourDuty):
        revoke_token(ApiToken.objects.get(), by=pavel, at=make.MONDAY)


def test_every_act_is_in_the_journal_and_the_chain_is_whole():
    anna, head = make.person("anna", "am"), make.person("head", "head")
    change_track(anna, track="pm", starts_on=SPRING, by=head, at=make.MONDAY)
    deactivate_person(anna, by=head, at=make.MONDAY)

    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["people.track_changed", "people.let_go"]
    assert list(broken_links()) == []
