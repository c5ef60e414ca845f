"""What every page's frame shows: where to go, who stands in for whom today, who is reading."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from svyazka.journal.models import Notice
from svyazka.kit.jinja import asset, styles
from svyazka.kit.memo import once
from svyazka.kit.panels import panels
from svyazka.people.models import Agency
from svyazka.people.queries import the_agency
from svyazka.roles.models import StandIn
from svyazka.roles.queries.standing import standing_of

MANAGERS = ("director", "head", "am", "pm", "sales")
EVERYONE = (*MANAGERS, "specialist", "finance")
NAV = (
    (gettext_lazy("Work"), (
        ("today", gettext_lazy("Today"), "sun", EVERYONE),
        ("leads:inbox", gettext_lazy("Leads"), "inbox", ("director", "head", "am", "sales")),
        ("clients:list", gettext_lazy("Clients"), "building-2", EVERYONE),
        ("briefs:list", gettext_lazy("Specifications"), "file-text", MANAGERS),
        ("deals:list", gettext_lazy("Estimates and contracts"), "file-signature", (*MANAGERS, "finance")),
        ("projects:list", pgettext_lazy("menu", "Plan"), "calendar-range", MANAGERS),
        ("work:agency_plan", gettext_lazy("Plan of the agency"), "chart-gantt", ("director", "head")),
        ("work:list", gettext_lazy("Tasks"), "square-check", EVERYONE),
        ("acceptance:list", gettext_lazy("Results"), "badge-check", MANAGERS),
    )),
    (gettext_lazy("Agency"), (
        ("money:list", gettext_lazy("Money"), "wallet", (*MANAGERS, "finance")),
        ("growth:list", gettext_lazy("Development"), "sprout", EVERYONE),
        ("sources:list", gettext_lazy("Sources"), "megaphone", ("director", "head", "am", "sales")),
        ("tenders:list", gettext_lazy("Tenders"), "gavel", MANAGERS),
        ("team:list", gettext_lazy("Load and covers"), "users", EVERYONE),
        ("bonus:list", gettext_lazy("My income"), "coins", EVERYONE),
        ("pulse:list", gettext_lazy("First results"), "activity", EVERYONE),
        ("roles:index", gettext_lazy("Scheme of roles"), "table-2", EVERYONE),
        ("people:list", gettext_lazy("People"), "contact", EVERYONE),
    )),
)  # fmt: skip


BELONGS = (  # places that stand under another item of the menu than their address says: the longest way to a page wins
    *((place, "projects:list") for place in (
        "/work/projects/", "/work/tasks/?project=", "/work/plan/", "/work/plan-imports/", "/work/estimating/", "/work/sprints/",
        "/work/retros/", "/work/retro-actions/", "/work/retro-cards/", "/work/retro-formats/", "/work/shares/",
    )),
    ("/work/load/", "team:list"),
    ("/work/transition-looks/", "roles:index"),
)  # fmt: skip
SHORT = {"team:list": pgettext_lazy("tab", "Team"), "pulse:list": pgettext_lazy("tab", "Figures")}  # where the menu's words do not fit
ON_PHONE = {  # the pages a person opens all day, by track; the first of their tracks decides
    "am": ("today", "leads:inbox", "clients:list", "acceptance:list"),
    "sales": ("today", "leads:inbox", "clients:list", "deals:list"),
    "pm": ("today", "projects:list", "work:list", "acceptance:list"),
    "specialist": ("today", "work:list", "clients:list", "team:list"),
    "finance": ("today", "money:list", "deals:list", "clients:list"),
    "head": ("today", "leads:inbox", "projects:list", "team:list"),
    "director": ("today", "leads:inbox", "money:list", "pulse:list"),
}


ACTS = (  # what the palette does, besides going to a page
    ("leads:new", gettext_lazy("Write a lead down"), "plus", ("director", "head", "am", "sales")),
    ("work:hours", gettext_lazy("Write hours"), "clock", EVERYONE),
    ("work:problems", gettext_lazy("Raise a problem"), "shield", EVERYONE),
    ("team:list", gettext_lazy("Ask for days off"), "sun", EVERYONE),
    ("people:me", gettext_lazy("My settings"), "contact", EVERYONE),
    ("people:invite", gettext_lazy("Invite a person"), "users", ("director", "head")),
)  # fmt: skip


def shell(request) -> dict:
    """Return the frame of the page for the person who reads."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or person.kind != "staff":
        return {"shell": _bare(request)}
    return {"shell": once(("shell", person.pk), lambda: _full(request, person))}


