"""Personen und Rollen in Chromium, without JavaScript: from a new person to a first sign-in."""

import re

import pytest

from foundation.audit.actors import Actor
from foundation.outbox.models import Mail
from tests.browser.desk import Desk
from tests.infra.browser import OpenPage, click_through

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "drei Krähen und ein Fahrrad"


def test_new_person_orders_up_to_a_limit_once_two_administrators_agree(
    open_page: OpenPage,
    people: dict[str, Actor],
) -> None:
    """One heading, no sideways scrolling, big targets, no complaint of axe: `Desk` looks at each page."""
    first, second = (Desk(open_page, name) for name in ("administrator", "administrator2"))
    first.go("/einstellungen/personen/")
    first.follow("Person anlegen")
    first.press("Person anlegen")
    first.reads("Geben Sie den Namen der Person ein.")
    first.fill("Name", "Nora Neu (Beispiel)")
    first.fill("E-Mail-Adresse", "nora@stadt.example")
    first.press("Person anlegen")
    first.follow("Rolle geben")
    first.choose("Rolle", "Anordnung (zwei Personen der Administration)")
    first.choose("Fonds", "Alle Fonds")
    first.page.get_by_label("Anordnung bis zu").fill("1.500,00")
    first.press("Rolle geben")
    first.reads("wartet auf die zweite Person")
    second.go("/einstellungen/personen/")
    second.follow("Nora Neu (Beispiel): Anordnung")
    second.press("Rolle bestätigen")
    second.reads("Die Rolle ist bestätigt.")
    second.follow("Anordnung")
    second.page.get_by_label("Letzter Tag").fill("31.12.2099")
    second.press("Ende eintragen")
    second.follow("Konto sperren")
    link = re.search(r"/anmelden/passwort/\S+", Mail.objects.get().body)
    assert link is not None
    nora = open_page(width=320, javascript=False)
    nora.goto(link[0])
    for label in ("Neues Passwort", "Neues Passwort noch einmal"):
        nora.get_by_label(label, exact=True).fill(SECRET)
    click_through(nora.get_by_role("button", name="Passwort speichern"))
    nora.get_by_label("E-Mail-Adresse", exact=True).fill("nora@stadt.example")
    nora.get_by_label("Passwort", exact=True).fill(SECRET)
    click_through(nora.get_by_role("main").get_by_role("button", name="Anmelden"))
    assert "Nora Neu (Beispiel)" in nora.inner_text("body")
