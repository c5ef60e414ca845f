"""Reading files of notices: what kind the bytes are, and the notices they hold."""

from django.utils.translation import gettext as _

from svyazka.tenders.rules.notice import Told, Unreadable
from svyazka.tenders.rules.reading.eis44 import read_44
from svyazka.tenders.rules.reading.feed import read_feed
from svyazka.tenders.rules.reading.fz223 import read_223
from svyazka.tenders.rules.reading.xml import tree

FEEDS = ("rss", "RDF", "feed")


def read_notices(raw: bytes) -> list[Told]:
    """Return the notices in the bytes, none for an empty feed. Raises Unreadable with the reason."""
    root = tree(raw)
    if root.tag in FEEDS:
        return read_feed(root)
    if root.tag.startswith("purchaseNotice"):
        return [read_223(root)]
    found = next((one for one in (root, *root) if one.tag.startswith("epNotification")), None)
    if found is not None:
        return [read_44(found)]
    raise Unreadable(_("This is neither a notice nor a feed of purchases: it begins with “%(tag)s”.") % {"tag": root.tag[:60]})
