"""What the page of components shows: a few believable rows, kept nowhere."""

from datetime import datetime, timedelta


def sample(at: datetime) -> dict:
    """Return the rows of the page of components."""
    rows = [
        ("АО «Усть-Катавский завод» — сайт и каталог продукции", "Тендер · Белова и Жуков", "warn", "ТЗ у клиента", timedelta(minutes=25), 185_000_000),
        ("ИП Краснов, психолог", "Личный бренд · Орлова", "info", "Оценка", timedelta(hours=7), 9_500_000),
        ("Клиника «Доверие»", "SEO · Пермь", "bad", "Новый", timedelta(hours=-3), None),
    ]
    story = [
        {"at": at - timedelta(hours=2), "who": "Анна Белова", "instead_of": "Мария Орлова", "phrase": "лид взят", "note": "Ответ через 12 минут"},
        {"at": at - timedelta(days=2), "who": "Пётр Жуков", "instead_of": "", "phrase": "вердикт «да, если»", "note": ""},
    ]
    return {"at": at, "rows": rows, "story": story}
