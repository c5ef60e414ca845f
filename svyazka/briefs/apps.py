from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BriefsConfig(AppConfig):
    name = "svyazka.briefs"

    def ready(self):
        from svyazka.briefs import panels  # noqa: F401
        from svyazka.briefs.queries import needs_shares
        from svyazka.kit import quality, verbs

        quality.tell("needs", needs_shares)
        verbs.register(
            briefs__written=_("wrote the specification"),
            briefs__promised=_("wrote down a promise"),
            briefs__submitted=_("sent the specification to the PM"),
            briefs__judged=_("said what is feasible"),
            briefs__promise_settled=_("settled a promise"),
            briefs__promise_waits=_("asks whether a promise is feasible"),
            briefs__promise_judged=_("said whether a promise is feasible"),
            briefs__promise_rechecked=_("took the verdict on a promise back"),
            briefs__promise_reworded=_("worded a promise anew"),
            briefs__alternative_taken=_("took up what the PM had offered instead"),
            briefs__small_rule_set=_("set the rule of small promises"),
            briefs__verdict_norm_set=_("set a norm of the PM's word"),
        )
