"""Small writes on results."""

from svyazka.acceptance import rules
from svyazka.acceptance.models import Result


def move_result(result: Result, verb: str, **facts) -> Result:
    """Move the result by its table, and write down the facts of the move."""
    result.state = rules.RESULT[result.state, verb]
    for name, value in facts.items():
        setattr(result, name, value)
    result.save(update_fields=["state", *facts])
    return result
