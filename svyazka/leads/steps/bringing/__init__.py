"""Rows of other systems' files written down together, and taken back: for the actions that bring files in."""

from svyazka.leads.steps.bringing.rows import BATCH, batches, brought
from svyazka.leads.steps.bringing.undoing import Undoing

__all__ = ["BATCH", "Undoing", "batches", "brought"]
