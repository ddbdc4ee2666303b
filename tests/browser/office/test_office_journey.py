"""The office in Chromium, without JavaScript: from the new application to the paid money, narrow and wide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applicants.services.bank_details import add_bank_account
from foundation.values.dates import format_date
from grants.models import Grant, PaymentOrder
from grants.services.grants import accept_grant
from tests.browser.desk import Desk
from tests.infra.browser import OpenPage
from tests.stories import IBAN, Story

pytestmark = pytest.mark.django_db(transaction=True)


def test_office_brings_an_application_to_the_money(open_page: OpenPage, story: Story) -> None:
    case = story.submitted()
    manager = Desk(open_page, "manager")
    manager.reads("1 Neu")
    manager.follow("Neu")
    manager.follow(case.reference or "")
    check_and_decide(manager, story)
    officer = Desk(open_page, "officer")
    officer.go(f"/buero/antraege/{case.reference}/")
    officer.follow("Bewilligungsbescheid entwerfen")
    officer.press("Bescheid entwerfen")
    second = Desk(open_page, "officer2")
    second.go(f"/buero/antraege/{case.reference}/")
    second.follow("Bewilligungsbescheid freigeben")
    second.reads("Sie bekommen 487,65 € für „Blühstreifen Musterhof“.")
    second.press("Bescheid freigeben")
    accept(story)
    pay(open_page, story)
    assert Grant.objects.get().paid_cents == 20_000


def check_and_decide(manager: Desk, story: Story) -> None:
    """Costs, a session, the agenda, the votes."""
    manager.follow("Förderfähig erklären")
    manager.press("Förderfähig erklären")
    manager.reads("Entscheiden Sie, ob „Stauden und Saatgut“ zuwendungsfähig ist.")
    manager.choose("Stauden und Saatgut", "Ja, zuwendungsfähig")
    manager.select("Handlungsfeld", "Grün und Aufenthalt")
    manager.press("Förderfähig erklären")
    manager.go("/buero/sitzungen/neu/")
    manager.fill("Tag der Sitzung", format_date(story.day))
    manager.press("Sitzung anlegen")
    session = manager.page.url
    manager.follow("Einladung vermerken")
    manager.press("Einladung vermerken")
    manager.go(f"/buero/antraege/{story.application.reference}/")
    manager.follow("Auf die Tagesordnung")
    manager.press("Auf die Tagesordnung setzen")
    manager.go(session)
    manager.follow("Sitzung eröffnen")
    members = [member.name for member in story.fund.jury_members.all()]
    for name in members:
        manager.page.get_by_label(name).check()
    manager.press("Sitzung eröffnen")
    manager.follow("Beschluss eintragen")
    for name in members:
        manager.choose(name, "Ja")
    manager.choose("Ergebnis", "Ja")
    manager.press("Beschluss eintragen")
    manager.reads("Der Beschluss ist eingetragen.")
    manager.follow("Sitzung schließen")
    manager.press("Sitzung schließen")
    manager.reads("Geschlossen")


def accept(story: Story) -> None:
    """The resident's part: accepted, remedy waived, bank details given."""
    story.grant = Grant.objects.get()
    account = add_bank_account(
        applicant=story.grant.case.applicant, holder=story.name, iban=IBAN, actor=story.resident,
        now=timezone.now(),
    )  # fmt: skip
    accept_grant(
        grant=story.grant, actor=story.resident, now=timezone.now(), waiver=True, bank_account=account
    )


def pay(open_page: OpenPage, story: Story) -> None:
    """Certifier, officer, orderer and Kasse, each at their own screen."""
    certifier = Desk(open_page, "certifier")
    certifier.go(f"/buero/antraege/{story.application.reference}/auszahlung/")
    certifier.fill("Betrag", "1.000")
    certifier.press("Anordnung anlegen")
    certifier.reads("Meinen Sie 1.000,00 €?")
    certifier.fill("Betrag", "200")
    certifier.press("Anordnung anlegen")
    address = f"/finanzen/auszahlungen/{PaymentOrder.objects.get().number}/"
    certifier.go(address)
    certifier.follow("Sachlich und rechnerisch richtig zeichnen")
    certifier.press("Sachlich und rechnerisch richtig")
    orderer = Desk(open_page, "orderer")
    orderer.go(address)
    orderer.follow("Auszahlung anordnen")
    orderer.press("Auszahlung anordnen")
    cashier = Desk(open_page, "cashier")
    cashier.go("/finanzen/auszahlungen/")
    cashier.follow(PaymentOrder.objects.get().number)
    cashier.follow("Als ausgezahlt vermerken")
    cashier.page.get_by_label("Das Geld ist ausgezahlt").check()
    cashier.press("Als ausgezahlt vermerken")
    cashier.reads("Die Auszahlung ist vermerkt und gebucht.")


def test_proof_is_checked_and_confirmed(open_page: OpenPage, story: Story) -> None:
    story.day -= timedelta(days=90)
    story.accepted()
    grant = story.proof_sent(20_000, 10_000)
    manager = Desk(open_page, "manager")
    manager.go(f"/buero/antraege/{grant.case.reference}/")
    manager.follow("Nachweis prüfen")
    manager.fill("Beleg 2 kürzen um", "25,00")
    manager.choose("Ist der Zweck erreicht?", "Ja")
    manager.press("Prüfvermerk schreiben")
    manager.reads("Beleg 2: Schreiben Sie auf, warum Sie kürzen.")
    manager.fill("Grund der Kürzung bei Beleg 2", "Pfand")
    manager.press("Prüfvermerk schreiben")
    manager.reads("Anspruch 275,00 €")
    officer = Desk(open_page, "officer")
    officer.go(f"/buero/antraege/{grant.case.reference}/")
    officer.follow("Prüfvermerk bestätigen")
    officer.press("Prüfvermerk bestätigen")
    officer.reads("Der Prüfvermerk ist bestätigt.")
    officer.reads("Rest 275,00 €")
