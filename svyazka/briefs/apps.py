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
        )
