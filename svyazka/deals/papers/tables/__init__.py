"""Tables and blocks that stand in the texts of papers."""

from collections.abc import Callable

from svyazka.deals.papers.facts import Subject
from svyazka.deals.papers.tables import price, sides, specification, stages
from svyazka.deals.papers.tables.columns import Blocks
from svyazka.deals.papers.tables.sides import ANNEXES

Drawer = Callable[[Subject], Blocks]
TABLES: dict[str, Drawer] = {
    "stages": stages.stages, "plan": stages.plan, "rates": price.rates, "estimate": price.estimate, "needs": specification.needs, "clauses": specification.clauses, "without": specification.without,
    "added_stages": stages.added_stages, "changed_stages": stages.changed_stages, "changed_terms": stages.changed_terms, "disagreements": sides.disagreements, "options": price.options, "passed": price.passed,
    "passed_in_price": price.passed_in_price,
}  # fmt: skip
BLOCKS: dict[str, Drawer] = {
    "requisites": sides.requisites, "signatures": sides.signatures, "signature_of_agency": sides.signature_of_agency, "signature_of_person": sides.signature_of_person,
    "approval": sides.approval, "contents": specification.contents, "sections": specification.sections, "annex_heading": sides.annex_heading, "annexes": sides.annexes,
}  # fmt: skip

__all__ = ["ANNEXES", "BLOCKS", "TABLES"]
