"""What a program's body tells of a possible client: our JSON, amoCRM, Bitrix24, a form of any site, any JSON like one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused
from svyazka.kit.mail import clean, one_line
from svyazka.leads.rules.fields import Pairs, fields_of

MOST_REQUEST = 20_000
EMAIL = re.compile(r"[^\s<>()\[\],;:@\"\\]{1,64}@[^\s<>()\[\],;:@\"\\.]+(\.[^\s<>()\[\],;:@\"\\.]+)+")
PHONE = re.compile(r"\+?[\d\s().-]{7,24}(\s*(доб|ext|#)\.?\s*\d{1,6})?", re.IGNORECASE)
SURE_PHONE = re.compile(r"(\+7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}")
CALLED = {  # how fields of forms are called, by the last word of their path
    "email": re.compile(r"e-?mail|почт", re.IGNORECASE),
    "phone": re.compile(r"phone|^tel$|^тел|телефон|mobile|моб|whatsapp", re.IGNORECASE),
    "name": re.compile(r"^(your|full|first|client|contact|visitor|user)?[-_ ]?name$|^имя|^фио$|^fio$|зовут|обращаться", re.IGNORECASE),
    "company": re.compile(r"company|компани|организаци|^org", re.IGNORECASE),
    "inn": re.compile(r"^(inn|инн)$", re.IGNORECASE),
    "region": re.compile(r"^(region|city|город|регион|область)", re.IGNORECASE),
    "title": re.compile(r"^(title|subject|тема|formname|form_name|услуга|service)$", re.IGNORECASE),
    "request": re.compile(r"comment|message|^text|сообщени|комментари|^request$|описание|задач|descr|вопрос|question", re.IGNORECASE),
    "landing": re.compile(r"^(landing|page|page_?url|url|страница)$", re.IGNORECASE),
    "referrer": re.compile(r"^refer{1,2}er$", re.IGNORECASE),
    "external_id": re.compile(r"^(tranid|external_id|lead_?id|request_?id)$", re.IGNORECASE),
}
AMO = re.compile(r"^(leads|contacts|unsorted)\[(\w+)\]\[(\d+)\]")
AMO_FIELD = re.compile(r"\[custom_fields\]\[(\d+)\]\[(name|code|values)\](?:\[(\d+)\](?:\[value\])?)?$")


@dataclass(frozen=True)
class Told:
    """A request as a program has told it; empty where nothing was said."""

    title: str = ""
    request: str = ""
    company: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    region: str = ""
    inn: str = ""
    source: str = ""
    external_id: str = ""
    received_at: datetime | None = None
    consents: tuple[Mapping, ...] = ()
    touch: Mapping[str, str] = field(default_factory=dict)


def read_body(raw: bytes, content_type: str) -> Told:
    """Return what the body tells. Raises Refused with the reason when no lead can be made of it."""
    if not raw.strip():
        raise Refused(_("The message is empty."))
    pairs, told = fields_of(raw, content_type)
    if isinstance(told, dict) and isinstance(told.get("title"), str) and isinstance(told.get("request"), str):
        return _as_ours(told, pairs)
    if any(AMO.match(path) for path, _value in pairs):
        return _as_amo(pairs)
    _refuse_bare_number(pairs)
    return _as_form(pairs)


def _as_ours(told: dict, pairs: Pairs) -> Told:
    """Read the fields of `POST /leads`."""
    contact = told.get("contact") if isinstance(told.get("contact"), dict) else {}
    plain = {name: _line(told.get(name)) for name in ("title", "company", "region", "inn", "source", "external_id")}
    known = {name: _line(contact.get(name)) for name in ("name", "email", "phone")}
    request = clean(told["request"]).strip()[:MOST_REQUEST]
    if not plain["title"] and not request:
        raise Refused(_("There is neither a title nor a request in it."))
    consents = [one for one in told.get("consents", ()) if isinstance(one, dict) and one.get("purpose")] if isinstance(told.get("consents"), list) else []
    return Told(**plain, **known, request=request, received_at=_moment(told.get("received_at")), consents=tuple(consents), touch=_marks(pairs))


def _line(value) -> str:
    return one_line(clean(str(value)))[:300] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _moment(value) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None


def _as_amo(pairs: Pairs) -> Told:
    """Read a webhook of amoCRM: only a new deal or contact is a request; what changes in theirs is not ours."""
    what, event, number = next(match.groups() for path, _value in pairs if (match := AMO.match(path)))
    mine = [(path, value) for path, value in pairs if path.startswith(f"{what}[{event}][{number}]")]
    key = next((value for path, value in mine if path.endswith("][id]") and path.count("[") == 3), "")
    if event != "add":
        raise Refused(_("amoCRM tells of “%(event)s” on a record of its own: that is no new request.") % {"event": event})
    names: dict[str, str] = {}
    values: list[tuple[str, str]] = []
    for path, value in mine:
        if found := AMO_FIELD.search(path):
            if found[2] != "values":
                names.setdefault(found[1], value)
            elif value:
                values.append((found[1], value))
    custom = [(names.get(number, "?"), value) for number, value in values]
    deal = next((value for path, value in mine if path.endswith("][name]") and path.count("[") == 3), "")
    head = [("name", deal)] if what == "contacts" else [("title", deal)] if deal else []
    return _as_form([*head, *custom, *_last_words(mine)], external_id=f"amo:{key}" if key else "", enough=bool(deal))


def _last_words(pairs: Pairs) -> Pairs:
    return [(path, value) for path, value in pairs if value and not AMO_FIELD.search(path)]


def _refuse_bare_number(pairs: Pairs) -> None:
    """Bitrix24 tells only the number of its record: nothing can be made of it."""
    event = next((value for path, value in pairs if path == "event"), "")
    number = next((value for path, value in pairs if path == "data[FIELDS][ID]"), "")
    if event.upper().startswith("ONCRM") and number:
        raise Refused(_("Bitrix24 has sent only the number of its record. Send the fields themselves, or bring the leads in from a file."))


def _as_form(pairs: Pairs, *, external_id: str = "", enough: bool = False) -> Told:
    """Read the fields of somebody's form by how they are called, else by what they look like."""
    found = {name: _named(pairs, name) for name in CALLED}
    found["email"] = found["email"] or _like(pairs, EMAIL)
    found["phone"] = found["phone"] or _like(pairs, SURE_PHONE)
    if not (found["email"] or found["phone"] or (found["name"] and found["request"]) or enough):
        raise Refused(_("Neither a phone, nor an e-mail, nor a name with a message was found in it."))
    said = found["request"]
    everything = "\n".join(f"{path}: {value}" for path, value in pairs if value and value != said)
    marks = {**_marks(pairs), "landing": found["landing"], "referrer": found["referrer"]}
    return Told(
        title=found["title"][:200], request=f"{said}\n\n{everything}".strip()[:MOST_REQUEST], company=found["company"][:300],
        inn=found["inn"][:20], name=found["name"][:200], email=found["email"][:254], phone=found["phone"][:40], region=found["region"][:100],
        external_id=external_id or found["external_id"][:150], touch={name: value for name, value in marks.items() if value},
    )  # fmt: skip


def _named(pairs: Pairs, name: str) -> str:
    """Return the first value whose field is called so and that can be one."""
    shape = {"email": EMAIL, "phone": PHONE}.get(name)
    for path, value in pairs:
        last = re.split(r"[\[\].]+", path.rstrip("]"))[-1]
        if value and CALLED[name].search(last) and (shape is None or shape.fullmatch(value.strip())):
            return value.strip() if name == "request" else one_line(value)
    return ""


def _like(pairs: Pairs, shape: re.Pattern) -> str:
    """Return the first value near the top that looks so and is nothing else."""
    return next((value.strip() for path, value in pairs if path.count("[") < 3 and shape.fullmatch(value.strip())), "")


def _marks(pairs: Pairs) -> dict[str, str]:
    """Return the marks of the link by which the visitor came."""
    ends = ((re.split(r"[\[\].]+", path.rstrip("]"))[-1].lower(), value) for path, value in pairs)
    return {name: value[:1000] for name, value in ends if re.fullmatch(r"utm_[a-z]{1,20}|[gy]clid", name) and value}
