"""Records of Bitrix24 as its REST tells them, all in one JSON: laid out as tables, keys told by what they name."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused
from svyazka.kit.mail import clean
from svyazka.leads.rules.bringing.sheet import Sheet

KINDS = (("companies", "company"), ("contacts", "contact"), ("leads", "lead"), ("deals", "deal"))
HEADINGS = ("id", "title", "stage", "opportunity", "currency_id", "assigned_by", "date_create", "closedate", "name", "company", "post",
            "address_city", "source", "phone", "email", "status_description", "originator_id", "origin_id", "comments", "type_id",
            "category")  # fmt: skip


def read_dataset(told) -> tuple[Sheet, ...]:
    """Lay the records out as a table for each kind, companies before who works there. Raises Refused on any other JSON."""
    entities = told.get("entities", told) if isinstance(told, dict) else {}
    if not isinstance(entities, dict) or not any(isinstance(entities.get(name), list) for name, _kind in KINDS):
        raise Refused(_("This JSON holds no leads, deals, contacts or companies of Bitrix24."))
    names = _Names(entities)
    sheets, number = [], 0
    for name, kind in KINDS:
        records = [record for record in _records(entities, name) if isinstance(record, dict)]
        rows = [(number + n, names.row(kind, record)) for n, record in enumerate(records, start=1)]
        number += len(records)
        if rows:
            sheets.append(Sheet((*HEADINGS, f"bitrix:{kind}"), tuple(rows)))
    return tuple(sheets)


def _records(entities: dict, name: str) -> Iterable:
    found = entities.get(name)
    return found if isinstance(found, list) else ()


class _Names:
    """Knows what the keys of the records name: people, companies, contacts, stages, sources."""

    def __init__(self, entities: dict):
        self.users = {str(one.get("ID")): _person(one) for one in _records(entities, "users") if isinstance(one, dict)}
        self.companies = {str(one.get("ID")): one for one in _records(entities, "companies") if isinstance(one, dict)}
        self.contacts = {str(one.get("ID")): one for one in _records(entities, "contacts") if isinstance(one, dict)}
        self.categories = {str(one.get("id")): _text(one.get("name")) for one in _records(entities, "categories") if isinstance(one, dict)}
        self.statuses = {(one.get("ENTITY_ID"), one.get("STATUS_ID")): one for one in _records(entities, "statuses") if isinstance(one, dict)}

    def row(self, kind: str, record: dict) -> tuple[str, ...]:
        """Return the cells of one record under HEADINGS."""
        contact = self.contacts.get(str(record.get("CONTACT_ID")), {})
        whole = {**{name.lower(): _text(value) for name, value in record.items() if not isinstance(value, (list, dict))}}
        company = self.companies.get(str(record.get("COMPANY_ID") or contact.get("COMPANY_ID")), {})
        whole |= {
            "company": _text(record.get("TITLE") if kind == "company" else record.get("COMPANY_TITLE") or company.get("TITLE")),
            "name": "" if kind == "company" else _person(record) or _person(contact),
            "phone": _multi(record.get("PHONE")) or _multi(contact.get("PHONE")),
            "email": _multi(record.get("EMAIL")) or _multi(contact.get("EMAIL")),
            "post": _text(record.get("POST") or contact.get("POST")),
            "assigned_by": self.users.get(str(record.get("ASSIGNED_BY_ID")), ""),
            "source": self._named("SOURCE", record.get("SOURCE_ID")), "stage": self._stage(record),
            "category": self.categories.get(str(record.get("CATEGORY_ID")), ""),
            "closedate": _text(record.get("CLOSEDATE") or record.get("DATE_CLOSED")) if record.get("CLOSED", "Y") == "Y" else "",
        }  # fmt: skip
        return (*(whole.get(name, "") for name in HEADINGS), "")

    def _named(self, kind: str, key) -> str:
        return _text(self.statuses.get((kind, key), {}).get("NAME") or key)

    def _stage(self, record: dict) -> str:
        """Return the stage, in a word that we know when Bitrix24 itself says that the record is won or lost."""
        kind, key = ("DEAL_STAGE", record.get("STAGE_ID")) if record.get("STAGE_ID") else ("STATUS", record.get("STATUS_ID"))
        means = record.get("STAGE_SEMANTIC_ID") or record.get("STATUS_SEMANTIC_ID")
        if kind == "STATUS" and means == "F":
            return f"{self._named(kind, key)}|junk"
        word = {"S": "won", "F": "lost"}.get(str(means), "") if kind == "DEAL_STAGE" else ""
        return f"{self._named(kind, key)}|{word}" if word else self._named(kind, key)


def _text(value) -> str:
    return "" if value is None or isinstance(value, (list, dict, bool)) else clean(str(value)).strip()


def _person(record: dict) -> str:
    return " ".join(filter(None, (_text(record.get(name)) for name in ("NAME", "SECOND_NAME", "LAST_NAME"))))


def _multi(values) -> str:
    """Return a multi-field's values, the first one first."""
    found = [_text(one.get("VALUE")) for one in values if isinstance(one, dict)] if isinstance(values, list) else []
    return "; ".join(filter(None, found))
