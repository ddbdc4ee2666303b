"""Where pages end: nothing that belongs together is torn apart, however much room is left."""

from __future__ import annotations

import pytest

from reports.kit import Block, Kit
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import poppler

THREE_LINES = "Anfang " + "und so weiter bis zum Rand der Seite " * 6 + "Schluss"
HEIGHTS_MM = range(130, 172, 2)  # of white space: from much room left to none


def _first_page(pdf: bytes) -> str:
    return poppler("pdftotext", pdf, "-f", "1", "-l", "1")


@pytest.mark.parametrize("height", HEIGHTS_MM)
def test_heading_stays_with_a_paragraph_of_three_lines(kit: Kit, letter: Make, height: int) -> None:
    page = _first_page(letter(kit.spacer(height), kit.heading("Begründung", 2), kit.paragraph(THREE_LINES)))
    assert ("Begründung" in page) == ("Anfang" in page)


@pytest.mark.parametrize("height", HEIGHTS_MM)
@pytest.mark.parametrize("numbered", [True, False])
def test_label_stays_with_an_item_of_three_lines(kit: Kit, letter: Make, height: int, numbered: bool) -> None:
    items = [THREE_LINES]
    block: Block = kit.numbered(items) if numbered else kit.bullets(items)
    opening = kit.paragraph("Ausdrücklich gilt:", keep_with_next=True)
    page = _first_page(letter(kit.spacer(height), opening, block))
    assert ("Ausdrücklich" in page) == ("Anfang" in page) == (("1." if numbered else "•") in page)


@pytest.mark.parametrize("words", range(8, 16))
def test_mail_address_stays_in_one_line(kit: Kit, letter: Make, words: int) -> None:
    address = "quartier-buero@stadt-muster.example"
    text = f"{'Wort ' * words}{address} oder im Büro."
    assert address in _first_page(letter(kit.paragraph(text)))


def test_mail_address_wider_than_its_line_breaks_at_a_sign(kit: Kit, letter: Make) -> None:
    address = "sachbearbeitung-verfuegungsfonds@stadtentwicklung.muster-am-see.example"
    facts = kit.facts((("E-Mail", address),), label_share=0.6)
    page = _first_page(letter(facts))
    lines = [line.split()[-1] for line in page.splitlines() if line.strip() and line.split()[-1] in address]
    assert "".join(lines) == address
    assert all(line[-1] in "@." for line in lines[:-1])
    assert len(lines) > 1
