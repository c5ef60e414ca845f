"""A reader of numbers said in words, written apart from what says them: the oracle of papers."""

RU = {
    "ноль": 0, "один": 1, "одна": 1, "одно": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7,
    "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14,
    "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19, "двадцать": 20,
    "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90,
    "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700,
    "восемьсот": 800, "девятьсот": 900,
}  # fmt: skip
EN = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
THOUSANDS = {"ru": ("тысяч", "миллион", "миллиард", "триллион"), "en": ("thousand", "million", "billion", "trillion")}


def number_in(words: str, language: str) -> int:
    """Return the number that the words say. Raises KeyError for a word that says none."""
    whole, group = 0, 0
    for word in words.lower().replace("-", " ").replace(",", " ").split():
        power = next((n for n, root in enumerate(THOUSANDS[language], start=1) if word.startswith(root)), 0)
        if power:
            whole, group = whole + (group or 1) * 1000**power, 0
        elif language == "en" and word == "hundred":
            group *= 100
        elif not (language == "en" and word == "and"):
            group += (RU if language == "ru" else EN)[word]
    return whole + group
