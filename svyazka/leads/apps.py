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
