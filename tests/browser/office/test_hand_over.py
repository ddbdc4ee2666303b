"""A run of the Kasse in Chromium without JavaScript, narrow and wide: chosen, taken, fetched, paid."""

from pathlib import Path

import pytest

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import HandOver
from tests.browser.desk import Desk
from tests.grants.services.runs import BANK, ordered_payments, states, with_profile
from tests.infra.browser import OpenPage
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)


def test_kasse_takes_orders_with_a_file(
    open_page: OpenPage,
    story: Story,
    people: dict[str, Actor],
) -> None:
    with_profile(story, BANK)
    orders = ordered_payments(story, 10_000, 5_000)
    kasse = Desk(open_page, "cashier")
    kasse.go("/finanzen/auszahlungen/")
    kasse.follow("Übergabeläufe der Kasse")
    kasse.follow("Neuer Lauf: Aktionskasse DEMO")
    kasse.reads("Es warten 2 angeordnete Auszahlungen, zusammen 150,00 €.")
    kasse.page.get_by_label(orders[1].number).uncheck()
    kasse.press("Weiter")
    kasse.reads("1 Auszahlung, Kontrollsumme 100,00 €")
    kasse.press("Mit CSV-Datei übergeben")
    kasse.reads("1 Auszahlung, Kontrollsumme 100,00 €")
    assert states() == ["handed_over", "ordered"]
    with kasse.page.expect_download() as loading:
        kasse.page.get_by_role("button", name="Datei herunterladen").click()
    run = HandOver.objects.get()
    assert loading.value.suggested_filename == f"{run.number}.csv"
    assert orders[0].number.encode() in Path(loading.value.path()).read_bytes()
    kasse.go(f"/finanzen/auszahlungen/laeufe/{run.number}/")
    kasse.reads("Die Datei war schon einmal geladen.")
    kasse.follow(orders[0].number)
    kasse.follow("Als ausgezahlt vermerken")
    kasse.fill("Ausgezahlt am", format_date(story.day))
    kasse.page.get_by_label("Das Geld ist ausgezahlt").check()
    kasse.press("Als ausgezahlt vermerken")
    assert states() == ["executed", "ordered"]
    kasse.go("/finanzen/auszahlungen/laeufe/")


def test_settings_of_payment_files_are_readable_on_every_screen(
    open_page: OpenPage,
    story: Story,
    people: dict[str, Actor],
) -> None:
    with_profile(story, BANK)
    manager, officer = Desk(open_page, "manager"), Desk(open_page, "officer")
    manager.go("/einstellungen/auszahlungsdateien/")
    manager.follow("Änderung vorschlagen")
    manager.choose("Zeichensatz", "Windows-1252")
    manager.press("Änderung vorschlagen")
    manager.reads("Schreiben Sie, warum sich das ändert.")
    manager.fill("Warum ändert sich das?", "Vorgabe der Kasse")
    manager.press("Änderung vorschlagen")
    manager.reads("Das ändert sich")
    officer.go("/einstellungen/auszahlungsdateien/")
    officer.follow("Vorschlag ansehen")
    with officer.page.expect_download() as loading:
        officer.page.get_by_role("link", name="Musterdatei CSV, wie vorgeschlagen").click()
    assert loading.value.suggested_filename.startswith("Muster-")
    officer.press("Vorschlag bestätigen")
    officer.go("/einstellungen/auszahlungsdateien/")
    officer.reads("Fassung 2")
