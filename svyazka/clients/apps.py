from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClientsConfig(AppConfig):
    name = "svyazka.clients"

    def ready(self):
        from svyazka.clients import panels  # noqa: F401
        from svyazka.kit import verbs

        verbs.register(
            clients__said=_("wrote a message"),
            clients__file_added=_("added a file"),
            clients__kept=_("corrected the client's card"),
            clients__requisites_kept=_("wrote down the client's requisites"),
            clients__contact_kept=_("wrote a contact down"),
            clients__merged=_("merged two clients"),
            clients__taken_apart=_("took two merged clients apart"),
            clients__portal_opened=_("opened the portal to a contact"),
            clients__portal_closed=_("ended a contact's way into the portal"),
            clients__portal_invited=_("sent another letter with the way into the portal"),
        )
