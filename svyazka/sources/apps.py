from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    name = "svyazka.sources"

    def ready(self):
        from svyazka.kit import verbs

        verbs.register(
            sources__cost_set=_("wrote down the cost of a source"),
            sources__retired=_("retired a source"),
            sources__event_kept=_("wrote down an event"),
        )
