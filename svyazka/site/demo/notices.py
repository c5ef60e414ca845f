"""Notices of purchases that came to the demo agency: files of the procurement system, a feed of a search, a page of an error."""

import io
import zipfile
from datetime import timedelta

from svyazka.leads.rules.clock import LEVELS
from svyazka.people.queries import today
from svyazka.site.demo import bidding
from svyazka.tenders import actions, queries
from svyazka.tenders.models import Tender

OF_THE_PARK = "0119200000126009425"


def tell_notices(story) -> None:
    """Bring what came, as files of several kinds; the notice of a purchase of ours is scored and asked about."""
    sent = (("Извещение о портале.xml", _notice(story)), ("Лента поиска «портал».xml", FEED.encode()), ("Лента за вчера.xml", ERROR.encode()))
    for name, raw in sent:
        at = story.lately(5)
        row = actions.store_notice_file(story.agency, raw=raw, name=name, by=story.who("sergey"), at=at)
        actions.read_notice_file(row, by=story.who("sergey"), at=at)
    _archive_of_a_day(story)
    tender = Tender.objects.get(number="0119200000126009417")
    bidding.score_card(tender, story.who("sergey"), story.lately(4), only=("профилю", "Шансы"))
    actions.ask_feasible(tender, by=story.who("sergey"), at=story.lately(4))


def _archive_of_a_day(story) -> None:
    """Read a ZIP of the procurement system: a purchase of ours that nobody has decided on in time, one not ours, a signature."""
    at, sergey, ours = story.lately(13), story.who("sergey"), _notice(story).decode()
    for was, now in (("0119200000126009417", OF_THE_PARK), ("Развитие портала открытых данных края", "Сайт и личный кабинет резидента технопарка"),
                     ("Министерство цифрового развития края", "КГАУ «Технопарк края»"), ("2466998877", "2465113322"), ("6840000", "2260000")):  # fmt: skip
        ours = ours.replace(was, now)
    strange = ours.replace(OF_THE_PARK, "0119200000126009433").replace("62.01.11.000", "43.21.10.140").replace("Сайт и личный кабинет резидента", "Освещение")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in ((f"epNotificationEF2020_{OF_THE_PARK}.xml", ours), ("epNotificationEF2020_0119200000126009433.xml", strange),
                           (f"epNotificationEF2020_{OF_THE_PARK}.xml.sig", "MIIE")):  # fmt: skip
            archive.writestr(name, told)
    row = actions.store_notice_file(story.agency, raw=packed.getvalue(), name="Извещения за день.zip", by=sergey, at=at)
    actions.read_notice_file(row, by=sergey, at=at)
    _call_to_decide(story, Tender.objects.get(number=OF_THE_PARK))


def _call_to_decide(story, tender: Tender) -> None:
    """Let the clock of the decision call at its levels, each at its moment."""
    for level in LEVELS:
        at = queries.decision_clock(tender).reaches(level)
        if at and at <= story.now:
            actions.call_to_decide(tender, by=story.who("system"), at=at)


def _notice(story) -> bytes:
    """Return a notice of the scheme 15.3 as the procurement system gives it, with a deadline to come."""
    ends, day = story.now + timedelta(days=12), today(story.now)
    return NOTICE.format(ends=f"{ends:%Y-%m-%d}T09:00:00+03:00", session=f"{ends:%Y-%m-%d}+03:00", published=f"{day - timedelta(days=2)}T10:15:00+03:00",
                         results=f"{ends + timedelta(days=4):%Y-%m-%d}+03:00", until=f"{day + timedelta(days=150)}+03:00").encode()  # fmt: skip


