from django.apps import AppConfig
from django.db.models.signals import pre_migrate

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


class KitConfig(AppConfig):
    name = "svyazka.kit"

    def ready(self):
        pre_migrate.connect(add_extensions, sender=self)


def add_extensions(using, **_kwargs) -> None:
    """Add what exclusion constraints and search need, before the first table is made."""
    from django.db import connections

    with connections[using].cursor() as cursor:
        for extension in EXTENSIONS:
            cursor.execute(f"create extension if not exists {extension}")
