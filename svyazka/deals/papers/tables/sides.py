"""What both sides put under a paper: disagreements, requisites, signatures, annexes."""

from svyazka.deals import queries
from svyazka.deals.papers.facts import AGENCY, CLIENT, Subject
from svyazka.deals.papers.parties import requisites_of, signature_of
from svyazka.deals.papers.tables.columns import NUMBER, Blocks
from svyazka.deals.rules import PaperKind
from svyazka.kit.papers import AnnexHeading, Column, Items, Sides, Signature, Signatures, Table, day_in_words, runs

ANNEXES = {PaperKind.SPECIFICATION: "Техническое задание", PaperKind.PLAN: "Календарный план", PaperKind.PRICE: "Смета и протокол согласования цены"}
BLANK_ROWS = 4


def disagreements(subject: Subject) -> Blocks:
    """Return the protocol: the clause, its wording by each side, the agreed one; rows to be filled in where none is written."""
    told = (queries.disagreements_of(subject.contract) if subject.contract else []) or [queries.Disagreement("", "", "\n", "")] * BLANK_ROWS
    rows = tuple((runs(str(n)), runs(one.clause), runs(one.ours), runs(one.theirs), runs(one.agreed)) for n, one in enumerate(told, start=1))
    head = ("№", "Пункт", "Редакция Исполнителя", "Редакция Заказчика", "Согласованная редакция")
    return (Table((NUMBER, Column(18), Column(), Column(), Column()), head, rows),)


def requisites(subject: Subject) -> Blocks:
    """Return the requisites of both sides."""
    return (Sides(requisites_of(subject.entity, AGENCY), requisites_of(subject.client, CLIENT)),)


def signatures(subject: Subject) -> Blocks:
    """Return the places of both signatures."""
    return (Signatures(signature_of(subject.entity, AGENCY), signature_of(subject.client, CLIENT)),)


def signature_of_agency(subject: Subject) -> Blocks:
    """Return the place of the agency's signature."""
    return (Signatures(signature_of(subject.entity, AGENCY)),)


def signature_of_person(subject: Subject) -> Blocks:
    """Return the place where a person signs, with the day."""
    return (Signatures(Signature("Субъект персональных данных", "", "", subject.person, stamp="", dated=True)),)


def approval(subject: Subject) -> Blocks:
    """Return «Утверждаю» of the client and «Согласовано» of the agency, as a title page has them."""
    return (Signatures(signature_of(subject.client, "УТВЕРЖДАЮ", dated=True), signature_of(subject.entity, "СОГЛАСОВАНО", dated=True)),)


def annex_heading(subject: Subject) -> Blocks:
    """Return the heading of an annex; nothing where the paper stands by itself."""
    if subject.contract is None or not subject.annex:
        return ()
    day = day_in_words(subject.contract.signed_on or subject.day)
    if subject.amendment is not None:
        of = f"к дополнительному соглашению № {subject.amendment.number} от {day_in_words(subject.day)}"
        return (AnnexHeading(f"Приложение № {subject.annex}", f"{of} к договору № {subject.contract.number} от {day}"),)
    return (AnnexHeading(f"Приложение № {subject.annex}", f"к договору № {subject.contract.number} от {day}"),)


def annexes(subject: Subject) -> Blocks:
    """Return the list of annexes."""
    told = [f"Приложение № {n} – {ANNEXES[PaperKind(kind)]}" for n, kind in enumerate(subject.annexes, start=1)]
    return (Items(tuple(runs(f"{text}{'.' if n == len(told) else ';'}") for n, text in enumerate(told, start=1))),) if told else ()
