"""What is done: needs, clauses, what stays outside, the specification by its sections."""

from collections.abc import Sequence

from svyazka.briefs.models import Clause
from svyazka.briefs.queries import document
from svyazka.briefs.rules.document import Part as DocumentPart
from svyazka.deals.papers.facts import Subject
from svyazka.deals.papers.tables.columns import NUMBER, Blocks
from svyazka.kit.papers import Block, Column, Contents, Heading, Items, Paragraph, Run, Table, runs
from svyazka.kit.papers import Clause as ClauseBlock

INDENT = 8


def needs(subject: Subject) -> Blocks:
    """Return what the client wants to change, and how it will be seen."""
    rows = subject.brief.needs.order_by("position") if subject.brief else ()
    told = [_need(need.text, need.goal, need.measure) for need in rows]
    return (Items(tuple(runs(text) for text in told)),) if told else ()


def _need(text: str, goal: str, measure: str) -> str:
    more = [f"цель: {goal}" if goal else "", f"измеряется: {measure}" if measure else ""]
    return "; ".join(part for part in (text.rstrip("."), *more) if part)


def clauses(subject: Subject) -> Blocks:
    """Return what is done and how it is accepted, as a table."""
    told = list(subject.brief.clauses.exclude(kind="wont")) if subject.brief else []
    rows = tuple((runs(str(n)), runs(one.text), runs(one.criterion or "—")) for n, one in enumerate(told, start=1))
    return (Table((NUMBER, Column(), Column(64)), ("№", "Что делаем", "Как принимается"), rows),) if rows else ()


def without(subject: Subject) -> Blocks:
    """Return what stays outside of the work."""
    told = [clause.text for clause in subject.brief.clauses.filter(kind="wont")] if subject.brief else []
    return (Items(tuple(runs(text) for text in told)),) if told else ()


def sections(subject: Subject) -> Blocks:
    """Return the specification by the sections of its template, numbered as on the page: each clause with its criterion and name."""
    return (*_sections(document(subject.brief)),) if subject.brief else ()


def _sections(parts: Sequence[DocumentPart]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        blocks.append(Heading(runs(part.heading or "Прочие требования")) if part.number else Heading(runs("Требования"), numbered=False))
        blocks += [block for _number, clause in part.clauses for block in _clause(clause)]
        if not part.clauses:
            blocks.append(Paragraph(runs("Требования не предъявляются.")))
    return blocks


KINDS = {"should": "Желательно: ", "wont": "Не входит: "}


def _clause(clause: Clause) -> list[Block]:
    kind = (Run(KINDS[clause.kind], bold=True),) if clause.kind in KINDS else ()
    accepted = bool(clause.criterion and clause.kind != "wont")
    said: list[Block] = [ClauseBlock((*kind, Run(f"{clause.text.strip()} "), Run(f"[ТЗ-{clause.key}]", italic=True)), keep=accepted)]
    if accepted:
        said.append(Paragraph(runs(Run("Критерий приёмки: ", bold=True), clause.criterion.strip()), "left", indent=INDENT))
    return said


def contents(subject: Subject) -> Blocks:
    """Return the list of sections; nothing of a specification that is not parted."""
    return (Contents("Содержание"),) if subject.brief and document(subject.brief)[0].number else ()
