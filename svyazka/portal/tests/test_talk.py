"""What a client reads of the talk: quotations folded and whole, the files of their own letters, and nobody else's."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from svyazka.clients.models import Contact, Engagement, StoredFile
from svyazka.clients.rules import Channel, Stream
from svyazka.clients.steps import fold, keep_file, say
from svyazka.leads.actions import freeze_lead, take_lead
from svyazka.leads.tests import make
from svyazka.people.models import Person
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db
AT = make.MONDAY
FRESH, QUOTED = "Согласны, присылаем план.", "> Пришлите, пожалуйста, план этажей"


def of(w, title: str) -> SimpleNamespace:
    """Return an engagement with its client's account, a letter that quotes ours and three files: theirs, ours and an inner one."""
    engagement = make.lead(w, title, channel="email", contact={"name": title, "email": f"{len(title)}@example.org"}).engagement
    account = Person.objects.create_user(f"of_{engagement.pk}", kind="contact", name=title)
    Contact.objects.filter(client=engagement.client).update(account=account)
    said = say(engagement, f"{FRESH}\n\n{QUOTED}", stream=Stream.CLIENT, channel=Channel.EMAIL, author=account, at=AT)
    fold(said, len(FRESH) + 2)
    hers, inner = (keep_file(engagement, f"{title} {stream}".encode(), name=f"{title}-{stream}.pdf", content_type="application/pdf", stream=stream,
                             message=said, by=w.system, at=AT) for stream in (Stream.CLIENT, Stream.INTERNAL))  # fmt: skip
    return SimpleNamespace(engagement=engagement, account=account, said=said, file=hers, inner=inner)


@pytest.fixture
def w():
    return make.world()


def page_of(client, one) -> str:
    client.force_login(one.account)
    return client.get(f"/portal/engagements/{one.engagement.pk}/").content.decode()


def test_a_quotation_is_folded_and_whole_and_the_files_are_under_the_letter(client, w):
    one = of(w, "Завод")
    page = page_of(client, one)

    talk = page.split('<div class="bubbles">')[1].split("</form>")[0]
    folded = talk.split('<details class="quotation">')[1].split("</details>")[0]
    assert "Пришлите, пожалуйста, план этажей" in folded and FRESH not in folded and talk.count(FRESH) == 1
    assert f'href="/portal/files/{one.file.pk}/"' in talk and one.file.name in talk
    assert one.inner.name not in page and "/clients/files/" not in page
    assert b"".join(client.get(f"/portal/files/{one.file.pk}/").streaming_content) == "Завод client".encode()


def test_the_files_of_others_and_of_the_inside_are_not_there(client, w):
    one, other = of(w, "Завод"), of(w, "Музей наш")
    for account, file, status in ((one.account, one.file, 200), (one.account, one.inner, 404), (one.account, other.file, 404),
                                  (other.account, one.file, 404), (one.account, None, 404)):  # fmt: skip
        client.force_login(account)
        key = file.pk if file else 0
        assert client.get(f"/portal/files/{key}/").status_code == status, (account, file)
        assert client.get(f"/api/v1/files/{key}", headers=bearer(account)).status_code == status, (account, file)
    client.logout()
    assert client.get(f"/portal/files/{one.file.pk}/").status_code == 302
    client.force_login(w.anna)
    assert client.get(f"/portal/files/{one.file.pk}/").status_code == 404, "the portal is the clients' door alone"


def test_a_file_hung_on_the_letter_of_another_engagement_is_not_shown(client, w):
    one, other = of(w, "Завод"), of(w, "Музей наш")
    StoredFile.objects.filter(pk=other.file.pk).update(message=one.said)
    assert other.file.name not in page_of(client, one)


def test_the_same_by_api(client, w):
    one = of(w, "Завод")
    told = client.get(f"/api/v1/portal/engagements/{one.engagement.pk}", headers=bearer(one.account)).json()
    said = next(message for message in told["messages"] if message["id"] == one.said.pk)
    assert said["text"][: said["quoted_from"]].strip() == FRESH and said["text"][said["quoted_from"] :] == QUOTED
    assert [file["name"] for file in said["files"]] == [one.file.name]


def test_a_client_is_told_by_when_the_first_answer_comes_by_our_clock(client, w):
    one = of(w, "Завод")  # a letter: within an hour of working time
    for minutes, told in ((10, "ответ придёт до 11:00"), (70, None)):
        with time_machine.travel(AT + timedelta(minutes=minutes), tick=False):
            for page in (page_of(client, one), client.get("/portal/").content.decode()):
                assert (told in page) if told else ("ответ придёт" not in page)
    lead = Engagement.objects.get(pk=one.engagement.pk).lead
    take_lead(lead, by=w.anna, at=AT)
    freeze_lead(lead, until=AT.date() + timedelta(days=9), reason="просили позже", by=w.anna, at=AT + timedelta(minutes=5))
    with time_machine.travel(AT + timedelta(minutes=10), tick=False):
        assert "ответ придёт" not in page_of(client, one)
        assert client.get("/api/v1/portal", headers=bearer(one.account)).json()["engagements"][0]["answer_by"] is None
