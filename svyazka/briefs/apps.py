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
            briefs__draft_begun=_("began an edition of the specification"),
            briefs__clause_added=_("added a clause"),
            briefs__clause_reworded=_("reworded a clause"),
            briefs__clause_placed=_("moved a clause"),
            briefs__clause_removed=_("removed a clause"),
            briefs__template_added=_("added a template of specifications"),
            briefs__template_edited=_("edited a template of specifications"),
            briefs__template_retired=_("retired a template of specifications"),
            briefs__promise_settled=_("settled a promise"),
            briefs__promise_waits=_("asks whether a promise is feasible"),
            briefs__promise_judged=_("said whether a promise is feasible"),
            briefs__promise_rechecked=_("took the verdict on a promise back"),
            briefs__promise_reworded=_("worded a promise anew"),
            briefs__alternative_taken=_("took up what the PM had offered instead"),
            briefs__small_rule_set=_("set the rule of small promises"),
            briefs__verdict_norm_set=_("set a norm of the PM's word"),
            briefs__sent_to_client=_("sent the specification to the client"),
            briefs__agreed=_("agreed the specification"),
            briefs__remarked=_("has remarks on the specification"),
            briefs__noted=_("wrote a note on a clause"),
            briefs__clause_talked=_("said a word on a clause"),
            briefs__comment_settled=_("settled a comment on a clause"),
        )
