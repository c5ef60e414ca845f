"""Consents in words: what a text needs, and the texts that an agency begins with."""

import re

from django.utils.translation import gettext_lazy as _

PROCESSING, NEWS = "processing", "news"


def reasons_not_a_text(*, purpose: str, label: str, title: str, text: str) -> list:
    """List why this is no text of a consent."""
    reasons = []
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", purpose):
        reasons.append(_("A purpose is named by a short word in Latin letters: news, research."))
    if not label.strip() or not title.strip():
        reasons.append(_("A consent has a sentence by the tick and a title."))
    if len(text.strip()) < 100:
        reasons.append(_("The text says who processes what, why, how long and how to withdraw: it is longer than a line."))
    return reasons


SHIPPED_TEXTS = (
    (PROCESSING, True, "Я согласен на обработку моих персональных данных для ответа на эту заявку",
     "Согласие на обработку персональных данных",
     "Я, заполняя форму, по своей воле и в своём интересе даю {operator} (далее — Оператор) согласие на обработку моих "
     "персональных данных.\n\n"
     "Какие данные: имя, адрес электронной почты, телефон, название компании, регион, текст обращения, сведения о переходе на сайт.\n\n"
     "Для чего: ответить на обращение, подготовить предложение и договор.\n\n"
     "Что с ними делают: собирают, записывают, систематизируют, хранят, уточняют, используют, удаляют — с применением средств "
     "автоматизации и без них. Данные хранятся на территории Российской Федерации и не передаются третьим лицам.\n\n"
     "Срок: до достижения цели обработки, но не дольше трёх лет со дня последнего обращения.\n\n"
     "Как отозвать: письмом Оператору в свободной форме. После отзыва Оператор прекращает обработку и удаляет данные в срок, "
     "установленный законом № 152-ФЗ."),
    (NEWS, False, "Я согласен получать новости и полезные материалы агентства",
     "Согласие на получение новостей",
     "Я даю {operator} (далее — Оператор) отдельное согласие на обработку моего адреса электронной почты и имени для отправки мне "
     "новостей, приглашений на мероприятия и полезных материалов.\n\n"
     "Это согласие не связано с ответом на обращение: без него на заявку ответят так же.\n\n"
     "Срок: до отзыва. Как отозвать: по ссылке в любом письме или письмом Оператору в свободной форме."),
)  # fmt: skip
