from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DealsConfig(AppConfig):
    name = "svyazka.deals"

    def ready(self):
        from svyazka.deals import panels  # noqa: F401
        from svyazka.deals.queries import verdict_shares, worth_of
        from svyazka.deals.strands import line_strands
        from svyazka.kit import quality, strands, verbs

        quality.tell("verdict", verdict_shares)
        quality.tell_worth(worth_of)
        strands.tell("estimate", line_strands)
        verbs.register(
            deals__estimated=_("built the estimate"),
            deals__drafted_estimate=_("began a draft of the estimate"),
            deals__written=_("wrote the draft of the estimate"),
            deals__filled=_("brought the draft of the estimate to the specification"),
            deals__approved=_("approved a price"),
            deals__discount_asked=_("asked for a discount"),
            deals__discount_approved=_("approved the discount"),
            deals__discount_declined=_("declined the discount"),
            deals__rate_set=_("set a rate"),
            deals__person_rate_set=_("set what a person's hour costs"),
            deals__term_set=_("set a term of deals"),
            deals__called_off=_("took back a rate or a term to come"),
            deals__offered=_("sent the proposal"),
            deals__answered=_("wrote down the client's answer"),
            deals__drafted=_("drafted the contract"),
            deals__contract_sent=_("sent the contract to the client"),
            deals__contract_edited=_("changed the draft of the contract"),
            deals__switched=_("changed what the client sees and is told of the contract"),
            deals__disagreed=_("took in the protocol of disagreements"),
            deals__signed=_("signed the contract"),
            deals__row_settled=_("settled a row of the protocol of disagreements"),
            deals__row_reopened=_("opened a row of the protocol of disagreements again"),
            deals__amendment_drafted=_("drafted an amendment"),
            deals__amendment_edited=_("changed the draft of an amendment"),
            deals__amendment_sent=_("sent an amendment to the client"),
            deals__amendment_agreed=_("agreed an amendment"),
            deals__amendment_remarked=_("made remarks on an amendment"),
            deals__amendment_withdrawn=_("withdrew an amendment"),
            deals__amended=_("amended the contract"),
            deals__ordered=_("widened the contract by an order"),
            deals__period_opened=_("a period of the retainer has begun"),
            deals__period_closed=_("a period of the retainer is over"),
            deals__limit_neared=_("what was agreed by the contract runs out"),
            deals__extra_asked=_("asked the client for hours above the period"),
            deals__extra_approved=_("hours above the period are approved"),
            deals__extra_declined=_("hours above the period are declined"),
            deals__ads_passed=_("passed data on to the register of ads"),
            deals__ads_unpassed=_("took back a mark of the register of ads"),
            deals__line_tied=_("named the clause of an estimate line"),
            deals__terminated=_("ended the contract before its time"),
            deals__text_written=_("wrote an edition of the text of a paper"),
            deals__text_returned=_("returned to an earlier text of a paper"),
            deals__series_set=_("set how papers are numbered"),
            deals__expired=_("the proposal has expired"),
        )
