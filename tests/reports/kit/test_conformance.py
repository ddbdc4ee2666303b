"""The finished files in two validators, and proof that the validators see defects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from reports.kit import Attachment, Block, Column, Kit
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import (
    all_findings,
    changed,
    elements,
    findings,
    opened,
    page_operators,
    poppler,
    struct_text,
)

ATTACHMENTS = [
    Attachment("zahlung.xml", b"<a/>", "application/xml", "Alternative", "Die Zahlung"),
    Attachment("bescheid.json", b'{"a": 1}', "application/json", "Data", "Angaben <als> Daten"),
]


def test_letter_with_every_block_is_valid(letter: Make, many_blocks: list[Block]) -> None:
    assert all_findings(letter(*many_blocks, attachments=ATTACHMENTS)) == []


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_report_with_every_block_is_valid(report: Make, many_blocks: list[Block], orientation: str) -> None:
    assert (
        all_findings(report(*many_blocks, orientation=orientation, footer_lines=["Stand 31.12.2027"])) == []
    )


def test_draft_with_watermark_is_valid_and_watermark_is_not_read(
    letter: Make, many_blocks: list[Block]
) -> None:
    assert all_findings(letter(*many_blocks, watermark="ENTWURF")) == []
    draft = letter(watermark="ENTWURF")
    assert "ENTWURF".encode("utf-16-be").decode("latin-1") in page_operators(draft, 0)
    assert "ENTWURF" not in struct_text(draft)


def test_documents_with_hardly_any_content_are_valid(kit: Kit, letter: Make, report: Make) -> None:
    assert all_findings(letter()) == []
    assert all_findings(report(kit.paragraph(""), kit.bullets([]), kit.facts([]), kit.spacer())) == []
    assert all_findings(report(kit.table([Column("A"), Column("B")], []))) == []


def test_same_input_gives_the_same_bytes(letter: Make, report: Make, many_blocks: list[Block]) -> None:
    assert letter(*many_blocks, attachments=ATTACHMENTS) == letter(
        *many_blocks, attachments=ATTACHMENTS[::-1]
    )
    assert report(*many_blocks) == report(*many_blocks)


def test_poppler_reads_pages_fonts_and_tags_without_warning(letter: Make, many_blocks: list[Block]) -> None:
    pdf = letter(*many_blocks)
    assert "Tagged:          yes" in poppler("pdfinfo", pdf)
    fonts = poppler("pdffonts", pdf).splitlines()[2:]
    names = {line.split("CID TrueType")[0].split("+")[1].strip() for line in fonts}
    assert names == {"NotoSans-Bold", "NotoSans-Regular", "NotoSansArabic-Regular"}
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)  # embedded, subset, to Unicode


def test_metadata_names_title_author_language_and_both_standards(letter: Make) -> None:
    pdf = opened(letter())
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Bewilligungsbescheid LT-2027-0042"
        assert xmp["dc:creator"] == ["Stadt Musterstadt"]
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("3", "A", "1")
        assert xmp["xmp:CreateDate"] == "2027-03-12T09:30:00Z"
        assert str(pdf.Root.Lang) == "de-DE"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_attachments_come_back_with_their_relationship(letter: Make) -> None:
    pdf = opened(letter(attachments=ATTACHMENTS))
    found = {
        name: (spec.get_file().read_bytes(), str(spec.relationship)) for name, spec in pdf.attachments.items()
    }
    assert found == {"bescheid.json": (b'{"a": 1}', "/Data"), "zahlung.xml": (b"<a/>", "/Alternative")}
    assert [str(spec.UF) for spec in pdf.Root.AF] == ["bescheid.json", "zahlung.xml"]


def test_headings_become_bookmarks(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.heading("Kosten", 2), kit.paragraph("x"), kit.heading("Fristen", 2), kit.paragraph("x"))
    with opened(pdf).open_outline() as outline:
        assert [item.title for item in outline.root] == ["Bescheid"]
        assert [item.title for item in outline.root[0].children] == ["Kosten", "Fristen"]


def test_heading_levels_never_skip_one(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.heading("Tief", 3), kit.paragraph("x"))
    assert [str(e.S) for e in elements(pdf) if str(e.S).startswith("/H")] == ["/H1", "/H2"]


def _first(pdf: pikepdf.Pdf, tag: str) -> Any:
    return next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == f"/{tag}")


def _drop_alt(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "Figure")["/Alt"]


def _untag_row(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "TR").S = pikepdf.Name.P


def _drop_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _add_untagged_text(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"BT /F1 9 Tf 9 9 Td (\x00x) Tj ET")


def _drop_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _drop_relationship(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0]["/AFRelationship"]


def _drop_font_program(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


@pytest.mark.parametrize(
    ("profile", "defect"),
    [
        ("ua1", _drop_alt),
        ("ua1", _untag_row),
        ("ua1", _drop_language),
        ("ua1", _add_untagged_text),
        ("3a", _drop_intent),
        ("3a", _drop_relationship),
        ("3a", _drop_font_program),
    ],
)
def test_validator_finds_a_planted_defect(
    letter: Make, many_blocks: list[Block], profile: str, defect: Callable[[pikepdf.Pdf], None]
) -> None:
    pdf = letter(*many_blocks, attachments=ATTACHMENTS)
    assert findings(changed(pdf, lambda _: None), profile) == []
    assert findings(changed(pdf, defect), profile) != []
