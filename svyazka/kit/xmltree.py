"""XML of strangers as a tree of local names: no document types, no entities of its own, nothing from the network.

The standard parser (expat) is driven by hand, because only so can a document type be refused before it is obeyed.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext as _

MOST_DEEP = 100


class NotXml(Exception):
    """The bytes are no XML that is read here; the reason is a sentence for the person who brought them."""


def tree(raw: bytes) -> Element:
    """Return the root, every tag by its local name. Raises NotXml with the reason."""
    if not raw.strip():
        raise NotXml(_("The file is empty."))
    return _Reading().of(raw)


class _Reading:
    def __init__(self):
        self.builder, self.depth = TreeBuilder(), 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def of(self, raw: bytes) -> Element:
        try:
            self.parser.Parse(raw, True)
        except expat.ExpatError as error:
            raise NotXml(_("This is not XML, or a part of it is lost: line %(line)s, place %(place)s.") % {"line": error.lineno, "place": error.offset + 1}) from None
        except (LookupError, ValueError):
            raise NotXml(_("The letters of this file are told by a name that is not known here.")) from None
        return self.builder.close()

    def _start(self, name: str, attributes: dict) -> None:
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise NotXml(_("It is nested too deep to be read."))
        self.builder.start(local(name), {local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(local(name))

    def _refuse(self, *_said) -> None:
        raise NotXml(_("The file has a document type or entities of its own: such files are not read."))


def local(name: str) -> str:
    """Return the name without its prefix: prefixes differ from file to file."""
    return name.rpartition(":")[2]


def text(element: Element | None, path: str = ".") -> str:
    """Return the text at the path, without what surrounds it; empty when there is none."""
    found = element.find(path) if element is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""
