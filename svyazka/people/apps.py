from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "svyazka.people"

    def ready(self):
        from svyazka.kit import verbs

        verbs.register(
            people__track_changed=_("changed a person's track"),
            people__let_go=_("let a person go"),
            people__department_opened=_("opened a department"),
            people__department_closed=_("closed a department"),
            people__token_issued=_("made a token"),
            people__token_revoked=_("revoked a token"),
        )
