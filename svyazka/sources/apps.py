from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    name = "svyazka.sources"

    def ready(self):
        from svyazka.kit import verbs

        verbs.register(
            sources__added=_("wrote down a source"),
            sources__renamed=_("renamed a source"),
            sources__cost_set=_("wrote down the cost of a source"),
            sources__faded=_("uses a source less"),
            sources__retired=_("retired a source"),
            sources__brought_back=_("brought a source back"),
            sources__event_kept=_("wrote down an event"),
            sources__event_corrected=_("corrected an event"),
            sources__people_met=_("wrote down who was met at an event"),
            sources__meeting_forgotten=_("took back a meeting at an event"),
            sources__demand_loaded=_("loaded demand by region"),
            sources__demand_kept=_("wrote down a figure of demand"),
            sources__demand_undone=_("took a file of demand back"),
        )
