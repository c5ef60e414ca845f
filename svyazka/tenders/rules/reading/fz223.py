"""Notices of the law 223-FZ (purchaseNotice…): the frame of 2013, dates without a zone, and the later one with its sums in lotData."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from svyazka.tenders.rules.notice import Told, Unreadable
from svyazka.tenders.rules.reading.eis44 import method_of, region_of
from svyazka.tenders.rules.reading.xml import kopecks, moment, text, texts


def read_223(root: Element) -> Told:
    """Return the notice. Raises Unreadable when it has no number."""
    told = next((one for one in root.iterfind("body/item/*") if one.tag.endswith("NoticeData") or one.find("registrationNumber") is not None), None)
    number = text(told, "registrationNumber")
    if told is None or not number:
        raise Unreadable(_("The notice has no number."))
    who = told.find("customer/mainInfo")
    lots = told.findall("lots/lot")
    sums = [amount for lot in lots for path in ("initialSum", "lotData/initialSum") if (amount := kopecks(text(lot, path))) is not None]
    place = next((one for lot in lots for one in texts(lot, ".//deliveryPlace//address")), "") or text(who, "legalAddress")
    return Told(
        key=number, number=number, edition=_whole(text(told, "version")), law="fz223",
        method=method_of(text(told, "purchaseCodeName")), way=text(told, "purchaseCodeName"),
        title=text(told, "name") or number, link=text(told, "urlEIS") or text(told, "urlVSRZ"),
        platform=text(told, "electronicPlaceInfo/name"),
        customer=text(who, "fullName"), inn=text(who, "inn"), kpp=text(who, "kpp"), region=region_of(place), place=place,
        published_at=moment(text(told, "publicationDateTime")), deadline_at=moment(text(told, "submissionCloseDateTime")),
        price_kopecks=sum(sums) or None, contact=_contact(told), **_items(lots),
        files=tuple((text(one, "fileName"), text(one, "url")) for one in told.iterfind("attachments/document")),
    )  # fmt: skip


def _whole(told: str) -> int:
    return int(told) if told.isdecimal() and len(told) < 9 else 0


def _contact(told: Element) -> dict:
    who = told.find("contact")
    name = " ".join(part for key in ("lastName", "firstName", "middleName") if (part := text(who, key)))
    return {"name": name, "email": text(who, "email"), "phone": text(who, "phone")}


def _items(lots: list[Element]) -> dict:
    """Return the lines; the codes of the old classifiers (OKDP, OKVED 1) are not of OKPD2 and are told apart."""
    rows = [row for lot in lots for row in lot.iter("lotItem")]
    codes = {text(row, "okpd2/code"): text(row, "okpd2/name") for row in rows}
    old = {f"ОКДП {text(row, 'okdp/code')}": text(row, "okdp/name") for row in rows if text(row, "okdp/code")}
    codes.pop("", None)
    lines = [{"name": text(row, "okpd2/name") or text(row, "okdp/name"), "quantity": text(row, "qty"), "unit": text(row, "okei/name"),
              "price": "", "sum": ""} for row in rows]  # fmt: skip
    return {"codes": tuple((codes or old).items()), "items": tuple(lines[:50]), "items_count": len(lines)}
