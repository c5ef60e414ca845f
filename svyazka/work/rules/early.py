"""A task that still waits for another is begun only by a word that says so."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused


class Early(Refused):
    """The task still waits for others: `told` are the reasons, one of each. Nothing was written; who begins all the same says so."""

    def __init__(self, told: Iterable[str]):
        super().__init__(*told)


def why_early(*, title: str, name: str, said: str, until: str) -> str:
    """Tell what holds the beginning: which task, whose, in which way, and until when if that is known."""
    facts = {"title": title, "name": name, "said": said, "until": until}
    if until:
        return _("It is early till %(until)s: the task waits for “%(title)s” of %(name)s, %(said)s.") % facts
    return _("It is early: the task waits for “%(title)s” of %(name)s, %(said)s.") % facts
