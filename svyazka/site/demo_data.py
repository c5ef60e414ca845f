"""Whom and what the demo agency consists of: names, clients, needs."""

PEOPLE = (
    {"login": "director", "track": "director", "name": "Вера Орлова", "position": "Директор", "department": "Управление"},
    {"login": "head", "track": "head", "name": "Никита Седов", "position": "Руководитель менеджеров", "department": "Управление"},
    {"login": "anna", "track": "am", "name": "Анна Белова", "position": "Аккаунт-менеджер", "department": "Проектный отдел"},
    {"login": "irina", "track": "am", "name": "Ирина Жукова", "position": "Аккаунт-менеджер", "department": "Проектный отдел"},
    {"login": "sergey", "track": "am", "name": "Сергей Тихонов", "position": "Аккаунт-менеджер", "department": "Проектный отдел"},
    {"login": "pavel", "track": "pm", "name": "Павел Ким", "position": "Проджект-менеджер", "department": "Проектный отдел"},
    {"login": "maria", "track": "pm", "name": "Мария Рудь", "position": "Проджект-менеджер", "department": "Проектный отдел"},
    {"login": "oleg", "track": "pm", "name": "Олег Леднёв", "position": "Проджект-менеджер", "department": "Проектный отдел"},
    {"login": "dev", "track": "specialist", "name": "Денис Волков", "position": "Разработчик", "specialism": "dev", "department": "Производство"},
    {"login": "design", "track": "specialist", "name": "Дина Ли", "position": "Дизайнер", "specialism": "design", "department": "Производство"},
    {"login": "seo", "track": "specialist", "name": "Семён Орехов", "position": "SEO-специалист", "specialism": "seo", "department": "Производство"},
    {"login": "smm", "track": "specialist", "name": "Софья Мельник", "position": "SMM-специалист", "specialism": "smm", "department": "Производство"},
    {"login": "copy", "track": "specialist", "name": "Ксения Пак", "position": "Редактор", "specialism": "copy", "department": "Производство"},
    {"login": "finance", "track": "finance", "name": "Фаина Котова", "position": "Бухгалтер", "department": "Финансы"},
)

SITE = [
    {"kind": "must", "text": "Каталог продукции с фильтрами", "criterion": "300 позиций видны, фильтр отвечает за секунду"},
    {"kind": "must", "text": "Форма заявки для снабженцев", "criterion": "Заявка приходит на почту и в CRM за минуту"},
    {"kind": "should", "text": "Версия для телефона", "criterion": "Каталог и форма работают на экране 390 точек"},
    {"kind": "wont", "text": "Личный кабинет дилера", "criterion": "Не входит в этот договор"},
]
SEO = [
    {"kind": "must", "text": "Семантика по десяти регионам", "criterion": "Список запросов согласован клиентом"},
    {"kind": "must", "text": "Посадочные страницы регионов", "criterion": "Страницы открыты для поиска и заполнены"},
    {"kind": "should", "text": "Отчёт раз в месяц", "criterion": "Отчёт приходит до пятого числа"},
]
SMM = [
    {"kind": "must", "text": "Контент-план на месяц", "criterion": "Двенадцать тем согласованы"},
    {"kind": "must", "text": "Три публикации в неделю", "criterion": "Вышли по плану, ответы в течение дня"},
]


def case(title, company, source, region, am, pm, ends, *, kind="site", hours="120", days=70, remarks=""):
    """Return one engagement of the demo."""
    clauses, team, stages, works, needs = {
        "site": (SITE, ("design", "dev"), ("Прототип и дизайн", "Сборка и запуск"), ("Макеты", "Вёрстка и каталог"),
                 ["Снабженцы должны находить продукцию и оставлять заявки", "Сайт не стыдно показать на тендере"]),
        "seo": (SEO, ("seo", "copy"), ("Семантика и структура", "Страницы и отчёт"), ("Семантика", "Тексты страниц"),
                ["Заявки из регионов, а не только из Красноярска"]),
        "smm": (SMM, ("smm",), ("Контент-план", "Месяц публикаций"), ("Посты и визуалы",),
                ["Узнаваемость эксперта и запись на консультации"]),
    }[kind]  # fmt: skip
    weeks = days // 7
    return {"title": title, "company": company, "source": source, "region": region, "am": am, "pm": pm, "ends": ends,
            "clauses": clauses, "team": team, "stages": stages, "works": works, "needs": needs, "hours": hours, "days": days,
            "promise": f"Запуск за {weeks} {'недели' if weeks in (2, 3, 4) else 'недель'}", "remarks": remarks}  # fmt: skip


