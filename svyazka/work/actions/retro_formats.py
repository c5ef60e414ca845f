"""Forms of looking back, kept by edition from a day on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if, unknown
from svyazka.kit.guard import action
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today
from svyazka.work import rules
from svyazka.work.actions.regulations import KEEP
from svyazka.work.models import RetroFormat
from svyazka.work.rules import RetroKind


@action(KEEP, lock=False)
def write_retro_format(agency: Agency, *, code: str, name: Mapping[str, str], columns: Sequence[Mapping], starts_on: date,
                       kind: str = RetroKind.TEAM, votes: int = 3, after: Sequence[int] = (), by: Person, at: datetime) -> RetroFormat:  # fmt: skip
    """Write an edition of a form, in force from a day on; one without columns ends the form. Those open keep their own.

    Raises Malformed for an unknown kind, Refused for what is no form.
    """
    if kind not in RetroKind.values:
        raise unknown("kind", kind)
    taken = RetroFormat.objects.filter(code=code, starts_on=starts_on).exists()
    refuse_if(rules.reasons_not_a_format(name=name, columns=columns, votes=votes, asks=kind == RetroKind.CLIENT, starts_on=starts_on, today=today(at), taken=taken))
    before = RetroFormat.objects.filter(code=code).order_by("-starts_on").first()
    place = before.position if before else RetroFormat.objects.count() + 1
    rows = [_column(n, column) for n, column in enumerate(columns, 1)]
    made = RetroFormat.objects.create(code=code, starts_on=starts_on, kind=kind, name={one: name[one].strip() for one in ("ru", "en")}, columns=rows,
                                      votes=votes, after=sorted(set(after)), position=place, made_by=by)  # fmt: skip
    record(agency, "work.retro_format_written", by=by, at=at, code=code, title=str(made), columns=len(rows), on=str(starts_on))
    return made


def _column(n: int, told: Mapping) -> dict:
    row = {"code": told.get("code") or f"c{n}", "ru": told["ru"].strip(), "en": told["en"].strip()}
    return row | ({"ask": {one: told["ask"][one].strip() for one in ("ru", "en")}} if told.get("ask") else {})
