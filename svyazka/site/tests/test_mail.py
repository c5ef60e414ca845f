"""A conversation by mail: our answer leaves through a real server, the client's reply comes back to the same engagement."""

import email
import email.policy

import pytest
from django.utils import timezone

from svyazka.clients.models import Message
from svyazka.kit import post
from svyazka.kit.tests.test_post import server  # noqa: F401  a fixture
from svyazka.leads.actions import read_raw, store_raw
from svyazka.leads.models import Lead
from svyazka.people.models import Agency
from svyazka.people.queries import system
from svyazka.site.tests.test_walk import LEAD
from svyazka.site.tests.world import founded, programs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]
REPLY = "From: Пётр <p@example.org>\r\nTo: lead@agency.example\r\nSubject: {0}\r\nIn-Reply-To: {1}\r\nMessage-ID: <r1@example.org>\r\n\r\nЗавтра в 12.\r\n"


def test_an_answer_by_mail_leaves_and_its_reply_joins_the_conversation(server):  # noqa: F811
    founded()
    anna = programs()["anna"]
    lead = anna.does("/leads", LEAD)
    anna.does(f"/leads/{lead['id']}/taking")
    anna.does(f"/leads/{lead['id']}/answers", {"channel": "email", "text": "Когда удобно созвониться?"})

    at = timezone.now()
    assert [post.deliver(key, at) for key in post.waiting(at)] == [True]
    ours = email.message_from_bytes(server.letters[0].content, policy=email.policy.default)
    assert (ours["To"], ours["Subject"], ours.get_content().strip()) == (
        "p@example.org", "Сайт завода", "Когда удобно созвониться?",
    )  # fmt: skip

    raw = REPLY.format(f"Re: {ours['Subject']}", ours["Message-ID"]).encode()
    read_raw(store_raw(Agency.objects.get(), raw=raw, channel="email", by=system(), at=at), by=system(), at=at)

    assert Lead.objects.count() == 1
    said = Message.objects.filter(engagement=lead["engagement_id"], from_client=True).order_by("-pk").first()
    assert "Завтра в 12." in said.text

    anna.does(f"/engagements/{lead['engagement_id']}/messages", {"stream": "client", "channel": "email", "text": "Договорились."})
    at = timezone.now()
    assert [post.deliver(key, at) for key in post.waiting(at)] == [True]
    second = email.message_from_bytes(server.letters[1].content, policy=email.policy.default)
    assert (second["Subject"], second["In-Reply-To"]) == ("Re: Сайт завода", "<r1@example.org>")
