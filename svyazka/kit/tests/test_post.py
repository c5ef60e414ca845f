"""Letters leave through a real mail server on loopback, once, also when the server was away for a while."""

import email
import email.policy
import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction

from svyazka.kit import post
from svyazka.kit.models import OutgoingLetter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]
NOON = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Box:
    """What a mail server received; it refuses the first `busy` letters."""

    def __init__(self):
        self.letters, self.busy = [], 0

    async def handle_DATA(self, server, session, envelope):
        if self.busy:
            self.busy -= 1
            return "451 try later"
        self.letters.append(envelope)
        return "250 taken"


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "svyazka.kit.post.Outbox"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL_READY = "127.0.0.1", free_port(), True
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield box
    controller.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def written(**more) -> OutgoingLetter:
    post.write(to="client@example.org", subject="Смета\nсайта", text="Здравствуйте!", **more)
    letter = OutgoingLetter.objects.get()
    OutgoingLetter.objects.update(next_try_at=NOON)
    return letter


def test_a_letter_leaves_once_and_nothing_of_it_stays(server):
    letter = written(message_id="<1.abc@svyazka>", in_reply_to="<0@client>")

    assert [post.deliver(letter.pk, NOON), post.deliver(letter.pk, NOON)] == [True, False]

    told = email.message_from_bytes(server.letters[0].content, policy=email.policy.default)
    assert (told["Subject"], told["Message-ID"], told["In-Reply-To"]) == ("Смета сайта", "<1.abc@svyazka>", "<0@client>")
    assert told.get_content().strip() == "Здравствуйте!"
    assert server.letters[0].rcpt_tos == ["client@example.org"]
    letter.refresh_from_db()
    assert (bytes(letter.raw), letter.sent_at) == (b"", NOON)


def test_a_refused_letter_is_tried_again_and_given_up_at_last(server):
    letter, at = written(), NOON
    server.busy = 99
    for pause in post.PAUSES:
        assert not post.deliver(letter.pk, at)
        assert post.waiting(at) == []
        at += pause
        assert post.waiting(at) == [letter.pk]
    assert not post.deliver(letter.pk, at)

    letter.refresh_from_db()
    assert (letter.next_try_at, post.count_waiting()) == (None, (0, 1))
    assert "451" in letter.error


def test_a_letter_waits_for_a_server_that_is_away(server, settings):
    letter, right = written(), settings.EMAIL_PORT
    settings.EMAIL_PORT = 1

    assert not post.deliver(letter.pk, NOON)
    settings.EMAIL_PORT = right
    assert post.deliver(letter.pk, NOON + timedelta(minutes=2))
    assert len(server.letters) == 1


def test_without_a_server_letters_wait(server, settings):
    settings.MAIL_READY = False
    letter = written()

    assert not post.deliver(letter.pk, NOON)
    assert post.count_waiting() == (1, 0)


def test_a_letter_goes_back_with_the_act_that_wrote_it(server):
    before = asked()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post.write(to="client@example.org", subject="Смета", text="Здравствуйте!")
        raise ZeroDivisionError

    assert not OutgoingLetter.objects.exists()
    assert asked() == before


def asked() -> int:
    """Return how many letters the queue was asked to send."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'kit.send_letter'")
        return cursor.fetchone()[0]
