"""People are called to what burns: a word in Svyazka, and a letter once the whole norm is used."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement
from svyazka.journal.steps import tell
from svyazka.kit import post, verbs
from svyazka.people.models import Person
from svyazka.people.queries import reading_of

LETTER_FROM = 100  # per cent of the norm: who has not looked into Svyazka by then is reached by mail


def call_to(person: Person, verb: str, *, percent: int, title: str, url: str, engagement: Engagement, at: datetime) -> None:
    """Tell the person of what burns, in a letter as well when its time is up."""
    tell(person, verb, at=at, engagement=engagement, url=url, title=title, percent=percent)
    if percent >= LETTER_FROM and person.email:
        _write(person, verb, title, url, engagement)


def _write(person: Person, verb: str, title: str, url: str, engagement: Engagement) -> None:
    language, _zone = reading_of(person)
    with translation.override(language):
        phrase = str(verbs.phrase(verb))
        told = {"phrase": phrase[:1].upper() + phrase[1:], "title": title, "client": engagement.client.name, "address": f"{settings.SITE_ADDRESS}{url}"}
        post.write(to=person.email, subject=f"{told['phrase']}: {title}"[:200],
                   text=_("%(phrase)s: “%(title)s”, %(client)s.\n%(address)s\n\nSuch letters come once for each step of the norm, and in working hours only.") % told)  # fmt: skip
