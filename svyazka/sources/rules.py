"""Sources in words: where leads come from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SourceKind(TextChoices):
    BRAND = "brand", _("Personal brand and events")
    SEARCH = "search", _("Search by region")
    TENDER = "tender", _("Tender")
    REFERRAL = "referral", _("Referral")
    COLD = "cold", _("Cold outreach")


class Audience(TextChoices):
    CLIENTS = "clients", _("Clients")
    PEERS = "peers", _("Peers")


SHIPPED = (
    ("brand", "Личный бренд"),
    ("search", "Поиск по регионам"),
    ("tender", "Тендеры"),
    ("referral", "Рекомендации"),
    ("cold", "Холодные продажи"),
)
