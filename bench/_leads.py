"""A great many leads for benchmarks: one is received as any other, the rest are written after its pattern."""

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

SYLLABLES = ["ба", "ве", "го", "ди", "жа", "зе", "ки", "лу", "мо", "на", "пе", "ро", "са", "ту", "фа", "хи", "це", "ша", "эк", "юн", "яр", "стро", "тех", "пром", "снаб", "торг", "мед", "агро", "лес", "мет", "вод", "газ", "свет", "дом", "кров", "стан", "пол", "бур", "мор", "гор", "зар"]  # fmt: skip
SAID_OFTEN = ["сайт", "продвижение", "реклама", "магазин", "интернет", "заказ", "клиент", "заявка", "поддержка", "разработка", "дизайн", "каталог", "товар", "завод", "производство", "услуга", "цена", "срок", "бюджет", "договор", "звонок", "почта", "письмо", "директор", "маркетинг", "поиск", "запрос", "регион", "город", "отдел", "продажа", "аналитика", "отчёт", "контент", "статья", "видео", "баннер", "логотип", "бренд", "стиль", "портал", "кабинет", "интеграция", "склад", "оплата", "доставка", "корзина", "фильтр", "карточка", "фото", "описание", "перевод", "хостинг", "домен", "сервер", "безопасность", "аудит", "стратегия"]  # fmt: skip
FORMS = ("ООО", "АО", "ИП", "ПАО", "ГК")
REGIONS = ("Красноярский край", "Москва", "Пермский край", "Приморский край", "Новосибирская область", "Республика Татарстан")
STATES = (("lost", 45), ("not_ours", 25), ("won", 15), ("offer", 5), ("qualified", 5), ("taken", 3), ("new", 2))
COLUMNS = ("company", "title", "request", "region", "source", "state")
BEGAN = datetime(2020, 1, 1, 3, tzinfo=UTC)


def told(folder: Path | None) -> Iterator[dict]:
    """Yield leads without end: from FOLDER/leads.csv (its rows again and again), else made up, always the same."""
    while folder is not None:
        with (folder / "leads.csv").open(newline="", encoding="utf-8-sig") as file:
            yield from csv.DictReader(file)
    dice = random.Random(20)
    said_seldom = [word_of(dice) for _n in range(8000)]
    names = [word_of(dice).title() for _n in range(40000)]
    while True:
        words = [said_by_chance(dice, said_seldom) for _n in range(25)]
        yield {
            "company": f"{dice.choice(FORMS)} «{dice.choice(names)}-{dice.choice(names)}»",
            "title": " ".join(words[:4]).capitalize(),
            "request": " ".join(words),
            "region": dice.choice(REGIONS),
            "source": dice.choices(("search", "brand", "tender", "referral"), (60, 20, 15, 5))[0],
            "state": dice.choices([state for state, _part in STATES], [part for _state, part in STATES])[0],
        }


def word_of(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _n in range(dice.choice((2, 3, 3, 4))))


def said_by_chance(dice: random.Random, seldom: list[str]) -> str:
    if dice.random() < 0.5:
        return SAID_OFTEN[min(int(dice.expovariate(1 / 15)), len(SAID_OFTEN) - 1)]
    return seldom[min(int(dice.expovariate(1 / 800)), len(seldom) - 1)]


class Pattern:
    """Writes leads after the pattern of one that was received, table by table, whatever columns they have."""

    def __init__(self, cursor, lead, rows: Iterator[dict]):
        self.cursor, self.lead, self.rows, self.made = cursor, lead, rows, 1
        message, touch = lead.engagement.messages.get(), lead.touches.get()
        self.patterns = [(one.__class__, one.pk) for one in (lead.engagement.client, lead.contact, lead.engagement, message, lead, touch)]
        cursor.execute("CREATE TEMP TABLE told (n bigint PRIMARY KEY, company text, title text, request text, region text, "
                       "source_id bigint, state text, received_at timestamptz)")  # fmt: skip
        cursor.execute("SELECT code, id FROM sources_source")
        self.sources = dict(cursor.fetchall())

    def up_to(self, count: int) -> None:
        """Write leads until there are so many."""
        self.cursor.execute("TRUNCATE told")
        with self.cursor.copy("COPY told FROM STDIN") as copy:
            for n in range(self.made, count):
                row = next(self.rows)
                copy.write_row((n, row["company"], row["title"], row["request"], row["region"], self.sources[row["source"]],
                                row["state"], BEGAN + timedelta(minutes=3 * n)))  # fmt: skip
        self.cursor.execute("ANALYZE told")
        for model, key in self.patterns:
            self._write(model, key)
        self.made = count
        for model, _key in self.patterns:
            self.cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")

    def _write(self, model, key: int) -> None:
        table, own = model._meta.db_table, _own(model)
        names = [field.column for field in model._meta.concrete_fields if field.column != "words"]
        values = ", ".join(own.get(name, f"p.{name}") for name in names)
        self.cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} p, told n WHERE p.id = %s", [key])
        self.cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _own(model) -> dict[str, str]:
    """Return what differs from the pattern, in SQL: keys follow the pattern's, so each row finds its own."""
    closed = "n.state IN ('lost', 'not_ours', 'won')"
    return {"id": "p.id + n.n"} | {
        "Client": {"name": "n.company", "name_key": "lower(n.company)", "region": "n.region", "inn": "''", "made_at": "n.received_at"},
        "Contact": {"client_id": "p.client_id + n.n", "email": "n.n || '@example.org'", "phone": "'+7' || (9000000000 + n.n)",
                    "email_key": "n.n || '@example.org'", "phone_key": "'+7' || (9000000000 + n.n)"},
        "Engagement": {"client_id": "p.client_id + n.n", "title": "n.title", "opened_at": "n.received_at", "reply_token": "md5(n.n::text)",
                       "state": f"CASE WHEN {closed} THEN 'lost' ELSE 'lead' END",
                       "closed_at": f"CASE WHEN {closed} THEN n.received_at + interval '9 days' END"},
        "Message": {"engagement_id": "p.engagement_id + n.n", "text": "n.request", "said_at": "n.received_at"},
        "Lead": {"engagement_id": "p.engagement_id + n.n", "contact_id": "p.contact_id + n.n", "source_id": "n.source_id",
                 "last_source_id": "n.source_id", "title": "n.title", "request": "n.request", "company": "n.company", "region": "n.region",
                 "state": "n.state", "received_at": "n.received_at", "answer_due_at": "n.received_at + interval '1 hour'",
                 "answered_at": "CASE WHEN n.state IN ('new', 'taken') THEN NULL ELSE n.received_at + interval '40 minutes' END",
                 "closing_reason": f"CASE WHEN {closed} THEN 'не сошлись в цене' ELSE '' END",
                 "closed_at": f"CASE WHEN {closed} THEN n.received_at + interval '9 days' END"},
        "Touch": {"lead_id": "p.lead_id + n.n", "source_id": "n.source_id", "at": "n.received_at", "region": "n.region"},
    }[model.__name__]  # fmt: skip
