"""The agency and its people, spoken in JSON."""

from ninja import Router

from svyazka.people.api import agency, department, own, staff

router = Router(tags=["people"])
for part in (staff, department, agency, own):
    router.add_router("", part.router)
