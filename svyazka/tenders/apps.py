from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TendersConfig(AppConfig):
    name = "svyazka.tenders"

    def ready(self):
        from svyazka.kit import verbs
        from svyazka.tenders import panels  # noqa: F401

        verbs.register(
            tenders__opened=_("opened the tender"),
            tenders__decided=_("decided on the tender"),
            tenders__moved=_("moved the tender on"),
            tenders__submitted=_("submitted the application"),
        )
