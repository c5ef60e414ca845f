"""Two years of the demo agency's sources: talks and visiting cards, demand by region, a channel left in phases."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from svyazka.people.queries import today
from svyazka.sources.actions import fade_source, load_demand, meet_people, retire_source, set_cost, write_down_event
from svyazka.sources.models import Source
from svyazka.sources.rules.meeting import cards_in

SITE = "https://starta.example"
CLIENTS, PEERS = "clients", "peers"
COLD = (15_000_000, 12_000_000, 9_000_000, 4_000_000, 4_000_000)  # kopecks a month, less and less
# days ago, kind, audience, name, talk, speaker, region, roubles, hours, people met, visiting cards
EVENTS = (
    (712, "conference", PEERS, "Digital-завтрак, Новосибирск", "Почему мы ушли от холодных продаж", "director", "Новосибирская область",
     18_000, 12, 25, "Антон Лисин, ООО «Студия 54», +7 383 200-11-20\nМария Гай, ООО «Контур Медиа», maria@example.org"),
    (700, "forum", CLIENTS, "Агрофорум Сибири, Красноярск", "Сайт хозяйства, который находит покупателя", "director", "Красноярский край",
     65_000, 24, 40, "Игорь Белых, АО «Назаровское», +7 391 200-31-15, спрашивал про сайт холдинга\n"
     "Олег Дорн, КФХ Дорн, +7 391 200-45-12"),
    (655, "own", CLIENTS, "Завтрак для промышленников в нашем офисе", "Что спрашивает снабженец на сайте завода", "head", "Красноярский край",
     22_000, 16, 14, "Пётр Захаров, ООО «Сибтехмаш», zaharov@example.org\nАркадий Штрам, ООО «Станкоимпорт-Урал», +7 343 200-51-02"),
    (610, "conference", PEERS, "Конференция агентств «Связи»", "Как мы считаем связку РМ и АМ", "director", "Москва", 74_000, 30, 45,
     "Инна Верес, ООО «Пиксель», +7 495 200-17-01\nРоман Ткач, ООО «Ткач и партнёры», tkach@example.org"),
    (560, "forum", CLIENTS, "Красноярский экономический форум", "Личный бренд директора завода", "director", "Красноярский край", 120_000, 30,
     60, "Елена Краснова, ООО «Енисейская Сибирь», +7 391 200-12-64, резидент форума\nКозлов В. П., ИП Козлов В. П., +7 391 200-77-08\n"
     "Тимур Азаров, ГК «Полюс Строй», +7 391 200-14-90"),
    (505, "conference", PEERS, "Встреча руководителей студий, Томск", "Ретроспективы, после которых что-то меняется", "head", "Томская область",
     15_000, 14, 30, "Ксения Ли, ООО «Томск Веб», li@example.org\nЕвгения Руденко, ИП Руденко Е. А., rudenko@example.org"),
    (470, "forum", CLIENTS, "Форум «Сибирь без границ»", "Продвижение за пределы своего города", "director", "Новосибирская область", 48_000,
     20, 35, "Татьяна Шойму, АНО «Сибирь без границ», +7 383 200-51-40\nЛев Орлик, АНО «Деловая Сибирь», orlik@example.org"),
    (420, "own", PEERS, "Разбор провалов: вечер для коллег", "Три проекта, которые мы потеряли", "head", "Красноярский край", 12_000, 10, 40, ""),
    (365, "conference", CLIENTS, "Конференция «Мебель Сибири»", "Каталог, который продаёт без менеджера", "anna", "Новосибирская область",
     38_000, 18, 28, "Рустам Галеев, ООО «Кедр», +7 390 200-33-17\nНина Серова, ООО «Лиственница», +7 385 200-61-14\nЛидия Ухова, ООО «Мебельный двор», uhova@example.org"),
    (330, "conference", PEERS, "Конференция по разработке, Екатеринбург", "Оценка, которая держится", "dev", "Свердловская область", 56_000, 28,
     50, "Глеб Носов, ООО «Урал Код», +7 343 200-24-18"),
    (290, "forum", CLIENTS, "Фермерский форум", "Соцсети хозяйства: три часа в неделю", "anna", "Красноярский край", 27_000, 14, 33,
     "Морозов Илья, КФХ Морозов, +7 391 200-90-21, нужны соцсети\nДмитрий Лес, КФХ Зелёный дом, les@example.org\nИгорь Белых, АО «Назаровское», +7 391 200-31-15"),
    (240, "conference", PEERS, "Завтрак «Аккаунты и проджекты»", "Как перевести людей на связку", "head", "Москва", 68_000, 26, 38,
     "Андрей Краснов, ИП Краснов А. В., krasnov@example.org\nОксана Юдина, ИП Юдина О. Р., +7 391 200-82-16"),
    (200, "own", CLIENTS, "Встреча рестораторов", "Соцсети, из которых приходят гости", "irina", "Красноярский край", 16_000, 10, 19,
     "Ольга Тимофеева, ООО «Тайга», +7 391 200-66-31"),
    (120, "forum", CLIENTS, "Форум промышленного маркетинга, Красноярск", "Сайт завода, который приносит заявки", "director",
     "Красноярский край", 85_000, 26, 34, "Мельникова О. С., ИП Мельникова О. С., +7 391 200-41-19, эксперт по тендерам\n"
     "Елена Краснова, ООО «Енисейская Сибирь», +7 391 200-12-64\nФёдор Уваров, АО «Усть-Катавский завод», +7 351 200-70-11\n"
     "Виктор Саян, ООО «Саянмаш», sayan@example.org"),
    (75, "conference", PEERS, "Сибирский интернет-форум", "Спрос по регионам: что мы нашли", "seo", "Новосибирская область", 34_000, 20, 55, ""),
    (40, "conference", CLIENTS, "День поставщика края", "Как заказчик читает сайт подрядчика", "sergey", "Красноярский край", 9_000, 9, 22,
     "Юлия Брагина, КГАУ «Музейный центр», +7 391 200-58-58"),
    (18, "own", PEERS, "Разбор спринта: вечер для коллег", "Что меняется за две недели", "pavel", "Красноярский край", 7_000, 8, 26, ""),
)  # fmt: skip
BEFORE = (  # days ago, and a request of the time when the agency still called strangers
    (727, "Сайт охранного агентства", "ООО «Щит-Красноярск»", "cold", "Красноярский край", "Не просили звонить", False),
    (724, "Сайт автошколы", "АНО «Вираж»", "cold", "Красноярский край", "Нет бюджета до лета", True),
    (721, "Продвижение окон", "ООО «Светлый дом»", "search", "Кемеровская область", "Ушли к знакомым", True),
    (718, "Каталог спецодежды", "ООО «Роба»", "cold", "Новосибирская область", "Хотели только цену", True),
    (714, "Сайт нотариуса", "Нотариус Белова", "referral", "Красноярский край", "Сайт делает палата", False),
    (709, "Реклама такси", "ООО «Вези»", "cold", "Иркутская область", "Попросили больше не звонить", False),
    (704, "Сайт пекарни", "ИП Дёмин О. Л.", "cold", "Красноярский край", "Дорого", True),
    (648, "Сайт кровельной компании", "ООО «Крыша»", "cold", "Омская область", "Отложили", True),
)  # fmt: skip
GROUPS = {"Создание сайтов": ("сайт", "портал", "магазин"), "Продвижение сайтов": ("продвижение", "накрутка"), "Каталоги продукции": ("каталог",),
          "Ведение соцсетей": ("соцсети", "бренд")}  # fmt: skip
DEMAND = {  # shows a month of the first group: the rest are parts of it
    "Красноярский край": 5200, "Новосибирская область": 4300, "Свердловская область": 3900, "Кемеровская область": 2100, "Иркутская область": 2600,
    "Челябинская область": 2500, "Республика Татарстан": 3300, "Пермский край": 1700, "Омская область": 1500, "Томская область": 1200,
    "Алтайский край": 1300, "Хабаровский край": 1100, "Приморский край": 1600, "Республика Хакасия": 480, "Тюменская область": 1900,
    "ХМАО": 1400, "Республика Башкортостан": 2200, "Самара": 2400, "Москва": 9100, "СПб": 5600, "Забайкальский край": 420, "Республика Бурятия": 510,
    "Якутия": 620, "Амурская область": 390, "Республика Тыва": 160, "Курган": 310, "Оренбургская область": 690, "Удмуртия": 830,
}  # fmt: skip
SCALE = (("Создание сайтов", 1.0), ("Продвижение сайтов", 0.7), ("Каталоги продукции", 0.18), ("Ведение соцсетей", 0.34))


def tell_past(story) -> None:
    """Tell the talks with whom they met, the demand of a year, and how cold calls were left."""
    _leave_cold(story)
    for told in EVENTS:
        _event(story, *told)
    head = story.who("head")
    load_demand(story.agency, raw=_export(story).encode("cp1251"), name="Вебмастер, регионы.csv", by=head, at=story.now - timedelta(days=2))


def tell_lost(story) -> None:
    """Tell the requests of the time before the first year of pairs."""
    for days, *told in BEFORE:
        story.lost(*told, story.now - timedelta(days=days))


def _leave_cold(story) -> None:
    cold, head, start = Source.objects.get(code="cold"), story.who("head"), story.now - timedelta(days=729)
    for n, kopecks in enumerate(COLD):
        set_cost(cold, month_on=_month(today(start), n), kopecks=kopecks, by=head, at=start)
    fade_source(cold, on=today(start + timedelta(days=70)), by=head, at=start)
    retire_source(cold, on=story.cold_ends.date(), by=head, at=start)


def _event(story, days: int, kind, audience, name, talk, speaker, region, rubles, hours, met, cards) -> None:
    head, at = story.who("head"), story.now - timedelta(days=days)
    event = write_down_event(story.agency, name=name, kind=kind, audience=audience, held_on=today(at), talk=talk, speaker=story.who(speaker),
                             region=region, cost_kopecks=rubles * 100, hours=Decimal(hours), people_met=met, by=head, at=at)  # fmt: skip
    people = [vars(card) for card in cards_in(cards)]
    if people:
        meet_people(event, people=people, by=head, at=at)


def _export(story) -> str:
    """Write the demand of the last twelve months as Webmaster does."""
    lines, last = ["Регион;Группа запросов;Месяц;Показы;Клики;Ср. позиция"], today(story.now).replace(day=1)
    for back in range(12):
        month = _month(last, -back)
        for region, shows in DEMAND.items():
            for n, (group, scale) in enumerate(SCALE):
                seen = int(shows * scale * story.dice.uniform(0.8, 1.15) * (1.25 if month.month in (2, 3, 9, 10, 11) else 1))
                place = 4 + n * 2 + back * 0.5 + story.dice.uniform(0, 6) + (0 if shows > 1000 else 5)
                lines.append(f"{region};{group};{month:%m.%Y};{seen};{int(seen * 0.55 / place)};{place:.1f}")
    return "\n".join(lines)


def _month(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def visit(title: str, source: str) -> dict[str, str]:
    """Return the marks of the link by which whoever searched for such a thing came; of other sources a visit tells nothing."""
    group = next((name for name, words in GROUPS.items() if any(word in title.lower() for word in words)), "")
    if source != "search" or not group:
        return {}
    marks = {"utm_source": "yandex", "utm_medium": "cpc", "utm_campaign": "uslugi", "utm_term": group}
    return {"landing": f"{SITE}/?{urlencode(marks)}", **marks}
