"""The tender desk of the demo agency: tenders in different stages, securities, rivals, the locker."""

from datetime import datetime, timedelta

from django.db import transaction

from svyazka.people.queries import today
from svyazka.site.demo import bidding
from svyazka.site.demo.notices import tell_notices
from svyazka.tenders import actions

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
    tell_notices(story)
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


def _ago(story, days: int) -> datetime:
    """Return a working moment so many days ago."""
    return story.at(story.now - timedelta(days=days))


@transaction.atomic
def _library(story) -> None:
    """A competition for which the security is paid and the price is counted: the application leaves in some days."""
    tender = bidding.open_card(story, "Сайт и личный кабинет читателя", "ГБУК «Краевая научная библиотека»", "Красноярский край", 4_850_000,
                     story.now + timedelta(days=6), story.lately(60), method="competition", number="0319200000126004471", platform="РОСЭЛТОРГ")  # fmt: skip
    at = story.lately(20)
    actions.note_day(tender, base="published", on=today(story.lately(70)), by=story.who("sergey"), at=at)
    bidding.go_for(story, tender, at, pm="oleg")
    bidding.secure(story, tender, story.lately(10))
    bidding.name_price(story, tender, story.lately(3), cost=56)


@transaction.atomic
def _tourism(story) -> None:
    """A purchase by 223-FZ, submitted and admitted; the price fell deep and says why."""
    tender = bidding.open_card(story, "Продвижение туристического бренда", "АО «Корпорация развития туризма»", "Республика Хакасия", 2_400_000,
                     story.now - timedelta(days=1), story.lately(90), am="irina", law="fz223", method="proposals", number="32615001187", platform="Фабрикант")  # fmt: skip
    at = story.lately(50)
    bidding.score_card(tender, story.who("irina"), at)
    actions.decide_tender(tender, go=True, reason="Хотим войти в регион, опыт в туризме есть", by=story.who("head"), at=at)
    bidding.name_price(story, tender, at, cost=58, price=76, reason="Первый проект в регионе: берём ниже желаемой маржи")
    bidding.move_on(story, tender, story.lately(3), "admit", am="irina")


@transaction.atomic
def _university(story) -> None:
    """An auction that was won; the draft contract has come, our signature is due."""
    tender = bidding.open_card(story, "Сопровождение портала университета", "ФГБОУ ВО «Сибирский технический университет»", "Красноярский край", 3_200_000,
                     story.now - timedelta(days=9), story.lately(120), number="0319100010326000211", platform="Сбербанк-АСТ")  # fmt: skip
    bidding.go_for(story, tender, story.lately(110), pm="maria")
    bid = bidding.secure(story, tender, story.lately(104))
    bidding.name_price(story, tender, story.lately(98), cost=52, price=84)
    bidding.move_on(story, tender, story.lately(50), "admit", "bid")
    bidding.write_protocol(story, tender, story.lately(40), (84, None), (85, 0), (91, 3))
    bidding.move_on(story, tender, story.lately(40), "win")
    actions.return_security(bid, on=today(story.lately(24)), by=story.who("sergey"), at=story.lately(24))
    bidding.move_on(story, tender, story.lately(16), "sign")
    actions.add_security(tender, kind="performance", form="guarantee", amount_kopecks=tender.initial_max_price_kopecks // 20,
                         due_on=today(story.now) + timedelta(days=3), by=story.who("sergey"), at=story.lately(16))  # fmt: skip


@transaction.atomic
def _theatre(story) -> None:
    """A lost auction: rivals went down to a dumping price."""
    tender = bidding.open_card(story, "Сайт театра юного зрителя", "КГАУК «Театр юного зрителя»", "Красноярский край", 1_150_000,
                     _ago(story, 40), _ago(story, 58), number="0119200000125014410")  # fmt: skip
    bidding.go_for(story, tender, _ago(story, 57), pm="maria")
    bid = bidding.secure(story, tender, _ago(story, 56))
    bidding.name_price(story, tender, _ago(story, 53), cost=60, price=86)
    bidding.move_on(story, tender, _ago(story, 39), "admit", "bid")
    bidding.write_protocol(story, tender, _ago(story, 37), (61, 0), (63, 2), (86, None), (88, 3))
    at = _ago(story, 35)
    actions.return_security(bid, on=today(at), by=story.who("sergey"), at=at)
    bidding.move_on(story, tender, at, "lose", reason="Соперники упали на 39 %, ниже нашего порога не пошли")


@transaction.atomic
def _archive(story) -> None:
    """A contract that is done and paid, while the security of the contract has not come back in time."""
    tender = bidding.open_card(story, "Каталог фондов архива", "КГКУ «Государственный архив края»", "Красноярский край", 890_000,
                     _ago(story, 185), _ago(story, 200), method="quotation", number="0319300000526000098")  # fmt: skip
    bidding.go_for(story, tender, _ago(story, 198), pm="oleg")
    bidding.name_price(story, tender, _ago(story, 197), cost=55, price=92)
    bidding.move_on(story, tender, _ago(story, 175), "admit")
    bidding.write_protocol(story, tender, _ago(story, 173), (92, None), (94, 1), (97, 2))
    bidding.move_on(story, tender, _ago(story, 173), "win")
    bidding.move_on(story, tender, _ago(story, 170), "sign")
    bidding.secure(story, tender, _ago(story, 169), share=10, kind="performance", back_in=115)
    bidding.move_on(story, tender, _ago(story, 169), "run")
    bidding.move_on(story, tender, _ago(story, 51), "accept")
    bidding.move_on(story, tender, _ago(story, 44), "pay")
