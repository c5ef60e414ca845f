"""By what a person or a company is known again: phone, address, site and INN, each brought to one spelling."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers
import yaml
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher
from stdnum.exceptions import ValidationError
from stdnum.ru import inn as inn_numbers

HOME_REGION = "RU"
INN_TOLD = re.compile(r"\b(?:инн|inn)\b(?:\s*/\s*(?:кпп|kpp))?[^\w]{0,12}(\d{12}|\d{10})(?!\d)", re.IGNORECASE)
ADDRESS = re.compile(r"[^\s<>\"',;]+@[^\s<>\"',;]+")
LONGEST_HOST = 253


@cache
def everybodys() -> dict:
    """Return the shipped list of mail services and sites where everybody has a page."""
    return yaml.safe_load((Path(__file__).parents[1] / "everybodys.yaml").read_text("utf-8"))


def phone_key(told: str) -> str:
    """Return the first phone of the text as +79123456789, without extension; empty if there is none.

    A number without a country is Russian; one without an area code is no key: every city has it.
    """
    for found in PhoneNumberMatcher(told, HOME_REGION, leniency=Leniency.POSSIBLE):
        return phonenumbers.format_number(found.number, PhoneNumberFormat.E164)
    return ""


def email_key(told: str) -> str:
    """Return the address by which the box is known: lower case, no name, no +tag, one spelling of services with many.

    Letters still go to the address as it was written: the tag is dropped in the key alone.
    """
    found = ADDRESS.search(told)
    if not found:
        return ""
    box, _at, host = found[0].lower().strip(".").rpartition("@")
    host = _host(host)
    host = everybodys()["same_service"].get(host, host)
    box = box.split("+")[0] or box
    if host in everybodys()["dots_mean_nothing"]:
        box = box.replace(".", "")
    return f"{box}@{host}" if box and host else ""


def email_domain(told: str) -> str:
    """Return the company's domain in the address; empty if the mail service is everybody's."""
    host = email_key(told).rpartition("@")[2]
    return host if "." in host and host not in everybodys()["mail"] else ""


def domain_key(site: str) -> str:
    """Return the domain of a site in lower case and readable letters, without www; empty if the site is everybody's."""
    text = site.strip().lower()
    host = _host(_hostname(text if "//" in text else f"//{text}"))
    own = "." in host and host not in everybodys()["sites"]
    return host if own and not re.search(r"[\s@]", host) else ""


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # a bracket that is not an address
        return ""


def _host(host: str) -> str:
    """Return the host as people read it: `xn--` turned into letters, no www and no dot at the end."""
    plain = re.sub(r"^(www|m)\.(?=[^.]+\.)", "", host.strip(".").lower())
    return ".".join(_readable(label) for label in plain.split("."))[:LONGEST_HOST]


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode().decode("idna")
    except UnicodeError:
        return label


def is_inn(told: str) -> bool:
    """Tell whether these digits are an INN: their number and check digits are right."""
    try:
        inn_numbers.validate(told)
    except ValidationError:
        return False
    return True


def inn_in(text: str) -> str:
    """Return the first INN that the text names as such, with right check digits; empty if there is none."""
    return next((told for told in INN_TOLD.findall(text) if is_inn(told)), "")