CASES = (
    case("Сайт завода полимеров", "АО «Сибполимер»", "cold", "Новосибирская область", "sergey", "oleg", "done"),
    case("Корпоративный сайт грузовой компании", "ООО «Енисей Карго»", "search", "Красноярский край", "anna", "pavel", "done"),
    case("Продвижение каталога станков", "ООО «Станкоимпорт-Урал»", "search", "Пермский край", "irina", "maria", "done", kind="seo", hours="80"),
    case("Сайт клиники", "ООО «Клиника Доверие»", "referral", "Красноярский край", "anna", "maria", "done", hours="90"),
    case("Портал открытых данных", "Администрация Емельяновского района", "tender", "Красноярский край", "sergey", "oleg", "done", hours="160"),
    case("Сайт строительного холдинга", "ГК «Полюс Строй»", "search", "Москва", "irina", "pavel", "done", hours="140"),
    case("Продвижение по Сибири", "ООО «ТеплоДом»", "search", "Иркутская область", "anna", "oleg", "done", kind="seo", hours="70"),
    case("Сайт конференции", "АНО «Деловая Сибирь»", "brand", "Красноярский край", "sergey", "maria", "done", hours="60"),
    case("Сайт логистической площадки", "ООО «Транзит Восток»", "search", "Приморский край", "irina", "oleg", "done", hours="110"),
    case("Продвижение производителя кабеля", "ООО «Кабель-Пром»", "search", "Самарская область", "anna", "pavel", "done", kind="seo", hours="75"),
    case("Сайт аграрного холдинга", "АО «Назаровское»", "brand", "Красноярский край", "sergey", "maria", "done", hours="100"),
    case("Сайт инженерного центра", "ООО «СибИнжиниринг»", "referral", "Томская область", "irina", "pavel", "done", hours="95"),
    case("Сайт таможенного представителя", "Сибирское таможенное управление", "tender", "Новосибирская область", "sergey", "oleg", "work", hours="60", days=30),
    case("Сайт завода вагонных тележек", "АО «Усть-Катавский завод»", "search", "Челябинская область", "anna", "pavel", "work", hours="40", days=24),
    case("Сайт сети фитнес-клубов", "ООО «Движение»", "search", "Кемеровская область", "irina", "maria", "work", hours="48", days=34),
    case("Продвижение застройщика", "ООО «Сибирский дом»", "search", "Новосибирская область", "anna", "oleg", "work", kind="seo", hours="36", days=28),
    case("Соцсети фермерского хозяйства", "КФХ Морозов", "brand", "Красноярский край", "irina", "pavel", "work", kind="smm", hours="20", days=26),
    case("Сайт колледжа искусств", "КГБПОУ «Колледж искусств»", "tender", "Красноярский край", "sergey", "maria", "work", hours="44", days=22),
    case("Каталог метизов", "АО «Уралметиз»", "search", "Свердловская область", "anna", "pavel", "result", hours="16", days=24),
    case("Личный бренд психолога в соцсетях", "ИП Краснов А. В.", "referral", "Красноярский край", "anna", "anna", "work", kind="smm", hours="10", days=30),
    case("Сайт резидента форума", "ООО «Енисейская Сибирь»", "brand", "Красноярский край", "irina", "maria", "defence", hours="12", days=40),
    case("Продвижение клиники в Перми", "ООО «Клиника Доверие»", "search", "Пермский край", "irina", "maria", "defence", kind="seo", hours="10", days=40, remarks="На двух страницах нет телефона филиала"),
    case("Каталог спецтехники", "ООО «СпецМаш»", "search", "Кемеровская область", "sergey", "oleg", "contract", hours="60"),
    case("Сайт музея", "КГАУ «Музейный центр»", "tender", "Красноярский край", "sergey", "maria", "offer", hours="80"),
    case("Сайт производителя мебели", "ООО «Кедр»", "search", "Республика Хакасия", "anna", "pavel", "estimate", hours="70"),
    case("Продвижение сети аптек", "ООО «Аптека Плюс»", "search", "Омская область", "irina", "oleg", "verdict", kind="seo", hours="90"),
    case("Соцсети ресторана", "ООО «Тайга»", "brand", "Красноярский край", "anna", "maria", "brief", kind="smm", hours="30"),
    case("Сайт управляющей компании", "ООО «УК Мир»", "referral", "Красноярский край", "sergey", "pavel", "lead", hours="50"),
)  # fmt: skip

LOST = (
    ("Сайт за неделю", "ООО «Быстрострой»", "cold", "Красноярский край", "Бюджет втрое ниже и срок невозможен"),
    ("Приложение для доставки", "ИП Волков", "search", "Свердловская область", "Мы не делаем мобильные приложения"),
    ("Реклама казино", "ООО «Удача»", "cold", "Москва", "Не работаем с этой тематикой"),
    ("Сайт автосалона", "ООО «АвтоСиб»", "search", "Красноярский край", "Выбрали местную студию: дешевле"),
    ("Поддержка интернет-магазина", "ООО «Лавка»", "referral", "Томская область", "Отложили на год"),
)

WAITING = (
    ("Сайт клиники с записью к врачу", "ООО «Медея»", "search", "Пермский край", "form"),
    ("Продвижение завода металлоконструкций", "ООО «Металлист»", "search", "Хабаровский край", "email"),
    ("Сайт к юбилею края", "КГБУ «Центр культуры»", "tender", "Красноярский край", "email"),
    ("Соцсети эксперта по тендерам", "ИП Мельникова О. С.", "brand", "Красноярский край", "phone"),
)
