"""The tables as an agency of long ago came by them: each migration in its turn, without those that replace many."""

from django.db.migrations.loader import MigrationLoader

_load_disk = MigrationLoader.load_disk


def load_each_step(loader: MigrationLoader) -> None:
    """Load what is written down, but none that stands for others."""
    _load_disk(loader)
    loader.disk_migrations = {key: one for key, one in loader.disk_migrations.items() if not one.replaces}


if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    MigrationLoader.load_disk = load_each_step
    execute_from_command_line(["svyazka", "migrate", "--verbosity=0"])
