"""Questions about the development of clients, always from the one who asks."""

from datetime import datetime

from django.db.models import QuerySet

from svyazka.clients.queries import clients_visible_to
from svyazka.growth.models import DevelopmentCell, Direction, Idea


def ideas_visible_to(person, at: datetime) -> QuerySet[Idea]:
    """Return the ideas for the clients this person sees."""
    clients = clients_visible_to(person, at).order_by()
    return Idea.objects.filter(client__in=clients).select_related("client", "direction", "author", "became").order_by("-added_at")


def map_of(person, at: datetime, limit: int = 100) -> tuple[list[Direction], list[dict]]:
    """Return the directions and, for each visible client, its cells by direction. Three queries."""
    directions = list(Direction.objects.all())
    clients = list(clients_visible_to(person, at)[:limit])
    cells = {(cell.client_id, cell.direction_id): cell for cell in DevelopmentCell.objects.filter(client__in=clients)}
    rows = [{"client": c, "cells": [(d, cells.get((c.pk, d.pk))) for d in directions]} for c in clients]
    return directions, rows
