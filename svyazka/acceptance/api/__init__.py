"""Results and what the client says of them, spoken in JSON."""

from ninja import Router

from svyazka.acceptance.api import change, defence, look, remark, result

router = Router(tags=["acceptance"])
for part in (result, defence, look, remark, change):
    router.add_router("", part.router)
