"""The pages of sources."""

from svyazka.sources.views import acts, event
from svyazka.sources.views.tabs import brand, index, mix, search, sufficiency

__all__ = ["acts", "brand", "event", "index", "mix", "search", "sufficiency"]
