"""A text is read: line by line into a tree, each fault with its line. The language itself is told in `language`."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from svyazka.kit.papers.language import Choice, Draw, Fault, Part, Sentence, Tree, Vocabulary, Words

MOST_TEXT, MOST_LINES, MOST_LINE, MOST_DEEP = 200_000, 3000, 10_000, 6
MOST_TIMES = {"table": 6, "block": 6, "field": 100}  # or a short text would make a paper of a thousand pages
MOST_FAULTS = 100
TAG = re.compile(r"\{\{([^{}]*)\}\}")
TELLS = re.compile(r"#(if|unless) +([\w.]+)|(else)|/(if|unless)|(table|block|label|ref) +([\w.]+)|([\w.]+)")
MARKS = (("##.", "subclause"), ("#.", "clause"), ("###", "plain_heading"), ("##", "heading"), ("#", "title"), ("^", "center"), ("- ", "item"))


def read(text: str, vocabulary: Vocabulary) -> Tree:
    """Read the text; the tree of a text with faults is not to be filled."""
    return _Reader(vocabulary).read(text)


def faults_in(text: str, vocabulary: Vocabulary) -> list[Fault]:
    """List what is wrong in the text, in the order of its lines."""
    return sorted(read(text, vocabulary).faults, key=lambda fault: fault.line)


class _Reader:
    def __init__(self, vocabulary: Vocabulary):
        self.words, self.line = vocabulary, 0
        self.faults: list[Fault] = []
        self.labels: dict[str, list[tuple]] = {}  # where each stands: the branches of conditions around it
        self.around: list[Choice] = []
        self.refs: list[tuple[str, int]] = []
        self.times: Counter[tuple[str, str]] = Counter()

    def read(self, text: str) -> Tree:
        rows = text.split("\n")
        if not text.strip():
            self._fault(_("The text is empty."), 1)
        if len(text) > MOST_TEXT or len(rows) > MOST_LINES:
            self._fault(_("The text is too long: at most %(lines)s lines and %(letters)s letters.") % {"lines": MOST_LINES, "letters": MOST_TEXT}, 1)
            return Tree([], self.faults)
        root: list = []
        open_ones = self.around
        for self.line, row in enumerate(rows, start=1):
            if (said := row.strip()) and not said.startswith("//") and self._fits(said):
                self._take(said, root, open_ones)
        for choice in open_ones:
            self._fault(_("{{#%(word)s %(name)s}} is not closed.") % {"word": _word(choice), "name": choice.condition}, choice.line)
        for name, line in self.refs:
            if name not in self.labels:
                self._fault(_("No clause is marked {{label %(name)s}}.") % {"name": name}, line)
        return Tree(root, self.faults)

    def _fault(self, said: str, line: int = 0) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line or self.line, said))

    def _fits(self, row: str) -> bool:
        if len(row) > MOST_LINE:
            self._fault(_("A line has at most %(most)s letters.") % {"most": MOST_LINE})
        return len(row) <= MOST_LINE

    def _take(self, row: str, root: list, open_ones: list[Choice]) -> None:
        """Put the line where it belongs: into the text, or into the part of a condition that is open around lines."""
        here = open_ones[-1].open_part if open_ones else root
        alone = TAG.fullmatch(row)
        told = TELLS.fullmatch(alone[1].strip()) if alone else None
        if told and (told[1] or told[3] or told[4]):
            self._choose(told, here, open_ones)
        elif told and told[5] in ("table", "block"):
            known = self.words.tables if told[5] == "table" else self.words.blocks
            if self._known(told[6], known, _("table") if told[5] == "table" else _("block")) and self._often(told[5], told[6]):
                here.append(Draw(told[5], told[6], self.line))
        else:
            here.append(self._sentence(row))

    def _choose(self, told: re.Match, here: list, open_ones: list[Choice]) -> None:
        if told[1]:
            self._open(told, here, open_ones)
        elif not open_ones or (told[4] and told[4] != _word(open_ones[-1])) or (told[3] and open_ones[-1].in_else):
            self._fault(_("{{%(tag)s}} closes nothing that is open.") % {"tag": told[0]})
        elif told[3]:
            open_ones[-1].in_else = True
        else:
            open_ones.pop()

    def _open(self, told: re.Match, here: list, open_ones: list[Choice]) -> None:
        self._known(told[2], self.words.conditions, _("condition"))
        if len(open_ones) >= MOST_DEEP:  # one that is too deep is not opened: whoever reads the tree goes down it
            self._fault(_("Conditions stand at most %(most)s deep.") % {"most": MOST_DEEP})
            return
        choice = Choice(told[2], told[1] == "unless", self.line)
        here.append(choice)
        open_ones.append(choice)

    def _sentence(self, row: str) -> Sentence:
        if row == "---":
            return Sentence("page", self.line, [])
        kind, said = next(((kind, row[len(mark) :].strip()) for mark, kind in MARKS if row.startswith(mark)), ("paragraph", row))
        parts = self._parts(said, clause=kind in ("clause", "subclause"))
        bold = sum(part.kind == "bold" for part in _flat(parts))
        if bold % 2:
            self._fault(_("** opens bold and does not close it."))
        return Sentence(kind, self.line, parts)

    def _parts(self, said: str, *, clause: bool) -> list:
        """Read a line into its parts, with the conditions that open and close in it."""
        root: list = []
        open_ones: list[Choice] = []
        at = 0
        for tag in TAG.finditer(said):
            here = open_ones[-1].open_part if open_ones else root
            here += self._plain(said[at : tag.start()])
            at = tag.end()
            told = TELLS.fullmatch(tag[1].strip())
            if told is None:
                self._fault(_("{{%(tag)s}} is not understood.") % {"tag": tag[1].strip()[:60]})
            elif told[1] or told[3] or told[4]:
                self._choose(told, here, open_ones)
            else:
                here += self._named(told, clause)
        (open_ones[-1].open_part if open_ones else root).extend(self._plain(said[at:]))
        for choice in open_ones:
            self._fault(_("{{#%(word)s %(name)s}} is not closed on its line.") % {"word": _word(choice), "name": choice.condition})
        return root

    def _named(self, told: re.Match, clause: bool) -> list[Part]:
        word, name = told[5], told[6] or told[7]
        if word in ("table", "block"):
            self._fault(_("A table or a block stands on a line of its own: {{%(tag)s}}.") % {"tag": told[0]})
        elif word == "label":
            if not clause or any(self._meets(place) for place in self.labels.get(name, ())):
                self._fault(_("{{label %(name)s}} marks one clause, once.") % {"name": name})
            self.labels.setdefault(name, []).append(self._place())
            return [Part("label", name)]
        elif word == "ref":
            self.refs.append((name, self.line))
            return [Part("ref", name)]
        elif self._known(name, self.words.fields, _("field")) and self._often("field", name):
            return [Part("field", name)]
        return []

    def _place(self) -> tuple:
        return tuple((choice.line, choice.in_else) for choice in self.around)

    def _meets(self, place: tuple) -> bool:
        """Tell whether what stands there may be drawn together with what stands here: no condition parts them."""
        return not any((line, not in_else) in place for line, in_else in self._place())

    def _plain(self, said: str) -> list[Part]:
        if "{{" in said or "}}" in said:
            self._fault(_("Two braces are not closed."))
        pieces = said.split("**")
        parts: list[Part] = []
        for n, piece in enumerate(pieces):
            parts += [Part("bold")] if n else []
            parts += [Part("text", piece)] if piece else []
        return parts

    def _often(self, kind: str, name: str) -> bool:
        """Tell whether the name may stand here once more."""
        self.times[kind, name] += 1
        if self.times[kind, name] == MOST_TIMES[kind] + 1:
            self._fault(_("{{%(name)s}} stands more than %(most)s times.") % {"name": name, "most": MOST_TIMES[kind]})
        return self.times[kind, name] <= MOST_TIMES[kind]

    def _known(self, name: str, words: Words, what: str) -> bool:
        if name in words:
            return True
        if len(self.faults) >= MOST_FAULTS:
            return False
        near = get_close_matches(name, list(words), n=1, cutoff=0.6)
        hint = _(" Perhaps “%(near)s”?") % {"near": near[0]} if near else ""
        self._fault(_("there is no %(what)s “%(name)s”.") % {"what": what, "name": name[:60]} + hint)
        return False


def _word(choice: Choice) -> str:
    return "unless" if choice.negated else "if"


def _flat(parts: Iterable) -> list[Part]:
    """Return the parts of a line with what stands inside of its conditions."""
    found: list[Part] = []
    for part in parts:
        found += [*_flat(part.then), *_flat(part.otherwise)] if isinstance(part, Choice) else [part]
    return found
