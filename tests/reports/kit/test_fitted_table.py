"""A table that ends with its page, and blocks side by side."""

from __future__ import annotations

import re

import pytest

from reports.kit import Bar, Column, Drawing, Kit
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import all_findings, elements, opened, poppler, words_tagged

COLUMNS = (Column("Was", 2, row_header=True), Column("Betrag", 1, align="right"))


def endings(count: int) -> list[list[str]]:
    return [[f"und {count - shown} weitere", str(count - shown)] for shown in range(count + 1)]


@pytest.mark.parametrize(("count", "long"), [(3, 0), (500, 0), (500, 40), (3, 900), (40, 300)])
def test_table_ends_with_its_page_and_counts_the_rest(report: Make, kit: Kit, count: int, long: int) -> None:
    rows = [[f"Zeile {number} {'محمد ' * (number % 2)}{'lang ' * long}", "1,00"] for number in range(count)]
    pdf = report(kit.fitted_table(COLUMNS, rows, endings(count), summary="Alles"))
    assert len(opened(pdf).pages) == 1
    assert all_findings(pdf) == []
    shown = len(elements(pdf, "TR")) - 2
    assert 0 <= shown <= count
    assert f"und {count - shown} weitere" in words_tagged(pdf)
    if count <= 3 and not long:
        assert shown == count


def test_fitted_table_without_rows_says_so(report: Make, kit: Kit) -> None:
    said = words_tagged(report(kit.fitted_table(COLUMNS, [], [["Summe", "0,00"]], summary="Alles")))
    assert said.endswith("Keine EinträgeSumme0,00")


def test_fitted_table_begins_where_the_text_before_it_ends(report: Make, kit: Kit) -> None:
    rows, text = [["Zeile", "1,00"]] * 100, kit.paragraph("Ein Absatz. " * 150)
    alone = report(kit.fitted_table(COLUMNS, rows, endings(100), summary="Alles"))
    after = report(text, kit.fitted_table(COLUMNS, rows, endings(100), summary="Alles"))
    assert len(opened(after).pages) == 1
    assert len(elements(after, "TR")) < len(elements(alone, "TR"))


def test_fitted_table_without_an_ending_for_each_number_of_rows_is_refused(kit: Kit) -> None:
    with pytest.raises(ValueError, match="an ending for every number"):
        kit.fitted_table(COLUMNS, [["Zeile", "1"]], endings(0), summary="")


def test_blocks_side_by_side_are_read_from_the_left_and_the_text_goes_on_below_both(
    report: Make, kit: Kit
) -> None:
    picture = kit.figure(Drawing(100, 200, (Bar(0, 0, 100, 200, fill="dotted"),)), "Ein Bild")
    table = kit.table(COLUMNS, [["Zeile", "1"]])
    pdf = report(kit.beside(picture, table), kit.paragraph("Danach."))
    assert all_findings(pdf) == []
    tags = [str(each.S) for each in elements(pdf)]
    assert tags.index("/Figure") < tags.index("/Table") < len(tags) - 1 - tags[::-1].index("/P")
    low, high = (float(value) for value in list(elements(pdf, "Figure")[0].A.BBox)[1::2])
    assert round(high - low) == 200
    below = float(re.findall(r'yMin="([\d.]+)"[^>]*>Danach', poppler("pdftotext", pdf, "-bbox"))[0])
    assert below > float(opened(pdf).pages[0].MediaBox[3]) - low
