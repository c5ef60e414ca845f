"""What a client has asked for, on the AM's Today and beside the words themselves: intake, until the PM sets a task."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.clients.actions import TALK
from svyazka.kit.guard import may
from svyazka.kit.memo import once
from svyazka.kit.panels import fill
from svyazka.kit.today import Item
from svyazka.kit.workclock import shown_clock
from svyazka.work import actions, queries


@fill("today")
def intake(request, _subject):
    """Offer whoever talks with the client what the client has written last and nobody has answered."""
    person, at = request.user, timezone.now()
    if person.kind != "staff":
        return []
    waiting = [(said, shown_clock(queries.answer_clock(said), at)) for said in queries.unanswered(person, at)]
    return [
        Item(
            kind="work.intake", title=_("The client writes: %(text)s") % {"text": " ".join(said.fresh.split())[:100]},
            url=f"/engagements/{said.engagement_id}/?tab=client#message-{said.pk}", due_at=clock.due_at, clock=clock, duty=str(TALK.label),
            client=said.engagement.client.name, action=_("Answer"),
        )
        for said, clock in waiting
        if may(person, TALK, said.engagement, at)
    ]  # fmt: skip


@fill("message.beside")
def task_of_it(request, message):
    """Show under a client's words the tasks made of them; the PM makes one, others may ask for it."""
    engagement, at = message.engagement, timezone.now()
    project = getattr(engagement, "project", None)
    if not message.from_client or project is None or message.said_at < project.started_at or request.user.kind != "staff":
        return None
    made = once(("work.made_of", engagement.pk), lambda: queries.made_of(engagement)).get(message.pk, [])
    may_set = once(("work.may_set", engagement.pk), lambda: may(request.user, actions.SET_TASK, project, at))
    form = f"{reverse('work:board', args=[project.pk])}?message={message.pk}#set"
    return "work/_beside_message.html", {"made": made, "may_set": may_set, "message": message, "form": form, "engagement_id": engagement.pk,
                                         "open": engagement.closed_at is None, "back": request.get_full_path()}  # fmt: skip
