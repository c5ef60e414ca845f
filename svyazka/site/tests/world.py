"""A founded agency of eight people and API clients that speak as each of them."""

import json
from datetime import date

from django.test import Client
from django.utils import timezone

from svyazka.people.models import Person
from svyazka.site.founding import found
from svyazka.site.setup import token_for

SINCE = date(2024, 1, 1)
PEOPLE = (
    ("director", "director", "Вера Орлова"), ("head", "head", "Никита Седов"),
    ("anna", "am", "Анна Белова"), ("irina", "am", "Ирина Жукова"),
    ("pavel", "pm", "Павел Ким"), ("maria", "pm", "Мария Рудь"), ("oleg", "pm", "Олег Леднёв"),
    ("dev", "specialist", "Денис Волков"), ("design", "specialist", "Дина Ли"),
    ("finance", "finance", "Фаина Котова"),
)  # fmt: skip


def founded(scheme: str = "pm_am"):
    """Found the agency with everybody in it."""
    people = [
        {"login": login, "name": name, "track": track, "password": "demo", "since": SINCE,
         "specialism": login if track == "specialist" else ""}
        for login, track, name in PEOPLE
    ]  # fmt: skip
    entity = {"name": "ООО «Старта»", "inn": "2460000003", "kpp": "246001001", "bank": "ПАО Банк", "bik": "040407001",
              "account": "40702810800000000001", "correspondent_account": "30101810400000000001",
              "signer_name": "В. А. Орлова", "signer_position": "директор", "signer_basis": "устава"}  # fmt: skip
    return found({"name": "Старта", "scheme": scheme, "since": SINCE, "legal_entity": entity, "people": people}, at=timezone.now())


class Program:
    """An outside program with a person's token."""

    def __init__(self, login: str, language: str = "ru"):
        self.login = login
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {token_for(login)}", "Accept-Language": language}

    def get(self, path: str, **headers):
        return self._told(self.client.get(f"/api/v1{path}", headers=self.headers | headers))

    def post(self, path: str, body: dict | None = None, **headers):
        answer = self.client.post(
            f"/api/v1{path}", json.dumps(body or {}), content_type="application/json", headers=self.headers | headers
        )
        return self._told(answer)

    def _told(self, answer):
        answer.said = json.loads(answer.content) if answer.content[:1] in (b"{", b"[") else None
        return answer

    def does(self, path: str, body: dict | None = None) -> dict:
        """Post and expect that it is done."""
        answer = self.post(path, body)
        assert answer.status_code in (200, 201), (self.login, path, answer.status_code, answer.content.decode()[:600])
        return answer.said


def programs() -> dict[str, Program]:
    """Return a program for each person of the agency."""
    return {person.username: Program(person.username) for person in Person.objects.exclude(kind="system")}
