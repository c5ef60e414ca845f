"""Svyazka: the system in which a digital agency lives when it works by the pair."""
