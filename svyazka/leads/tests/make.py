"""Leads for tests: an agency that takes them in, people who answer."""

from types import SimpleNamespace

from svyazka.leads.actions import receive_lead
from svyazka.leads.models import Lead
from svyazka.leads.steps import ship_marks, ship_norms, ship_texts
from svyazka.people.models import Person
from svyazka.roles.tests import make
from svyazka.sources.steps import ship_sources

MONDAY = make.MONDAY


def world(scheme: str = "pm_am") -> SimpleNamespace:
    """Found the agency with its sources and norms, two account managers, a project manager and a head."""
    agency = make.agency(scheme)
    sources = ship_sources()
    ship_norms(sources, starts_on=make.LONG_AGO)
    ship_marks(sources, starts_on=make.LONG_AGO)
    ship_texts("ООО «Старта»", starts_on=make.LONG_AGO, at=MONDAY)
    people = {login: make.person(login, track) for login, track in
              (("anna", "am"), ("irina", "am"), ("pavel", "pm"), ("head", "head"), ("dev", "specialist"))}  # fmt: skip
    return SimpleNamespace(agency=agency, system=Person.objects.get(username="system"), **people)


def lead(w: SimpleNamespace, title: str = "Сайт завода", *, at=MONDAY, **told) -> Lead:
    """Receive a lead through the agency's own door."""
    told = {"source": "search", "request": "Нужен сайт", "company": f"ООО «{title}»", **told}
    return receive_lead(w.agency, title=title, at=at, **{"by": w.system, **told})
