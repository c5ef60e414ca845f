"""Outgoing mail: a letter is kept in the transaction of the act that wrote it and sent by the queue, also after a crash."""

import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.kit.models import OutgoingLetter

PAUSES = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 720, 1440))  # before each next try; then it is given up
ERRORS = (smtplib.SMTPException, OSError)


class Outbox(BaseEmailBackend):
    """The mail backend of the whole application: it keeps letters, the queue sends them."""

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        """Keep the letters and ask the queue to send them; return how many were kept."""
        kept = [_keep(message, timezone.now()) for message in email_messages if message.recipients()]
        for letter in kept:
            app.configure_task("kit.send_letter").defer(letter_id=letter.pk)
        return len(kept)


def _keep(message: EmailMessage, at: datetime) -> OutgoingLetter:
    told = message.message()
    raw = told.as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own messages take it
    return OutgoingLetter.objects.create(
        message_id=told["Message-ID"], sender=message.from_email, recipients=message.recipients(), raw=raw,
        subject=message.subject[:300], written_at=at, next_try_at=at,
    )  # fmt: skip


def write(*, to: str, subject: str, text: str, message_id: str = "", in_reply_to: str = "") -> None:
    """Write one letter in plain text; `message_id` and `in_reply_to` hold a conversation together."""
    headers = {"Message-ID": message_id, "In-Reply-To": in_reply_to, "References": in_reply_to}
    one_line = " ".join(subject.split())
    EmailMessage(one_line, text, to=[to], headers={name: told for name, told in headers.items() if told}).send()


def waiting(at: datetime) -> list[int]:
    """Return the keys of the letters whose time to be tried has come, the oldest first."""
    found = OutgoingLetter.objects.filter(sent_at=None, next_try_at__lte=at).order_by("next_try_at", "pk")
    return list(found.values_list("pk", flat=True)[:500])


def count_waiting() -> tuple[int, int]:
    """Return how many letters still wait, and how many were given up."""
    unsent = OutgoingLetter.objects.filter(sent_at=None)
    return unsent.exclude(next_try_at=None).count(), unsent.filter(next_try_at=None).count()


def deliver(letter_id: int, at: datetime) -> bool:
    """Hand one letter to the mail server, unless it has left or its turn has not come; tell whether it left now.

    The letter's row is locked meanwhile, so that two workers never send it twice. Without a mail server it waits.
    """
    if not settings.MAIL_READY:
        return False
    with transaction.atomic():
        letter = OutgoingLetter.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=letter_id, sent_at=None, next_try_at__lte=at).first()
        if letter is None:
            return False
        letter.tries += 1
        try:
            _hand_over(letter)
        except ERRORS as error:
            letter.error = f"{type(error).__name__}: {error}"[:500]
            letter.next_try_at = at + PAUSES[letter.tries - 1] if letter.tries <= len(PAUSES) else None
        else:
            letter.sent_at, letter.raw, letter.error = at, b"", ""  # a letter may hold a secret link: nothing of it stays
        letter.save()
        return letter.sent_at is not None


def _hand_over(letter: OutgoingLetter) -> None:
    with EmailBackend() as server:
        assert server.connection is not None  # an unsilent backend raises when it cannot open
        server.connection.sendmail(letter.sender, letter.recipients, bytes(letter.raw))
