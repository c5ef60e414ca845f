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
            deals__disagreed=_("took in the protocol of disagreements"),
            deals__signed=_("signed the contract"),
            deals__amended=_("amended the contract"),
            deals__line_tied=_("named the clause of an estimate line"),
            deals__terminated=_("ended the contract before its time"),
            deals__text_written=_("wrote an edition of the text of a paper"),
            deals__text_returned=_("returned to an earlier text of a paper"),
            deals__series_set=_("set how papers are numbered"),
            deals__expired=_("the proposal has expired"),
        )
