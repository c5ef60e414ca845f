from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "svyazka.journal"

    def ready(self):
        from svyazka.journal import panels  # noqa: F401
