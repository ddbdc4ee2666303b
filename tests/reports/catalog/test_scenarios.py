"""E1 to E3: every document is valid, readable, and says the figures of the handbook."""

from __future__ import annotations

import pytest

from foundation.files.models import Document
from foundation.files.services import read_bytes
from reports.catalog import CATALOG
from reports.render import collect_and_render
from reports.services import commission_of
from tests.reports.conftest import Outcome, PlayFile, csv_rows, sheet
from tests.reports.inside import check_inside
from tests.reports.kit.inspection import all_findings, struct_text, words_copied

ALWAYS = [
    "eingangsbestaetigung",
    "bewilligungsbescheid",
    "einverstaendnis",
    "auszahlungsanordnung",
    "belegliste",
    "zahlenmaessiger-nachweis",
    "jahresuebersicht",
    "protokoll",
]
OVERDUE = ["erstattungsbescheid", "nachweis-erinnerung", "nachweis-mahnung"]
# The validators take seconds: every document once, and the award with everything that a partial one adds.
VALIDATED = {("E2", "bewilligungsbescheid"), *(("E3", slug) for slug in (*ALWAYS, "erstattungsbescheid"))}
SAYS = {
    ("E1", "bewilligungsbescheid"): [
        "bis zu 487,65 €",
        "8. Juni 2026",
        "11. April 2026 bis 9. Mai 2026",
        "Fehlbedarfsfinanzierung",
        "Rechtsbehelfsbelehrung",
        "Verwaltungsgericht Halle",
        "6 Ja-Stimmen, 0 Nein-Stimmen",
        "Ottilie Muster",
        "elektronisch erstellt und ist ohne Unterschrift gültig",
    ],
    ("E2", "bewilligungsbescheid"): [
        "bis zu 420,00 €",
        "Beantragt hatten Sie 500,00 €",
        "Schild mit den Logos anbringen",
        "Standort mit dem Grünflächenamt abstimmen",
        "die Bank kann günstiger beschafft werden",
        "10. August 2026",
        "vorab bis zu 210,00 €",
        "Nicht zuwendungsfähig sind Ausgaben von 84,50 €",
        "527,90 €",
        "32,90 €",
    ],
    ("E1", "eingangsbestaetigung"): [
        "Kaufen Sie noch nichts",
        "2. März 2026, 10:00 Uhr",
        "noch keine Zusage",
        "Stauden und Saatgut",
        "487,65 €",
        "LT-2026-0001",
    ],
    ("E3", "erstattungsbescheid"): [
        "58,72 €",
        "6. November 2026",
        "18,72 €",
        "40,00 €",
        "Alkohol und Pfand sind nicht förderfähig",
        "24.06.2026",
        "10. September 2026",
        "Rechtsbehelfsbelehrung",
        "Kassenzeichen",
    ],
    ("revoke", "widerrufsbescheid"): [
        "Kassenzeichen",
        "Widerrufs- und Erstattungsbescheid",
        "450,00 €",
        "2. November 2026",
        "20. März 2026",
        "Zeit hatten Sie bis zum 24. September 2026",
        "Niemand hat sich gemeldet",
        "Nachweis fehlt",
        "Rechtsbehelfsbelehrung",
        "Ottilie Muster",
    ],
    ("E1", "auszahlungsanordnung"): [
        "479,30 €",
        "DE",
        "51101.531800",
        "Haushaltsjahr 2026",
        "Sachlich richtig: Fenja Beispiel",
        "Arno Muster",
        "Nachbarschaftsgruppe Musterhof",
        "05.06.2026",
        "Ausführung liegen bei verschiedenen Personen. Ausführung durch die Stadtkasse",
    ],
    ("E1", "belegliste"): ["479,30", "Gartenmarkt Beispiel", "nach den Aufzeichnungen der Aktionskasse"],
    ("E3", "belegliste"): ["431,28", "391,28", "40,00", "Alkohol und Pfand sind nicht förderfähig"],
    ("E2", "zahlenmaessiger-nachweis"): ["527,90", "498,63", "375,73", "−44,27", "90,00"],
    ("E3", "zahlenmaessiger-nachweis"): ["391,28", "450,00", "58,72", "Zweck erreicht ja"],
    ("E3", "jahresuebersicht"): ["1.608,72 €", "130,42 €", "130,44 €", "stimmt", "Fassung 1", "Knut Muster"],
}


def _spoken(pdf: bytes) -> str:
    return words_copied(pdf).replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["E1", "E2", "E3"])
