"""Small writes on looks back: what is revealed, counted and forgotten; the forms an agency begins with."""

from collections.abc import Mapping
from datetime import date, datetime
from random import SystemRandom

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused
from svyazka.people.models import Person
from svyazka.projects.models import Project
from svyazka.work.models import Retro, RetroCard, RetroFormat, TransitionLook
from svyazka.work.rules import RetroKind
from svyazka.work.rules.retro_format import shipped


def begin_retro(project: Project, form: RetroFormat, *, pair: Mapping[str, Person] | None = None, look: TransitionLook | None = None,
                by: Person, at: datetime) -> Retro:  # fmt: skip
    """Open a look back in the form as it is now: of the project's people, or of the pair alone; on a switch if a look asks for it."""
    formed = {"format": form.code, "kind": form.kind, "name": form.name, "columns": form.columns, "votes": form.votes}
    retro = Retro.objects.create(
        project=project, engagement=project.engagement, sprint=project.sprints.order_by("-number").first(), look=look, opened_by=by, opened_at=at,
        **formed, **(pair or {}),
    )  # fmt: skip
    record(retro, "work.retro_opened", by=by, at=at, format=form.code)
    return retro


def shuffle_cards(retro: Retro) -> None:
    """Write the cards anew in no order: neither their places nor their keys tell who wrote when."""
    cards = list(retro.cards.all())
    retro.cards.all().delete()
    SystemRandom().shuffle(cards)
    RetroCard.objects.bulk_create(RetroCard(retro=retro, column=card.column, text=card.text, mark=card.mark) for card in cards)


def count_votes(retro: Retro) -> int:
    """Write how many votes each topic has and forget who gave them; return how many there were."""
    votes = dict(retro.ballots.order_by().values("card").annotate(n=Count("pk")).values_list("card", "n"))
    cards = list(retro.cards.filter(pk__in=votes))
    for card in cards:
        card.votes = votes[card.pk]
    RetroCard.objects.bulk_update(cards, ["votes"])
    retro.ballots.all().delete()
    return sum(votes.values())


def forget_authors(retro: Retro) -> None:
    """Take every way back to whoever wrote a card; the caller saves the retrospective's salt."""
    retro.cards.update(mark="")
    retro.salt = ""


def ship_retro_formats(since: date) -> None:
    """Write down the usual forms of looking back, once."""
    if not RetroFormat.objects.exists():
        RetroFormat.objects.bulk_create(RetroFormat(code=code, starts_on=since, **row) for code, row in shipped().items())


def refuse_others(retro: Retro, person: Person) -> None:
    """Raise Refused if the look back is of a pair and the person is not of it."""
    if retro.kind == RetroKind.PAIR and person.pk not in (retro.am_id, retro.pm_id):
        raise Refused(_("This retrospective is between two people."))
