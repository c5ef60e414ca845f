from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamConfig(AppConfig):
    name = "svyazka.team"

    def ready(self):
        from svyazka.kit import burden, verbs, worth
        from svyazka.team import panels  # noqa: F401
        from svyazka.team.queries import free_hours, weekly_hours_of

        worth.free_told_by(free_hours)
        burden.told_by(weekly_hours_of)
        verbs.register(
            team__absence_requested=_("asked for an absence"),
            team__absence_approved=_("approved the absence"),
            team__absence_declined=_("declined the days off"),
            team__absence_cancelled=_("cancelled the days off"),
            team__cover_asked=_("asked to stand in"),
            team__cover_accepted=_("agreed to stand in"),
            team__cover_declined=_("declined to stand in"),
            team__deputy_named=_("named a deputy"),
            team__cover_approved=_("approved the cover"),
        )