def _bare(request) -> dict:
    try:
        name = the_agency().name
    except Agency.DoesNotExist:
        name = "Svyazka"
    person = getattr(request, "user", None)
    signed_in = person if person is not None and person.is_authenticated else None
    return {**_common(request), "agency_name": name, "nav": [], "acts": [], "on_phone": [], "person": signed_in, "covers": [], "unread": 0, "bar": []}


def _common(request) -> dict:
    return {
        "languages": [
            {"code": code, "label": label, "active": code == getattr(request, "LANGUAGE_CODE", "")}
            for code, label in settings.LANGUAGES
        ],
        "theme": getattr(getattr(request, "user", None), "theme", "") or "system",
        "demo": settings.DEMO,
        "can_add_lead": False,
    }


def _full(request, person) -> dict:
    at = timezone.now()
    tracks = standing_of(person, at).tracks
    return {
        **_common(request),
        "agency_name": the_agency().name,
        "nav": _nav(request.get_full_path(), tracks),
        "on_phone": _on_phone(request.get_full_path(), tracks),
        "acts": _acts(request.get_full_path(), tracks),
        "person": person,
        "covers": _covers(at),
        "unread": Notice.objects.filter(person=person, read_at=None).count(),
        "bar": panels("bar", request, person),
        "can_add_lead": bool(set(tracks) & {"am", "sales", "head", "director"}),
    }


def _nav(path: str, tracks: list[str]) -> list[dict]:
    groups = []
    for label, items in NAV:
        shown = [_item(path, *item[:3]) for item in items if set(item[3]) & set(tracks)]
        groups.append({"label": label, "items": [item for item in shown if item]})
    _only_nearest([item for group in groups for item in group["items"]])
    return groups


def _only_nearest(items: list[dict]) -> None:
    """Of a page inside another's address leave the nearest active: what it belongs to, else the longest address."""
    nearest = max(items, key=lambda item: item["near"], default=None)
    for item in items:
        item["active"] = item["near"] > 0 and item is nearest


def _on_phone(path: str, tracks: list[str]) -> list[dict]:
    pages = ON_PHONE.get(tracks[0] if tracks else "", ("today",))
    known = {item[0]: item for _label, items in NAV for item in items}
    shown = [_item(path, name, SHORT.get(name, known[name][1]), known[name][2]) for name in pages]
    found = [item for item in shown if item]
    _only_nearest(found)
    return found


def _acts(path: str, tracks: list[str]) -> list[dict]:
    shown = [_item(path, *act[:3]) for act in ACTS if set(act[3]) & set(tracks)]
    return [act for act in shown if act]


def _item(path: str, name: str, label, icon: str) -> dict | None:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    near = 2 * len(url) + 1 if (path.partition("?")[0] == url if url == "/" else path.startswith(url)) else 0  # an item's own address before what belongs to another
    near = max([near, *(2 * len(place) for place, menu in BELONGS if menu == name and path.startswith(place))])
    return {"label": label, "url": url, "icon": icon, "active": near > 0, "near": near, "count": None}


def _covers(at) -> list[str]:
    rows = StandIn.objects.filter(starts_at__lte=at, ends_at__gt=at)
    away: dict[str, list[str]] = {}
    for absent, deputy in rows.values_list("absent__name", "deputy__name").distinct().order_by("absent__name", "deputy__name"):
        away.setdefault(absent, []).append(deputy)
    return [_("%(absent)s is away; stand-ins: %(deputies)s") % {"absent": a, "deputies": ", ".join(d)} for a, d in away.items()]


def built(request) -> dict:
    """Return the addresses of the built front end, for pages that a library draws."""
    return {"built": {"styles": styles("src/main.ts"), "theme": asset("src/theme.ts")}}
