"""The exports we know by their headings: which heading holds what, and what is particular to each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from svyazka.leads.rules.bringing.words import plain

Fields = Mapping[str, tuple[str, ...]]
LEAD, WIN, CONTACT = "lead", "win", "contact"
PHONES = ("рабочий телефон", "рабочий прямой телефон", "мобильный телефон", "домашний телефон", "телефон для рассылок", "другой телефон",
          "телефон", "факс", "номер факса")  # fmt: skip
EMAILS = ("рабочий email", "рабочий e-mail", "личный email", "частный e-mail", "другой email", "другой e-mail", "e-mail для рассылок",
          "email", "e-mail")  # fmt: skip
NOTES = tuple(f"примечание{n}" for n in ("", " 1", " 2", " 3", " 4", " 5"))


@dataclass(frozen=True)
class Preset:
    """How one kind of export is read.

    `fields`: the headings of each of our fields, the first filled one holds; `notes`: what is kept as a note inside;
    `title`: what a row without a title is called. A key begins with `prefix`: it must not meet that of another system.
    """

    code: str
    label: str
    needs: frozenset[str]
    fields: Fields
    kind: str = LEAD
    prefix: str = ""
    notes: tuple[str, ...] = ()
    title: str = "{key}"
    joined: bool = False  # rows with one ID are one deal with several products
    makes_sources: bool = True
    products: tuple[str, ...] = field(default=())

    @property
    def known(self) -> set[str]:
        """The headings that a field is read from."""
        return {heading for names in self.fields.values() for heading in names}


AMO_DEALS = Preset(
    code="amo", label="amoCRM", prefix="amo", joined=True, needs=frozenset({"название сделки", "этап сделки"}),
    fields={
        "key": ("id",), "title": ("название сделки",), "value": ("бюджет",), "owner": ("ответственный", "ответственный за сделку"),
        "received": ("дата создания сделки", "дата создания"), "closed": ("дата закрытия",), "stage": ("этап сделки",),
        "reason": ("причина отказа", "причина закрытия"), "name": ("полное имя контакта", "основной контакт"),
        "company": ("компания", "компания контакта", "название компании"), "position": ("должность",),
        "region": ("регион", "город"), "source": ("источник", "источник сделки", "utm_source"), "phone": PHONES, "email": EMAILS,
        "landing": ("посадочная страница", "domain"), "referrer": ("referrer", "utm_referrer"),
    },
    notes=(*NOTES, "теги", "воронка"),
)  # fmt: skip
AMO_CONTACTS = Preset(
    code="amo-contacts", label="amoCRM", prefix="amo:contact", kind=CONTACT, needs=frozenset({"дата создания контакта"}),
    fields={"key": ("id",), "first": ("имя",), "last": ("фамилия",), "name": ("полное имя контакта", "наименование"),
            "company": ("название компании", "компания"), "position": ("должность",), "region": ("город", "регион"),
            "phone": PHONES, "email": EMAILS},
)  # fmt: skip
BITRIX = {
    "name": ("имя, фамилия", "контакт", "полное имя контакта"), "first": ("имя",), "middle": ("отчество",), "last": ("фамилия",),
    "company": ("название компании", "компания"), "position": ("должность",), "region": ("регион", "населенный пункт"),
    "source": ("источник",), "owner": ("ответственный",), "received": ("дата создания", "дата начала"), "phone": PHONES, "email": EMAILS,
    "landing": ("сайт",),
}  # fmt: skip
BITRIX_LEADS = Preset(
    code="bitrix", label="Битрикс24", prefix="bitrix:lead", joined=True, needs=frozenset({"название лида"}),
    fields={**BITRIX, "key": ("id",), "title": ("название лида",), "stage": ("стадия", "статус"), "reason": ("дополнительно о стадии",),
            "value": ("возможная сумма", "сумма"), "currency": ("валюта",), "closed": ("дата завершения", "дата закрытия")},
    notes=("комментарий", "дополнительно об источнике"), products=("товар", "количество", "цена"),
)  # fmt: skip
BITRIX_DEALS = Preset(
    code="bitrix-deals", label="Битрикс24", prefix="bitrix:deal", joined=True, needs=frozenset({"id", "стадия сделки"}),
    fields={**BITRIX, "key": ("id",), "title": ("название сделки", "название"), "stage": ("стадия сделки",),
            "reason": ("причина провала", "причина отказа"), "value": ("сумма", "возможная сумма"), "currency": ("валюта",),
            "closed": ("дата завершения", "дата закрытия", "предполагаемая дата закрытия")},
    notes=("комментарий", "направление", "воронка", "тип", "дополнительно об источнике"), products=("товар", "количество", "цена"),
)  # fmt: skip
OLIST_LEADS = Preset(
    code="olist", label="Olist", prefix="olist", title="MQL {key}", needs=frozenset({"mql_id", "first_contact_date", "origin"}),
    fields={"key": ("mql_id",), "received": ("first_contact_date",), "source": ("origin",), "landing": ("landing_page_id",)},
)  # fmt: skip
OLIST_DEALS = Preset(
    code="olist-deals", label="Olist", prefix="olist", kind=WIN, needs=frozenset({"mql_id", "won_date"}),
    fields={"key": ("mql_id",), "closed": ("won_date",)},
    notes=("business_segment", "lead_type", "lead_behaviour_profile", "business_type"),
)  # fmt: skip
HUBSPOT_DEALS = Preset(
    code="hubspot", label="HubSpot", prefix="hubspot", needs=frozenset({"record id", "deal name", "deal stage"}),
    fields={"key": ("record id",), "title": ("deal name",), "stage": ("deal stage",), "value": ("amount",), "owner": ("deal owner",),
            "closed": ("close date",), "received": ("create date",), "company": ("associated company",), "name": ("associated contact",),
            "source": ("original source", "original traffic source"), "reason": ("closed lost reason",)},
    notes=("pipeline", "deal description"),
)  # fmt: skip
HUBSPOT_CONTACTS = Preset(
    code="hubspot-contacts", label="HubSpot", prefix="hubspot:contact", kind=CONTACT, needs=frozenset({"record id", "first name", "last name"}),
    fields={"key": ("record id",), "first": ("first name",), "last": ("last name",), "email": ("email",), "phone": ("phone number", "phone"),
            "company": ("associated company", "company name"), "position": ("job title",), "region": ("country/region", "city")},
)  # fmt: skip
OWN = Preset(
    code="own", label="CSV", makes_sources=False, needs=frozenset({"source", "title"}),
    fields={"key": ("external_id",), "title": ("title",), "words": ("request",), "source": ("source",), "company": ("company",),
            "name": ("name",), "email": ("email",), "phone": ("phone",), "position": ("position",), "region": ("region",),
            "received": ("received_at",), "closed": ("closed_at",), "stage": ("state",), "reason": ("reason",), "value": ("value",),
            "owner": ("owner",), "landing": ("landing",), "note": ("note",)},
)  # fmt: skip
DATASET = {
    "key": ("id",), "title": ("title",), "stage": ("stage",), "value": ("opportunity",), "currency": ("currency_id",), "owner": ("assigned_by",),
    "received": ("date_create",), "closed": ("closedate",), "name": ("name",), "company": ("company",), "position": ("post",),
    "region": ("address_city",), "source": ("source",), "phone": ("phone",), "email": ("email",), "reason": ("status_description",),
    "originator": ("originator_id",), "origin": ("origin_id",),
}  # fmt: skip
REST = {
    kind: Preset(code=f"bitrix-json-{kind}", label="Битрикс24", prefix=f"bitrix:{kind}", needs=frozenset({f"bitrix:{kind}", "id", "date_create"}),
                 kind=LEAD if kind in ("lead", "deal") else CONTACT, fields=DATASET, notes=("comments", "type_id", "category"))
    for kind in ("company", "contact", "lead", "deal")
}  # fmt: skip
PRESETS = {preset.code: preset for preset in (
    AMO_DEALS, AMO_CONTACTS, BITRIX_LEADS, BITRIX_DEALS, OLIST_LEADS, OLIST_DEALS, HUBSPOT_DEALS, HUBSPOT_CONTACTS, OWN, *REST.values(),
)}  # fmt: skip
HAND = "hand"
BY_HAND = ("key", "title", "words", "company", "name", "email", "phone", "position", "region", "source", "received", "closed", "stage", "reason",
           "value", "owner", "note", "landing")  # fmt: skip


def preset_for(headings: Iterable[str]) -> Preset | None:
    """Return the preset whose headings are all there: of several, the one that asks for most."""
    here = {plain(heading) for heading in headings}
    fits = [preset for preset in PRESETS.values() if preset.needs <= here]
    return max(fits, key=lambda preset: len(preset.needs), default=None)


def by_hand(columns: Mapping[str, str], prefix: str) -> Preset:
    """Return the preset of a person who says which heading each of our fields is under."""
    return Preset(code=HAND, label="CSV", prefix=prefix, needs=frozenset(), fields={name: (plain(told),) for name, told in columns.items()})
