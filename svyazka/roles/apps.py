from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "svyazka.roles"

    def ready(self):
        from svyazka.kit.guard import decide_with, see_with
        from svyazka.roles.queries.rights import decide, sight

        decide_with(decide)
        see_with(sight)
