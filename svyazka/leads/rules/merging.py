"""Two leads that are one request: what becomes of whatever hangs on the one that goes, which values are kept, what stands in the way."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.kit.joining import Fate, Part
from svyazka.leads.rules.lead import MOVES, LeadState

ENGAGEMENT_PARTS = (
    Part("clients.message.engagement", Fate.MOVES, _("messages")),
    Part("clients.storedfile.engagement", Fate.MOVES, _("files")),
    Part("roles.dutyrequest.engagement", Fate.MOVES, _("requests to colleagues")),
    Part("roles.seat.engagement", Fate.STAYS, _("who sat where")),
    Part("roles.standin.engagement", Fate.STAYS, _("who stood in for whom")),
    Part("roles.seatcall.engagement", Fate.STAYS, _("calls to a vacant seat")),
    Part("leads.lead.engagement", Fate.STAYS, _("the lead itself")),
    Part("tenders.tender.engagement", Fate.SINGLE, _("tenders")),
    Part("briefs.brief.engagement", Fate.SINGLE, _("specifications")),
    Part("briefs.need.engagement", Fate.SINGLE, _("needs")),
    Part("briefs.clause.engagement", Fate.SINGLE, _("clauses of a specification")),
    Part("briefs.promise.engagement", Fate.SINGLE, _("promises")),
    Part("briefs.verdict.engagement", Fate.SINGLE, _("verdicts")),
    Part("briefs.clausenote.engagement", Fate.SINGLE, _("notes on clauses")),
    Part("briefs.clausetalk.engagement", Fate.SINGLE, _("words said of clauses")),
    Part("briefs.interview.engagement", Fate.SINGLE, _("interviews on needs")),
    Part("briefs.solutionoption.engagement", Fate.SINGLE, _("solution options")),
    Part("briefs.optionchoice.engagement", Fate.SINGLE, _("choices of a solution")),
    Part("deals.estimate.engagement", Fate.SINGLE, _("estimates")),
    Part("deals.proposal.engagement", Fate.SINGLE, _("offers")),
    Part("work.problem.engagement", Fate.MOVES, _("problems")),
    Part("work.checklistrun.engagement", Fate.STAYS, _("checklists")),
    Part("work.timer.engagement", Fate.MOVES, _("a timer that runs")),
    Part("growth.idea.became", Fate.MOVES, _("ideas it grew from")),
    Part("team.cover.engagement", Fate.STAYS, _("covers of absences")),
    Part("deals.contract.engagement", Fate.FORBIDS, _("contracts")),
    Part("projects.project.engagement", Fate.FORBIDS, _("a project")),
    Part("projects.stage.engagement", Fate.FORBIDS, _("stages")),
    Part("work.sprint.engagement", Fate.FORBIDS, _("sprints")),
    Part("work.task.engagement", Fate.FORBIDS, _("tasks")),
    Part("work.timeentry.engagement", Fate.FORBIDS, _("hours")),
    Part("work.weekword.engagement", Fate.FORBIDS, _("words on weeks of hours")),
    Part("work.retro.engagement", Fate.FORBIDS, _("looks back")),
    Part("work.retroaction.engagement", Fate.FORBIDS, _("what a look back has promised")),
    Part("acceptance.result.engagement", Fate.FORBIDS, _("results")),
    Part("acceptance.defence.engagement", Fate.FORBIDS, _("defences")),
    Part("acceptance.remark.engagement", Fate.FORBIDS, _("remarks")),
    Part("acceptance.changerequest.engagement", Fate.FORBIDS, _("changes")),
    Part("acceptance.clientlook.engagement", Fate.FORBIDS, _("questions to the client after an acceptance")),
    Part("money.act.engagement", Fate.FORBIDS, _("acts")),
    Part("money.invoice.engagement", Fate.FORBIDS, _("invoices")),
    Part("money.payment.engagement", Fate.FORBIDS, _("payments")),
    Part("bonus.accrual.engagement", Fate.FORBIDS, _("bonuses")),
)
LEAD_PARTS = (
    Part("leads.touch.lead", Fate.MOVES, _("touches")),
    Part("leads.leadconsent.lead", Fate.MOVES, _("consents")),
    Part("leads.raw.lead", Fate.MOVES, _("messages as they came")),
    Part("leads.importrow.lead", Fate.STAYS, _("rows of brought files")),
    Part("leads.leadoffer.lead", Fate.STAYS, _("offers to colleagues")),
    Part("leads.clockpause.lead", Fate.MOVES, _("pauses of the clock")),
    Part("leads.escalation.lead", Fate.JOINS, _("calls of the clock"), by="percent"),
    Part("leads.likeness.lead", Fate.STAYS, _("likenesses")),
    Part("leads.likeness.other", Fate.STAYS, _("likenesses")),
    Part("leads.lead.merged_into", Fate.STAYS, _("leads merged earlier")),
    Part("leads.merging.kept", Fate.STAYS, _("mergings")),
    Part("leads.merging.gone", Fate.STAYS, _("mergings")),
)

CHOSEN = ("title", "request", "company", "region", "contact_id")
FURTHER = (LeadState.NEW, LeadState.TAKEN, LeadState.FROZEN, LeadState.QUALIFIED, LeadState.BRIEF, LeadState.OFFER,
           LeadState.NEGOTIATION, LeadState.WON)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One of the two leads, as the rules see it."""

    title: str
    state: str
    closed: bool  # its engagement is finished or lost

    @property
    def went(self) -> int:
        return how_far(self.state)


def how_far(state: str) -> int:
    """Return how far a lead in this state has gone; a closed one is behind all."""
    return FURTHER.index(state) if state in FURTHER else -1


def reasons_not_to_merge(*, kept: Side, gone: Side, same: bool, forbidding: list) -> list:
    """List why `gone` is not merged into `kept`; `forbidding` names what it has that moves nowhere."""
    if same:
        return [_("This is one and the same lead: there is nothing to merge.")]
    reasons = []
    if gone.state not in MOVES["merge"]:
        reasons.append(_("“%(title)s” is closed or merged already: it goes nowhere.") % {"title": gone.title})
    if kept.went < 0 or kept.closed:
        reasons.append(_("“%(title)s” is closed: nothing is merged into it.") % {"title": kept.title})
    elif kept.went < gone.went:
        reasons.append(_("“%(title)s” has gone further: keep it, and merge the other into it.") % {"title": gone.title})
    if forbidding:
        parts = ", ".join(str(label) for label in forbidding)
        reasons.append(_("“%(title)s” has what cannot move to another engagement: %(parts)s.") % {"title": gone.title, "parts": parts})
    return reasons


def earlier(kept: tuple[datetime, int], gone: tuple[datetime, int]) -> bool:
    """Tell whether the kept lead came first: its clock runs on, its source is that of the first touch."""
    return kept <= gone


def reasons_not_to_undo(*, undone: bool, kept_into: str, clients_further: bool) -> list:
    """List why a merging is not undone; `kept_into` is the title of the lead into which the kept one was itself merged since."""
    if undone:
        return [_("This merging was undone already.")]
    reasons = [_("The kept lead was itself merged into “%(title)s”: undo that first.") % {"title": kept_into}] if kept_into else []
    if clients_further:
        reasons.append(_("The client was merged into another since: undo that first."))
    return reasons
