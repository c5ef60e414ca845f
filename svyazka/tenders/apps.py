from django.apps import AppConfig


class TendersConfig(AppConfig):
    name = "svyazka.tenders"
