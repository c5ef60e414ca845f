"""Papers a second and their memory: a specification of 300 clauses on some 30 pages, as PDF and as a Word file.

Each form is drawn in a process of its own, so that its peak memory is its own too. The floors are in the same run: bare typst compiling
the same text written as typst, bare python-docx adding the same paragraphs. Where `_coverage.py` stands beside, the page of coverage is
measured against its own statements. `--data DIR` takes another size from DIR/papers.json: {"clauses": 300, "words": 30, "sections": 12}.
"""

import importlib.util
import json
import pickle
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from _agency import median_of, options, tell, wake

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
SINCE = date(2024, 1, 1)
WORDS = ("результат", "страница", "каталог", "форма", "заявка", "показывает", "сохраняет", "пользователь", "менеджер", "отчёт", "фильтр", "проверяет", "не", "позже",
         "чем", "за", "секунду", "на", "экране", "и", "в", "письме", "список", "позиций", "цена", "наличие")  # fmt: skip
WAYS = ("pdf", "bare_typst", "docx", "bare_docx")
TURNS = 5


def drawn_in_a_process(way: str, place: Path) -> tuple[float, float, int]:
    """Return the median seconds of one drawing, the peak memory in MB and the bytes, of a process that does nothing else."""
    told = subprocess.run([sys.executable, __file__, "--draw", way, str(place)], capture_output=True, text=True, check=True)
    seconds, memory, size = told.stdout.split()[-3:]
    return float(seconds), float(memory), int(size)


def draw(way: str, place: Path) -> None:
    """Draw the pickled paper some times, each time with other words, and print what it cost.

    The compiler remembers what it has laid out: the same words would cost less the second time.
    """
    paper = pickle.loads(place.read_bytes())  # written a moment ago by the same program
    act = {"pdf": _pdf, "docx": _docx, "bare_typst": _bare_typst, "bare_docx": _bare_docx}[way]
    papers = iter([reworded(paper, turn) for turn in range(TURNS + 1)])
    size = len(act(next(papers)))
    print(median_of(lambda: act(next(papers)), TURNS), _peak_mb(), size)


def _peak_mb() -> float:
    """Return the most memory that this program held since it was started, by the kernel's own account."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def reworded(paper, turn: int):
    """Return the paper with the turn among the words of each paragraph."""
    from svyazka.kit.papers.blocks import Clause, Paragraph, Run

    def other(block):
        return replace(block, text=(Run(f"Ход {turn}. "), *block.text)) if isinstance(block, (Clause, Paragraph)) else block

    return replace(paper, blocks=tuple(other(block) for block in paper.blocks))


def _pdf(paper) -> bytes:
    from svyazka.kit.papers.pdf import as_pdf

    return as_pdf(paper)


def _docx(paper) -> bytes:
    from svyazka.kit.papers.docx import as_docx

    return as_docx(paper)


def _bare_typst(paper) -> bytes:
    """Compile the same text written as typst itself, its marks disarmed."""
    import typst

    texts = [re.sub(r"([\\#\[\]*_`$<>@=\-+/~'\"])", r"\\\1", text) for text in said(paper)]
    source = "#set page(paper: \"a4\", margin: 20mm)\n#set text(font: \"Libertinus Serif\", size: 11pt, lang: \"ru\")\n#set par(justify: true)\n" + "\n\n".join(texts)
    return typst.compile(source.encode(), font_paths=bare_fonts(), timestamp=0)


@cache
def bare_fonts():
    """Return the compiler's own fonts."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def _bare_docx(paper) -> bytes:
    """Write the same paragraphs by python-docx."""
    import io

    from docx import Document

    document, out = Document(), io.BytesIO()
    for text in said(paper):
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def said(paper) -> list[str]:
    """Return the text of every block that is a paragraph."""
    texts = (getattr(block, "text", ()) for block in paper.blocks)
    return ["".join(run.text for run in text) for text in texts if text and not isinstance(text, str)]


def specification(size: dict):
    """Return an edition of a specification with so many clauses."""
    from svyazka.briefs.models import Brief, Clause
    from svyazka.clients.steps import know_client, open_engagement
    from svyazka.people.models import Person
    from svyazka.site.founding import found

    entity = {"name": "ООО «Старта»", "inn": "2460000003", "address": "660049, г. Красноярск, пр. Мира, 1"}
    found({"name": "Старта", "scheme": "pm_am", "since": SINCE, "legal_entity": entity, "people": []}, at=NOW)
    author = Person.objects.get(username="system")
    engagement = open_engagement(know_client(name="АО «Завод»", contact={"name": "Пётр"}, at=NOW), "Сайт завода", at=NOW)
    brief = Brief.objects.create(engagement=engagement, edition=1, written_by=author, written_at=NOW)
    Clause.objects.bulk_create(
        Clause(brief=brief, engagement=engagement, key=n, position=n, section=f"Раздел {n * size['sections'] // (size['clauses'] + 1) + 1}", text=_text(n, size["words"]),
               criterion=_text(n + 7, size["words"] // 3))
        for n in range(1, size["clauses"] + 1)
    )  # fmt: skip
    return brief


def _text(seed: int, words: int) -> str:
    return " ".join(WORDS[(seed * 7 + n * (seed % 5 + 3)) % len(WORDS)] for n in range(words)).capitalize() + "."


def main() -> None:
    told = options(__doc__ or "", clauses=300, words=30, sections=12)
    size = json.loads((told.data / "papers.json").read_text("utf-8")) if told.data else {}
    size = {"clauses": told.clauses, "words": told.words, "sections": told.sections, **size}
    wake()
    from svyazka.deals.papers import specification_paper
    from svyazka.kit.papers import as_pdf

    brief = specification(size)
    began = time.perf_counter()
    paper = specification_paper(brief, at=NOW).paper
    gathered = time.perf_counter() - began
    pages = len(re.findall(rb"/Type\s*/Page\b", as_pdf(paper)))
    figures = {**size, "pages": pages, "gather_seconds": median_of(lambda: specification_paper(brief, at=NOW), TURNS), "gather_first_seconds": gathered}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "paper.pickle"
        place.write_bytes(pickle.dumps(paper))
        for way in WAYS:
            seconds, memory, bytes_ = drawn_in_a_process(way, place)
            figures |= {f"{way}_seconds": seconds, f"{way}_a_second": 1 / seconds, f"{way}_peak_mb": memory, f"{way}_bytes": bytes_}
    for way in ("pdf", "docx"):
        figures[f"{way}_ratio"] = figures[f"{way}_seconds"] / figures[f"bare_{'typst' if way == 'pdf' else 'docx'}_seconds"]
    if importlib.util.find_spec("_coverage"):
        from _coverage import measure

        figures |= {name: value for name, value in measure(clauses=size["clauses"], tasks=500).items() if name != "clauses"}
    for way in WAYS:
        print(f"{way:10} {figures[f'{way}_a_second']:7.1f} a second, peak {figures[f'{way}_peak_mb']:.0f} MB, {figures[f'{way}_bytes'] // 1024} KiB")
    tell(**figures)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--draw"]:
        draw(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
