"""What the tender desk remembers."""

from svyazka.tenders.models.card import Criterion, Score
from svyazka.tenders.models.deadline import Happened, TenderDeadline
from svyazka.tenders.models.decision import DecisionCall
from svyazka.tenders.models.notice import Notice, NoticeEntry, NoticeFile, OurCode
from svyazka.tenders.models.paper import AgencyDocument, TenderPaper
from svyazka.tenders.models.rival import Bid
from svyazka.tenders.models.rule import TenderRule
from svyazka.tenders.models.security import Security
from svyazka.tenders.models.tender import Tender

__all__ = ["AgencyDocument", "Bid", "Criterion", "DecisionCall", "Happened", "Notice", "NoticeEntry", "NoticeFile", "OurCode", "Score", "Security", "Tender",
           "TenderDeadline", "TenderPaper", "TenderRule"]  # fmt: skip
