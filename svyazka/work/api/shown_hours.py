"""How hours, weeks and norms are told in JSON."""

from svyazka.kit.api import plain, told
from svyazka.work import queries
from svyazka.work.models import HoursNorms, TimeEntry
from svyazka.work.queries import Week


def shown_entry(entry: TimeEntry) -> dict:
    """Tell hours."""
    return {
        "id": entry.pk,
        "task_id": entry.task_id,
        "engagement_id": entry.engagement_id,
        "duty": entry.duty_kind,
        "person": entry.person.username,
        "on": entry.worked_on,
        "hours": plain(entry.hours),
        "note": entry.note,
        "state": entry.state,
        "entered_at": told(entry.entered_at),
        "days_after": entry.days_after,
        "late": entry.late,
    }


def shown_week(week: Week) -> dict:
    """Tell a week: its days with the norm, its lines with the hours of each day, what is short, what was said of it."""
    return {
        "week": week.monday,
        "days": [{"on": day, "norm": plain(week.norm[day]), "hours": plain(hours), "away": week.away.get(day)} for day, hours in week.totals.items()],
        "lines": [{
            "task_id": row.line.task.pk if row.line.task else None, "engagement_id": row.line.engagement.pk, "duty": row.line.kind, "title": row.line.title,
            "cells": [{"on": cell.day, "hours": plain(cell.hours), "state": cell.state or None, "suggested": plain(cell.suggested)} for cell in row.cells],
        } for row in week.rows],
        "gaps": [{"on": day, "hours": plain(hours), "norm": plain(norm)} for day, hours, norm in week.gaps],
        "said": [{"kind": word.kind, "project_id": queries.project_key(word.engagement), "engagement_id": word.engagement_id, "by": word.by.username, "at": told(word.at), "reason": word.reason} for word in week.words],
    }  # fmt: skip


def shown_norms(row: HoursNorms) -> dict:
    """Tell the norms that hold from a day on."""
    return {"id": row.pk, "starts_on": row.starts_on, **{name: getattr(row, name) for name in queries.NORMS_FIELDS}}
