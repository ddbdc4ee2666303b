"""The mark on the last page: its QR code, its place in the footer, and that it moves nothing."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
import segno

from foundation.values.codes import ALPHABET
from reports.kit import GenuineMark, Kit
from reports.kit.linear_qr import modules_of
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import all_findings, elements, opened, poppler, words_heard

MM = 72 / 25.4
HEAD = "https://aktionskasse.musterstadt.example/echt/"
MARK = GenuineMark("D-2027-000123", "ACDE-FGHJ-KMNP", HEAD[:-1], HEAD, "D-2027-000123/ACDEFGHJKMNP/")


def _rows(text: str) -> list[list[int]]:
    code = segno.make(text, error="m", micro=False, mask=0, boost_error=False, mode="byte")
    return [list(row) for row in code.matrix_iter(border=0)]


def _drawn(head: str, tail: str) -> list[list[int]]:
    modules = modules_of(head, tail)
    width = modules.row_bytes * 2
    digits = modules.hex_rows()
    rows = [digits[start : start + width] for start in range(0, len(digits), width)]
    return [[int(bit) for bit in f"{int(row, 16):0{width * 4}b}"[: modules.side]] for row in rows]


def test_quick_qr_code_is_the_one_that_segno_makes() -> None:
    chance = random.Random(5008)
    for head in (HEAD, "http://localhost:8000/echt/", "https://kasse." + "x" * 90 + ".example/echt/"):
        for _ in range(20):
            code = "".join(chance.choices(ALPHABET, k=12))
            tail = f"D-{chance.randint(2020, 2099)}-{chance.randint(1, 999_999):06d}/{code}/"
            assert _drawn(head, tail) == _rows(head + tail)


def test_last_page_says_number_code_and_address(letter: Make, kit: Kit) -> None:
    pdf = letter(*[kit.paragraph("Wort " * 300)] * 3, mark=MARK)
    assert all_findings(pdf) == []
    (figure,) = elements(pdf, "Figure")
    assert str(figure.Alt).startswith("QR-Code: führt auf die Seite")
    (link,) = [each for page in opened(pdf).pages for each in page.get("/Annots", [])]
    assert str(link.A.URI) == HEAD[:-1]
    numbers = "Nummer D-2027-000123 · Prüfcode ACDE-FGHJ-KMNP"
    assert f"{numbers} Echtheit prüfen: aktionskasse.musterstadt.example/echt" in words_heard(pdf)
    pages = poppler("pdftotext", pdf).split("\f")[:-1]
    assert [page.count("Prüfcode") for page in pages] == [0, 1]
    assert [re.findall(r"Seite \d von \d", page) for page in pages] == [["Seite 1 von 2"], ["Seite 2 von 2"]]


@pytest.mark.parametrize("words", [10, 300, 420, 440, 460, 480, 900])
def test_mark_moves_nothing(letter: Make, kit: Kit, words: int) -> None:
    block = kit.paragraph("Wort " * words)
    with_mark, without = letter(block, mark=MARK), letter(block)
    assert len(opened(with_mark).pages) == len(opened(without).pages)
    places = [
        re.findall(r"<word[^>]*>Wort<", poppler("pdftotext", pdf, "-bbox")) for pdf in (with_mark, without)
    ]
    assert places[0] == places[1]


BOX = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"')


@pytest.mark.parametrize("length", [20, 85, 95, 120, 4000])
def test_mark_stands_in_the_footer_and_touches_no_words(letter: Make, report: Make, length: int) -> None:
    lines = ["Stadt · Amt " * (length // 12 + 1)] * 4
    for pdf in (letter(mark=MARK), report(mark=MARK, footer_lines=lines)):
        assert all_findings(pdf) == []
        left, bottom, right, top = (float(edge) for edge in elements(pdf, "Figure")[0].A.BBox)
        assert 3 * MM < bottom < top < 20 * MM
        assert (right - left) / MM == pytest.approx(16, abs=0.1)
        footer = float(opened(pdf).pages[-1].mediabox[3]) - 20 * MM
        words = [tuple(map(float, each)) for each in BOX.findall(poppler("pdftotext", pdf, "-bbox"))]
        low = sorted(box for box in words if box[1] > footer)
        assert all(box[2] < left + 2 * MM for box in low)  # the white edge of the code may have these
        for one, other in combinations(low, 2):
            assert abs(one[1] - other[1]) > 5 or one[2] <= other[0] + 0.5


def test_same_mark_gives_the_same_bytes_and_another_code_others(letter: Make) -> None:
    other = GenuineMark(MARK.number, "ACDE-FGHJ-KMNQ", MARK.page, HEAD, "D-2027-000123/ACDEFGHJKMNQ/")
    assert letter(mark=MARK) == letter(mark=MARK)
    assert letter(mark=MARK) != letter(mark=other)


def test_long_address_takes_no_room_from_number_and_code(letter: Make) -> None:
    head = "https://" + "sehr-lange-kasse." * 12 + "example/echt/"
    pdf = letter(mark=GenuineMark(MARK.number, MARK.code, head[:-1], head, MARK.tail))
    assert all_findings(pdf) == []
    assert "Prüfcode ACDE-FGHJ-KMNP" in words_heard(pdf)
