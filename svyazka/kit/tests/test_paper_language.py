"""The language of papers: what it says, what it refuses with the line, and that nothing in it is ever run."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.papers.blocks import Clause, Ends, Gap, Heading, Items, PageBreak, Paragraph, Title, runs
from svyazka.kit.papers.difference import differing
from svyazka.kit.papers.filling import Told, filled
from svyazka.kit.papers.language import Vocabulary
from svyazka.kit.papers.reading import faults_in, read

WORDS = Vocabulary({"client.name": "", "price": ""}, {"silence": "", "vat": ""}, {"stages": ""}, {"signatures": ""})
TABLE = (Paragraph(runs("таблица")),)


def drawn(text: str, *conditions: str, **fields: str):
    tree = read(text, WORDS)
    assert tree.faults == []
    return filled(tree, Told({"client.name": "ООО «Ромашка»", "price": "10 руб.", **fields}, frozenset(conditions), {"stages": TABLE}, {"signatures": ()}))


def plain(block) -> str:
    return "".join(run.text for run in block.text)


def test_each_kind_of_line_is_its_block():
    text = "# Договор || на работы\nлево || право\n## Предмет\n#. Первый\n##. Подпункт\n- раз\n- два\n^ посредине\n^\n---\n### Без номера\nабзац"

    kinds = [type(block) for block in drawn(text).blocks]

    assert kinds == [Title, Ends, Heading, Clause, Clause, Items, Paragraph, Gap, PageBreak, Heading, Paragraph]
    assert drawn(text).blocks[0] == Title("Договор", "на работы")


def test_a_note_and_an_empty_line_are_not_printed():
    assert drawn("// проверьте с юристом\n\nабзац").blocks == (Paragraph(runs("абзац")),)


def test_a_condition_chooses_within_a_line_and_around_lines():
    text = "#. Цена{{#if vat}} с НДС{{else}} без НДС{{/if}}\n{{#unless silence}}\n#. Молчание не приёмка\n{{else}}\n#. Молчание – приёмка\n{{/unless}}"

    assert [plain(block) for block in drawn(text, "vat").blocks] == ["Цена с НДС", "Молчание не приёмка"]
    assert [plain(block) for block in drawn(text, "silence").blocks] == ["Цена без НДС", "Молчание – приёмка"]


def test_a_reference_tells_the_number_that_its_clause_has():
    text = "## А\n#. раз\n{{#if vat}}\n#. НДС\n{{/if}}\n#. {{label here}} место\n## Б\n#. см. п. {{ref here}}"

    assert plain(drawn(text).blocks[-1]) == "см. п. 1.2"
    assert plain(drawn(text, "vat").blocks[-1]) == "см. п. 1.3"


def test_a_field_without_a_value_is_a_place_for_a_pen_and_is_told():
    told = drawn("Кому: {{client.name}}", **{"client.name": " "})

    assert told.missing == ("client.name",)
    assert told.blocks[0].text[-1].blank > 0


@pytest.mark.parametrize(
    ("text", "lines"),
    [("{{client.nam}}", [1]), ("а\n{{#if silense}}\n{{/if}}", [2]), ("{{#if vat}}", [1]), ("{{else}}", [1]), ("{{/if}}", [1]), ("{{#if vat}}\n{{/unless}}", [1, 2]),
     ("#. {{#if vat}} а", [1]), ("**жирный", [1]), ("{{table none}}", [1]), ("в строке {{table stages}}", [1]), ("{{ref x}}", [1]), ("{{label x}} абзац", [1]),
     ("#. {{label x}} а\n#. {{label x}} б", [2]), ("{{}}", [1]), ("{{price", [1]), ("price}}", [1]), ("{{price()}}", [1]), ("{{price.__class__}}", [1]), ("", [1]),
     ("{{#if vat}}\n{{else}}\n{{else}}\n{{/if}}", [3])],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_its_line(text, lines):
    assert [fault.line for fault in faults_in(text, WORDS)] == lines


def test_one_label_may_stand_in_both_branches():
    assert faults_in("{{#if vat}}\n#. {{label x}} а\n{{else}}\n#. {{label x}} б\n{{/if}}\n#. {{ref x}}", WORDS) == []


def test_a_fault_names_what_was_meant():
    assert "client.name" in str(faults_in("{{client.nam}}", WORDS)[0])


HOSTILE = ["{{price}}", "{{#if vat}}", "# заголовок", "**", "{% raw %}{{ x }}", "#import \"x\"", "#read(\"/etc/passwd\")", "${7*7}", "<script>", "{{client.name}}"]


@pytest.mark.parametrize("said", HOSTILE)
def test_what_fills_a_field_is_never_read_again(said):
    told = drawn("Имя: {{client.name}}.", "vat", **{"client.name": said})

    assert plain(told.blocks[0]) == f"Имя: {said}."
    assert len(told.blocks) == 1


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_never_falls(text):
    tree = read(text, WORDS)
    if not tree.faults:
        filled(tree, Told({"client.name": text, "price": text}, frozenset({"vat"})))


def test_how_two_texts_differ():
    assert differing(["а", "б", "в"], ["а", "г", "в"]) == [(" ", "а"), ("-", "б"), ("+", "г"), (" ", "в")]
    long = [str(n) for n in range(20)]
    assert differing(long, [*long, "конец"]) == [("…", ""), (" ", "18"), (" ", "19"), ("+", "конец")]


@pytest.mark.parametrize(("text", "words"), [
    ("{{#if vat}}" * 900, "deep"), ("{{#if vat}}\n" * 2_900, "deep"), ("{{table stages}}\n" * 7, "more than 6"), ("{{block signatures}}\n" * 7, "more than 6"),
    ("{{client.name}}" * 101, "more than 100"), ("#. " + "ж" * 10_000, "at most 10000"), ("{{client.name.__class__}}", "no field"),
    ("{{client.name()}}", "not understood"), ("{{#for x in y}}", "not understood"), ("{{'x' * 10000000}}", "not understood"),
])  # fmt: skip
def test_a_text_that_would_run_or_never_end_is_refused(text, words):
    with translation.override("en"):
        told = faults_in(text, WORDS)

    assert any(words in fault.said for fault in told) and len(told) <= 100


def test_faults_are_told_while_anybody_would_read_them():
    assert len(faults_in("{{aaaa.bbbb}}\n" * 2_000, WORDS)) == 100


def test_a_title_with_nothing_to_tell_has_a_place_for_a_pen():
    assert drawn("# Договор № {{price}} || от {{client.name}}", price="").blocks[0] == Title("Договор № __________", "от ООО «Ромашка»")
