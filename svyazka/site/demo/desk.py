"""The tender desk of the demo agency: tenders in different stages, securities, rivals, the locker, notices that came."""

import io
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from svyazka.leads.actions import qualify_lead
from svyazka.leads.rules.clock import LEVELS
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.tenders import actions, queries
from svyazka.tenders.models import Criterion, Tender

OF_THE_PARK = "0119200000126009425"
RIVALS = (("ООО «Веб-Сибирь»", "2460112233"), ("АО «ГосИнформСистемы»", "7701223344"), ("ИП Карпов А. С.", "246311223344"),
          ("ООО «Цифровой регион»", "5406778899"))  # fmt: skip
SCORES = {"профилю": (5, "Портал такого же рода сдали весной"), "Маржа": (4, "При падении до 15 % остаётся больше четверти"),
          "Шансы": (3, "Обычно приходят двое-трое, цену роняют умеренно"), "Риски": (3, "Штрафы обычные, приёмка в два этапа"),
          "обеспечении": (4, "Хватает свободных денег")}  # fmt: skip
LOCKER = (
    ("eruz", "Регистрация в ЕРУЗ", "20114732", 1010, 86), ("signature", "Сертификат электронной подписи директора", "0A3F77", 344, 21),
    ("egrul", "Выписка из ЕГРЮЛ", "ЮЭ9965-26-1183", 12, 18), ("charter", "Устав, редакция 3", "", 1400, None),
    ("powers", "Решение о назначении директора", "4/24", 700, 1100), ("approval", "Решение об одобрении крупных сделок до 50 млн ₽", "7/26", 160, 205),
    ("tax", "Справка об отсутствии долгов по налогам", "118822", 41, -11), ("it_register", "Аккредитация ИТ-компании", "АО-20220411", 1300, None),
    ("experience", "Исполненный контракт: портал открытых данных", "0119200000", 260, None),
)  # fmt: skip


def tell_desk(story) -> None:
    """Tell the locker, the notices and the tenders of these days."""
    _locker(story)
    _notices(story)
    _library(story)
    _tourism(story)
    _university(story)
    _theatre(story)
    _archive(story)


@transaction.atomic
def _locker(story) -> None:
    for kind, title, number, days_ago, days_left in LOCKER:
        day = today(story.now)
        paper = f"{title}\n№ {number}\nКопия для демонстрации.\n".encode()
        actions.keep_document(story.agency, kind=kind, title=title, number=number, issued_on=day - timedelta(days=days_ago),
                              expires_on=None if days_left is None else day + timedelta(days=days_left), raw=paper, name=f"{title}.txt",
                              content_type="text/plain", by=story.who("sergey"), at=story.lately(30))  # fmt: skip


def _notices(story) -> None:
    sent = (("Извещение о портале.xml", _notice(story)), ("Лента поиска «портал».xml", FEED.encode()), ("Лента за вчера.xml", ERROR.encode()))
    for name, raw in sent:
        at = story.lately(5)
        row = actions.store_notice_file(story.agency, raw=raw, name=name, by=story.who("sergey"), at=at)
        actions.read_notice_file(row, by=story.who("sergey"), at=at)
    _archive_of_a_day(story)
    tender = Tender.objects.get(number="0119200000126009417")
    _score(tender, story.who("sergey"), story.lately(4), only=("профилю", "Шансы"))
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


def _ago(story, days: int) -> datetime:
    """Return a working moment so many days ago."""
    return story.at(story.now - timedelta(days=days))


def _tender(story, title, company, region, rubles, deadline_at, began, *, am="sergey", law="fz44", method="auction", number="", platform="РТС-тендер") -> Tender:
    lead, _seller = story.lead(title, company, "tender", region, began, am=am)
    at = story.at(lead.received_at, 6)
    qualify_lead(lead, fits=True, reason="Закупка по нашему профилю", by=story.who(am), at=at)
    return actions.open_tender(lead, law=law, method=method, number=number, platform=platform, initial_max_price_kopecks=rubles * 100,
                               deadline_at=deadline_at.replace(hour=6, minute=0, second=0, microsecond=0), by=story.who(am), at=at)  # fmt: skip


def _score(tender: Tender, by: Person, at: datetime, only: tuple = ()) -> None:
    for criterion in Criterion.objects.filter(feasibility=False).order_by("pk"):
        for word, (score, why) in SCORES.items():
            if word in criterion.title and (not only or word in only):
                actions.score_tender(tender, criterion=criterion, score=score, word=why, by=by, at=at)


def _go(story, tender: Tender, at: datetime, *, pm="pavel", am="sergey") -> None:
    """Fill the card, with the PM's word, and decide to take part."""
    _score(tender, story.who(am), at)
    actions.ask_feasible(tender, by=story.who(am), at=at)
    actions.judge_tender(tender, score=4, word="Успеем, если дизайн начнём до подписания", by=story.who(pm), at=at)
    actions.decide_tender(tender, go=True, reason="Карточка за участие, команда свободна к началу работ", by=story.who("head"), at=at)


