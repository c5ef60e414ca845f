"""Words of other systems and what they mean here: stages, channels, sources."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel


class Outcome(TextChoices):
    """Where a lead of another system stands, in the five words that we tell apart."""

    NEW = "new", _("New")
    WORK = "work", _("In work")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    NOT_OURS = "not_ours", _("Not ours")


SURE = {
    "новая": "new", "новый": "new", "новая заявка": "new", "заявка": "new", "новый лид": "new", "не обработан": "new", "не обработана": "new",
    "неразобранное": "new", "первичный контакт": "new", "обращение": "new", "new": "new", "lead": "new", "open": "new",
    "успешно реализовано": "won", "успешно": "won", "успех": "won", "сделка успешна": "won", "выиграна": "won", "выигран": "won", "продано": "won",
    "оплачено": "won", "won": "won", "closed won": "won", "closedwon": "won", "завершена успешно": "won", "142": "won",
    "закрыто и не реализовано": "lost", "не реализовано": "lost", "сделка провалена": "lost", "провал": "lost", "проиграна": "lost",
    "проигран": "lost", "отказ": "lost", "lost": "lost", "lose": "lost", "closed lost": "lost", "closedlost": "lost", "143": "lost",
    "некачественный лид": "not_ours", "спам": "not_ours", "нецелевой": "not_ours", "не наш клиент": "not_ours", "дубль": "not_ours",
    "junk": "not_ours", "unqualified": "not_ours", "not ours": "not_ours", "not_ours": "not_ours", "не наш": "not_ours",
    "в работе": "work", "качественный лид": "work", "converted": "work", "work": "work", "in work": "work", "in progress": "work",
}  # fmt: skip
CHANNELS = (("звон", Channel.PHONE), ("телефон", Channel.PHONE), ("call", Channel.PHONE), ("phone", Channel.PHONE),
            ("почт", Channel.EMAIL), ("e-mail", Channel.EMAIL), ("email", Channel.EMAIL), ("telegram", Channel.TELEGRAM),
            ("телеграм", Channel.TELEGRAM), ("вконтакте", Channel.VK), ("встреч", Channel.MEETING))  # fmt: skip
SOURCES = {
    "рекомендация": "referral", "рекомендации": "referral", "по рекомендации": "referral", "сарафанное радио": "referral", "сарафан": "referral",
    "тендер": "tender", "тендеры": "tender", "госзакупки": "tender", "холодный звонок": "cold", "холодные звонки": "cold",
    "холодные продажи": "cold", "выступление": "brand", "конференция": "brand", "личный бренд": "brand",
}  # fmt: skip
LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def plain(text: str) -> str:
    """Return the words in small letters, without ё and spare spaces."""
    return " ".join(text.lower().replace("ё", "е").split())


def outcome_of(stage: str, chosen: dict[str, str]) -> tuple[str, bool]:
    """Return where a lead in this stage stands, and whether that is sure: chosen by a person, or a word we know."""
    told = plain(stage.rpartition("|")[2])
    if (found := chosen.get(stage)) in Outcome.values:
        return found, True
    if not told:
        return Outcome.NEW, True
    found = SURE.get(told) or SURE.get(told.partition(":")[2])
    return (found, True) if found else (Outcome.WORK, False)


def channel_of(source: str) -> str:
    """Return the channel that the name of a source speaks of; a form when it speaks of none."""
    told = source.lower()
    return next((channel for sign, channel in CHANNELS if sign in told), Channel.FORM)


def code_of(name: str) -> str:
    """Return the code of a new source: its name in Latin letters, digits, `-` and `_`."""
    latin = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    return re.sub(r"[^a-z0-9_]+", "-", latin).strip("-")[:40].strip("-") or "source"
