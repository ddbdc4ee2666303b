"""Files of the finance system in Chromium without JavaScript, narrow and wide: read in, booked, compared."""

from pathlib import Path

import pytest

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from tests.browser.desk import Desk
from tests.grants.services.runs import ordered_payments, states, with_profile
from tests.infra.browser import OpenPage
from tests.result_files import result_line, table
from tests.statement_files import OWN, entry, statement
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)


def send(desk: Desk, kind: str, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    desk.go("/finanzen/einlesen/")
    desk.choose("Was ist das für eine Datei?", kind)
    desk.page.get_by_label("Datei", exact=True).set_input_files(path)
    desk.press("Datei ansehen")


def test_kasse_reads_in_books_and_compares(
    open_page: OpenPage,
    story: Story,
    people: dict[str, Actor],
    tmp_path: Path,
) -> None:
    with_profile(story, {"statements": True, "debtor_iban": OWN})
    first, second, third = ordered_payments(story, 10_000, 5_000, 2_500)
    kasse = Desk(open_page, "cashier")
    kasse.go("/finanzen/")
    kasse.follow("Dateien einlesen")
    kasse.press("Datei ansehen")
    kasse.reads("Wählen Sie die Datei aus.")
    lines = (result_line(first), result_line(second), result_line(third, order="EIN-ANDERES-SYSTEM-0815-XYZ"))
    results = "Ergebnisse: ausgeführte und zurückgekommene Zahlungen"
    send(kasse, results, tmp_path / "ergebnis.csv", table(*lines))
    kasse.reads("0 von 3 Zeilen gebucht")
    kasse.page.get_by_label("3", exact=True).uncheck()
    kasse.press("Weiter")
    kasse.reads("1 Zeile, zusammen 100,00 €")
    kasse.press("1 Zeile buchen")
    kasse.reads("1 von 3 Zeilen gebucht")
    assert states() == ["executed", "ordered", "ordered"]
    with kasse.page.expect_download() as loading:
        kasse.page.get_by_role("link", name="Alle offenen Zeilen als CSV herunterladen").click()
    assert b"EIN-ANDERES-SYSTEM" in Path(loading.value.path()).read_bytes()
    told = statement(entry(-5_000, end_to_end=second.number, day=story.day), entry(-1, day=story.day))
    send(kasse, "Kontoauszug der Bank (camt.053)", tmp_path / "auszug.xml", told)
    kasse.reads("Andere Zahlungen auf dem Auszug: 1.")
    kasse.press("Weiter")
    kasse.press("1 Zeile buchen")
    assert states() == ["executed", "executed", "ordered"]
    day = format_date(story.day)
    postings = table(
        f"4711;{day};99,00;{first.number};;", f"4712;{day};7,00;;K-1;Einzahlung",
        head="Buchungsnummer;Datum;Betrag;Anordnungsnummer;Kassenzeichen;Art",
    )  # fmt: skip
    send(kasse, "Buchungen des Finanzverfahrens, nur zum Abgleich", tmp_path / "b.csv", postings)
    kasse.press("Weiter")
    kasse.reads("2 Zeilen, zusammen 92,00 €")
    kasse.press("2 Zeilen übernehmen")
    kasse.go("/finanzen/abgleich/")
    kasse.reads("Betrag: 100,00 € hier, 99,00 € dort.")
    kasse.follow("Grund notieren")
    kasse.press("Notiz speichern")
    kasse.reads("Schreiben Sie, warum das so ist.")
    kasse.fill("Warum ist das so?", "Die Bank hat am Jahresende gebucht")
    kasse.press("Notiz speichern")
    kasse.reads("Die Bank hat am Jahresende gebucht")


def test_answer_of_the_bank_stands_before_the_signature(
    open_page: OpenPage,
    story: Story,
    people: dict[str, Actor],
) -> None:
    (order,) = ordered_payments(story, 10_000)
    kasse = Desk(open_page, "cashier")
    kasse.go(f"/finanzen/auszahlungen/{order.number}/")
    kasse.follow("Empfängerprüfung vermerken")
    kasse.choose("Was hat die Bank geantwortet?", "Der Name ist ähnlich (Close Match)")
    kasse.press("Ergebnis vermerken")
    kasse.reads("Der Name ist ähnlich (Close Match); vermerkt von")
