"""What can happen to ideas and to the development map."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Client
from svyazka.growth import rules
from svyazka.growth.models import DevelopmentCell, Direction, Idea
from svyazka.growth.rules import CellState
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.mail import clean
from svyazka.leads.actions import receive_lead
from svyazka.people.models import Agency, Person

ADD = Duty("idea.add", _("Add an idea for a client"), stage=Stage.GROWTH, shared=True)
DEVELOP = Duty("client.develop", _("Develop the client"), stage=Stage.GROWTH)


@action(ADD, lock=False)
def add_idea(client: Client, *, direction: str, text: str, by: Person, at: datetime) -> Idea:
    """Add an idea for a client in a direction. Raises Malformed on a strange direction, Refused without words."""
    found = Direction.objects.filter(code=direction).first()
    if found is None:
        raise Malformed(_("There is no such direction: %(code)s.") % {"code": direction})
    text = clean(text).strip()
    if not text:
        raise Refused(_("Say what the idea is."))
    idea = Idea.objects.create(client=client, direction=found, text=text, author=by, added_at=at)
    cell, _made = DevelopmentCell.objects.get_or_create(client=client, direction=found)
    if cell.state == CellState.NONE:
        DevelopmentCell.objects.filter(pk=cell.pk).update(state=CellState.IDEA)
    record(idea, "growth.idea_added", by=by, at=at, client=client.name, direction=direction)
    return idea


@action(DEVELOP, answers="RA", lock=False)
def move_cell(client: Client, *, direction: str, state: str, goal: str = "", next_on: date | None = None,
              refused_until: date | None = None, by: Person, at: datetime) -> DevelopmentCell:  # fmt: skip
    """Say where the client stands in a direction. Raises Refused for a refusal without a day to come back."""
    found = Direction.objects.filter(code=direction).first()
    if found is None:
        raise Malformed(_("There is no such direction: %(code)s.") % {"code": direction})
    refuse_if(rules.reasons_not_to_move(state=state, refused_until=refused_until))
    cell, _made = DevelopmentCell.objects.update_or_create(
        client=client, direction=found,
        defaults={"state": state, "goal": goal, "next_on": next_on, "refused_until": refused_until, "owner": by},
    )  # fmt: skip
    record(cell, "growth.moved", by=by, at=at, client=client.name, direction=direction, state=state)
    return cell


@action(DEVELOP, answers="RA")
def answer_idea(idea: Idea, *, text: str, by: Person, at: datetime) -> Idea:
    """Answer an idea; nobody deletes one."""
    idea.answer, idea.answered_at = clean(text)[:1000], at
    idea.save(update_fields=["answer", "answered_at"])
    tell(idea.author, "growth.idea_answered", at=at, by=by, url="/growth/", title=idea.client.name, note=idea.answer)
    record(idea, "growth.idea_answered", by=by, at=at)
    return idea


@action(DEVELOP, answers="RA")
def take_up_idea(idea: Idea, *, title: str, by: Person, at: datetime) -> Idea:
    """Take an idea up: it becomes a lead of the same client, and its author is credited when money comes.

    Raises Refused if it has been taken up already.
    """
    if idea.became_id:
        raise Refused(_("This idea has been taken up already."))
    lead = receive_lead(Agency.objects.get(), source="referral", title=title, request=idea.text, company=idea.client.name,
                        client=idea.client, channel="portal", by=by, at=at)  # fmt: skip
    idea.became = lead.engagement
    idea.save(update_fields=["became"])
    DevelopmentCell.objects.filter(client=idea.client, direction=idea.direction).update(state=CellState.PROPOSED)
    record(idea, "growth.idea_taken_up", by=by, at=at, lead=lead.pk)
    return idea
