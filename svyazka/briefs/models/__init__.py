"""Needs of a client, the specification in editions, promises, and the PM's verdicts on them."""

from svyazka.briefs.models.approval import BriefApproval
from svyazka.briefs.models.brief import Brief, Verdict
from svyazka.briefs.models.clause import Clause
from svyazka.briefs.models.comment import ClauseNote, ClauseTalk
from svyazka.briefs.models.need import Need
from svyazka.briefs.models.presence import Presence
from svyazka.briefs.models.promise import Promise
from svyazka.briefs.models.template import SpecSection, SpecStarter, SpecTemplate

__all__ = [
    "Brief", "BriefApproval", "Clause", "ClauseNote", "ClauseTalk", "Need", "Presence", "Promise", "SpecSection",
    "SpecStarter", "SpecTemplate", "Verdict",
]  # fmt: skip
