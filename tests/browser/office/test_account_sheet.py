"""An account from a signed sheet in Chromium without JavaScript, narrow and wide: typed by two persons."""

import pytest

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import Fund, PaymentKind
from tests.browser.desk import Desk
from tests.grants.services.sheets import OTHER
from tests.infra.browser import OpenPage
from tests.stories import IBAN, Story

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_persons_type_the_account_from_the_same_sheet(
    open_page: OpenPage,
    story: Story,
    people: dict[str, Actor],
    fund: Fund,
) -> None:
    story.accepted()
    order = story.certified(PaymentKind.ADVANCE, 10_000)
    address = f"/buero/antraege/{story.application.reference}/"
    manager, officer = Desk(open_page, "manager"), Desk(open_page, "officer")
    manager.go(address)
    manager.follow("Anderes Konto eintragen (Papier)")
    manager.press("Konto eintragen")
    manager.reads("Ohne Unterschrift der Person geht es nicht.")
    manager.fill("Wem gehört das Konto?", "Kulturverein Musterhof und Umgebung e. V.")
    manager.fill("IBAN", OTHER)
    manager.fill("Wann kam das Blatt?", format_date(story.day))
    manager.page.get_by_label("Die Unterschrift der Person liegt vor").check()
    manager.press("Konto eintragen")
    manager.reads("Es gilt, wenn eine zweite Person es bestätigt hat. Geben Sie ihr das Blatt.")
    officer.go(address)
    officer.follow("Anderes Konto bestätigen")
    officer.fill("IBAN", IBAN)
    officer.page.get_by_label("Das unterschriebene Blatt liegt vor mir").check()
    officer.press("Konto bestätigen")
    officer.reads("Eingetragen ist eine andere IBAN.")
    officer.fill("IBAN", OTHER)
    officer.press("Konto bestätigen")
    officer.reads("Das neue Konto gilt. Anordnen geht nach 24 Stunden.")
    officer.go(f"/finanzen/auszahlungen/{order.number}/")
    officer.reads("DE02 •••• 2051")
    officer.reads("Entwurf")
