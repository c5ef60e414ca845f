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
            leads__raw_stored=_("stored a message as it came"),
            leads__raw_read=_("read a message that had come"),
            leads__raw_buried=_("put a message into the dead letters"),
        )
