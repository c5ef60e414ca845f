from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "svyazka.journal"

    def ready(self):
        from svyazka.journal import panels  # noqa: F401
        from svyazka.journal.steps import record
        from svyazka.kit.record import record_with

        record_with(record)
