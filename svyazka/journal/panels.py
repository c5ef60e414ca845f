"""The journal's chapter of an engagement's story."""

from svyazka.journal.api import shown
from svyazka.journal.queries import story_of
from svyazka.kit.story import chapter
from svyazka.kit.verify import check


@chapter("journal")
def told(engagement, person, at):
    """Tell the last hundred acts."""
    return [shown(entry) for entry in story_of(engagement)[:100]]


@check("journal")
def chain():
    """Yield every break of the chain."""
    from svyazka.journal.queries import broken_links

    return broken_links()
