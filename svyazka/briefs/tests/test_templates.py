"""Stories of templates, and their refusals."""

from datetime import date

import pytest

from svyazka.briefs.actions import add_template, begin_draft, copy_template, edit_template, retire_template
from svyazka.briefs.models import SpecTemplate
from svyazka.briefs.queries import document, templates_on
from svyazka.briefs.steps import ship
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.queries import the_agency
from svyazka.roles.tests.make import LONG_AGO

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
GOALS = [{"heading": "Цели", "hint": "зачем", "clauses": [{"kind": "must", "text": "Одно действие", "criterion": "видно"}]}]


@pytest.fixture
def w():
    found = make.world()
    ship(LONG_AGO)
    return found


def test_shipped_once_and_in_force(w):
    ship(LONG_AGO)
    assert {one.code for one in templates_on(TODAY)} == {"site", "seo", "smm", "ads", "support", "gost34", "gost19"}
    assert {one.code for one in templates_on(TODAY) if one.to_be_checked} == {"gost34", "gost19"}


def test_an_edit_makes_a_new_version_and_editions_begun_earlier_keep_theirs(w):
    site = SpecTemplate.objects.get(code="site")
    draft = begin_draft(w.engagement, template=site, by=w.anna, at=MONDAY)
    newer = edit_template(site, title="Сайт", sections=GOALS, by=w.head, at=MONDAY)
    site.refresh_from_db()
    assert (site.ends_on, newer.starts_on, newer.edition, newer.code) == (TODAY, TODAY, 2, "site")
    assert [one.pk for one in templates_on(TODAY) if one.code == "site"] == [newer.pk]
    draft.refresh_from_db()
    assert draft.template == site and len(document(draft)) == 9
    second = begin_draft(w.engagement, template=newer, by=w.anna, at=MONDAY)
    assert [part.heading for part in document(second)] == ["Цели"] and second.clauses.get().criterion == "видно"
    with pytest.raises(Refused):
        edit_template(site, title="Сайт", sections=GOALS, by=w.head, at=MONDAY)


def test_a_version_for_a_day_to_come_leaves_this_one_till_then(w):
    site, day = SpecTemplate.objects.get(code="site"), date(2026, 4, 1)
    newer = edit_template(site, title="Сайт", sections=GOALS, starts_on=day, by=w.head, at=MONDAY)
    assert [one.pk for one in templates_on(TODAY) if one.code == "site"] == [site.pk]
    assert [one.pk for one in templates_on(day) if one.code == "site"] == [newer.pk]


def test_a_template_is_added_copied_and_retired(w):
    one = add_template(the_agency(), title="Лендинг", sections=GOALS, by=w.head, at=MONDAY)
    copy = copy_template(one, title="Промо", by=w.head, at=MONDAY)
    assert one.code != copy.code and copy.sections.get().starters.get().text == "Одно действие"
    retire_template(one, by=w.head, at=MONDAY)
    assert one.code not in {row.code for row in templates_on(TODAY)}
    one.refresh_from_db()
    with pytest.raises(Refused):
        begin_draft(w.engagement, template=one, by=w.anna, at=MONDAY)
    for act in (lambda: retire_template(one, by=w.head, at=MONDAY), lambda: edit_template(one, title="Л", sections=GOALS, by=w.head, at=MONDAY)):
        with pytest.raises(Refused):
            act()


def test_what_templates_refuse(w):
    site = SpecTemplate.objects.get(code="site")
    for act in (
        lambda by: add_template(the_agency(), title="Л", sections=GOALS, by=by, at=MONDAY),
        lambda by: edit_template(site, title="Л", sections=GOALS, by=by, at=MONDAY),
        lambda by: copy_template(site, title="Л", by=by, at=MONDAY),
        lambda by: retire_template(site, by=by, at=MONDAY),
    ):
        for who in (w.anna, w.pavel, w.dev):
            with pytest.raises(NotYourDuty):
                act(who)
    with pytest.raises(Refused):
        add_template(the_agency(), title="", sections=GOALS, by=w.head, at=MONDAY)
    with pytest.raises(Malformed):
        add_template(the_agency(), title="Л", sections=[{**GOALS[0], "clauses": [{"kind": "maybe", "text": "а"}]}], by=w.head, at=MONDAY)
    with pytest.raises(Malformed):
        add_template(the_agency(), title="Л", sections=GOALS, mark="X", by=w.head, at=MONDAY)
    with pytest.raises(Malformed):
        retire_template(site, on=date(2020, 1, 1), by=w.head, at=MONDAY)
    assert SpecTemplate.objects.count() == 7
