"""How a tender of the demo goes: the card, the security, the price, the protocol, the way to a contract."""

from datetime import datetime, timedelta
from decimal import Decimal

from svyazka.leads.actions import qualify_lead
from svyazka.leads.models import Lead
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.tenders import actions
from svyazka.tenders.models import Criterion, Tender

RIVALS = (("ООО «Веб-Сибирь»", "2460112233"), ("АО «ГосИнформСистемы»", "7701223344"), ("ИП Карпов А. С.", "246311223344"),
          ("ООО «Цифровой регион»", "5406778899"))  # fmt: skip
SCORES = {"профилю": (5, "Портал такого же рода сдали весной"), "Маржа": (4, "При падении до 15 % остаётся больше четверти"),
          "Шансы": (3, "Обычно приходят двое-трое, цену роняют умеренно"), "Риски": (3, "Штрафы обычные, приёмка в два этапа"),
          "обеспечении": (4, "Хватает свободных денег")}  # fmt: skip
TENDER_GOES = {"sign": 3, "run": 8, "accept": 75, "pay": 84, "finish": 90}  # days after the bidding


def open_card(story, title, company, region, rubles, deadline_at, began, *, am="sergey", law="fz44", method="auction", number="", platform="РТС-тендер") -> Tender:
    lead, _seller = story.lead(title, company, "tender", region, began, am=am)
    at = story.at(lead.received_at, 6)
    qualify_lead(lead, fits=True, reason="Закупка по нашему профилю", by=story.who(am), at=at)
    return actions.open_tender(lead, law=law, method=method, number=number, platform=platform, initial_max_price_kopecks=rubles * 100,
                               deadline_at=deadline_at.replace(hour=6, minute=0, second=0, microsecond=0), by=story.who(am), at=at)  # fmt: skip


def score_card(tender: Tender, by: Person, at: datetime, only: tuple = ()) -> None:
    for criterion in Criterion.objects.filter(feasibility=False).order_by("pk"):
        for word, (score, why) in SCORES.items():
            if word in criterion.title and (not only or word in only):
                actions.score_tender(tender, criterion=criterion, score=score, word=why, by=by, at=at)


def go_for(story, tender: Tender, at: datetime, *, pm="pavel", am="sergey") -> None:
    """Fill the card, with the PM's word, and decide to take part."""
    score_card(tender, story.who(am), at)
    actions.ask_feasible(tender, by=story.who(am), at=at)
    actions.judge_tender(tender, score=4, word="Успеем, если дизайн начнём до подписания", by=story.who(pm), at=at)
    actions.decide_tender(tender, go=True, reason="Карточка за участие, команда свободна к началу работ", by=story.who("head"), at=at)


def secure(story, tender: Tender, at: datetime, *, share: int = 100, kind="bid", back_in: int = 40, form="money", am="sergey"):
    row = actions.add_security(tender, kind=kind, form=form, amount_kopecks=tender.initial_max_price_kopecks // share, by=story.who(am), at=at)
    day = today(at)
    return actions.pay_security(row, on=day, due_back_on=day + timedelta(days=back_in), by=story.who(am), at=at)


def name_price(story, tender: Tender, at: datetime, *, cost: int, price: int | None = None, reason: str = "") -> None:
    actions.plan_price(tender, cost_kopecks=tender.initial_max_price_kopecks * cost // 100, margin_percent=Decimal(25), by=story.who("head"), at=at)
    if price is not None:
        kopecks = tender.initial_max_price_kopecks * price // 100
        actions.submit_tender(tender, price_kopecks=kopecks, reason=reason, by=story.who("head"), at=at)


def move_on(story, tender: Tender, at: datetime, *events: str, am="sergey", reason="") -> None:
    for event in events:
        actions.move_tender(tender, event=event, reason=reason, by=story.who(am), at=at)


def write_protocol(story, tender: Tender, at: datetime, *shares: tuple[int, int | None], am="sergey") -> None:
    """Write the protocol: (price in per cent of the initial one, which rival; None is ourselves)."""
    initial = tender.initial_max_price_kopecks
    bids = [{"name": "ООО «Старта»", "price_kopecks": initial * share // 100, "ours": True} if rival is None else
            {"name": RIVALS[rival][0], "inn": RIVALS[rival][1], "price_kopecks": initial * share // 100} for share, rival in shares]  # fmt: skip
    actions.write_protocol(tender, bids=bids, on=today(at), by=story.who(am), at=at)


def tender_story(lead: Lead, case: dict, price: int, am: Person, head: Person, clock: datetime, now: datetime) -> None:
    """Tell a tender from its notice to the contract, with the lead of its engagement."""
    deadline = now + timedelta(days=8) if case["ends"] == "offer" else clock + timedelta(days=9)
    number = f"03192000{lead.pk:011d}"
    tender = actions.open_tender(lead, law="fz44", method="auction", number=number, platform="РТС-тендер", by=am, at=clock,
                                 initial_max_price_kopecks=price * 12 // 10, deadline_at=deadline)  # fmt: skip
    actions.decide_tender(tender, go=True, reason="Похожий портал уже делали, обеспечение посильно", by=am, at=clock)
    if case["ends"] == "offer":
        return
    actions.submit_tender(tender, price_kopecks=price, by=head, at=clock)
    for event in ("admit", "bid", "win"):
        actions.move_tender(tender, event=event, by=am, at=clock)
    for event, days in TENDER_GOES.items():
        at = clock + timedelta(days=days)
        if at < now and (case["ends"] == "done" or event in ("sign", "run")):
            actions.move_tender(tender, event=event, by=am, at=at)
