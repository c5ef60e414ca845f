"""The tables as Django's own executor makes them: it draws models anew after each operation."""

import gc

from django.core.management import execute_from_command_line
from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor

from svyazka.kit.management.commands import migrate as _ours  # noqa: F401  # before it is undone

if __name__ == "__main__":
    gc.set_threshold(100_000, 50, 1000)  # drawn models come and go
    migrate.MigrationExecutor = MigrationExecutor
    execute_from_command_line(["svyazka", "migrate", "--verbosity=0"])
