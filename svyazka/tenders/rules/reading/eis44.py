"""Notices of the law 44-FZ in the scheme 15.3 of EIS: epNotificationEF2020 (auction), EOK2020 (competition), EZK2020 (quotation)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from svyazka.tenders.rules.notice import Told, Unreadable
from svyazka.tenders.rules.reading.xml import day, kopecks, moment, text, texts

WAYS = {"EAP20": "auction", "EAB20": "auction", "OKP20": "competition", "OKB20": "competition", "OKU20": "competition", "ZKP20": "quotation"}
BY_WORD = (("аукцион", "auction"), ("конкурс", "competition"), ("котиров", "quotation"), ("предложен", "proposals"))
MOST_ITEMS, MOST_FILES = 50, 60


def read_44(root: Element) -> Told:
    """Return the notice. Raises Unreadable when it has no number or no deadline."""
    common, info = root.find("commonInfo"), root.find("notificationInfo")
    number = text(common, "purchaseNumber")
    if not number or info is None:
        raise Unreadable(_("The notice has no number or no conditions."))
    way = text(common, "placingWay/code")
    org = root.find("purchaseResponsibleInfo/responsibleOrgInfo")
    requirements = info.findall("customerRequirementsInfo/customerRequirementInfo")
    place = _place(info)
    return Told(
        key=number, number=number, edition=_whole(text(root, "versionNumber")), law="fz44",
        method=WAYS.get(way) or method_of(text(common, "placingWay/name")), way=text(common, "placingWay/name"),
        title=text(common, "purchaseObjectInfo") or number, link=text(common, "href"), platform=text(common, "ETP/name"),
        published_at=moment(text(common, "publishDTInEIS")), deadline_at=moment(text(info, "procedureInfo/collectingInfo/endDT")),
        session_on=day(text(info, "procedureInfo/biddingDate")), summarizing_on=day(text(info, "procedureInfo/summarizingDate")),
        price_kopecks=kopecks(text(info, "contractConditionsInfo/maxPriceInfo/maxPrice")),
        **_customer(root, org), region=region_of(place), place=place,
        bid_security_kopecks=_sum(requirements, "applicationGuarantee/amount"),
        performance_security_kopecks=_sum(requirements, "contractGuarantee/amount"),
        advance_percent=next((told for one in requirements for told in texts(one, ".//advancePaymentSum/sumInPercents")), ""),
        contract_until_on=day(next((told for one in requirements for told in texts(one, ".//contractExecutionTermsInfo//endDate")), "")),
        contact=contact_of(root), **_objects(info), criteria=tuple(_criteria(root)), files=tuple(_files(root)),
    )  # fmt: skip


def _whole(told: str) -> int:
    return int(told) if told.isdecimal() and len(told) < 9 else 0


def method_of(name: str) -> str:
    """Return the method by the words of its name, or an empty word."""
    return next((method for word, method in BY_WORD if word in name.lower()), "")


def _customer(root: Element, org: Element | None) -> dict:
    """Return who buys: the only customer of a joint purchase, or the body that runs it."""
    named = [text(one) for one in root.iterfind(".//customerRequirementInfo/customer/fullName")]
    customer = named[0] if len(set(named)) == 1 else text(org, "fullName")
    if customer and customer != text(org, "fullName"):
        inn, kpp = _of_ikz(next(texts(root, ".//IKZInfo/purchaseCode"), ""))
    else:
        inn, kpp = text(org, "INN"), text(org, "KPP")
    return {"customer": customer or text(org, "fullName"), "inn": inn, "kpp": kpp}


def _of_ikz(code: str) -> tuple[str, str]:
    """Return INN and KPP of the customer from the code of the purchase: year (2), level (1), INN (10), KPP (9), …"""
    return (code[3:13], code[13:22]) if len(code) == 36 and code.isdecimal() else ("", "")


def contact_of(root: Element) -> dict:
    """Return the person to ask."""
    told = root.find("purchaseResponsibleInfo/responsibleInfo")
    name = " ".join(text(told, f"contactPersonInfo/{part}") for part in ("lastName", "firstName", "middleName")).strip()
    return {"name": " ".join(name.split()), "email": text(told, "contactEMail"), "phone": text(told, "contactPhone")}


def _sum(requirements: list[Element], path: str) -> int | None:
    """Return the sum over the customers of a joint purchase."""
    found = [amount for one in requirements for told in texts(one, path) if (amount := kopecks(told)) is not None]
    return sum(found) or None


def _place(info: Element) -> str:
    return next((told for told in texts(info, ".//deliveryPlacesInfo//GARAddress")), "") or next(
        (told for told in texts(info, ".//deliveryPlacesInfo//deliveryPlace")), "")  # fmt: skip


def _objects(info: Element) -> dict:
    rows = [one for one in info.iter() if one.tag in ("purchaseObject", "drugPurchaseObjectInfo")]
    codes: dict[str, str] = {}
    for block in info.iterfind("purchaseObjectsInfo"):
        codes |= {text(one, "OKPDCode"): text(one, "OKPDName") for one in block.iter("OKPD2")}
        codes |= {text(one, "code").partition("-")[0]: text(one, "name") for one in block.iter("KTRU")}
    codes.pop("", None)
    return {"codes": tuple(codes.items()), "items": tuple(_item(one) for one in rows[:MOST_ITEMS]), "items_count": len(rows)}


def _item(row: Element) -> dict:
    """Return one line; the quantity stays text, for it may be «1 час»."""
    quantity = row.find("quantity")
    return {
        "name": text(row, "name") or text(row, ".//MNNName") or text(row, ".//name"),
        "quantity": text(quantity, "value") or text(quantity, "volumeTextForm") or text(quantity),
        "unit": text(row, "OKEI/name"),
        "price": text(row, "price"),
        "sum": text(row, "sum") or text(row, "positionPrice"),
    }


CRITERIA = {"CP": "цена", "QO": "квалификация участника", "QF": "качество", "EE": "расходы на эксплуатацию"}


def _criteria(root: Element) -> Iterator[tuple[str, str]]:
    for one in root.iterfind(".//criteriaInfo/criterionInfo"):
        for told in one:
            if text(told, "code"):
                yield CRITERIA.get(text(told, "code"), text(told, "code")), text(told, "valueInfo/value")


def _files(root: Element) -> Iterator[tuple[str, str]]:
    for one in root.findall("attachmentsInfo/attachmentInfo")[:MOST_FILES]:
        yield text(one, "fileName") or text(one, "docDescription"), text(one, "url")


SUBJECTS = (("обл", "{} область"), ("край", "{} край"), ("г", "{}"), ("АО", "{} автономный округ"))
CITIES = ("Москва", "Санкт-Петербург", "Севастополь")


def region_of(place: str) -> str:
    """Return the region that an address begins with: «обл Омская, …» is Омская область."""
    head = re.sub(r"^\d{6},\s*", "", place.strip()).split(",")[0].strip()
    if head.startswith("Респ "):
        name = head.removeprefix("Респ ").strip()
        return f"{name} Республика" if name.endswith("ая") else f"Республика {name}"
    for short, told in SUBJECTS:
        if head.startswith((f"{short} ", f"{short}. ")):
            return told.format(head.split(" ", 1)[1].strip())[:100]
    return next((city for city in CITIES if city.lower() in place.lower()), "")
