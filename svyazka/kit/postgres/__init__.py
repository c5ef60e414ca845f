"""A real PostgreSQL of the application's own: made, started, attached to and stopped in one folder."""

from svyazka.kit.postgres.programs import NoPostgres, binaries, candidates
from svyazka.kit.postgres.server import ensure, leave, started_here, stop
from svyazka.kit.postgres.watch import Watch

__all__ = [
    "NoPostgres", "Watch", "binaries", "candidates", "ensure", "leave", "started_here", "stop",
]  # fmt: skip
