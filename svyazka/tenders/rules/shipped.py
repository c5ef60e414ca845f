"""What the desk knows on its first day: terms of the laws with their source and mark, our own steps, codes of our trade.

A row marked V is told by the published source that stands beside it, K is to be checked by the documents, O is our own order.
"""

from decimal import Decimal

MILLION = 100_000_000  # kopecks

STAR = "star-tender.ru, 2021; librs.net, 2022"
REVIEW = "Обзор госзакупок 2023"


def _term(kind, law, method, base, days, *, wd=False, before=False, bound="most", mark="K", source="", price_from=None, price_to=None):
    return {"kind": kind, "law": law, "method": method, "base": base, "days": days, "working_days": wd, "before": before,
            "bound": bound, "mark": mark, "source": source, "price_from_kopecks": price_from, "price_to_kopecks": price_to}  # fmt: skip


def _step(kind, days, *, wd=True, mark="O", source=""):
    return _term(kind, "", "", "deadline", days, wd=wd, before=True, bound="most", mark=mark, source=source)


def _figure(kind, law, low=None, high=None, *, method="", mark="K", source="", price_from=None, price_to=None):
    return {"kind": kind, "law": law, "method": method, "percent_from": low and Decimal(low), "percent_to": high and Decimal(high),
            "mark": mark, "source": source, "price_from_kopecks": price_from, "price_to_kopecks": price_to}  # fmt: skip


SHIPPED = (
    _step("go_no_go", 7), _step("documents", 3), _step("security", 2), _step("price", 1),
    _step("clarify", 3, wd=False, mark="K", source=STAR),

    _term("application", "fz44", "auction", "published", 7, bound="least", mark="V", source=REVIEW, price_to=300 * MILLION),
    _term("application", "fz44", "auction", "published", 15, bound="least", mark="V", source=REVIEW, price_from=300 * MILLION),
    _term("application", "fz44", "competition", "published", 15, bound="least"),
    _term("application", "fz44", "quotation", "published", 4, wd=True, bound="least"),
    _term("answer", "fz44", "", "asked", 2, source=STAR),
    _term("session", "fz44", "auction", "deadline", 0, bound="exactly", mark="V", source="librs.net, Кутюкова, 2022: через два часа после срока заявок"),
    _term("review", "fz44", "auction", "deadline", 2, wd=True),
    _term("draft", "fz44", "", "protocol", 2, wd=True),
    _term("draft", "fz44", "quotation", "protocol", 1, wd=True),
    _term("signature", "fz44", "", "draft", 5, wd=True),
    _term("signature", "fz44", "quotation", "draft", 1, wd=True),
    _term("countersign", "fz44", "", "ours", 2, wd=True),
    _term("countersign", "fz44", "quotation", "ours", 1, wd=True),
    _term("not_before", "fz44", "", "protocol", 10, bound="least"),
    _term("not_before", "fz44", "quotation", "protocol", 2, wd=True, bound="least"),
    _term("payment", "fz44", "", "accepted", 7, wd=True, mark="V", source="44-ФЗ, ст. 34, ч. 13.1; zakupki44fz.ru, с июля 2022"),
    _term("payment_paper", "fz44", "", "paper", 10, wd=True, mark="V", source="44-ФЗ, ст. 34, ч. 13.1; zakupki44fz.ru, с июля 2022"),
    _term("register", "fz44", "", "listed", 730, bound="exactly"),

    _term("application", "fz223", "competition", "published", 7, bound="least", price_to=30 * MILLION),
    _term("application", "fz223", "competition", "published", 15, bound="least", price_from=30 * MILLION),
    _term("application", "fz223", "auction", "published", 7, bound="least", price_to=30 * MILLION),
    _term("application", "fz223", "auction", "published", 15, bound="least", price_from=30 * MILLION),
    _term("application", "fz223", "proposals", "published", 5, wd=True, bound="least"),
    _term("application", "fz223", "quotation", "published", 4, wd=True, bound="least"),
    _term("not_before", "fz223", "", "protocol", 10, bound="least"),
    _term("not_after", "fz223", "", "protocol", 20),
    _term("payment", "fz223", "", "accepted", 7, wd=True, mark="V", source="223-ФЗ, ст. 3, ч. 5.3; jurmag.com"),
    _term("register", "fz223", "", "listed", 730, bound="exactly"),

    _figure("bid_security", "fz44", "0.5", "1", price_to=20 * MILLION),
    _figure("bid_security", "fz44", "0.5", "5", price_from=20 * MILLION),
    _figure("performance_security", "fz44", "0.5", "30"),
    _figure("dumping", "fz44", "25", mark="V", source="44-ФЗ, ст. 37; brace-lf.com"),
    _figure("dumping_security", "fz44", "150", source="44-ФЗ, ст. 37"),
    _figure("good_faith", "fz44", source="44-ФЗ, ст. 37", price_to=15 * MILLION),
    _figure("step", "fz44", "0.5", "5", method="auction"),
    _figure("limit", "fz44", method="quotation", price_to=10 * MILLION),
    _figure("small", "fz44", mark="V", source="44-ФЗ, ст. 93, ч. 1, п. 4", price_to=6 * MILLION // 10),
    _figure("limit", "fz223", method="proposals", price_to=15 * MILLION),
    _figure("limit", "fz223", method="quotation", price_to=7 * MILLION),
)  # fmt: skip

CODES = (  # prefix of OKPD2, what it is
    ("58.29", "Программное обеспечение и лицензии"), ("62.01", "Разработка программ и сайтов"),
    ("62.02", "Консультации и сопровождение систем"), ("62.03.12", "Управление системами"), ("62.09", "Прочие услуги ИТ"),
    ("63.11", "Хостинг и обработка данных"), ("63.12", "Порталы"), ("70.21", "Связи с общественностью"), ("73.1", "Реклама"),
    ("82.30", "Конференции и выставки"),
)  # fmt: skip
