"""The journal's chapter of an engagement's story."""

from svyazka.journal import head
from svyazka.journal.api import shown
from svyazka.journal.queries import broken_links, story_of
from svyazka.kit.story import chapter
from svyazka.kit.verify import check


@chapter("journal")
def told(engagement, person, at):
    """Tell the last hundred acts."""
    return [shown(entry) for entry in story_of(engagement)[:100]]


@check("journal")
def chain():
    """Yield every break of the chain, and what was taken from its end."""
    yield from broken_links()
    yield from head.differences()
