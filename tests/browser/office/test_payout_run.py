"""A payout run of ten in Chromium: three persons, a file, one payment that comes back, one corrected IBAN."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from foundation.values.money import format_machine
from grants.models import Fund, FundAccount, Grant, ImportKind, PaymentKind, PaymentOrder
from grants.selectors.invariants import broken_invariants
from grants.services.payment_returns import change_bank_details
from tests.browser.desk import Desk
from tests.grants.views.office_browser import browser_of
from tests.infra.browser import OpenPage
from tests.stories import Story

pytestmark = pytest.mark.django_db(transaction=True)
OTHER_IBAN = "DE02120300000000202051"
TEN = [1_000 * number for number in range(1, 11)]
TOTAL = "550,00 €"


def test_ten_are_paid_one_comes_back_and_is_paid_again(
    open_page: OpenPage,
    story: Story,
    people: dict[str, Actor],
    fund: Fund,
) -> None:
    orders = [prepared(replace(story, name=f"Musterhof {cents}", fields={}), cents) for cents in TEN]
    sign(open_page, "certifier", "zeichnen", "10 Auszahlungen sachlich und rechnerisch richtig zeichnen")
    refuse_others(people, orders[0], allowed="anordnen")
    sign(open_page, "orderer", "anordnen", "10 Auszahlungen anordnen")
    refuse_others(people, orders[0], allowed="ausfuehren")
    kasse = Desk(open_page, "cashier")
    hand_over(kasse, fund.slug)
    book_results(kasse, orders, back=orders[3])
    assert states() == ["executed"] * 3 + ["returned"] + ["executed"] * 6
    again = corrected(story, orders[3])
    pay_again(open_page, again)
    assert states() == ["executed"] * 3 + ["returned"] + ["executed"] * 7
    assert FundAccount.objects.get().paid_net_cents == sum(TEN)
    assert broken_invariants() == []


def prepared(case: Story, cents: int) -> PaymentOrder:
    case.cents = 15_000
    case.accepted()
    return case.order(PaymentKind.ADVANCE, cents)


def sign(open_page: OpenPage, name: str, step: str, button: str) -> None:
    """Four clicks: the finance page, the list, on, the signature."""
    desk = Desk(open_page, name)
    desk.go("/finanzen/")
    desk.follow(f"Mehrere Auszahlungen {step}")
    desk.press("Weiter")
    desk.reads(f"10 Auszahlungen, zusammen {TOTAL}")
    desk.press(button)
    desk.reads("10 Auszahlungen sind")


def refuse_others(actors: dict[str, Actor], order: PaymentOrder, *, allowed: str) -> None:
    """Nobody does another's part, not even by sending the form itself."""
    before = states()
    parts = {"zeichnen": ("certifier", "officer"), "anordnen": ("orderer",), "ausfuehren": ("cashier",)}
    version = {"expected_version": str(PaymentOrder.objects.get(pk=order.pk).version)}
    form = version | {"paid_on": format_date(timezone.localdate()), "sure": "on", "bank_reference": ""}
    for name in ("certifier", "orderer", "cashier", "manager", "kaemmerei", "auditor", "administrator"):
        browser = browser_of(actors[name])
        for action, holders in parts.items():
            if name in holders and action == allowed:
                continue  # it is their turn
            address = reverse("office_order_action", args=[order.number, action])
            expected = 409 if name in holders else 403
            assert browser.post(address, form).status_code == expected, (name, action)
        for step, holders in (("zeichnen", parts["zeichnen"]), ("anordnen", parts["anordnen"])):
            if name not in holders:
                page = reverse("office_orders_sign", args=[step])
                assert browser.post(page, {"order": [f"{order.pk}-0"]}).status_code == 403
    assert states() == before


def hand_over(kasse: Desk, slug: str) -> None:
    kasse.go(reverse("hand_over_new", args=[slug]))
    kasse.reads(f"Es warten 10 angeordnete Auszahlungen, zusammen {TOTAL}.")
    kasse.press("Weiter")
    kasse.reads(f"10 Auszahlungen, Kontrollsumme {TOTAL}")
    kasse.press("Mit CSV-Datei übergeben")
    kasse.reads(f"10 Auszahlungen, Kontrollsumme {TOTAL}")
    with kasse.page.expect_download() as loading:
        kasse.page.get_by_role("button", name="Datei herunterladen").click()
    text = loading.value.path().read_bytes().decode("utf-8-sig")
    assert all(text.count(order.number) == 1 for order in PaymentOrder.objects.all())
    assert states() == ["handed_over"] * 10


def book_results(kasse: Desk, orders: list[PaymentOrder], back: PaymentOrder) -> None:
    """What the finance system says: nine are paid, one account is closed."""
    today = format_date(timezone.localdate())
    lines = ["Anordnungsnummer;Buchungsnummer;Datum;Betrag;Ergebnis;Grund"]
    for number, order in enumerate(orders, 1):
        amount = format_machine(order.amount_cents).replace(".", ",")
        result = "zurück;Konto erloschen" if order.pk == back.pk else "ausgeführt;"
        lines.append(f"{order.number};B{number};{today};{amount};{result}")
    kasse.go(reverse("office_imports"))
    data = "\r\n".join(lines).encode()
    kasse.page.get_by_label("Datei").set_input_files(
        {"name": "ergebnisse.csv", "mimeType": "text/csv", "buffer": data}
    )
    kasse.choose("Was ist das für eine Datei?", ImportKind.RESULTS.label)
    kasse.press("Datei ansehen")
    kasse.press("Weiter")
    kasse.press("10 Zeilen buchen")
    kasse.reads("10 von 10 Zeilen gebucht")


def corrected(town: Story, order: PaymentOrder) -> PaymentOrder:
    """The resident gives another account, freshly confirmed; the office prepares the payment anew."""
    grant = Grant.objects.get(pk=order.grant_id)
    account = add_bank_account(
        applicant=grant.case.applicant,
        holder=grant.case.particulars.name,
        iban=OTHER_IBAN,
        actor=town.people["manager"],
        now=timezone.now(),
    )
    town.application, town.grant = grant.case, grant
    town.grant = change_bank_details(
        grant=grant,
        bank_account=account,
        confirmed_at=timezone.now(),
        actor=town.resident,
        now=timezone.now(),
    )
    return town.order(PaymentKind.ADVANCE, order.amount_cents)


def pay_again(open_page: OpenPage, order: PaymentOrder) -> None:
    address = reverse("office_order", args=[order.number])
    certifier = Desk(open_page, "certifier")
    certifier.go(address)
    certifier.follow("Sachlich und rechnerisch richtig zeichnen")
    certifier.press("Sachlich und rechnerisch richtig")
    orderer = Desk(open_page, "orderer")
    orderer.go(address)
    orderer.page.get_by_text("Warum geht etwas nicht?").click()
    orderer.reads("Das Konto ist neu. Anordnen geht ab")
    Grant.objects.filter(pk=order.grant_id).update(  # a day goes by
        bank_account_changed_at=F("bank_account_changed_at") - timedelta(hours=25)
    )
    orderer.go(address)
    orderer.follow("Auszahlung anordnen")
    orderer.press("Auszahlung anordnen")
    kasse = Desk(open_page, "cashier")
    kasse.go(address)
    kasse.follow("Als ausgezahlt vermerken")
    kasse.page.get_by_label("Das Geld ist ausgezahlt").check()
    kasse.press("Als ausgezahlt vermerken")


def states() -> list[str]:
    return list(PaymentOrder.objects.order_by("pk").values_list("state", flat=True))
