"""What may be answered when an agency is founded, and everything that is wrong in given answers, told at once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from zoneinfo import available_timezones

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from svyazka.people.models import Agency, LegalEntity, Person
from svyazka.people.rules import CHECKED, Track, reasons_not_a_tax, reasons_not_an_entity
from svyazka.roles.rules import shipped_schemes
from svyazka.site.founding import SPECIALISMS

ASKED = ("name", "zone", "scheme", "since", "legal_entity", "people")
ASKED_OF_A_PERSON = ("login", "name", "track", "password", "email", "position", "department", "specialism", "since")
ASKED_OF_A_TAX = ("regime", "vat_mode", "vat_percent", "basis", "vat_rounding")
LEADING = (Track.HEAD, Track.DIRECTOR)


def reasons_not_to_found(answers) -> list:
    """List why an agency cannot be founded from these answers, each reason beginning with where it is."""
    if not isinstance(answers, Mapping):
        return ["The answers are one JSON object."]
    return [
        *_strange(answers, ASKED, "the answers"),
        *_agency(answers),
        *_entity(answers.get("legal_entity")),
        *_people(answers.get("people")),
    ]


def shaped(answers: Mapping) -> dict:
    """Return the answers with their day as a date; a day that is not said is left out."""
    since = {"since": date.fromisoformat(answers["since"])} if answers.get("since") else {}
    return {**{key: value for key, value in answers.items() if key != "since"}, **since}


def _strange(told: Mapping, known: tuple, where: str) -> list[str]:
    return [f"{where}: “{key}” is not asked; asked are {', '.join(known)}." for key in told if key not in known]


def _agency(answers: Mapping) -> Iterator[str]:
    yield from _texts(answers, ("name", "zone", "scheme"), "the answers")
    yield from _too_long(Agency, answers)
    if not answers.get("name"):
        yield "name: the agency has a name."
    if isinstance(zone := answers.get("zone"), str) and zone not in available_timezones():
        yield f"zone: there is no time zone “{zone}”; one is Asia/Krasnoyarsk."
    codes = [plan.code for plan in shipped_schemes()]
    if answers.get("scheme") not in codes:
        yield f"scheme: there is no scheme “{answers.get('scheme', '')}”; there are {', '.join(codes)}."
    yield from _day(answers, "since")


def _texts(told: Mapping, names: tuple, where: str) -> list[str]:
    return [f"{where}: {name} is a text." for name in names if name in told and not isinstance(told[name], str)]


def _day(told: Mapping, where: str) -> Iterator[str]:
    try:
        shaped(told)
    except (TypeError, ValueError):
        yield f"{where}: “{told['since']}” is no day; a day is like 2026-01-31."


def _entity(told) -> list:
    if not isinstance(told, Mapping):
        return ["legal_entity: say at least its name and its INN."]
    names = tuple(field.name for field in LegalEntity._meta.concrete_fields if field.max_length)
    wrong = [*_strange(told, (*names, "tax"), "legal_entity"), *_texts(told, names, "legal_entity"), *_too_long(LegalEntity, told)]
    if wrong:
        return wrong
    given = {name: told[name] for name in CHECKED if name in told}
    reasons = reasons_not_an_entity(**{"name": "", "inn": "", **given})
    return [*(f"legal_entity: {reason}" for reason in reasons), *_tax(told.get("tax"))]


def _too_long(model, told: Mapping) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        longest = getattr(field, "max_length", None)
        if longest and isinstance(told.get(field.name), str) and len(told[field.name]) > longest:
            yield f"{field.name}: at most {longest} characters."


def _tax(told) -> list:
    if not told:
        return []
    if not isinstance(told, Mapping) or "regime" not in told:
        return ["legal_entity: tax has a regime, a vat_mode (none, included, on_top), a vat_percent and a basis."]
    percent = told.get("vat_percent")
    if percent is not None and (isinstance(percent, bool) or not isinstance(percent, (int, float))):
        return ["legal_entity: vat_percent is a number."]
    reasons = reasons_not_a_tax(vat_mode=told.get("vat_mode", ""), vat_percent=percent, basis=str(told.get("basis", "")), vat_rounding=told.get("vat_rounding", "document"),
                                starts_on=date.today(), last_starts_on=None)  # fmt: skip
    return [*_strange(told, ASKED_OF_A_TAX, "tax"), *(f"tax: {reason}" for reason in reasons)]


def _people(told) -> list:
    if not isinstance(told, list) or not told or not all(isinstance(person, Mapping) for person in told):
        return ["people: a list of people, each with a login, a name and a track."]
    reasons = [reason for number, person in enumerate(told, start=1) for reason in _person(person, f"person {number}")]
    logins = [person["login"] for person in told if isinstance(person.get("login"), str)]
    reasons += [f"people: the login “{login}” stands twice." for login in dict.fromkeys(logins) if logins.count(login) > 1]
    if not any(person.get("track") in LEADING and person.get("password") for person in told):
        reasons.append("people: somebody of the track head or director has a password, or nobody could begin.")
    return reasons


def _person(told: Mapping, where: str) -> Iterator[str]:
    yield from _strange(told, ASKED_OF_A_PERSON, where)
    yield from _too_long(Person, told)
    if wrong := _texts(told, ASKED_OF_A_PERSON[:-1], where):
        yield from wrong
        return
    yield from _sign_in(told, where)
    if told.get("track") not in Track.values:
        yield f"{where}: there is no track “{told.get('track', '')}”; there are {', '.join(Track.values)}."
    specialisms = [code for code, _name in SPECIALISMS]
    if told.get("specialism") and told["specialism"] not in specialisms:
        yield f"{where}: there is no specialism “{told['specialism']}”; there are {', '.join(specialisms)}."
    yield from _day(told, f"{where}: since")


def _sign_in(told: Mapping, where: str) -> Iterator[str]:
    if not told.get("name"):
        yield f"{where}: a name is needed."
    yield from _checked(lambda login: Person._meta.get_field("username").clean(login, None), told.get("login", ""), f"{where}: login")
    if told.get("email"):
        yield from _checked(validate_email, told["email"], f"{where}: email")
    if told.get("password"):
        yield from _checked(validate_password, told["password"], f"{where}: password")
    if told.get("login") == "system":
        yield f"{where}: the login system is taken by the clock."


def _checked(check: Callable, value: str, where: str) -> Iterator[str]:
    try:
        check(value)
    except ValidationError as error:
        yield f"{where}: {' '.join(error.messages)}"
