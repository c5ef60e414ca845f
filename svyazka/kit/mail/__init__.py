"""Reading a raw mail: whatever comes, a reading or a reason, never an error of ours."""

from svyazka.kit.mail.letter import Letter, Unreadable, glimpse, read_letter
from svyazka.kit.mail.words import clean, decoded, likeliest, one_line

__all__ = ["Letter", "Unreadable", "clean", "decoded", "glimpse", "likeliest", "one_line", "read_letter"]
