"""Django's own command, with an executor that draws few models."""

from django.core.management.commands import migrate

from svyazka.kit.migrating import Executor

migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]  # the command has no other place to name it
Command = migrate.Command
