"""Which entry of the menu is lit: the one under which a person would look for the page."""

import pytest

from svyazka.site.shell import _nav, _on_phone

PLACES = [
    ("/", "/"), ("/?day=1", "/"), ("/nowhere/", ""),
    ("/work/", "/work/"), ("/work/tasks/", "/work/"), ("/work/tasks/5/", "/work/"), ("/work/hours/", "/work/"), ("/work/timer/", "/work/"),
    ("/work/problems/7/", "/work/"), ("/work/regulations/3/", "/work/"), ("/work/checklists/3/", "/work/"), ("/work/task-templates/", "/work/"),
    ("/projects/4/", "/projects/"), ("/work/projects/4/", "/projects/"), ("/work/projects/4/sprints/plan/", "/projects/"),
    ("/work/sprints/2/tasks/", "/projects/"), ("/work/retros/2/", "/projects/"), ("/work/retro-formats/", "/projects/"),
    ("/work/tasks/?project=4&state=open", "/projects/"), ("/work/projects/4/shares/", "/projects/"), ("/work/estimating/", "/projects/"),
    ("/work/load/", "/team/"), ("/work/transition-looks/", "/scheme/"),
]  # fmt: skip


def lit(items) -> list[str]:
    return [item["url"] for item in items if item["active"]]


@pytest.mark.parametrize(("page", "entry"), PLACES)
def test_one_entry_is_lit_the_one_to_which_the_page_belongs(page, entry):
    assert lit([item for group in _nav(page, ["pm"]) for item in group["items"]]) == ([entry] if entry else [])


def test_the_plan_of_the_agency_is_lit_for_whoever_has_it_in_the_menu():
    for track, entry in (("head", "/work/plan/"), ("pm", "/projects/")):
        assert lit([item for group in _nav("/work/plan/norms/", [track]) for item in group["items"]]) == [entry]


def test_on_a_phone_a_page_lights_what_is_there():
    assert lit(_on_phone("/work/retros/2/", ["pm"])) == ["/projects/"] and lit(_on_phone("/work/retros/2/", ["specialist"])) == ["/work/"]
