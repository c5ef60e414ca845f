"""What the demo agency brought along: the deals of its former system, and a list from a fair that nobody has read yet."""

import csv
import io
from datetime import datetime, timedelta

from svyazka.leads.actions import bring_batch, keep_import, start_import, try_import
from svyazka.leads.models import ImportRun
from svyazka.people.models import Person

HEADINGS = ("ID", "Название сделки", "Бюджет", "Ответственный", "Дата создания сделки", "Дата закрытия", "Этап сделки", "Причина отказа",
            "Компания", "Полное имя контакта", "Мобильный телефон", "Рабочий email", "Город", "Источник", "Примечание")  # fmt: skip
WON, LOST, TALKS = "Успешно реализовано", "Закрыто и не реализовано", "Переговоры"
DEALS = (  # days before the move: came, closed
    ("Сайт пекарни «Каравай»", "180000", "Сергей Тихонов", 210, 150, WON, "", "ООО «Каравай»", "Алла Мясникова", "'+7 913 555-01-10", "alla@karavay.example.org", "Красноярск", "Рекомендация", "Печатают прайс раз в квартал"),
    ("Продвижение шиномонтажа", "90000", "Анна Белова", 200, 171, WON, "", "ООО «Колесо»", "Юрий Дятлов", "8 913 555 02 20", "", "Ачинск", "Сайт", ""),
    ("Лендинг курсов", "60000", "Анна Белова", 190, 185, LOST, "Дорого", "", "Марина Ш.", "'+79135550330", "marina@example.org", "Красноярск", "Выставка «Малый бизнес»", ""),
    ("Сайт турбазы", "240000", "Ирина Жукова", 176, 120, WON, "", "ИП Саянский", "Олег Саянский", "'+7 902 555-04-40", "", "Абакан", "Рекомендация", "Вернутся за продвижением весной"),
    ("Интернет-магазин мёда", "320000", "Ирина Жукова", 160, 141, LOST, "Выбрали другого подрядчика", "КФХ «Пасека»", "", "", "paseka@example.org", "Минусинск", "Сайт", ""),
    ("Корпоративный портал", "750000", "Пётр Уволенный", 150, None, TALKS, "", "АО «Сибмаш»", "Инна Гордеева", "'+7 391 555-05-50", "gordeeva@sibmash.example.org", "Красноярск", "Выставка «Малый бизнес»", "Ждут решения совета директоров"),
    ("Аудит рекламы", "45000", "Пётр Уволенный", 133, None, "Первичный контакт", "", "ООО «Фасад-24»", "Роман", "8 (913) 555-06-60", "", "Канск", "Сайт", ""),
    ("Сайт стоматологии", "210000", "Сергей Тихонов", 110, 60, WON, "", "ООО «Улыбка»", "Вера Лапина", "'+7 913 555-07-70", "lapina@example.org", "Красноярск", "Рекомендация", ""),
    ("Фирменный стиль", "130000", "", 99, "вчера", WON, "", "ООО «Багет»", "Нина", "", "nina@example.org", "Красноярск", "", ""),
    ("Карточки товаров", "15 000 ₸", "Анна Белова", 80, 70, WON, "", "ТОО «Алатау»", "Айгуль", "+7 701 555 08 80", "", "Алматы", "Сайт", ""),
)  # fmt: skip
MET = (("Что интересует", "Кто подошёл", "Откуда", "Как связаться"),
       ("Каталог для завода", "Глеб Нечаев", "ООО «Литейщик»", "8 902 555-10-01"), ("Соцсети клиники", "Дарья", "Клиника «Исток»", "darya@istok.example.org"),
       ("Не помню, просил позвонить", "", "", "8 902 555-10-03"))  # fmt: skip


def bring_former(head: Person, *, at: datetime) -> None:
    """Bring the deals of the former system in, on the day of the move; one row of them was wrong and stays told."""
    rows = [(str(4100 + n), *row[:3], _day(at, row[3]), _closed(at, row[4]), *row[5:]) for n, row in enumerate(DEALS)]
    run = keep_import(ImportRun(name="amocrm_export_leads.csv"), raw=_csv(HEADINGS, *rows), by=head, at=at)
    run = start_import(try_import(run, by=head, at=at), by=head, at=at)
    while run.state == "running":
        run = bring_batch(run, by=head, at=at)


def keep_list_of_fair(head: Person, *, at: datetime) -> None:
    """Keep a list whose headings nobody knows yet: it waits for a word about its columns."""
    keep_import(ImportRun(name="Список с форума.csv"), raw=_csv(*MET), by=head, at=at)


def _day(at: datetime, days: int) -> str:
    return f"{at - timedelta(days=days):%d.%m.%Y %H:%M:%S}"


def _closed(at: datetime, days: int | str | None) -> str:
    return days if isinstance(days, str) else _day(at, days) if days else "не закрыта"


def _csv(*rows: tuple) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(rows)
    return file.getvalue().encode("utf-8")
