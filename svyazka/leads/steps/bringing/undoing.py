"""What a file made goes away again, as far as nobody has touched it; what was touched stays and is listed."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from svyazka.clients.models import Client, Contact, Engagement, Message
from svyazka.journal.models import Entry
from svyazka.leads.models import ClockPause, ImportRow, ImportRun, Lead, Likeness, Touch
from svyazka.leads.rules import LeadState
from svyazka.leads.rules.bringing import RowState, RunState
from svyazka.roles.models import Seat, SeatCall
from svyazka.sources.models import Source

OURS = {"messages": Message, "touch": Touch, "seat": Seat, "call": SeatCall, "pause": ClockPause}
SEALED = ("leads.brought", "leads.brought_win", "leads.brought_contact")


class Undoing:
    """Takes one file back; the transaction is whoever calls's."""

    def __init__(self, run: ImportRun):
        self.run = run
        self.rows = list(run.rows.filter(state__in=(RowState.MADE, RowState.KEPT)).select_related("lead__engagement"))

    def undo(self) -> tuple[int, int]:
        """Return how many rows were taken back and how many stay."""
        wins = [row for row in self.rows if row.before]
        leads = [row for row in self.rows if row.lead_id and not row.before]
        touched = self._touched(leads)
        kept = [row for row in leads if row.lead.engagement_id in touched] + self._unwin(wins)
        gone = [row for row in self.rows if row.pk not in {one.pk for one in kept}]
        self._forget(gone)
        self._delete_leads([row for row in gone if row.lead_id and not row.before])
        staying = self._delete_people(gone)
        self._delete_sources()
        self._tell_kept(kept + [row for row in gone if row.pk in staying])
        return len(gone) - len(staying), len(kept) + len(staying)

    def _forget(self, gone: list[ImportRow]) -> None:
        """Let go of what will be deleted; the rows that told nothing more go at once."""
        self.run.rows.filter(state__in=(RowState.WRONG, RowState.KNOWN)).delete()
        self.run.rows.filter(pk__in=_among(row.pk for row in gone)).delete()

    def _tell_kept(self, kept: list[ImportRow]) -> None:
        for row in kept:
            row.state, row.wrong, row.run = RowState.KEPT, [["", _("It was touched since: it stays.")]], self.run
        stored = set(self.run.rows.filter(pk__in=[row.pk for row in kept]).values_list("pk", flat=True))
        ImportRow.objects.bulk_update([row for row in kept if row.pk in stored], ["state", "wrong"], batch_size=1000)
        ImportRow.objects.bulk_create([_without_lead(row) for row in kept if row.pk not in stored])

    # ---- who has touched it -----------------------------------------------------------------------------------------

    def _touched(self, rows: list[ImportRow]) -> set[int]:
        """Return the engagements on which anything was done or hung since: an act in the journal, a row of any table."""
        engagements = {row.lead.engagement_id: row for row in rows}
        leads = {row.lead_id: row.lead.engagement_id for row in rows}
        found = set(self._acts().filter(engagement_id__in=_among(engagements)).values_list("engagement_id", flat=True))
        ours = {model: {key for row in rows for key in _listed(row.made.get(name))} for name, model in OURS.items()}
        ours |= {Lead: set(leads), ImportRow: {row.pk for row in rows}, Likeness: set(_undecided(leads).values_list("pk", flat=True))}
        found |= {place for place, _key in _hung_on(Engagement, engagements, ours)}
        return found | {leads[lead] for lead, _key in _hung_on(Lead, leads, ours)}

    def _acts(self):
        """Return the acts that are neither this bringing itself nor that of a file which was taken back."""
        undone = ImportRun.objects.filter(state=RunState.UNDONE).values_list("pk", flat=True)
        return Entry.objects.exclude(verb__in=SEALED, facts__run__in=[self.run.pk, *undone])

    # ---- what goes --------------------------------------------------------------------------------------------------

    def _delete_leads(self, rows: list[ImportRow]) -> None:
        for name, model in OURS.items():
            _delete(model, [key for row in rows for key in _listed(row.made.get(name))])
        _delete(Likeness, set(_undecided([row.lead_id for row in rows]).values_list("pk", flat=True)))
        _delete(Lead, [row.lead_id for row in rows])
        _delete(Engagement, [row.made["engagement"] for row in rows])

    def _delete_people(self, rows: list[ImportRow]) -> set[int]:
        """Delete the contacts and clients on which nothing hangs; return the rows whose only making stays."""
        staying: set[int] = set()
        for name, model in (("contact", Contact), ("client", Client)):
            made = {row.made[name]: row for row in rows if name in row.made}
            held = {key for key, _by in _hung_on(model, made, {})}
            held |= set(self._acts().filter(subject_type=f"clients.{name}", subject_id__in=_among(made)).values_list("subject_id", flat=True))
            if model is Contact:
                held |= set(Contact.objects.filter(pk__in=_among(made)).filter(~Q(account=None) | Q(version__gt=1)).values_list("pk", flat=True))
            _delete(model, set(made) - held)
            staying |= {made[key].pk for key in held if not made[key].lead_id}
        return staying

    def _delete_sources(self) -> None:
        sources = {source.pk: source.code for source in Source.objects.filter(code__in=self.run.made_sources)}
        held = {key for key, _by in _hung_on(Source, sources, {})}
        held |= set(self._acts().filter(subject_type="sources.source", subject_id__in=sources).values_list("subject_id", flat=True))
        Source.objects.filter(pk__in=set(sources) - held).delete()
        self.run.made_sources = [sources[key] for key in held]

    # ---- wins -------------------------------------------------------------------------------------------------------

    def _unwin(self, rows: list[ImportRow]) -> list[ImportRow]:
        """Put leads that the file has won back as they were; return the rows of those that went on since."""
        after = dict(Entry.objects.filter(verb="leads.brought_win", facts__run=self.run.pk).values_list("engagement_id", "seq"))
        later = self._acts().filter(engagement_id__in=_among(row.lead.engagement_id for row in rows))
        moved = {place for place, seq in later.values_list("engagement_id", "seq") if seq > after.get(place, 0)}
        back = [row for row in rows if row.lead.engagement_id not in moved]
        for row in back:
            _as_before(row)
        _delete(Message, [key for row in back for key in _listed(row.made.get("messages"))])
        Lead.objects.bulk_update([row.lead for row in back], ["state", "closing_reason", "closed_at", "answered_at"], batch_size=500)
        Engagement.objects.bulk_update([row.lead.engagement for row in back], ["state", "closed_at"], batch_size=500)
        calls = SeatCall.objects.filter(engagement__in=[row.lead.engagement_id for row in back if row.lead.state == LeadState.NEW])
        calls.filter(answered_at=F("engagement__lead__closed_at")).update(answered_at=None)
        return [row for row in rows if row.lead.engagement_id in moved]


