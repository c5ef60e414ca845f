"""What comes to the demo agency by itself: a reply with a file and a quotation, a site's key, messages that nobody could read."""

from datetime import timedelta
from email.message import EmailMessage

from django.db import transaction

from svyazka.acceptance.models import Defence
from svyazka.clients.models import Contact
from svyazka.leads.actions import issue_key, read_raw, store_raw, take_signed
from svyazka.leads.models import Lead

REPLY = """Добрый день!

Каталог примерно на 300 растений, фотографии есть. Бриф прикладываю. Созвониться удобнее после обеда.

Ольга

вт, 24 нояб. 2026 г. в 11:20, Связка <lead@starta.example>:
> Здравствуйте! Сколько позиций в каталоге и есть ли фотографии?
> Когда удобно созвониться?
"""
OF_THE_CLIENT = """Здравствуйте!

Посмотрели с коллегами, в целом нравится. Два замечания по первому экрану описали в файле, остальное принимаем.

С уважением, {name}

ср, 18 нояб. 2026 г. в 15:40, Старта <lead@starta.example>:
> Добрый день! Показываем результат этапа: ссылка и критерии в портале.
> Если что-то смущает, пришлите списком, разберём за день.
"""
REPORT = b"From: newsletter\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x--"
BODIES = (
    (b"event=ONCRMLEADADD&data%5BFIELDS%5D%5BID%5D=1184&auth%5Bdomain%5D=starta.bitrix24.ru", 5),
    (b"event=ONCRMLEADADD&data%5BFIELDS%5D%5BID%5D=1185&auth%5Bdomain%5D=starta.bitrix24.ru", 3),
)


@transaction.atomic
def tell_intake(story) -> None:
    """Let a client reply by mail, a site and a CRM send by their keys, and one report of delivery come."""
    system, head = story.who("system"), story.who("head")
    _read(story, _reply(Lead.objects.get(title="Сайт питомника растений")), hours=1, name="Re: Сайт питомника растений.eml")
    _read(story, _of_the_portals_client(), hours=2, name="Re: результат этапа.eml")
    _read(story, REPORT, hours=30, name="report.eml")
    made = story.now - timedelta(days=6)
    issue_key(story.agency, name="Форма на starta.example", source="search", by=head, at=made)
    key, secret = issue_key(story.agency, name="Битрикс24 партнёра", source="referral", by_address=True, by=head, at=made)
    for body, hours in BODIES:
        at = story.now - timedelta(hours=hours)
        read_raw(take_signed(key, body=body, content_type="application/x-www-form-urlencoded", token=secret, by=system, at=at), by=system, at=at)


def _read(story, raw: bytes, *, hours: int, name: str) -> None:
    at, system = story.now - timedelta(hours=hours), story.who("system")
    row = store_raw(story.agency, raw=raw, channel="email", name=name, origin="lead@starta.example", later=False, by=system, at=at)
    read_raw(row, by=system, at=at)


def _of_the_portals_client() -> bytes:
    """Return a letter of the client whose portal the demo opens: a quotation of ours, and a file."""
    contact = Contact.objects.get(account__username="client")
    engagement = Defence.objects.filter(verdict="", engagement__client=contact.client_id).latest("pk").engagement
    letter = EmailMessage()
    letter["From"], letter["Subject"] = f"{contact.name} <{contact.email}>", f"Re: {engagement.title}"
    letter["To"] = f"lead+{engagement.reply_token}@starta.example"
    letter.set_content(OF_THE_CLIENT.format(name=contact.name))
    letter.add_attachment("1. Заголовок короче.\n2. Кнопка заявки выше сгиба.\n", filename="Замечания к первому экрану.txt")
    return letter.as_bytes()


def _reply(lead: Lead) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = f"Ольга <{lead.contact.email}>" if lead.contact and lead.contact.email else "Ольга <olga@pitomnik.example>", "Re: " + lead.title
    letter["To"] = f"lead+{lead.engagement.reply_token}@starta.example"
    letter.set_content(REPLY)
    letter.add_attachment("Бриф питомника: каталог, фотографии, доставка.\n", filename="Бриф питомника.txt")
    return letter.as_bytes()
