"""Requests of the demo that have come before: a pair that waits to be compared, a pair merged already."""

from datetime import timedelta

from django.db import transaction

from svyazka.leads.actions import merge_leads, receive_lead
from svyazka.leads.models import Lead
from svyazka.site.demo.channels import visit

AGAIN = (  # the title of the first request, and what came of the same person or company later
    ("Сайт питомника растений", 1.2, {
        "title": "Каталог саженцев с доставкой", "company": "Питомник «Зелёный дом»", "source": "referral", "channel": "phone",
        "request": "Звонили: посоветовали вас соседи по посёлку. Нужен каталог саженцев с заказом и доставкой по Хакасии.", "region": "Республика Хакасия"}),
    ("Продвижение завода металлоконструкций", 0.8, {
        "title": "Сайт сервисного центра", "company": "«Металлист-Сервис», ООО", "source": "search", "channel": "form",
        "request": "Нужен сайт сервисного центра: ремонт и монтаж металлоконструкций по краю.", "region": "Хабаровский край"}),
    ("Соцсети эксперта по тендерам", 2.5, {
        "title": "Ведение канала о тендерах", "company": "Мельникова О.С., ИП", "source": "search", "channel": "form",
        "request": "Пишу через форму на сайте: хочу канал о тендерах, мы с вами уже говорили по телефону.", "region": "Красноярский край"}),
)  # fmt: skip
OTHERS_CONTACT = {"name": "Кирилл Лаптев", "email": "laptev@metallist-service.ru", "phone": "+7 421 245-10-77"}


@transaction.atomic
def tell_twins(story) -> None:
    """Let three requests come once more; one of them is merged with the first, the others wait for a person."""
    for title, hours, told in AGAIN:
        first = Lead.objects.select_related("contact").get(title=title)
        at = story.now - timedelta(hours=hours)
        contact = OTHERS_CONTACT if "Металлист" in told["company"] else _spelled_otherwise(first)
        lead = receive_lead(story.agency, contact=contact, received_at=at, touch=visit(told["title"], told["source"]), by=story.who("system"),
                            at=at, **told)  # fmt: skip
        if title == AGAIN[-1][0]:
            merge_leads(first, gone=lead, by=story.who("irina"), at=at + timedelta(minutes=12))


def _spelled_otherwise(first: Lead) -> dict:
    """Return the contact of the first request as people write it elsewhere: eight, brackets, no address."""
    digits = first.contact.phone_key[-10:]
    return {"name": first.contact.name.split()[0], "phone": f"8 ({digits[:3]}) {digits[3:6]} {digits[6:8]} {digits[8:]}"}
