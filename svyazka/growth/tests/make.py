"""A client with its people, the usual directions and a source of leads, for tests of ideas."""

from types import SimpleNamespace

from svyazka.growth.actions import add_idea
from svyazka.growth.models import Idea
from svyazka.growth.steps import ship
from svyazka.roles.tests import make
from svyazka.sources.models import Source

MONDAY = make.MONDAY


def world() -> SimpleNamespace:
    """Return an engagement of Anna and Pavel, its client, a specialist and the head."""
    anna, pavel = make.person("anna", "am", name="Анна"), make.person("pavel", "pm", name="Павел")
    dev, head = make.person("dev", "specialist", name="Денис"), make.person("head", "head", name="Ольга")
    engagement = make.engagement(am=anna, pm=pavel, sp=dev)
    ship(make.LONG_AGO)
    Source.objects.get_or_create(code="referral", defaults={"name": "Рекомендация"})
    return SimpleNamespace(anna=anna, pavel=pavel, dev=dev, head=head, engagement=engagement, client=engagement.client)


def idea(w, text: str = "Каталог просится в поиск", *, client=None, by=None) -> Idea:
    return add_idea(client or w.client, direction="seo", text=text, by=by or w.dev, at=MONDAY)