def test_documents_of_a_scenario(play_file: PlayFile, name: str) -> None:
    outcome = play_file(name)
    expected = sorted([*ALWAYS, *(OVERDUE if name == "E3" else [])])
    assert sorted({document.slug for document in Document.objects.all()}) == expected
    for document in Document.objects.prefetch_related("files__file"):
        assert document.state == "ready", document
        pdf = read_bytes(next(part for part in document.files.all() if part.format == "pdf").file)
        if (name, document.slug) in VALIDATED:
            assert all_findings(pdf) == [], document.slug
        _check_words(pdf)
        _check_same_again(document)
        check_inside(document.slug, pdf, _spoken(pdf))
    for (scenario, slug), phrases in SAYS.items():
        if scenario == name:
            text = _spoken(outcome.data(slug))
            assert [phrase for phrase in phrases if phrase not in text] == [], slug
    _check_tables(outcome)


def _check_words(pdf: bytes) -> None:
    """Whoever listens hears the same words as whoever copies, none of them glued together."""
    parts: list[str] = []
    for line in struct_text(pdf).splitlines():
        quoted = line.strip()
        if quoted.startswith('"'):
            parts[-1] += quoted[1:-1]
        else:
            parts.append("")
    heard = {word for part in parts for word in part.replace("\u00a0", " ").split()}
    assert len(heard) > 40
    copied = _spoken(pdf)
    joined = copied.replace("- ", "-")  # a word may be broken after its hyphen
    assert heard - set(copied.split()) - set(joined.split()) == set()


def _check_same_again(document: Document) -> None:
    made = collect_and_render(CATALOG[document.slug], commission_of(document))
    stored = {part.format: read_bytes(part.file) for part in document.files.all()}
    assert {each: data for each, (_, data) in made.items()} == stored


def _check_tables(outcome: Outcome) -> None:
    for slug in ("belegliste", "zahlenmaessiger-nachweis", "jahresuebersicht"):
        report = CATALOG[slug]
        data = report.collect(commission_of(outcome.document(slug)))
        assert report.columns is not None
        table = report.columns(data)
        rows, pdf = csv_rows(outcome.data(slug, "csv")), _spoken(outcome.data(slug))
        page = sheet(outcome.data(slug, "xlsx"))
        assert rows[0] == [column.title for column in table.columns]
        assert [cell.value for cell in page[1]] == rows[0]
        assert len(rows) - 1 == len(table.rows)
        for number, row in enumerate(table.rows, 1):
            for place, value in enumerate(row):
                cell = page.cell(number + 1, place + 1)
                _same(value, table.columns[place].kind, rows[number][place], cell.value)
        position = len(table.rows) + 2
        for total in table.sums:
            for place, cents in enumerate(total.values, 1):
                if cents is not None:
                    assert page.cell(position, place).value == pytest.approx(cents / 100, abs=1e-9)
                    assert page.cell(position + 1, place).value == pytest.approx(cents / 100, abs=1e-9)
                    column = [row[place - 1] for row in table.rows[total.first : total.end]]
                    assert sum(value for value in column if isinstance(value, int)) == cents
                    assert f"{cents // 100 % 1000},{cents % 100:02d}" in pdf
            position += 2


def _same(value: object, kind: str, text: str, cell: object) -> None:
    if value is None:
        assert (text, cell) == ("", None)
    elif kind == "money":
        assert isinstance(value, int)
        assert round(float(text.replace(",", ".")) * 100) == value
        assert cell == pytest.approx(value / 100, abs=1e-9)
    elif kind == "date":
        assert text == f"{value:%d.%m.%Y}"
        assert f"{cell:%Y-%m-%d}" == f"{value:%Y-%m-%d}"
    elif kind == "number":
        assert (text, cell) == (str(value), value)
    elif kind == "text":
        assert (text, cell) == (value, value)


def test_revocation_is_a_letter_like_the_others(play_file: PlayFile) -> None:
    outcome = play_file("revoke")
    document, letter = outcome.document("widerrufsbescheid"), outcome.data("widerrufsbescheid")
    assert all_findings(letter) == []
    check_inside("widerrufsbescheid", letter, _spoken(letter))
    _check_words(letter)
    _check_same_again(document)
    spoken = _spoken(letter)
    wanted = SAYS["revoke", "widerrufsbescheid"]
    assert [phrase for phrase in wanted if phrase not in spoken] == []
