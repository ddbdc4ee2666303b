"""Footnotes: tagged as notes that can be found by name, whole on any number of pages."""

from __future__ import annotations

from reports.kit import Column, Kit, mark_of
from tests.reports.kit.conftest import Make
from tests.reports.kit.inspection import all_findings, elements, opened, struct_text, words_copied

MANY = [f"Anmerkung Nummer {at}. " + "Sie ist so lang, dass sie umbricht. " * 4 for at in range(1, 80)]


def test_marks_are_raised_figures() -> None:
    assert [mark_of(number) for number in (1, 9, 10, 23)] == ["¹", "⁹", "¹⁰", "²³"]


def test_notes_have_a_label_and_a_name_of_their_own(kit: Kit, report: Make) -> None:
    table = kit.table([Column("Was"), Column(f"Offen{mark_of(2)}", align="right")], [["Saal", "1,00"]])
    pdf = report(table, kit.footnotes(["Ohne Getränke.", "Auch was gestundet ist."]))
    assert all_findings(pdf) == []
    notes = elements(pdf, "Note")
    names = [bytes(note.ID) for note in notes]
    assert len(set(names)) == 2
    tree = list(opened(pdf).Root.StructTreeRoot.IDTree.Names)
    assert [bytes(name) for name in tree[::2]] == sorted(names)
    heard = [line.strip().strip('"') for line in struct_text(pdf).splitlines() if '"' in line]
    assert heard[-4:] == ["¹", "Ohne Getränke.", "²", "Auch was gestundet ist."]


def test_long_notes_run_over_pages(kit: Kit, report: Make) -> None:
    pdf = report(kit.footnotes(MANY))
    assert all_findings(pdf) == []
    assert len(opened(pdf).pages) > 2
    copied = words_copied(pdf)
    assert [number for number in range(1, 80) if f"Anmerkung Nummer {number}." not in copied] == []


def test_without_notes_there_is_nothing(kit: Kit, report: Make) -> None:
    pdf = report(kit.paragraph("x"), kit.footnotes([]))
    assert all_findings(pdf) == []
    assert elements(pdf, "Note") == []
    assert "/IDTree" not in opened(pdf).Root.StructTreeRoot
