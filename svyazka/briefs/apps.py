from django.apps import AppConfig


class BriefsConfig(AppConfig):
    name = "svyazka.briefs"
