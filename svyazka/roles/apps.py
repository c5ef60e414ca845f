from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    name = "svyazka.roles"

    def ready(self):
        from svyazka.kit import verbs
        from svyazka.kit.guard import decide_with, see_with
        from svyazka.roles import panels  # noqa: F401
        from svyazka.roles.queries.rights import decide
        from svyazka.roles.queries.sight import sight

        decide_with(decide)
        see_with(sight)
        verbs.register(
            roles__copied=_("copied the scheme"),
            roles__edited=_("edited the matrix"),
            roles__seat_added=_("added a seat to the scheme"),
            roles__seat_removed=_("took a seat out of the scheme"),
            roles__transition_drafted=_("tried a switch of scheme dry"),
            roles__in_force=_("put the scheme in force"),
            roles__seated=_("seated a person"),
            roles__unseated=_("freed a seat"),
            roles__asked=_("asked a colleague"),
            roles__answered=_("answered a colleague"),
        )
