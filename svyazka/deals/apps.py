from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DealsConfig(AppConfig):
    name = "svyazka.deals"

    def ready(self):
        from svyazka.deals import panels  # noqa: F401
        from svyazka.deals.queries import verdict_shares, worth_of
        from svyazka.kit import quality, verbs

        quality.tell("verdict", verdict_shares)
        quality.tell_worth(worth_of)
        verbs.register(
            deals__estimated=_("built the estimate"),
            deals__approved=_("approved the estimate"),
            deals__offered=_("sent the proposal"),
            deals__answered=_("wrote down the client's answer"),
            deals__drafted=_("drafted the contract"),
            deals__contract_sent=_("sent the contract to the client"),
            deals__disagreed=_("took in the protocol of disagreements"),
            deals__signed=_("signed the contract"),
            deals__amended=_("amended the contract"),
            deals__terminated=_("ended the contract before its time"),
            deals__text_written=_("wrote an edition of the text of a paper"),
            deals__text_returned=_("returned to an earlier text of a paper"),
            deals__series_set=_("set how papers are numbered"),
            deals__expired=_("the proposal has expired"),
        )
