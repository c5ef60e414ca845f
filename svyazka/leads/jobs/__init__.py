"""What the queue does for leads: stored messages are read, mailboxes looked into, clocks and offers watched."""

from svyazka.leads.jobs import clock, intake

__all__ = ["clock", "intake"]
