"""Names of companies: how one is listed, and the key by which it is found however it was written."""

import re

FORMS = (
    "общество с ограниченной ответственностью", "публичное акционерное общество", "открытое акционерное общество",
    "закрытое акционерное общество", "непубличное акционерное общество", "акционерное общество", "индивидуальный предприниматель",
    "группа компаний", "некоммерческая организация", "автономная некоммерческая организация", "limited liability company",
    "ооо", "оао", "зао", "пао", "нао", "ао", "ип", "нко", "ано", "гк", "фгуп", "муп", "гуп", "гбу", "мбу", "тоо", "одо",
    "llc", "ltd", "inc", "jsc", "pjsc", "gmbh", "ooo", "oao", "zao", "pao",
)  # fmt: skip
LEGAL_FORM = re.compile(rf"\b({'|'.join(sorted(FORMS, key=len, reverse=True))})\b")
SOLE_TRADER = re.compile(r"\b(ип|ip|индивидуальный предприниматель)\b")
PATRONYMIC = re.compile(r"(ович|евич|ьич|ична|овна|евна|оглы|кызы)$")
INITIALS = re.compile(r"\b([а-яa-z])\.\s*")
LOOKALIKES = str.maketrans("aceopxyktmhb", "асеорхуктмнв")  # the Latin letters that look Cyrillic

LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
ONE_SPELLING = (("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("cz", "ts"), ("tz", "ts"), ("x", "ks"), ("q", "k"),
                ("w", "v"), ("j", "y"), ("iy", "y"), ("ii", "y"), ("yy", "y"), ("ye", "e"), ("ie", "e"))  # fmt: skip


def listed_as(name: str) -> str:
    """Return the name as it is put in order: without legal form, quotes, case and ё."""
    return " ".join(re.findall(r"[^\W_]+", _bare(_lower(name)))) or _lower(name).strip()


def name_key(name: str) -> str:
    """Return the key under which one company is found however its name was written.

    Legal forms, quotes, case, ё, the alphabet, look-alike letters and the order of words do not matter; of a sole trader only the
    family name and initials do.
    """
    plain = _lower(name)
    words = [_one_alphabet(word) for word in re.findall(r"[^\W_]+", _bare(INITIALS.sub(r"\1 ", plain)))]
    if SOLE_TRADER.search(plain):
        words = _family_and_initials(words)
    return " ".join(sorted(_latin(word) for word in words))


def _lower(name: str) -> str:
    return name.lower().replace("ё", "е")


def _bare(name: str) -> str:
    return LEGAL_FORM.sub(" ", name)


def _one_alphabet(word: str) -> str:
    """Return the word with Latin letters that only look Cyrillic put right, if it mixes the two alphabets."""
    mixed = re.search("[а-я]", word) and re.search("[a-z]", word)
    return word.translate(LOOKALIKES) if mixed else word


def _family_and_initials(words: list[str]) -> list[str]:
    """Return `иванов и и` of `иванов иван иванович`, in whatever order it stands; other words stay as they are."""
    if not (2 <= len(words) <= 3 and any(len(word) == 1 or PATRONYMIC.search(word) for word in words)):
        return words
    family_is_last = len(words[0]) == 1 or (len(words) == 3 and PATRONYMIC.search(words[1]))
    family, *rest = [words[-1], *words[:-1]] if family_is_last else words
    return [family, *(word[0] for word in rest)]


def _latin(word: str) -> str:
    """Return the word in Latin letters, of many ways to write one sound one of them."""
    text = "".join(LATIN.get(letter, letter) for letter in word)
    for other, one in ONE_SPELLING:
        text = text.replace(other, one)
    text = re.sub("c(?=[eiy])", "ts", text.replace("ch", "\0")).replace("c", "k").replace("\0", "ch")
    return text
