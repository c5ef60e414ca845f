"""An engagement on which the client is asked and options are put side by side, in any of the four schemes."""

from decimal import Decimal
from types import SimpleNamespace

from svyazka.briefs import actions
from svyazka.briefs.models import Interview, Need, SolutionOption
from svyazka.briefs.steps import ship
from svyazka.leads.steps import ship_norms
from svyazka.roles.models import RoleScheme, SchemeInForce
from svyazka.roles.tests import make
from svyazka.sources.steps import ship_sources

MONDAY = make.MONDAY
SEATS = {"pm_am": ("am", "pm"), "triangle": ("sales", "am", "pm"), "sales_pm": ("sales", "pm"), "one": ("manager",)}
TRACKS = {"manager": "am"}
ASKS = {"pm_am": "am", "triangle": "am", "sales_pm": "sales", "one": "manager"}
CHOOSES = {"pm_am": "am", "triangle": "pm", "sales_pm": "pm", "one": "manager"}


def world(scheme: str = "pm_am") -> SimpleNamespace:
    """Return the engagement and everybody in their seats: `by` maps a seat to its person; `asks` and `chooses` do what they are called."""
    agency = make.agency()
    SchemeInForce.objects.update(scheme=RoleScheme.objects.get(code=scheme))
    ship(make.LONG_AGO)
    ship_norms(ship_sources(), starts_on=make.LONG_AGO)
    seats = {seat: make.person(f"{seat}1", TRACKS.get(seat, seat), name=f"{seat.upper()} Первый") for seat in SEATS[scheme]}
    seats["sp"] = make.person("sp1", "specialist", name="SP Первый")
    by = {**seats, "head": make.person("head", "head", name="Ольга")}
    return SimpleNamespace(agency=agency, engagement=make.engagement(**seats), by=by, asks=by[ASKS[scheme]], chooses=by[CHOOSES[scheme]], pm=by.get("pm"))


def begun(w, service: str = "site", **told) -> Interview:
    return actions.begin_interview(w.engagement, service=service, by=w.asks, at=told.pop("at", MONDAY), **told)


def answered(w, interview: Interview, **said: str) -> dict[str, int]:
    """Write these answers down by the codes of their questions; return their keys."""
    rows = {row.question.code: row for row in interview.answers.select_related("question")}
    for code, text in said.items():
        actions.answer_question(rows[code], text=text, by=w.asks, at=MONDAY)
    return {code: rows[code].pk for code in said}


def need(w, text: str = "Заявки снабженцев не теряются", **told) -> Need:
    return actions.add_need(w.engagement, text=text, by=w.asks, at=MONDAY, **told)


OPTION = {"what": "Каталог на готовой теме\nФорма заявки", "lacks": "Личный кабинет", "hours": (Decimal(40), Decimal(60)),
          "weeks": (Decimal(3), Decimal(5)), "price_kopecks": (12_000_000, 18_000_000), "risk": "low"}  # fmt: skip


def option(w, needed: Need, title: str = "Готовая тема", *, by=None, **told) -> SolutionOption:
    return actions.propose_option(needed, title=title, by=by or w.chooses, at=MONDAY, **{**OPTION, **told})
