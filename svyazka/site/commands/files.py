"""Commands that bring files in: raw mail, exports of other systems, notices of purchases."""

from pathlib import Path

from svyazka.site.commands.telling import say_no, wake_founded


def intake(options) -> int:
    """Take raw mail in: every file becomes a lead, a message, or a dead letter with a reason."""
    wake_founded()
    from svyazka.site.intake import take_files

    count = take_files(options.files, missing=lambda name: say_no(f"there is no file {name} that can be read."))
    for state, number in sorted(count.items()):
        print(f"{state}: {number}")
    return 1 if count["missing"] else 0


def bring_in(options) -> int:
    """Bring leads or demand in from files of other systems, or take what a file of leads has brought back."""
    wake_founded()
    if options.kind == "demand":
        return max(_bring_demand(options, place) for place in options.files)
    from django.utils.translation import override

    from svyazka.people.queries import the_agency

    with override(the_agency().language):
        return 1 if sum(_bring_leads(options, place) for place in options.files) else 0


def _bring_leads(options, place: Path) -> int:
    """Bring one file of leads in, or take back what it has brought; return how many of its rows are wrong."""
    from django.utils.translation import gettext as _

    from svyazka.site.bringing import Bar, bring_leads, take_back

    if options.undo:
        kept = take_back(place)["kept"]
        _rows(kept)
        print(_("%(file)s: taken back; rows that stay, for they were touched: %(count)s") % {"file": place.name, "count": len(kept)})
        return 0
    told = bring_leads(place, dry_run=options.dry_run, preset=options.preset, columns=dict(options.map), source=options.source,
                       progress=Bar(place.name))  # fmt: skip
    _rows(told["errors"])
    _rows(told["remarks"])
    if told["sources"]:
        said = _("sources to be made: %(names)s") if options.dry_run else _("sources made: %(names)s")
        print(said % {"names": ", ".join(told["sources"])})
    _states(told.get("states", {}))
    print(_("rows: %(rows)s, new: %(new)s, known: %(known)s, errors: %(errors)s, repeated: %(repeated)s, empty besides: %(empty)s")
          % {**told, "errors": len(told["errors"])})  # fmt: skip
    return len(told["errors"])


def _states(states: dict[str, int]) -> None:
    """Tell where the leads would stand here."""
    from django.utils.translation import gettext as _

    from svyazka.leads.rules import LeadState

    if states:
        print(_("they would come in as: %(states)s") % {"states": ", ".join(f"{LeadState(code).label} {n}" for code, n in states.items())})


def _rows(told: list[dict]) -> None:
    from django.utils.translation import gettext as _

    for line in told[:50]:
        print(_("row %(row)s: %(reason)s") % line)
    if len(told) > 50:
        print(_("… and %(count)s more rows") % {"count": len(told) - 50})


def _bring_demand(options, place: Path) -> int:
    """Load positions and visits by region, or tell what would change; a second time the same file changes nothing."""
    from svyazka.site.demand import bring_demand, take_back

    if options.undo:
        print(f"{place.name}: taken back; figures: {take_back(place).cells}")
        return 0
    told = bring_demand(place, group=options.group, month=options.month, dry_run=options.dry_run)
    _rows([{"row": row, "reason": reason} for row, reason in told.reading.errors])
    changed = len(told.changes) - told.new
    print(f"rows: {told.reading.rows}, new: {told.new}, changed: {changed}, same: {told.same}, errors: {len(told.reading.errors)}")
    return 1 if told.reading.errors else 0


def bring_notices(options) -> int:
    """Bring in notices of purchases; a file that cannot be read waits at the desk with the reason."""
    wake_founded()
    from svyazka.site.bringing import bring_notices

    dead = 0
    for row in bring_notices(options.files):
        print(f"{row.name}: {row.reason}" if row.reason else f"{row.name}: new notices: {row.found}")
        dead += row.state == "dead"
    return 1 if dead else 0
