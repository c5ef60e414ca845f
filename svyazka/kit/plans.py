"""The plans that a connection keeps of its statements: made while tables were small, they read them whole when they are not."""

from django.db import connection


def forget_plans() -> None:
    """Have every statement planned anew, those of triggers and of the checks of foreign keys too: many rows have come or gone."""
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
