"""What development shows on others' pages."""

from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.growth import queries
from svyazka.growth.actions import DEVELOP
from svyazka.growth.api import shown
from svyazka.growth.models import DevelopmentCell, Direction, Idea
from svyazka.growth.rules import CellState
from svyazka.kit.guard import may
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.story import chapter


@chapter("ideas")
def ideas_told(engagement, person, at):
    """Tell the ideas for the client."""
    found = Idea.objects.filter(client=engagement.client_id).select_related("client", "direction", "author")
    return [shown(idea) for idea in found.order_by("pk")]


@fill("client.main")
def development(request, client):
    """Show the directions of the client and the ideas."""
    at = timezone.now()
    cells = {cell.direction_id: cell for cell in DevelopmentCell.objects.filter(client=client)}
    told = {
        "client": client,
        "cells": [(direction, cells.get(direction.pk)) for direction in Direction.objects.all()],
        "states": CellState.choices,
        "ideas": list(queries.ideas_visible_to(request.user, at).filter(client=client)),
        "may_develop": may(request.user, DEVELOP, client, at, answers="RA"),
    }
    return "growth/_client.html", told


@provider(order=70)
def ideas_found(person, at, text):
    """Find ideas by their words."""
    found = queries.ideas_visible_to(person, at).filter(text__icontains=text)[:8]
    return [Hit(idea.text[:100], f"/clients/{idea.client_id}/", _("Idea"), idea.client.name) for idea in found]
