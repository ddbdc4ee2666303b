"""Tables over pages: one element, header once, rows complete and in order."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest

from reports.kit import Column, Group, Kit
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import all_findings, elements, opened, page_operators, poppler, words_tagged

LONG = "Ein Vorhaben mit einem Namen, der nicht in die Spalte passt, weil er einfach sehr viel zu lang ist"


def _tags(element: Any) -> list[str]:
    kids = element.K if isinstance(element.K, list) or hasattr(element.K, "__iter__") else [element.K]
    return [str(kid.S) for kid in kids]


def _rows(count: int) -> list[list[str]]:
    """Every 7th row has to wrap, every 11th has another script, every 13th an empty cell."""
    rows = []
    for number in range(1, count + 1):
        name = LONG if number % 7 == 0 else "محمد علي" if number % 11 == 0 else f"Straßenfest {number}"
        rows.append([f"LT-{number:04d}", "" if number % 13 == 0 else name, f"{number},50 €"])
    return rows


def test_table_of_1200_rows_is_one_table_with_one_header(
    kit: Kit, report: Make, columns: list[Column]
) -> None:
    rows = _rows(1200)
    pdf = report(kit.table(columns, rows, summary="Alle Anträge", total=["Summe", None, "99,00 €"]))
    assert all_findings(pdf) == []
    (table,) = elements(pdf, "Table")
    assert _tags(table) == ["/THead", "/TBody", "/TFoot"]
    assert str(table.A.Summary) == "Alle Anträge"
    assert len(elements(pdf, "TR")) == 1200 + 2
    assert [str(e.A.Scope) for e in elements(pdf, "TH")] == ["/Column"] * 3 + ["/Row"] * 1201
    heard = words_tagged(pdf)
    assert heard.count("Antrag") == 1  # repeated headers are for the eye only
    assert re.findall(r"LT-\d{4}", heard) == [row[0] for row in rows]
    pages = len(opened(pdf).pages)
    assert pages > 30
    assert poppler("pdftotext", pdf).count("Antrag\n") == pages


def test_repeated_header_is_a_pagination_artifact(kit: Kit, report: Make, columns: list[Column]) -> None:
    pdf = report(kit.table(columns, _rows(100)))
    title = "Antrag".encode("utf-16-be").decode("latin-1")
    before, _ = page_operators(pdf, 1).split(title, 1)
    assert re.findall(r"/(\w+)<<[^>]*>>BDC", before)[-1] == "Artifact"


def test_every_row_is_complete_and_in_order_whatever_way_it_was_drawn(
    kit: Kit, report: Make, columns: list[Column]
) -> None:
    rows = _rows(120)
    pdf = report(kit.table(columns, rows))
    heard = words_tagged(pdf)
    for number, name, amount in rows:
        cells = f"{number}{name if 'محمد' not in name else ''}"
        assert cells in heard
        assert f"{amount}" in heard
    spans = [str(e.ActualText) for e in elements(pdf, "Span")]
    assert spans == [row[1] for row in rows if "محمد" in row[1]]


def test_amounts_end_at_the_right_edge(kit: Kit, report: Make, columns: list[Column]) -> None:
    pdf = report(kit.table(columns, [["1", "kurz", "1,00 €"], ["2", LONG * 2, "1.000.000,00 €"]]))
    words = re.findall(r'xMax="([\d.]+)"[^>]*>€<', poppler("pdftotext", pdf, "-bbox"))
    assert len({round(float(edge), 1) for edge in words}) == 1


def test_groups_have_titles_rows_and_subtotals(kit: Kit, report: Make, columns: list[Column]) -> None:
    groups = [
        Group("Jugend", [["1", "Fest", "2,00 €"]], ["Zwischensumme", None, "2,00 €"]),
        Group("Kultur", [["2", "Lesung", "3,00 €"]], ["Zwischensumme", None, "3,00 €"]),
    ]
    pdf = report(kit.table(columns, groups=groups, total=["Summe", None, "5,00 €"]))
    assert all_findings(pdf) == []
    assert _tags(elements(pdf, "Table")[0]) == ["/THead", "/TBody", "/TBody", "/TFoot"]
    spans = [int(e.A.ColSpan) for e in elements(pdf, "TH") if "/ColSpan" in e.A]
    assert spans == [3, 2, 3, 2, 2]
    assert (
        "Jugend1Fest2,00 €Zwischensumme2,00 €Kultur2Lesung3,00 €Zwischensumme3,00 €Summe5,00 €"
        in words_tagged(pdf)
    )


def test_cell_over_several_columns_says_so(kit: Kit, report: Make) -> None:
    columns = [Column("Nr."), Column("Antrag"), Column("Betrag")]
    pdf = report(kit.table(columns, [], total=["Summe", "1", None]))
    assert [int(e.A.ColSpan) for e in elements(pdf, "TD") if "/A" in e] == [3, 2]
    assert "NrAntragBetragKeine EinträgeSumme1" in words_tagged(pdf).replace(".", "")


def test_group_title_begins_at_the_left_edge(kit: Kit, report: Make) -> None:
    def begins_at(align: Literal["left", "right"]) -> list[str]:
        table = kit.table(
            [Column("Nr.", 1, align=align), Column("Was", 5)], groups=[Group("Jugend", [["1", "Fest"]])]
        )
        words = poppler("pdftotext", report(table), "-bbox")
        return re.findall(r'xMin="([\d.]+)"[^>]*>Jugend<', words)

    assert begins_at("right") == begins_at("left") != []


def test_total_never_stands_alone_on_a_page(kit: Kit, report: Make, columns: list[Column]) -> None:
    for count in range(20, 40):
        pdf = report(
            kit.table(columns, [[str(i), "x", "1"] for i in range(count)], total=["Summe", None, "1"])
        )
        last_row, total = elements(pdf, "TR")[-2:]
        assert last_row.K[0].Pg.objgen == total.K[0].Pg.objgen


def test_cell_longer_than_a_page_goes_on_and_keeps_its_element(
    kit: Kit, report: Make, columns: list[Column]
) -> None:
    pdf = report(
        kit.table(columns, [["1", LONG + " " + "Wort " * 2500, "1,00 €"], ["2", "danach", "2,00 €"]])
    )
    assert all_findings(pdf) == []
    assert len(opened(pdf).pages) > 2
    assert len(elements(pdf, "TR")) == 3
    assert words_tagged(pdf).count("Wort ") == 2500


def test_endless_word_and_missing_characters_stay_in_their_cell(
    kit: Kit, report: Make, columns: list[Column]
) -> None:
    pdf = report(kit.table(columns, [["😀", "x" * 5000, "漢" * 50], ["n\nm", "a)b(c\\", "2,00 €"]]))
    assert all_findings(pdf) == []
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', poppler("pdftotext", pdf, "-bbox"))]
    assert max(edges) <= 841.89 - 16 * 72 / 25.4


def test_cell_text_is_cleaned_like_any_other_text(kit: Kit, report: Make, columns: list[Column]) -> None:
    pdf = report(kit.table(columns, [["1", "Mu\u0308ll\u202eer", ""], ["2", "u\x00\u0308", " "]]))
    assert all_findings(pdf) == []
    assert "1Müller2ü" in words_tagged(pdf)


def test_facts_have_row_headers_and_no_head(kit: Kit, letter: Make) -> None:
    pdf = letter(kit.facts([("Vorhaben", "Sommerfest"), ("Zeitraum", "Juni 2027")]))
    assert _tags(elements(pdf, "Table")[0]) == ["/TBody"]
    assert [str(e.A.Scope) for e in elements(pdf, "TH")] == ["/Row", "/Row"]
    assert "VorhabenSommerfestZeitraumJuni 2027" in words_tagged(pdf)


@pytest.mark.parametrize("poison", [7, 1.5, b"x", ["x"], object()])
def test_value_that_is_no_text_is_named_in_its_own_cell(
    kit: Kit, report: Make, columns: list[Column], poison: Any
) -> None:
    rows = [["1", "Fest", "2,00 €"], ["2", poison, "3,00 €"], ["3", "Lesung", "4,00 €"]]
    pdf = report(kit.table(columns, rows))
    assert all_findings(pdf) == []
    notice = "[Diese Angabe kann nicht gezeigt werden]"
    assert f"1Fest2,00 €2{notice}3,00 €3Lesung4,00 €" in words_tagged(pdf)


@pytest.mark.parametrize("row", [["1"], ["1", "2"], ["1", "2", "3", "4"], []])
def test_row_with_another_number_of_cells_is_refused(kit: Kit, columns: list[Column], row: list[str]) -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        kit.table(columns, [row])
    with pytest.raises(ValueError, match="one cell for each column"):
        kit.table(columns, total=row)
