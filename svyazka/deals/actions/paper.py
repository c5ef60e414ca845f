"""What papers say and how they are counted: editions of texts, series of numbers."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.deals import rules
from svyazka.deals.actions.duties import TEXTS
from svyazka.deals.models import NumberSeries, PaperText
from svyazka.deals.rules import PaperKind, SeriesKind
from svyazka.deals.rules.vocabulary import VOCABULARY
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.kit.papers.reading import faults_in
from svyazka.people.models import Agency, LegalEntity, Person
from svyazka.people.queries import today


@action(TEXTS, lock=False)
def write_text(agency: Agency, *, kind: str, text: str, starts_on: date | None = None, note: str = "", seen: int, by: Person, at: datetime) -> PaperText:
    """Write an edition of a paper's text over the edition that was seen, in force from that day, today where not said.

    Raises Malformed with the lines that are not understood, Refused if somebody was faster or nothing changed.
    """
    text = clean(text).strip() + "\n"
    if faults := faults_in(text, VOCABULARY):
        raise Malformed(*[str(fault) for fault in faults[:20]])
    return _written(agency, kind, text, starts_on or today(at), "deals.text_written", note=note, seen=seen, by=by, at=at)


@action(TEXTS, lock=False)
def return_text(agency: Agency, *, kind: str, edition: int, seen: int, by: Person, at: datetime) -> PaperText:
    """Return to the words of an earlier edition, from today; what was written since stays among the editions."""
    former = PaperText.objects.filter(kind=kind, edition=edition).first()
    if former is None:
        raise Refused(_("There is no such edition."))
    return _written(agency, kind, former.text, today(at), "deals.text_returned", returned_to=edition, seen=seen, by=by, at=at)


def _written(agency: Agency, kind: str, text: str, starts_on: date, verb: str, *, note: str = "", seen: int, returned_to: int | None = None, by, at):
    if kind not in PaperKind.values:
        raise Malformed(_("There is no such kind of paper."))
    last = PaperText.objects.select_for_update(no_key=True).filter(kind=kind).order_by("-edition").first()
    refuse_if(rules.reasons_not_to_write(
        newest=last.edition if last else 0, seen=seen, starts_on=starts_on, today=today(at),
        last_starts_on=last.starts_on if last else None, changed=last is None or last.text != text,
    ))  # fmt: skip
    made = PaperText.objects.create(kind=kind, edition=last.edition + 1 if last else 1, text=text, starts_on=starts_on, note=note.strip()[:300],
                                    returned_to=returned_to, made_by=by, made_at=at)  # fmt: skip
    record(agency, verb, by=by, at=at, paper=str(PaperKind(kind).label), edition=made.edition, on=str(starts_on), note=made.note)
    return made


@action(TEXTS, lock=False)
def set_series(agency: Agency, *, kind: str, pattern: str, prefix: str = "", legal_entity: int | None = None, per_entity: bool = False,
               yearly: bool = True, starts_on: date | None = None, by: Person, at: datetime) -> NumberSeries:  # fmt: skip
    """Number papers of the kind by a pattern from a day on; numbers given before stay, and the count goes on.

    Raises Malformed on a strange kind or entity, Refused with what is wrong in the pattern, or on a day that has passed.
    """
    entity = LegalEntity.objects.filter(pk=legal_entity).first() if legal_entity else None
    if kind not in SeriesKind.values or (legal_entity and entity is None):
        raise Malformed(_("There is no such kind of paper or legal entity."))
    pattern, prefix, day = clean(pattern).strip()[:60], clean(prefix).strip()[:20], starts_on or today(at)
    refuse_if(rules.reasons_not_a_series(kind=kind, pattern=pattern, prefix=prefix, per_entity=per_entity, yearly=yearly, of_entity=entity is not None))
    if day < today(at):
        raise Refused(_("A series begins today at the earliest: numbers that were given stay."))
    told = {"pattern": pattern, "prefix": prefix, "per_entity": per_entity, "yearly": yearly, "made_by": by, "made_at": at}
    series, _new = NumberSeries.objects.update_or_create(kind=kind, legal_entity=entity, starts_on=day, defaults=told)
    record(agency, "deals.series_set", by=by, at=at, papers=str(SeriesKind(kind).label), pattern=pattern, on=str(day), entity=str(entity or ""))
    return series

