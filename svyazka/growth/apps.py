from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrowthConfig(AppConfig):
    name = "svyazka.growth"

    def ready(self):
        from svyazka.growth import panels  # noqa: F401
        from svyazka.kit import verbs

        verbs.register(
            growth__idea_added=_("added an idea"),
            growth__moved=_("moved a direction of the client"),
            growth__idea_answered=_("answered an idea"),
            growth__idea_taken_up=_("took an idea up"),
        )
