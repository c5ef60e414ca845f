from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "svyazka.portal"
