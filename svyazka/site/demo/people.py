"""Whom the demo agency consists of, and what its specifications say."""

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
