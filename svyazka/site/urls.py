"""Where every room's pages are."""

from importlib.util import find_spec

from django.urls import include, path

from svyazka.leads.views import codes
from svyazka.site.accounts import shut
from svyazka.site.api import api

PREFIXES = {
    "clients": "", "roles": "scheme/", "people": "people/", "sources": "sources/", "leads": "leads/",
    "tenders": "tenders/", "briefs": "briefs/", "deals": "deals/", "projects": "projects/", "work": "work/",
    "acceptance": "acceptance/", "money": "money/", "growth": "growth/", "team": "team/", "bonus": "bonus/",
    "pulse": "pulse/", "portal": "portal/",
}  # fmt: skip


def _rooms() -> list:
    found = [room for room in PREFIXES if find_spec(f"svyazka.{room}.urls")]
    return [path(PREFIXES[room], include(f"svyazka.{room}.urls")) for room in found]


CODES = [  # short codes are kept beside the sources and told by leads; a stranger opens one by the shortest address
    path("sources/codes/", codes.codes, name="list"),
    path("sources/marks/", codes.marks, name="marks"),
    path("sources/marks/<int:mark_id>/ending/", codes.mark_ending, name="mark_ending"),
    path("c/<str:code>/", codes.code, name="code"),
]

urlpatterns = [
    path("", include((CODES, "codes"))),
    path("api/v1/", api.urls),
    path("accounts/email/", shut),
    path("accounts/", include("allauth.urls")),
    *_rooms(),
]
if find_spec("svyazka.site.pages"):
    urlpatterns += [path("", include("svyazka.site.pages"))]
