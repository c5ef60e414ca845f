"""What briefs, promises and needs show on others' pages."""

from svyazka.briefs.panels import brief, need, promise

__all__ = ["brief", "need", "promise"]
