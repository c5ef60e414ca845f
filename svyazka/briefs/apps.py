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
            briefs__questions_written=_("wrote the questions of interviews anew"),
            briefs__interview_begun=_("began an interview on needs"),
            briefs__question_answered=_("wrote down an answer of the client"),
            briefs__interview_held=_("held the interview on needs"),
            briefs__interview_dropped=_("called the interview on needs off"),
            briefs__need_drawn=_("drew a need from the answers"),
            briefs__need_added=_("added a need"),
            briefs__need_changed=_("changed a need"),
            briefs__need_moved=_("moved a need"),
            briefs__need_removed=_("removed a need"),
            briefs__option_proposed=_("proposed a solution"),
            briefs__option_changed=_("changed an option"),
            briefs__option_withdrawn=_("withdrew an option"),
            briefs__option_picked=_("picked an option"),
            briefs__option_agreed=_("agreed to the option"),
            briefs__option_declined=_("did not agree to the option"),
            briefs__option_clauses_written=_("wrote clauses from the chosen option"),
            briefs__promise_waits=_("asks whether a promise is feasible"),
            briefs__promise_judged=_("said whether a promise is feasible"),
            briefs__promise_rechecked=_("took the verdict on a promise back"),
            briefs__conditions_accepted=_("accepted the conditions of the PM's yes"),
            briefs__promise_disputed=_("says that it is not a promise"),
            briefs__promise_disowned=_("agreed that it is not a promise"),
            briefs__promise_upheld=_("said that it is a promise"),
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
