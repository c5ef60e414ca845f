"""The reasons of a choice in whole sentences, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.clients.rules import Channel
from svyazka.kit.formats import day
from svyazka.leads.rules.terms import Language
from svyazka.people.rules import AbsenceKind

SPOKEN = {
    Language.RU: pgettext_lazy("within a sentence", "Russian"),
    Language.EN: pgettext_lazy("within a sentence", "English"),
    Language.ZH: pgettext_lazy("within a sentence", "Chinese"),
}

SENTENCES = {
    "alone": _("Nobody else can take it now."),
    "client_leads": _("%(name)s leads this client."),
    "client_stands_in": _("%(name)s stands in for %(instead_of)s, who leads this client."),
    "client_has_led": _("%(name)s has led this client before."),
    "heard": _("%(name)s wrote the lead down in the client's words."),
    "region": _("%(name)s works with the region: %(region)s."),
    "language": _("%(name)s speaks the client's language: %(language)s."),
    "load": _("%(name)s: open leads %(open)s, the limit is %(most)s."),
    "rested": _("%(name)s: the last new lead came on %(day)s."),
    "first": _("%(name)s: no leads so far."),
    "by_hand": _("%(by)s offered it."),
    "by_hand_why": _("%(by)s offered it: %(reason)s"),
    "left": _("%(name)s no longer works here."),
    "track": _("%(name)s is on a track that takes no leads."),
    "away": _("%(name)s: %(kind)s until %(until)s."),
    "away_soon": _("%(name)s: %(kind)s from %(since)s to %(until)s."),
    "off": _("%(name)s does not work until the answer is due."),
    "paused": _("%(name)s takes no new leads until %(until)s."),
    "full": _("%(name)s is at the limit: open leads %(open)s of %(most)s."),
    "has_declined": _("%(name)s has declined this lead."),
    "has_lapsed": _("%(name)s did not answer in time."),
    "has_returned": _("%(name)s has returned this lead."),
    "source": _("%(name)s takes no leads from the source “%(source)s”."),
    "channel": _("%(name)s takes no leads by the channel “%(channel)s”."),
    "behind_client": _("%(name)s knows this client less than %(chosen)s."),
    "behind_heard": _("%(name)s could: %(chosen)s wrote the lead down."),
    "behind_region": _("%(name)s could: the region is closer to %(chosen)s."),
    "behind_language": _("%(name)s could: the client's language is closer to %(chosen)s."),
    "behind_load": _("%(name)s could: open leads %(open)s, %(chosen)s has %(chosen_open)s."),
    "behind_hours": _("%(name)s could: more hours a week in work than %(chosen)s."),
    "behind_rested": _("%(name)s could: had a new lead later than %(chosen)s."),
    "behind_name": _("%(name)s could: equal in everything, %(chosen)s stands first by name."),
}  # fmt: skip


SHORT = {
    "load": _("open leads %(open)s of %(most)s"),
    "full": _("at the limit: %(open)s of %(most)s"),
    "left": _("no longer works here"),
    "track": _("takes no leads"),
    "away": _("%(kind)s until %(until)s"),
    "away_soon": _("%(kind)s from %(since)s to %(until)s"),
    "off": _("does not work until the answer is due"),
    "paused": _("takes no new leads until %(until)s"),
}  # fmt: skip
"""What is told beside a name that stands there already."""


def short(told: Mapping) -> str:
    """Return what stands beside a colleague's name in a list: what is against an offer, or how many leads they have."""
    return str(SHORT[told["code"]]) % _facts(told)


def sentence(told: Mapping, name: str = "") -> str:
    """Return the stored reason as a sentence about the person of this name."""
    return str(SENTENCES[told["code"]]) % {"name": name, **_facts(told)}


def _facts(told: Mapping) -> dict:
    """Return the stored facts as the reader reads them: days in full, codes by their labels."""
    facts = {**told, **{key: day(told[key]) for key in ("until", "since", "day") if key in told}}
    if "kind" in facts:
        facts["kind"] = str(AbsenceKind(facts["kind"]).label).lower()
    if "language" in facts:
        facts["language"] = SPOKEN[facts["language"]]
    if "channel" in facts:
        facts["channel"] = Channel(facts["channel"]).label
    return facts
