"""The floor of the benchmarks for documents shows what the document shows: else its figures mean nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest

from benchmarks import hand_drawn
from benchmarks.decision_letter import short_letter
from benchmarks.long_report import FONTS, report_of, rows_of
from reports.kit import Kit
from tests.reports.kit.inspection import opened, poppler


def _document(kind: str) -> bytes:
    kit = Kit(FONTS)
    return short_letter(kit, 4) if kind == "letter" else report_of(kit, rows_of(120))


@pytest.mark.parametrize("kind", ["letter", "report"])
def test_floor_draws_the_same_words_in_the_same_places_without_tags(kind: str) -> None:
    hand_drawn.register(FONTS)
    pdf = _document(kind)
    floor = hand_drawn.draw(hand_drawn.sheets_of(pdf))
    ours, theirs = (_words(each) for each in (pdf, floor))
    assert len(ours) > 100
    assert ours == theirs
    assert "/StructTreeRoot" not in opened(floor).Root


def _words(pdf: bytes) -> list[tuple[int, int, str]]:
    """Every word and where it begins, in whole points; joined Arabic letters as the plain ones."""
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)<', poppler("pdftotext", pdf, "-bbox"))
    return [(round(float(x)), round(float(y)), unicodedata.normalize("NFKC", word)) for x, y, word in found]