def _undecided(leads: Iterable[int]):
    """Return the likenesses that were found of these leads, and that nobody has said anything of."""
    keys = list(leads)
    return Likeness.objects.filter(Q(lead__in=keys) | Q(other__in=keys), decided_by=None)


def _as_before(row: ImportRow) -> None:
    lead, told = row.lead, row.before
    lead.state, lead.closing_reason, lead.closed_at = told["state"], told["closing_reason"], None
    lead.answered_at = told["answered_at"] and datetime.fromisoformat(told["answered_at"])
    lead.engagement.state, lead.engagement.closed_at = told["place"], None


def _hung_on(model, keys: Iterable[int], ours: dict) -> set[tuple[int, int]]:
    """Return (key, row) for every row of any table that points to one of these and is not ours."""
    found = set()
    for relation in model._meta.related_objects:
        field, other = relation.field, relation.related_model
        pointing = other._base_manager.filter(**{f"{field.name}__in": _among(keys)}).values_list(field.name, "pk")
        found |= {(key, row) for key, row in pointing if row not in ours.get(other, ())}
    return found


def _delete(model, keys: Iterable[int]) -> None:
    """Delete rows on which nothing hangs, as was seen; the database still refuses at the end if something does."""
    found = model._base_manager.filter(pk__in=_among(keys))
    found._raw_delete(found.db)


def _among(keys: Iterable[int]) -> RawSQL:
    """Return the keys as one parameter: thousands of them take long to be written and read one by one."""
    return RawSQL("select unnest(%s::bigint[])", [list(keys)])


def _listed(value) -> list:
    return [] if value is None else value if isinstance(value, list) else [value]


def _without_lead(row: ImportRow) -> ImportRow:
    return ImportRow(run=row.run, number=row.number, key=row.key, state=row.state, made=row.made, wrong=row.wrong, remarks=row.remarks)
