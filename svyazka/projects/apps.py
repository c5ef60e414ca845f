from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "svyazka.projects"

    def ready(self):
        from svyazka.kit import verbs
        from svyazka.projects import actions, panels  # noqa: F401

        verbs.register(
            projects__started=_("started the project"),
            projects__widened=_("took new stages of the contract into the plan"),
            projects__stopped=_("stopped the project"),
            projects__promise_moved=_("moved a promised day"),
            projects__drift_noted=_("put the alert of a drift off till the next day"),
            projects__scheduled=_("computed the schedule"),
            projects__cause_told=_("said why a stage is late"),
            projects__client_warned=_("warned the client that a stage is late"),
            projects__drift_alerted=_("called to a drift"),
            projects__drifts=_("the forecast is later than promised"),
            projects__drift_gone=_("the forecast is within the promise again"),
            projects__drift_norm_set=_("set which day of a forecast alarms"),
        )
