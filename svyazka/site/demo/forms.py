"""The demo's forms on sites, short codes and marks of links, and the leads that came by them."""

from datetime import datetime, timedelta

from django.db import transaction

from svyazka.leads.actions import (
    keep_contact_way,
    keep_mark,
    make_code,
    make_form,
    publish_text,
    read_raw,
    receive_lead,
    store_raw,
    withdraw_consent,
)
from svyazka.leads.models import ConsentText
from svyazka.leads.queries import texts_in_force
from svyazka.people.queries import today
from svyazka.site.demo.channels import SITE
from svyazka.sources.models import OutreachEvent

WAYS = (("email", "hello@starta.example"), ("phone", "+7 391 200-10-20"), ("max", "https://max.ru/starta"), ("telegram", "https://t.me/starta"),
        ("vk", "https://vk.me/starta"))  # fmt: skip
LETTER = """From: =?utf-8?b?0JjQs9C+0YDRjA==?= <igor@sibles.example>\r
To: hello@starta.example\r
Subject: =?utf-8?b?0KHQsNC50YIg0LfQsNCy0L7QtNCw?=\r
Content-Type: text/plain; charset=utf-8\r
\r
Добрый день! Слушал ваше выступление на форуме, записал код {code}.
Нужен сайт деревообрабатывающего завода с каталогом и расчётом доставки. С кем поговорить?

Игорь Белых, ООО «Сиблес»
"""


@transaction.atomic
def tell_forms(story) -> None:
    """Put the forms on sites, make the codes, let a few people write by them."""
    head, made = story.who("head"), story.now - timedelta(days=26)
    form = make_form(story.agency, title="Расскажите о задаче", intro="Ответим в рабочее время, обычно за 15 минут.", source="search", sites=[SITE],
                     asks=["phone", "company", "region"], thanks="Спасибо! Менеджер напишет или позвонит вам сегодня.", by=head, at=made)  # fmt: skip
    make_form(story.agency, title="Заявка после выступления", source="brand", sites=["https://forum.example"], asks=["company"], by=head, at=made)
    for way, address in WAYS:
        keep_contact_way(story.agency, way=way, address=address, by=head, at=made)
    for kind, value, source, group in (("utm_source", "newsletter", "brand", ""), ("utm_campaign", "zavody-2026", "search", "сайт завода"),
                                       ("referrer", "vc.ru", "brand", ""), ("utm_medium", "referral", "referral", "")):  # fmt: skip
        keep_mark(story.agency, kind=kind, value=value, source=source, query_group=group, starts_on=today(made), by=head, at=made)
    _by_a_code(story, made)
    _by_the_form(story, form)
    _next_wording(story, head)


def _by_a_code(story, made: datetime) -> None:
    head, event = story.who("head"), OutreachEvent.objects.order_by("-held_on").first()
    slide = make_code(story.agency, source="brand", label="Последний слайд выступления", event=event, by=head, at=made)
    make_code(story.agency, source="brand", label="Визитка директора", by=head, at=made)
    make_code(story.agency, source="search", label="Ссылка в мессенджере на странице услуг", query_group="сайт завода", landing=f"{SITE}/services/",
              utm={"utm_campaign": "zavody-2026"}, by=head, at=made)  # fmt: skip
    at, system = story.lately(1.2), story.who("system")
    cyrillic = slide.code.translate(str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ"))
    read_raw(store_raw(story.agency, raw=LETTER.format(code=cyrillic).encode(), channel="email", name="letter.eml", by=system, at=at), by=system, at=at)


def _by_the_form(story, form) -> None:
    at, system = story.lately(0.4), story.who("system")
    visited = (at - timedelta(days=11)).isoformat()
    touch = {"landing": f"{SITE}/contacts/?utm_source=newsletter", "utm_source": "newsletter", "utm_medium": "email",
             "first": {"landing": f"{SITE}/cases/zavod/", "referrer": "https://yandex.ru/", "utm_source": "yandex", "utm_campaign": "zavody-2026",
                       "utm_term": "сайт завода под ключ", "at": visited}}  # fmt: skip
    contact = {"name": "Светлана Ершова", "email": "ershova@permmash.example", "phone": "+7 342 210-44-55"}
    lead = receive_lead(story.agency, source="search", title="Сайт машиностроительного завода с личным кабинетом дилера", contact=contact,
                        request="Нужен новый сайт: каталог на 400 позиций, личный кабинет дилера, выгрузка остатков из учётной системы.", channel="form",
                        company="АО «Перммаш»", region="Пермский край", touch=touch, consents=_both(form, at), by=system, at=at)  # fmt: skip
    withdraw_consent(lead, purpose="news", how="Попросила в ответном письме", by=story.who("head"), at=min(at + timedelta(minutes=5), story.now))


def _both(form, at: datetime) -> list[dict]:
    return [{"consent_text": text, "form": form} for text in texts_in_force(today(at))]


def _next_wording(story, head) -> None:
    news = ConsentText.objects.filter(purpose="news").latest("version")
    publish_text(story.agency, purpose="news", label="Я согласен получать новости и приглашения агентства, не чаще двух писем в месяц", title=news.title,
                 text=news.text, starts_on=today(story.now) + timedelta(days=7), by=head, at=story.now)  # fmt: skip
