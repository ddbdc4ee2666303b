from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reports.kit import Block, Column, FontFiles, Kit, Letterhead, Meta

NODE_MODULES = Path(__file__).parents[3] / "node_modules"

Make = Callable[..., bytes]


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit(FontFiles.in_packages(NODE_MODULES))


@pytest.fixture(scope="session")
def meta() -> Meta:
    moment = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
    return Meta("Bewilligungsbescheid LT-2027-0042", "Stadt Musterstadt", moment, subject="Aktionskasse")


@pytest.fixture(scope="session")
def letterhead() -> Letterhead:
    return Letterhead(
        sender=["Stadt Musterstadt", "Fachbereich Stadtentwicklung"],
        sender_line="Stadt Musterstadt · Rathausplatz 1 · 06110 Musterstadt",
        address_lines=["Frau", "Erika Beispiel", "Musterweg 3", "06110 Musterstadt"],
        info=[("Aktenzeichen", "LT-2027-0042"), ("E-Mail", "aktionskasse@musterstadt.example")],
        footer_lines=["Stadt Musterstadt · Telefon 0345 000-0"],
    )


@pytest.fixture
def letter(kit: Kit, letterhead: Letterhead, meta: Meta) -> Make:
    def make(*blocks: Block, **options: object) -> bytes:
        given: dict[str, object] = {"letterhead": letterhead, "meta": meta, **options}
        return kit.render_letter([kit.heading("Bescheid"), *blocks], **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def report(kit: Kit, meta: Meta) -> Make:
    def make(*blocks: Block, **options: object) -> bytes:
        given: dict[str, object] = {"meta": meta, "orientation": "landscape", **options}
        return kit.render_report([kit.heading("Bericht"), *blocks], **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def columns() -> list[Column]:
    return [Column("Nr.", 1, row_header=True), Column("Antrag", 3), Column("Betrag", 1, align="right")]


@pytest.fixture
def many_blocks(kit: Kit, columns: list[Column]) -> list[Block]:
    """One of each kind, with three scripts."""
    return [
        kit.paragraph(
            ["Sie bekommen ", kit.bold("1.250,00\u00a0€"), " für محمد علي und Олена Шевченко. "] * 4
        ),
        kit.paragraph(["Mehr auf ", kit.link("der Seite", "https://musterstadt.example/?a=1&b=(2)"), "."]),
        kit.paragraph("السيدة محمد، لقد حصلت على منحة قدرها 1.250,00 € من الصندوق. " * 3),
        kit.bullets(["Belege aufheben", ["Die ", kit.bold("Stadt"), " nennen"]]),
        kit.numbered(["Erstens", "Zweitens"]),
        kit.facts([("Vorhaben", "Sommerfest"), ("Name", "محمد علي")]),
        kit.heading("Kosten", level=2),
        kit.table(
            columns, [["1", "Bühne", "700,00 €"], ["2", "", ""]], summary="Kosten", total=["Summe", None, "1"]
        ),
        kit.footnotes(["Die Bühne ist gemietet.", "Ohne Angabe."]),
        kit.notice_box("Bitte reichen Sie die Belege bis 31.12.2027 ein."),
        kit.qr(
            "https://musterstadt.example/mein/LT-2027-0042", "QR-Code zu Ihrem Antrag", caption="Ihr Antrag"
        ),
        kit.bar_chart(
            [("Jugend", 1200, "12,00 €"), ("Kultur", 0, "0,00 €")], "Balken: Jugend 12 €, Kultur 0 €"
        ),
        kit.paragraph(kit.foreign("Дякуємо за ваш проєкт.", "uk")),
        kit.signatures(["Ort, Datum", "Unterschrift"]),
    ]
