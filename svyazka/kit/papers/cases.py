"""Names and positions in the genitive, as preambles of contracts need them: «в лице директора Иванова Ивана Ивановича, действующего …».

A rule that errs is mended by a person: every side has a field for the whole phrase.
"""

import re
from functools import cache

from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

PATRONYMIC = re.compile(r"(вич|ич|вна|чна|шна|оглы|кызы)$", re.I)
INITIALS = re.compile(r"^([А-ЯЁA-Z]\.)[\s-]*([А-ЯЁA-Z]\.)?$")
GRAMMAR = {"устав": "Устава", "устава": "Устава", "доверенность": "доверенности", "положение": "Положения", "приказ": "приказа",
           "свидетельство": "свидетельства", "учредительный договор": "Учредительного договора"}  # fmt: skip
CYRILLIC = re.compile("[а-яё]", re.I)
HUSHING = tuple("гкхжшчщ")
SURNAME = re.compile(r"(ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|ых|их|ко|ук|юк|ян|дзе|швили)$", re.I)
GIVEN_ALIKE = re.compile(r"^(ирина|марина|полина|кристина|екатерина|нина|ангелина|алина|карина|арина|регина|сабина|галина|валентина|ева|вероника)$", re.I)
IN_INSTRUMENTAL = re.compile(r"(ом|ем|ём|ой|ей|ами|ями|ью)$", re.I)  # «управляющий делами», «заведующая кафедрой»


@cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


@cache
def _detector() -> PetrovichGenderDetector:
    return PetrovichGenderDetector()


def parted(name: str) -> tuple[str, str, str]:
    """Return (surname, name, patronymic) of a full name, in whichever of the two usual orders it is written."""
    words = name.split()
    if len(words) == 2 and not PATRONYMIC.search(words[1]):
        first, second = (bool(SURNAME.search(word)) and not GIVEN_ALIKE.match(word) for word in words)
        surname_first = first if first != second else _looks_given(words[1]) and not _looks_given(words[0])
        return (words[0], words[1], "") if surname_first else (words[1], words[0], "")
    if len(words) == 3 and PATRONYMIC.search(words[1]) and not PATRONYMIC.search(words[2]):
        return words[2], words[0], words[1]
    return (words[0], words[1], " ".join(words[2:])) if len(words) >= 2 else (name.strip(), "", "")


def _looks_given(word: str) -> bool:
    return not INITIALS.match(word) and _detector().detect(firstname=word) != Gender.ANDROGYNOUS


def is_woman(name: str) -> bool:
    """Tell whether the name is a woman's; a man's where it does not tell."""
    surname, given, patronymic = parted(" ".join(word for word in name.split() if "." not in word))
    if re.search(r"(вна|чна|шна|кызы)$", patronymic, re.I):
        return True
    if patronymic:
        return False
    if given and (said := _detector().detect(firstname=given)) != Gender.ANDROGYNOUS:
        return said == Gender.FEMALE
    return bool(re.search(r"(ова|ева|ёва|ина|ына|ская|цкая|ая)$", surname))


def name_in_genitive(name: str) -> str:
    """Return the full name in the genitive, surname first: «Иванова Ивана Ивановича»; initials stay as they are."""
    if not CYRILLIC.search(name):  # «Hans Müller» stays as it is
        return name.strip()
    initials = [word for word in name.split() if re.fullmatch(r"([А-ЯЁA-Z]\.)+", word)]
    if initials:
        rest = " ".join(word for word in name.split() if word not in initials)
        return f"{_declined(NamePart.LASTNAME, rest, is_woman(rest))} {' '.join(initials)}"
    surname, given, patronymic = parted(name)
    woman = is_woman(name)
    parts = ((NamePart.LASTNAME, surname), (NamePart.FIRSTNAME, given), (NamePart.MIDDLENAME, patronymic))
    return " ".join(_declined(part, word, woman) for part, word in parts if word)


def _declined(part: NamePart, word: str, woman: bool) -> str:
    return _maker().make(part, Gender.FEMALE if woman else Gender.MALE, Case.GENITIVE, word)


