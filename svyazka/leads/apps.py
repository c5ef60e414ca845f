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
            leads__raw_stored=_("stored a message as it came"),
            leads__raw_read=_("read a message that had come"),
            leads__raw_buried=_("put a message into the dead letters"),
        )
