"""The end of a paper in a Word file: requisites of both sides and the places where they sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svyazka.kit.papers.blocks import Block, Run, Runs, Side, Sides, Signature, Signatures, runs
from svyazka.kit.papers.wordml import GREY, paragraph, text_of


@dataclass(frozen=True)
class Ending:
    """Requisites with the signatures under them."""

    sides: Sides
    signatures: Signatures


def joined(blocks: Sequence[Block]) -> Iterator["Block | Ending"]:
    """Join requisites to the signatures that follow them."""
    skip = False
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if skip:
            skip = False
        elif isinstance(block, Sides) and isinstance(following, Signatures):
            yield Ending(block, following)
            skip = True
        else:
            yield block


def side(told: Side) -> str:
    """Return the requisites of a side, its lines not parted."""
    lines = [runs(Run(told.title, bold=True)), runs(Run(told.name, bold=True)), *(runs(line) for line in told.lines)]
    return "".join(paragraph(text_of(line, 20), after=20, keep=True) for line in lines)


def signs(place: Signature) -> str:
    """Return who signs; the line below begins at one height on both sides, however many lines stand here."""
    lines = [runs(Run(place.title, bold=True)), *(runs(line) for line in (place.company, place.position) if line)]
    basis = paragraph(text_of(runs(place.basis), 17, GREY), after=40, keep=True) if place.basis else ""
    return _signing(lines) + basis


def signed(place: Signature) -> str:
    """Return the line to sign on, the day and the stamp under it."""
    lines = [runs(), runs(Run(blank=44), f" / {place.person} /" if place.person else " / ____________ /")]
    if place.dated:
        lines.append(runs("«___» ______________ 20___ г."))
    if place.stamp:
        lines.append(runs(place.stamp))
    return _signing(lines)


def _signing(lines: Sequence[Runs]) -> str:
    return "".join(paragraph(text_of(line, 20), after=40, keep=True) for line in lines)
