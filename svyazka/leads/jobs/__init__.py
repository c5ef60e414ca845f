"""What the queue does for leads: stored messages are read, mailboxes looked into, files brought in, clocks and offers watched."""

from svyazka.leads.jobs import clock, files, intake

__all__ = ["clock", "files", "intake"]
