"""A small agency for tests: people by track, a scheme in force, engagements with people in their seats."""

from datetime import UTC, date, datetime

from svyazka.clients.models import Engagement
from svyazka.clients.steps import know_client, open_engagement
from svyazka.people.actions import issue_token
from svyazka.people.models import Agency, LegalEntity, Person, Specialism, TaxProfile, TrackPeriod
from svyazka.people.rules import Kind
from svyazka.roles.models import SchemeInForce
from svyazka.roles.steps import fill_seat, ship_schemes

MONDAY = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # ten in the morning in Krasnoyarsk
LONG_AGO = date(2024, 1, 1)
START = datetime(2024, 1, 1, tzinfo=UTC)


def agency(scheme: str = "pm_am") -> Agency:
    """Found the agency once: its legal entity, specialisms, the system principal, the four schemes, one in force."""
    agency, made = Agency.objects.get_or_create(pk=1, defaults={"name": "Старта"})
    if made:
        entity = LegalEntity.objects.create(name="ООО «Старта»", inn="2460000003")
        TaxProfile.objects.create(entity=entity, regime="usn", vat_mode="none", starts_on=LONG_AGO, basis="п. 1 ст. 145 НК РФ")
        for code in ("dev", "design", "seo", "smm", "copy"):
            Specialism.objects.create(code=code, name=code)
        Person.objects.create(username="system", name="Связка", kind=Kind.SYSTEM)
        schemes = ship_schemes(at=START)
        SchemeInForce.objects.create(scheme=schemes[scheme], scope="agency", starts_at=START)
    return agency


def person(login: str = "anna", track: str = "am", **fields) -> Person:
    """Return the person with this login, on this track for long."""
    agency()
    found = Person.objects.filter(username=login).first()
    if found is None:
        found = Person.objects.create_user(login, password="demo", name=fields.pop("name", login.title()), **fields)
        TrackPeriod.objects.create(person=found, track=track, starts_on=LONG_AGO)
    return found


def engagement(title: str = "Сайт завода", *, company: str = "ООО «Проба»", at: datetime = MONDAY, **seats) -> Engagement:
    """Open an engagement with these people in these seats (`am=anna, pm=pavel`)."""
    agency()
    client = know_client(name=company, contact={"name": "Пётр", "email": "p@example.org"}, at=at)
    opened = open_engagement(client, title, at=at)
    for seat, who in seats.items():
        fill_seat(opened, seat, who, at=at)
    return opened


def bearer(who: Person) -> dict[str, str]:
    """Return the header by which a program of this person speaks."""
    return {"Authorization": f"Bearer {issue_token(who, label='', scopes=('read', 'write'), by=who, at=MONDAY)}"}
