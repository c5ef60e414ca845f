"""How clients, engagements and what is said on them are told in JSON."""

from svyazka.clients import actions
from svyazka.clients.models import Client, Engagement, Message, StoredFile
from svyazka.kit.api import told


def brief(engagement: Engagement) -> dict:
    """Tell an engagement shortly."""
    return {
        "id": engagement.pk,
        "version": engagement.version,
        "title": engagement.title,
        "state": engagement.state,
        "client": {"id": engagement.client_id, "name": engagement.client.name},
        "opened_at": engagement.opened_at,
        "closed_at": engagement.closed_at,
    }


def message_shown(message: Message) -> dict:
    """Tell what was said in a stream, with its files; from the letter `quoted_from` on the text repeats earlier ones."""
    return {"id": message.pk, "stream": message.stream, "text": message.text, "quoted_from": message.quoted_from, "author": message.author_name,
            "channel": message.channel, "from_client": message.from_client, "said_at": told(message.said_at),
            "files": [file_shown(file) for file in message.attachments.all()]}  # fmt: skip


def file_shown(file: StoredFile) -> dict:
    """Tell a file; its content is at /files/{id}."""
    return {"id": file.pk, "name": file.name, "stream": file.stream, "size": file.size, "sha256": file.digest, "added_at": told(file.added_at)}


def client_shown(client: Client) -> dict:
    """Tell a client."""
    return {"id": client.pk, "version": client.version, "name": client.name, "kind": client.kind, "region": client.region, "inn": client.inn,
            "site": client.site, "merged_into": client.merged_into_id}  # fmt: skip


def requisites_shown(client: Client) -> dict:
    """Tell the client as papers name it, and who signs for it."""
    return {"id": client.pk, "version": client.version, **{name: getattr(client, name) for name in (*actions.REQUISITES, "proxy_on", "proxy_until")}}
