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
            leads__brought=_("brought the lead in from a file"),
            leads__brought_win=_("brought in from a file that the lead was won"),
            leads__brought_contact=_("brought the contact in from a file"),
            leads__import_kept=_("kept a file of leads"),
            leads__import_chosen=_("said what the columns of a file hold"),
            leads__import_tried=_("tried a file of leads dry"),
            leads__import_started=_("began to bring a file of leads in"),
            leads__import_done=_("brought a file of leads in"),
            leads__import_stopped=_("could not go on with a file of leads"),
            leads__import_undone=_("took a file of leads back"),
            leads__raw_stored=_("stored a message as it came"),
            leads__raw_read=_("read a message that had come"),
            leads__raw_buried=_("put a message into the dead letters"),
        )
