from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    name = "svyazka.leads"

    def ready(self):
        from svyazka.kit import verbs
        from svyazka.leads import panels  # noqa: F401

        verbs.register(
            leads__received=_("received the lead"),
            leads__taken=_("took the lead"),
            leads__answered=_("answered the lead"),
            leads__qualified=_("qualified the lead"),
            leads__closed=_("closed the lead"),
            leads__frozen=_("froze the lead"),
            leads__thawed=_("took the lead up again"),
            leads__passed=_("passed the lead on"),
            leads__likeness_decided=_("said whether two leads are one"),
            leads__merged=_("merged two leads"),
            leads__taken_apart=_("took two merged leads apart"),
            leads__form_made=_("made a form for sites"),
            leads__form_kept=_("altered a form for sites"),
            leads__form_stopped=_("stopped a form"),
            leads__form_resumed=_("let a form stand again"),
            leads__way_kept=_("altered how we are reached"),
            leads__text_published=_("published the text of a consent"),
            leads__consent_withdrawn=_("wrote down that a consent is withdrawn"),
            leads__code_made=_("made a short code"),
            leads__code_given=_("gave a visitor a short code"),
            leads__mark_kept=_("said what a mark of links means"),
            leads__mark_ended=_("ended what a mark of links means"),
            leads__next_step_planned=_("planned the next step with the lead"),
            leads__norm_set=_("set a norm of handling leads"),
            leads__level_set=_("changed who is told when a lead burns"),
            leads__reason_added=_("added a reason of closing leads"),
            leads__reason_retired=_("retired a reason of closing leads"),
            leads__clocks_moved=_("moved the clocks of leads: hours, days or norms have changed"),
            leads__escalated=_("called for an answer to the lead"),
            leads__half_gone=_("half of the time to answer is gone"),
            leads__time_up=_("the time to answer is up"),
            leads__twice_over=_("an answer is awaited twice as long as the norm"),
            leads__burns=_("the time to answer burns down"),
            leads__offered=_("offered the lead"),
            leads__nobody_fits=_("found nobody to offer the lead to"),
            leads__assigned=_("offered the lead to a person of their choice"),
            leads__accepted=_("accepted the lead"),
            leads__declined=_("declined the lead"),
            leads__returned=_("returned the lead"),
            leads__offer_withdrawn=_("took the offer of the lead back"),
            leads__offer_lapsed=_("let the offer of the lead lapse"),
            leads__offer_ended=_("answered the offer of a lead"),
            leads__terms_set=_("set the terms on which leads are taken"),
            leads__raw_stored=_("stored a message as it came"),
            leads__raw_read=_("read a message that had come"),
            leads__raw_buried=_("put a message into the dead letters"),
            leads__raw_refused=_("refused a message and told its sender why"),
            leads__raw_put_away=_("put a dead letter away"),
            leads__raw_taken_back=_("took back what was put away"),
            leads__raws_retried=_("had dead letters read again"),
            leads__key_issued=_("issued a key of the intake"),
            leads__key_revoked=_("revoked a key of the intake"),
            leads__mailbox_asked=_("had the mailbox looked into"),
            leads__mailbox_failed=_("could not look into the mailbox"),
            leads__mailbox_well=_("looked into the mailbox again"),
        )
