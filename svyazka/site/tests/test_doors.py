"""Nothing changes behind the guard's back, and the guard says what the agency's table says, cell by cell."""

import ast
import hashlib
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from django.db import connection

from svyazka.clients.models import Contact
from svyazka.kit.errors import NotYourDuty
from svyazka.kit.guard import DOORS, DUTIES, require
from svyazka.leads.models import Lead
from svyazka.people.models import Person
from svyazka.roles.models import RoleScheme, SchemeInForce
from svyazka.roles.tests import make
from svyazka.site import urls  # noqa: F401  every room's doors are registered

ORACLE = yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text("utf-8"))
ROOMS = sorted({place.parent.name for place in Path(__file__).parents[2].glob("*/actions*") if place.parent.name != "site"})
SCHEMES = ("pm_am", "triangle", "sales_pm", "one")
SEATS = {"pm_am": ("am", "pm"), "triangle": ("sales", "am", "pm"), "sales_pm": ("sales", "pm"), "one": ("manager",)}
TRACKS = {"manager": "am"}


def functions_of(room: str) -> list:
    module = import_module(f"svyazka.{room}.actions")
    modules = [module]
    if hasattr(module, "__path__"):
        modules += [import_module(found.name) for found in pkgutil.walk_packages(module.__path__, f"{module.__name__}.")]
    return [f for m in modules for name, f in inspect.getmembers(m, inspect.isfunction)
            if not name.startswith("_") and inspect.unwrap(f).__module__ == m.__name__]  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_every_action_is_a_guarded_door(room):
    guarded = {id(door.function) for door in DOORS.values()}

    assert [f.__name__ for f in functions_of(room) if id(f) not in guarded] == []


def test_every_door_is_in_the_table_and_every_row_has_a_cell_in_each_scheme():
    assert sorted({door.duty.code for door in DOORS.values()} - set(ORACLE)) == []
    shipped = yaml.safe_load((Path(__file__).parents[2] / "roles/schemes.yaml").read_text("utf-8"))["duties"]
    assert sorted(set(DUTIES) - set(shipped)) == []


BY_CLOCK = {"accept_by_silence", "expire_proposal", "escalate_lead", "lapse_offer", "call_to_decide", "watch_limit", "remind_of_hours", "call_to_problem",
            "alert_drift", "count_sprint", "forecast_plans"}  # jobs: a paper names the day, or time is up
BY_INTAKE = {"store_raw", "begin_reading", "read_raw", "read_form", "read_call", "bury_raw", "refuse_raw", "take_signed", "turn_away",
             "know_mailbox", "move_mailbox_on", "note_look", "take_form", "return_form", "read_stored_form", "give_code"}  # forms, mail, programs and files: stored first, read second
BY_THE_QUEUE = {"bring_batch",  # a file that was started is brought in to its end, batch by batch
                "better_plan", "note_plan_look", "tell_clash"}  # what is looked for while somebody looks
INSIDE_A_SWITCH = {"put_in_force"}  # a switch puts the scheme in force, after its dry run
SIGNING_IN = {"accept_invitation"}  # a person without a password has no token yet


def names_in(pattern: str) -> set[str]:
    """Return every name that a file of this kind calls or refers to."""
    rooms = Path(__file__).parents[2]
    trees = [ast.parse(place.read_text("utf-8")) for place in [*rooms.glob(f"*/{pattern}.py"), *rooms.glob(f"*/{pattern}/*.py")]]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)} | {node.id for node in nodes if isinstance(node, ast.Name)}


@pytest.mark.parametrize(("kind", "apart"), [("views", BY_CLOCK | BY_INTAKE | BY_THE_QUEUE | INSIDE_A_SWITCH),
                                             ("api", BY_CLOCK | BY_INTAKE | BY_THE_QUEUE | INSIDE_A_SWITCH | SIGNING_IN)])  # fmt: skip
def test_what_a_page_can_do_the_api_can_do(kind, apart):
    reached = names_in(kind)

    assert sorted({door.function.__name__ for door in DOORS.values()} - apart - reached) == []


def people_of(scheme: str) -> tuple:
    """Return the work, and each kind of person in their place on it, then the same kinds with no seat on it."""
    on_it = {seat: make.person(f"on_{seat}", TRACKS.get(seat, seat)) for seat in SEATS[scheme]}
    on_it["sp"] = make.person("on_sp", "specialist")
    engagement = make.engagement(**on_it)
    contact = Contact.objects.filter(client=engagement.client).first()
    contact.account = Person.objects.create_user("on_client", kind="contact", name="Пётр")
    contact.save()
    inside = {**on_it, "head": make.person("head", "head"), "finance": make.person("finance", "finance"), "client": contact.account}
    outside = {f"other_{seat}": make.person(f"other_{seat}", TRACKS.get(seat, seat)) for seat in (*SEATS[scheme], "specialist")}
    outside["other_client"] = Person.objects.create_user("other_client", kind="contact", name="Чужой")
    return engagement, inside, outside


def allowed(duty: str, answers: str, scheme: str) -> set[str]:
    """Return who may, by the oracle; where nobody answers, who does opens the answerer's door."""
    row = ORACLE[duty]

    def named(letter: str) -> set[str]:
        cells = row.get(letter, {})
        return set(cells.get(scheme, cells.get("all", "")).split())

    found = set().union(*(named(letter) for letter in answers))
    return named("R") if answers == "A" and not found else found


def digest() -> str:
    """Return a digest of every row of every table."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'select md5(coalesce(string_agg(t::text, e\'\\n\' order by t::text), \'\')) from "{table}" t')
            found.update(f"{table} {cursor.fetchone()[0]}".encode())
    return found.hexdigest()


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_guard_says_what_the_table_says_at_every_door(scheme, monkeypatch):
    monkeypatch.setattr("svyazka.kit.guard.door.require", _stopping(require))
    make.agency()
    SchemeInForce.objects.update(scheme=RoleScheme.objects.get(code=scheme))
    engagement, inside, outside = people_of(scheme)
    before, wrong, cells = digest(), [], 0
    for door in DOORS.values():
        may_do = allowed(door.duty.code, door.answers, scheme)
        everywhere = may_do & {"head", "finance"}
        for kind, person in {**inside, **outside}.items():
            cells += 1
            expected = kind in may_do or kind.removeprefix("other_") in everywhere
            expected = expected or (kind.startswith("other_") and _everybodys(door.duty.code, kind))
            if _opens(door, engagement, person) != expected:
                wrong.append((door.name, kind, expected))
    assert wrong == []
    assert cells > 800
    assert digest() == before


def _everybodys(duty: str, kind: str) -> bool:
    """Tell whether the duty is anybody's inside: a colleague without a seat holds it too (sight keeps them out)."""
    return duty in ("idea.add", "problem.raise", "duty.ask", "thread.note", "quality.check", "pulse.answer", "tz.open", "regulation.read", "regulation.follow") and kind != "other_client"


def _stopping(require):
    def asked(*words, **more):
        require(*words, **more)
        raise LetIn

    return asked


class LetIn(Exception):
    """The guard has said yes; the act behind it is not begun."""


def _opens(door, engagement, person) -> bool:
    """Knock at the door, whose act stops right behind the guard."""
    subject = Lead(engagement=engagement) if door.name == "leads.take_lead" else engagement  # it tells a late one apart
    try:
        door.function(subject, by=person, at=make.MONDAY)
    except NotYourDuty:
        return False
    except LetIn:
        return True
    raise AssertionError(f"{door.name} asks no guard")
