"""Time zones to choose from, the Russian ones first, and what o'clock it is in one."""

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext_lazy as _

RUSSIAN = (
    ("Europe/Kaliningrad", _("Kaliningrad")), ("Europe/Moscow", _("Moscow")), ("Europe/Samara", _("Samara")),
    ("Asia/Yekaterinburg", _("Yekaterinburg")), ("Asia/Omsk", _("Omsk")), ("Asia/Krasnoyarsk", _("Krasnoyarsk")),
    ("Asia/Irkutsk", _("Irkutsk")), ("Asia/Yakutsk", _("Yakutsk")), ("Asia/Vladivostok", _("Vladivostok")),
    ("Asia/Magadan", _("Magadan")), ("Asia/Kamchatka", _("Kamchatka")),
)  # fmt: skip
NAMES = dict(RUSSIAN)


def zone_choices(empty=None) -> list:
    """Return the choices of a field; `empty` is the label of none chosen, if none may be."""
    others = sorted(zone for zone in available_timezones() if "/" in zone and zone not in NAMES and not zone.startswith("Etc/"))
    head = [("", empty)] if empty is not None else []
    return [*head, (_("Russia"), list(RUSSIAN)), (_("Other zones"), [(zone, zone.replace("_", " ")) for zone in others])]


def zone_name(zone: str) -> str:
    """Return the zone as people call it."""
    return str(NAMES.get(zone, zone.replace("_", " ")))


def clock_in(zone: str, at: datetime) -> str:
    """Return what o'clock it is in the zone at that moment: 14:05."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def clock_of(zone: str, at: datetime) -> str:
    """Return what o'clock it is there and where that is: 14:05, Omsk; empty when no zone is told."""
    return f"{clock_in(zone, at)}, {zone_name(zone)}" if zone else ""