def short_name(name: str) -> str:
    """Return initials and surname, as under a signature: «И. И. Иванов»."""
    words = name.split()
    if any("." in word for word in words):  # initials are there already: they go before the surname
        return " ".join([*(word for word in words if "." in word), *(word for word in words if "." not in word)])
    if len(words) < 2:
        return name.strip()
    surname, given, patronymic = parted(name)
    return " ".join([*(f"{word[0].upper()}." for word in (given, patronymic) if word), surname])


def position_in_genitive(position: str) -> str:
    """Return a position in the genitive, its first letter small: «генерального директора», «заместителя директора по развитию».

    Adjectives before the first noun and that noun are declined; whatever follows stands in its case already.
    """
    words = position.split()
    done = []
    for n, word in enumerate(words):
        adjective = _adjective(word)
        if adjective and n + 1 < len(words) and _declinable(words[n + 1]) and not IN_INSTRUMENTAL.search(words[n + 1]):
            done.append(adjective)
            continue
        done.append(adjective or _noun(word))
        done += words[n + 1 :]
        break
    said = " ".join(done)
    return said[:1].lower() + said[1:] if CYRILLIC.match(said) else said


def _declinable(word: str) -> bool:
    return bool(re.fullmatch(r"[А-Яа-яЁё-]{3,}", word))


def _adjective(word: str) -> str:
    for ending, hard, soft in (("ый", "ого", "ого"), ("ий", "ого", "его"), ("ой", "ого", "ого"), ("ая", "ой", "ей"), ("яя", "ей", "ей")):
        if word.lower().endswith(ending) and len(word) > 4:
            stem = word[: -len(ending)]
            soft_stem = (ending == "ий" and not stem.lower().endswith(("г", "к", "х"))) or (ending == "ая" and stem.lower().endswith(tuple("жшчщ")))
            return stem + (soft if soft_stem else hard)
    return ""


def _noun(word: str) -> str:
    low = word.lower()
    if "-" in word:  # «директор-распорядитель»: both parts
        return "-".join(_noun(part) for part in word.split("-"))
    if not _declinable(word) or low.endswith(("о", "у", "ю", "э", "и", "е", "ы")):
        return word
    if low.endswith(("ь", "й")):
        return word[:-1] + "я"
    if low.endswith("а"):
        return word[:-1] + ("и" if low[-2] in HUSHING else "ы")
    if low.endswith("я"):
        return word[:-1] + "и"
    if low.endswith("ец"):
        return word[:-2] + ("ьца" if low[-3] == "л" else "ца")
    return word + "а"


def basis_in_genitive(basis: str) -> str:
    """Return by what right somebody acts, as it stands after «на основании»: «Устава», «доверенности № 5 …»."""
    said = basis.strip().rstrip(".")
    for known, genitive in GRAMMAR.items():
        if said.lower() == known or said.lower().startswith(known + " "):
            return genitive + said[len(known) :]
    return said


FORMS = (
    (r"^(ип|индивидуальный предприниматель)\b", ""),
    (r"^(ооо|оао|зао|пао|ао|нао|общество|акционерное|публичное|непубличное)\b", "именуемое"),
    (r"^([а-я]*(бу|ку|ау|боу|аоу|буз|кузо|бук|гуп|муп)|краевое|муниципальное|государственное|федеральное|учреждение|бюджетное|"
     r"автономное|управление|министерство|агентство|казённое|казенное|тсж|товарищество)\b", "именуемое"),
    (r"^(ано|нко|автономная|администрация|компания|корпорация|организация|ассоциация|палата|коллегия|дирекция)\b", "именуемая"),
    (r"^(фонд|союз|банк|кооператив|комитет|департамент|институт|университет|центр|пк|спк|филиал)\b", "именуемый"),
)  # fmt: skip


def called(company: str, person: str = "") -> str:
    """Return «именуемое», «именуемый» or «именуемая», as the company's form or the person asks."""
    low = company.strip().lower().lstrip("«\"")
    if not CYRILLIC.search(low):  # a company abroad
        return "именуемая"
    for pattern, word in FORMS:
        if re.match(pattern, low):
            return word or ("именуемая" if is_woman(person) else "именуемый")
    return "именуемое"
