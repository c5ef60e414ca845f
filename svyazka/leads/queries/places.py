"""Where the client of a lead is: what o'clock it is there, and when both of us are at work."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from svyazka.kit.regions import zone_of
from svyazka.kit.worktime import Window, common
from svyazka.leads.models import Lead
from svyazka.people.queries import agency_window


@dataclass(frozen=True)
class ClientDay:
    """A working day in two zones: minutes of our own day, as spans on a strip from midnight to midnight."""

    zone: str
    day: date
    ours: tuple[int, int]
    theirs: tuple[int, int]
    shared: tuple[int, int] | None
    shared_at: tuple[datetime, datetime] | None

    @property
    def hours(self) -> float:
        """Return for how many hours both are at work."""
        return (self.shared[1] - self.shared[0]) / 60 if self.shared else 0


def client_day(lead: Lead, at: datetime) -> ClientDay | None:
    """Return the next working day in the client's zone beside ours, lunches apart; None if their zone is not known."""
    zone = zone_of(lead.region) or zone_of(lead.engagement.client.region)
    if not zone:
        return None
    ours = replace(agency_window(), lunch_opens=None, lunch_closes=None)
    return _beside(ours, replace(Window(lunch_opens=None, lunch_closes=None), zone=zone), at)


def _beside(ours: Window, theirs: Window, at: datetime) -> ClientDay | None:
    day = ours.local_day(ours.opens_at(at))
    opens, closes = ours.spans(day)[0]
    shared = common(ours, theirs, day)
    midnight = datetime.combine(day, datetime.min.time(), ZoneInfo(ours.zone))

    def on_strip(span) -> tuple[int, int]:
        return tuple(min(max(int((edge - midnight) / timedelta(minutes=1)), 0), 1440) for edge in span)

    mine, other = on_strip((opens, closes)), on_strip((datetime.combine(day, theirs.opens, ZoneInfo(theirs.zone)),
                                                       datetime.combine(day, theirs.closes, ZoneInfo(theirs.zone))))  # fmt: skip
    return ClientDay(theirs.zone, day, mine, other, on_strip(shared[0]) if shared else None, shared[0] if shared else None)