def _secured(story, tender: Tender, at: datetime, *, share: int = 100, kind="bid", back_in: int = 40, form="money", am="sergey"):
    row = actions.add_security(tender, kind=kind, form=form, amount_kopecks=tender.initial_max_price_kopecks // share, by=story.who(am), at=at)
    day = today(at)
    return actions.pay_security(row, on=day, due_back_on=day + timedelta(days=back_in), by=story.who(am), at=at)


def _priced(story, tender: Tender, at: datetime, *, cost: int, price: int | None = None, reason: str = "") -> None:
    actions.plan_price(tender, cost_kopecks=tender.initial_max_price_kopecks * cost // 100, margin_percent=Decimal(25), by=story.who("head"), at=at)
    if price is not None:
        kopecks = tender.initial_max_price_kopecks * price // 100
        actions.submit_tender(tender, price_kopecks=kopecks, reason=reason, by=story.who("head"), at=at)


def _moves(story, tender: Tender, at: datetime, *events: str, am="sergey", reason="") -> None:
    for event in events:
        actions.move_tender(tender, event=event, reason=reason, by=story.who(am), at=at)


def _protocol(story, tender: Tender, at: datetime, *shares: tuple[int, int | None], am="sergey") -> None:
    """Write the protocol: (price in per cent of the initial one, which rival; None is ourselves)."""
    initial = tender.initial_max_price_kopecks
    bids = [{"name": "ООО «Старта»", "price_kopecks": initial * share // 100, "ours": True} if rival is None else
            {"name": RIVALS[rival][0], "inn": RIVALS[rival][1], "price_kopecks": initial * share // 100} for share, rival in shares]  # fmt: skip
    actions.write_protocol(tender, bids=bids, on=today(at), by=story.who(am), at=at)


@transaction.atomic
def _library(story) -> None:
    """A competition for which the security is paid and the price is counted: the application leaves in some days."""
    tender = _tender(story, "Сайт и личный кабинет читателя", "ГБУК «Краевая научная библиотека»", "Красноярский край", 4_850_000,
                     story.now + timedelta(days=6), story.lately(60), method="competition", number="0319200000126004471", platform="РОСЭЛТОРГ")  # fmt: skip
    at = story.lately(20)
    actions.note_day(tender, base="published", on=today(story.lately(70)), by=story.who("sergey"), at=at)
    _go(story, tender, at, pm="oleg")
    _secured(story, tender, story.lately(10))
    _priced(story, tender, story.lately(3), cost=56)


@transaction.atomic
def _tourism(story) -> None:
    """A purchase by 223-FZ, submitted and admitted; the price fell deep and says why."""
    tender = _tender(story, "Продвижение туристического бренда", "АО «Корпорация развития туризма»", "Республика Хакасия", 2_400_000,
                     story.now - timedelta(days=1), story.lately(90), am="irina", law="fz223", method="proposals", number="32615001187", platform="Фабрикант")  # fmt: skip
    at = story.lately(50)
    _score(tender, story.who("irina"), at)
    actions.decide_tender(tender, go=True, reason="Хотим войти в регион, опыт в туризме есть", by=story.who("head"), at=at)
    _priced(story, tender, at, cost=58, price=76, reason="Первый проект в регионе: берём ниже желаемой маржи")
    _moves(story, tender, story.lately(3), "admit", am="irina")


@transaction.atomic
def _university(story) -> None:
    """An auction that was won; the draft contract has come, our signature is due."""
    tender = _tender(story, "Сопровождение портала университета", "ФГБОУ ВО «Сибирский технический университет»", "Красноярский край", 3_200_000,
                     story.now - timedelta(days=9), story.lately(120), number="0319100010326000211", platform="Сбербанк-АСТ")  # fmt: skip
    _go(story, tender, story.lately(110), pm="maria")
    bid = _secured(story, tender, story.lately(104))
    _priced(story, tender, story.lately(98), cost=52, price=84)
    _moves(story, tender, story.lately(50), "admit", "bid")
    _protocol(story, tender, story.lately(40), (84, None), (85, 0), (91, 3))
    _moves(story, tender, story.lately(40), "win")
    actions.return_security(bid, on=today(story.lately(24)), by=story.who("sergey"), at=story.lately(24))
    _moves(story, tender, story.lately(16), "sign")
    actions.add_security(tender, kind="performance", form="guarantee", amount_kopecks=tender.initial_max_price_kopecks // 20,
                         due_on=today(story.now) + timedelta(days=3), by=story.who("sergey"), at=story.lately(16))  # fmt: skip


@transaction.atomic
def _theatre(story) -> None:
    """A lost auction: rivals went down to a dumping price."""
    tender = _tender(story, "Сайт театра юного зрителя", "КГАУК «Театр юного зрителя»", "Красноярский край", 1_150_000,
                     _ago(story, 40), _ago(story, 58), number="0119200000125014410")  # fmt: skip
    _go(story, tender, _ago(story, 57), pm="maria")
    bid = _secured(story, tender, _ago(story, 56))
    _priced(story, tender, _ago(story, 53), cost=60, price=86)
    _moves(story, tender, _ago(story, 39), "admit", "bid")
    _protocol(story, tender, _ago(story, 37), (61, 0), (63, 2), (86, None), (88, 3))
    at = _ago(story, 35)
    actions.return_security(bid, on=today(at), by=story.who("sergey"), at=at)
    _moves(story, tender, at, "lose", reason="Соперники упали на 39 %, ниже нашего порога не пошли")


@transaction.atomic
def _archive(story) -> None:
    """A contract that is done and paid, while the security of the contract has not come back in time."""
    tender = _tender(story, "Каталог фондов архива", "КГКУ «Государственный архив края»", "Красноярский край", 890_000,
                     _ago(story, 185), _ago(story, 200), method="quotation", number="0319300000526000098")  # fmt: skip
    _go(story, tender, _ago(story, 198), pm="oleg")
    _priced(story, tender, _ago(story, 197), cost=55, price=92)
    _moves(story, tender, _ago(story, 175), "admit")
    _protocol(story, tender, _ago(story, 173), (92, None), (94, 1), (97, 2))
    _moves(story, tender, _ago(story, 173), "win")
    _moves(story, tender, _ago(story, 170), "sign")
    _secured(story, tender, _ago(story, 169), share=10, kind="performance", back_in=115)
    _moves(story, tender, _ago(story, 169), "run")
    _moves(story, tender, _ago(story, 51), "accept")
    _moves(story, tender, _ago(story, 44), "pay")


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
