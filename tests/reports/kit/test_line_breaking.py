"""The quick way for plain text gives the same lines as the careful one; lines are remembered, not changed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.kit import FontFiles, Run
from reports.kit.document import Document
from reports.kit.fonts import load_fonts
from reports.kit.line_breaking import _lines_of_words, _lines_with_care, as_runs, break_lines
from reports.kit.typesetting import Typesetter
from tests.reports.kit.conftest import NODE_MODULES

PARTS = [
    "Hof",
    "ä",
    " ",
    "  ",
    "-",
    "Nord-Süd/Ost",
    "a@b-c.example",
    "12-13",
    "Äpfel\u00a0und",
    "\n",
    "😀",
    "محمد",
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Document(io.BytesIO(), load_fonts(FontFiles.in_packages(NODE_MODULES))).typesetter


@given(text=TEXTS, width=st.integers(20, 400), bold=st.booleans())
def test_quick_lines_are_the_careful_lines(typesetter: Typesetter, text: str, width: int, bold: bool) -> None:
    runs = as_runs(text, bold=bold)
    quick = _lines_of_words(runs[0], width, 10, typesetter)
    assert not quick or quick == _lines_with_care(runs, width, 10, typesetter)


def test_plain_text_goes_the_quick_way(typesetter: Typesetter) -> None:
    assert _lines_of_words(Run("Ein Fest im Hof am Nord-Süd-Weg"), 60, 10, typesetter)


def test_lines_are_remembered_by_text_style_width_and_size(typesetter: Typesetter) -> None:
    def lines(text: str, width: float = 60, size: float = 10, *, bold: bool = False) -> int:
        return len(break_lines(as_runs(text, bold=bold), width, size, typesetter))

    text = "Ein Fest im Hof am Weg mit Musik und Kuchen"
    given = [lines(text), lines(text, 200), lines(text, 60, 20), lines(text, 66), lines(text, 66, bold=True)]
    assert given == [
        lines(text),
        lines(text, 200),
        lines(text, 60, 20),
        lines(text, 66),
        lines(text, 66, bold=True),
    ]
    assert given[1] < given[0] < given[2]
    assert break_lines(as_runs(text), 60, 10, typesetter) is break_lines(as_runs(text), 60, 10, typesetter)


def test_endless_text_is_not_remembered(typesetter: Typesetter) -> None:
    before = len(typesetter.broken)
    break_lines(as_runs("Wort " * 5000), 100, 10, typesetter)
    assert len(typesetter.broken) == before
