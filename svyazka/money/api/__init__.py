"""Papers and money, spoken in JSON."""

from ninja import Router

from svyazka.money.api import act, invoice, payment

router = Router(tags=["money"])
for part in (act, invoice, payment):
    router.add_router("", part.router)
