"""What is kept on one line, and what a long word does."""

import pytest

from svyazka.kit.papers.typography import typeset


def seen(text: str, *, fine: bool = True) -> str:
    """Return the text as set, each space that binds shown as ~."""
    return typeset(text, fine=fine).replace("\u00a0", "~")


@pytest.mark.parametrize(("text", "fine", "firm"), [
    ("Акт – это", "Акт~– это", "Акт~– это"),
    ("Договор № 5 от", "Договор №~5 от", "Договор №~5 от"),
    ("п. 1 ст. 145 НК РФ", "п.~1 ст.~145 НК~РФ", "п.~1 ст.~145 НК~РФ"),
    ("в течение 5 (пяти) рабочих дней", "в~течение 5~(пяти) рабочих дней", "в течение 5 (пяти) рабочих дней"),
    ("Заказчику, а Заказчик и с ним", "Заказчику, а~Заказчик и~с~ним", "Заказчику, а Заказчик и с ним"),
    ("неустойка 0,1 процента", "неустойка 0,1~процента", "неустойка 0,1 процента"),
    ("раздела 10 с фильтрами", "раздела 10 с~фильтрами", "раздела 10 с фильтрами"),
    ("ИНН 2460000003, КПП 246001001", "ИНН~2460000003, КПП~246001001", "ИНН~2460000003, КПП~246001001"),
    ("г. Красноярск, пр. Мира, д. 1, офис 305", "г.~Красноярск, пр.~Мира, д.~1, офис~305", "г.~Красноярск, пр.~Мира, д.~1, офис~305"),
    ("1 марта 2026 г. Стороны", "1~марта 2026 г. Стороны", "1 марта 2026 г. Стороны"),
    ("Word a b 1С-Битрикс", "Word a b 1С-Битрикс", "Word a b 1С-Битрикс"),
])  # fmt: skip
def test_what_belongs_together_is_bound(text, fine, firm):
    assert (seen(text), seen(text, fine=False)) == (fine, firm)


def test_an_endless_word_may_be_divided():
    told = typeset("ж" * 300)

    assert max(len(part) for part in told.split("\u200b")) <= 120 and told.replace("\u200b", "") == "ж" * 300
