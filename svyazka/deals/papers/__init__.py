"""Papers of a deal: the agency's texts filled with what is known of one, as blocks that become a PDF or a Word file."""

from svyazka.deals.papers.drawing import (
    Drawn,
    amendment_paper,
    annex_paper,
    annexes_of,
    application_paper,
    as_file,
    consent_paper,
    contract_paper,
    preview_paper,
    proposal_paper,
    specification_paper,
)
from svyazka.deals.papers.parties import requisites_of, signature_of
from svyazka.deals.papers.said import vat_said
from svyazka.deals.papers.tables import ANNEXES

__all__ = [
    "ANNEXES", "Drawn", "amendment_paper", "annex_paper", "annexes_of", "application_paper", "as_file", "consent_paper", "contract_paper",
    "preview_paper", "proposal_paper", "requisites_of", "signature_of", "specification_paper", "vat_said",
]  # fmt: skip