NOTICE = """<?xml version="1.0" encoding="UTF-8"?>
<ns3:export xmlns:ns3="http://zakupki.gov.ru/oos/export/1" xmlns:ns5="http://zakupki.gov.ru/oos/EPtypes/1" xmlns:ns4="http://zakupki.gov.ru/oos/common/1" xmlns:ns2="http://zakupki.gov.ru/oos/base/1">
<ns3:epNotificationEF2020 schemeVersion="15.3"><ns5:id>1</ns5:id><ns5:versionNumber>1</ns5:versionNumber>
<ns5:commonInfo><ns5:purchaseNumber>0119200000126009417</ns5:purchaseNumber><ns5:publishDTInEIS>{published}</ns5:publishDTInEIS>
<ns5:href>https://zakupki.gov.ru/epz/order/notice/ea20/view/common-info.html?regNumber=0119200000126009417</ns5:href>
<ns5:placingWay><ns2:code>EAP20</ns2:code><ns2:name>Электронный аукцион</ns2:name></ns5:placingWay>
<ns5:ETP><ns2:code>ETP_SBAST</ns2:code><ns2:name>АО «Сбербанк-АСТ»</ns2:name></ns5:ETP>
<ns5:purchaseObjectInfo>Развитие портала открытых данных края</ns5:purchaseObjectInfo></ns5:commonInfo>
<ns5:purchaseResponsibleInfo><ns5:responsibleOrgInfo><ns5:fullName>Министерство цифрового развития края</ns5:fullName><ns5:INN>2466998877</ns5:INN><ns5:KPP>246601001</ns5:KPP></ns5:responsibleOrgInfo>
<ns5:responsibleInfo><ns5:contactPersonInfo><ns4:lastName>Лапина</ns4:lastName><ns4:firstName>Ольга</ns4:firstName></ns5:contactPersonInfo><ns5:contactEMail>zakupki@digital24.example</ns5:contactEMail></ns5:responsibleInfo></ns5:purchaseResponsibleInfo>
<ns5:notificationInfo><ns5:procedureInfo><ns5:collectingInfo><ns5:endDT>{ends}</ns5:endDT></ns5:collectingInfo><ns5:biddingDate>{session}</ns5:biddingDate><ns5:summarizingDate>{results}</ns5:summarizingDate></ns5:procedureInfo>
<ns5:contractConditionsInfo><ns5:maxPriceInfo><ns5:maxPrice>6840000</ns5:maxPrice></ns5:maxPriceInfo></ns5:contractConditionsInfo>
<ns5:customerRequirementsInfo><ns5:customerRequirementInfo><ns5:applicationGuarantee><ns5:amount>68400</ns5:amount></ns5:applicationGuarantee><ns5:contractGuarantee><ns5:amount>684000</ns5:amount></ns5:contractGuarantee>
<ns5:contractConditionsInfo><ns5:contractExecutionPaymentPlan><ns5:contractExecutionTermsInfo><ns4:notRelativeTermsInfo><ns4:endDate>{until}</ns4:endDate></ns4:notRelativeTermsInfo></ns5:contractExecutionTermsInfo></ns5:contractExecutionPaymentPlan>
<ns5:deliveryPlacesInfo><ns4:byGARInfo><ns4:GARInfo><ns4:GARAddress>край Красноярский, г Красноярск</ns4:GARAddress></ns4:GARInfo></ns4:byGARInfo></ns5:deliveryPlacesInfo></ns5:contractConditionsInfo></ns5:customerRequirementInfo></ns5:customerRequirementsInfo>
<ns5:purchaseObjectsInfo><ns5:notDrugPurchaseObjectsInfo><ns4:purchaseObject><ns4:OKPD2><ns2:OKPDCode>62.01.11.000</ns2:OKPDCode><ns2:OKPDName>Услуги по проектированию и разработке информационных технологий</ns2:OKPDName></ns4:OKPD2><ns4:name>Развитие портала: каталог наборов, личный кабинет, выгрузки</ns4:name><ns4:OKEI><ns2:name>Условная единица</ns2:name></ns4:OKEI><ns4:price>6840000</ns4:price><ns4:quantity><ns4:value>1</ns4:value></ns4:quantity><ns4:sum>6840000</ns4:sum><ns4:type>SERVICE</ns4:type></ns4:purchaseObject></ns5:notDrugPurchaseObjectsInfo></ns5:purchaseObjectsInfo></ns5:notificationInfo>
</ns3:epNotificationEF2020></ns3:export>
"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Результаты поиска в реестре заказов и закупок</title>
<item><title>Электронный аукцион №0319300123426000557</title><link>https://zakupki.gov.ru/epz/order/notice/ea20/view/common-info.html?regNumber=0319300123426000557</link>
<description>&lt;strong&gt;Наименование объекта закупки: &lt;/strong&gt;Модернизация интернет-портала города&lt;br/&gt;&lt;strong&gt;Размещение выполняется по: &lt;/strong&gt;44-ФЗ&lt;br/&gt;&lt;strong&gt;Наименование Заказчика: &lt;/strong&gt;МКУ «Центр информатизации»&lt;br/&gt;&lt;strong&gt;Начальная цена контракта: &lt;/strong&gt;1980000.00&lt;strong&gt; Валюта: &lt;/strong&gt;Российский рубль</description></item>
<item><title>Запрос котировок №0119300000126000733</title><link>https://zakupki.gov.ru/epz/order/notice/zk20/view/common-info.html?regNumber=0119300000126000733</link>
<description>&lt;strong&gt;Наименование объекта закупки: &lt;/strong&gt;Ремонт портала здания музея&lt;br/&gt;&lt;strong&gt;Размещение выполняется по: &lt;/strong&gt;44-ФЗ&lt;br/&gt;&lt;strong&gt;Наименование Заказчика: &lt;/strong&gt;МБУК «Музей истории»&lt;br/&gt;&lt;strong&gt;Начальная цена контракта: &lt;/strong&gt;640000.00&lt;strong&gt; Валюта: &lt;/strong&gt;Российский рубль</description></item>
</channel></rss>
"""
ERROR = "<!DOCTYPE html>\n<html lang=\"ru\"><body><h1>Сервис временно недоступен</h1></body></html>\n"
