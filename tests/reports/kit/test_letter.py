"""Letter and report pages: DIN 5008 places, page numbers, pictures."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from reports.kit import Bar, Drawing, Kit, Letterhead, Meta, Stroke, Words
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import (
    all_findings,
    elements,
    opened,
    page_operators,
    poppler,
    struct_text,
    words_heard,
)

MM = 72 / 25.4


def _png(mode: str = "RGBA") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (40, 20)).save(out, "PNG")
    return out.getvalue()


def _boxes(pdf: bytes, word: str) -> list[tuple[float, float]]:
    """Left edge and top of a word wherever it is on the first page, in millimetres from the upper left."""
    found = re.findall(
        rf'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>{word}<', poppler("pdftotext", pdf, "-bbox", "-l", "1")
    )
    return [(float(x) / MM, float(y) / MM) for x, y in found]


def test_address_stands_in_the_window(letter: Make) -> None:
    ((x, y),) = _boxes(letter(), "Beispiel")[:1]
    assert 62.7 <= y <= 90
    ((x, _),) = _boxes(letter(), "Frau")
    assert x == pytest.approx(25, abs=0.5)


def test_text_begins_below_the_window(letter: Make) -> None:
    ((x, y),) = _boxes(letter(), "Bescheid")
    assert x == pytest.approx(25, abs=0.5)
    assert y == pytest.approx(98.5, abs=3)


def test_reading_order_is_sender_address_information_text(letter: Make) -> None:
    heard = words_heard(letter())
    order = ["Stadt Musterstadt", "Fachbereich", "Rathausplatz", "Erika Beispiel", "Aktenzeichen", "Bescheid"]
    positions = [heard.index(word) for word in order]
    assert positions == sorted(positions)
    assert "Aktenzeichen: LT-2027-0042" in heard


@pytest.mark.parametrize(
    "lines",
    [["x" * 200_000], ["Zeile"] * 40, ["Ein sehr langer Name " * 20, "Ort"], [], ["", " "], ["😀", "محمد"]],
)
def test_any_address_gives_a_letter(letter: Make, letterhead: Letterhead, lines: list[str]) -> None:
    head = replace(
        letterhead, address_lines=lines, info=[("Zeichen" * 99, "x" * 3000)] * 30, sender=["y" * 500] * 9
    )
    pdf = letter(letterhead=head)
    assert all_findings(pdf) == []
    assert all(y < 90 for _, y in _boxes(pdf, "Zeile"))
    assert all(98 < y < 200 for _, y in _boxes(pdf, "Bescheid"))


def test_fold_and_hole_marks_stand_at_the_edge_and_are_not_read(letter: Make) -> None:
    """DIN 5008 form B: 105 and 210 mm to fold, 148.5 mm to punch; at the left edge of the first page."""
    code = page_operators(letter(), 0)
    marks = re.findall(r"G ([\d.]+) ([\d.]+) m ([\d.]+) \2 l S", code.split("EMC")[0])
    assert [(round(float(x) / MM, 1), round(297 - float(y) / MM, 1)) for x, y, _ in marks] == [
        (4, 105),
        (4, 210),
        (4, 148.5),
    ]
    assert code.startswith("/Artifact")
    assert all(float(end) / MM < 11 for _, _, end in marks)


def test_page_numbers_are_for_the_eye_only(kit: Kit, letter: Make) -> None:
    pdf = letter(*[kit.paragraph("Wort " * 300)] * 4)
    count = len(opened(pdf).pages)
    seen = poppler("pdftotext", pdf)
    assert re.findall(r"Seite (\d) von (\d)", seen) == [(str(i), str(count)) for i in range(1, count + 1)]
    assert "Seite" not in struct_text(pdf)
    assert seen.count("Bewilligungsbescheid LT-2027-0042") == count - 1  # above every page but the first


def test_report_repeats_title_note_and_control_lines(kit: Kit, report: Make) -> None:
    pdf = report(
        kit.page_break(), kit.paragraph("x"), running_note="Stand 31.12.2027", footer_lines=["Regelwerk 3"]
    )
    seen = poppler("pdftotext", pdf)
    assert [seen.count(text) for text in ("Stand 31.12.2027", "Regelwerk 3")] == [2, 2]
    assert opened(pdf).pages[0].mediabox[2] > opened(pdf).pages[0].mediabox[3]


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "LA", "P", "1"])
def test_pixel_image_is_a_figure_with_alternative_text(kit: Kit, letter: Make, mode: str) -> None:
    pdf = letter(kit.figure(_png(mode), "Ein <Bild>", width_mm=50, caption="Unterschrift"))
    assert all_findings(pdf) == []
    (figure,) = elements(pdf, "Figure")
    assert str(figure.Alt) == "Ein <Bild>"
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert (right - left) / MM == pytest.approx(50, abs=0.1)
    assert (top - bottom) / MM == pytest.approx(25, abs=0.1)
    assert [str(e.S) for e in elements(pdf)][-2:] == ["/Figure", "/Caption"]


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", _png()[:60]])
def test_broken_image_becomes_a_sentence(kit: Kit, letter: Make, letterhead: Letterhead, data: bytes) -> None:
    pdf = letter(kit.figure(data, "Foto vom Fest"), letterhead=replace(letterhead, logo=data))
    assert all_findings(pdf) == []
    assert "[Dieses Bild kann nicht gezeigt werden: Foto vom Fest]" in words_heard(pdf)


def test_logo_is_shown_once_with_its_meaning(letter: Make, letterhead: Letterhead) -> None:
    pdf = letter(letterhead=replace(letterhead, logo=_png(), logo_alt="Wappen der Stadt"))
    assert all_findings(pdf) == []
    assert [str(e.Alt) for e in elements(pdf, "Figure")] == ["Wappen der Stadt"]


def test_figure_higher_than_a_page_is_made_smaller(kit: Kit, letter: Make) -> None:
    tall = Drawing(10, 5000, (Bar(0, 0, 10, 5000), Stroke(0, 0, 10, 10), Words("ö", 1, 1)))
    pdf = letter(kit.figure(tall, "Hoch"))
    assert all_findings(pdf) == []
    _, bottom, _, top = (float(edge) for edge in elements(pdf, "Figure")[0].A.BBox)
    assert 26 * MM <= bottom < top <= 842


def test_text_too_long_for_a_qr_code_is_printed(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.qr("a1 " * 2000, "QR-Code"))
    assert all_findings(pdf) == []
    assert elements(pdf, "Figure") == []


def test_date_without_time_zone_is_refused(meta: Meta) -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(meta, issued_at=meta.issued_at.replace(tzinfo=None))


def test_blocks_can_be_rendered_again(kit: Kit, letter: Make, report: Make) -> None:
    block = kit.bullets(["eins", "zwei"])
    assert letter(block) == letter(block)
    assert "einszwei" in words_heard(report(block)).replace("•", "")
