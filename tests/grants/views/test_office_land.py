"""The pages of the Land's money: each step from its form, refusals in words, nothing typed lost."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import Drawdown, LandProposal, PaymentKind
from tests.grants.views.office_browser import browser_of, text_of
from tests.stories import Story

People = Mapping[str, Actor]
V = {"expected_version": "0"}


@pytest.fixture
def bound(story: Story, clock: time_machine.Traveller) -> Story:
    story.accepted()
    clock.move_to(story.now)
    return story


def tranche(story: Story, **changed: str) -> dict[str, str]:
    form = {"fund": str(story.fund.pk), "programme_year": "2026", "budget_year": "2026", "takes": "add"}
    form |= {"decision_reference": "vom 02.01.2026", "amount": "2.000,00"}
    form |= dict.fromkeys(("bund_weight", "land_weight", "kommune_weight"), "1") | {"private_weight": "0"}
    return V | form | changed


def test_tranche_is_proposed_and_confirmed(bound: Story, people: People) -> None:
    browser, page = browser_of(people["kaemmerei"]), reverse("office_land_new")
    tired = browser_of(people["kaemmerei"], stepped_up=False)
    assert tired.get(page).headers["Location"].startswith(reverse("confirm_identity"))
    nobody = dict.fromkeys(("bund_weight", "land_weight", "kommune_weight"), "0")
    for changed, sentence in (
        ({"amount": ""}, "Geben Sie den Betrag ein."),
        ({"amount": "1.234"}, "Meinen Sie"),
        ({"bund_weight": "x"}, "Geben Sie eine ganze Zahl von 0 bis 100 ein."),
        ({"programme_year": "20260"}, "Geben Sie das Jahr mit vier Ziffern ein."),
        ({"kommune_weight": "2"}, "gelten schon die Anteile 1 : 1 : 1 : 0"),
        (nobody, "Mindestens ein Anteil ist größer als 0."),
    ):
        refused = browser.post(page, tranche(bound, **changed))
        assert sentence in text_of(refused).replace("\xa0", " ")
        assert "vom 02.01.2026" in refused.content.decode()
    shown = text_of(browser.post(page, tranche(bound), follow=True))
    assert "Eine zweite Person der Kämmerei bestätigt sie." in shown
    confirm = reverse("office_land_confirm", args=[LandProposal.objects.get().uuid])
    assert browser.post(confirm).status_code == 403
    shown = text_of(browser_of(people["kaemmerei2"]).post(confirm, follow=True)).replace("\xa0", " ")
    assert "Tranche 2026: 2.000,00 €, vom 02.01.2026" in shown
    browser.post(page, tranche(bound, decision_reference="Änderung vom 01.03.2026", amount="50,00"))
    more = reverse("office_land_confirm", args=[LandProposal.objects.latest("pk").uuid])
    shown = text_of(browser_of(people["kaemmerei2"]).post(more, follow=True)).replace("\xa0", " ")
    assert "Tranche 2026: 50,00 €, Änderung vom 01.03.2026 Vorgeschlagen von" in shown
    names = [people[name].label for name in ("kaemmerei", "kaemmerei2")]
    assert f"Vorgeschlagen von {names[0]}, 02.03.2026" in shown
    assert f"bestätigt von {names[1]}, 02.03.2026" in shown


def test_money_is_asked_ahead_comes_in_and_grows_old(
    bound: Story, people: People, clock: time_machine.Traveller
) -> None:
    browser = browser_of(people["kaemmerei"])
    grant, until = bound.fund.land_grants.get(), format_date(bound.day + timedelta(days=40))
    form = V | {"grant": str(grant.pk), "amount": "300,00", "due_until": until}
    assert "Mittelabruf 1 über 200,00" in text_of(
        browser.post(reverse("office_ahead_new"), form, follow=True)
    )
    drawdown = Drawdown.objects.get()
    received = reverse("office_drawdown_received", args=[drawdown.uuid])
    assert 'value="200,00' in browser.get(received).content.decode()
    day = {"received_on": format_date(bound.day)}
    assert "Offen sind noch 200,00" in text_of(browser.post(received, V | day | {"amount": "200,01"}))
    browser.post(received, V | day | {"amount": "20,00"})
    assert "schon etwas vermerkt" in text_of(browser.post(received, V | day | {"amount": "20,00"}))
    browser.post(received, {"expected_version": "1", "amount": "130,00"} | day)
    cut = reverse("office_drawdown_cut", args=[drawdown.uuid])
    data = {"amount": "50,00", "cut_on": format_date(bound.day), "reason": "Nicht förderfähig"}
    data["expected_version"] = "2"
    assert "Die Stadt trägt sie." in text_of(browser.post(cut, data, follow=True))
    for days, too_late in ((59, False), (61, True)):
        clock.move_to(bound.now + timedelta(days=days))
        later = browser_of(people["kaemmerei"])
        for page in ("office_land", "office_finance"):
            told = text_of(later.get(reverse(page)))
            assert f"liegen seit {days} Tagen ungenutzt" in told
            assert ("Die 60 Tage sind vorbei" in told) is too_late


def test_figures_for_the_land_have_their_page(bound: Story, people: People) -> None:
    bound.paid(PaymentKind.ADVANCE, 10_000)
    page = reverse("office_land_figures", args=[bound.fund.slug, 2026, 2026])
    browser = browser_of(people["auditor"])
    assert page in browser.get(reverse("office_land")).content.decode()
    assert "davon Land 33,33" in text_of(browser.get(page)).replace("\xa0", " ")
    for years in ([2026, 2031], [2031, 2026], [2026, 10**15]):
        missing = reverse("office_land_figures", args=[bound.fund.slug, *years])
        assert browser.get(missing).status_code == 404


def test_second_person_withdraws_with_a_reason(bound: Story, people: People) -> None:
    bound.paid(PaymentKind.ADVANCE, 10_000)
    asker, other = browser_of(people["kaemmerei"]), browser_of(people["kaemmerei2"])
    days = {"from_on": "01.01.2026", "to_on": format_date(bound.day)}
    form = V | {"grant": str(bound.fund.land_grants.get().pk)} | days
    shown = text_of(asker.post(reverse("office_drawdown_new"), form, follow=True))
    assert "War er ein Versehen, zieht ihn eine zweite Person der Kämmerei zurück." in shown
    address = reverse("office_drawdown_withdraw", args=[Drawdown.objects.get().uuid])
    assert asker.get(address).status_code == 403
    assert address in other.get(reverse("office_land")).content.decode()
    assert "Schreiben Sie eine Begründung." in text_of(other.post(address, V | {"reason": ""}))
    shown = text_of(other.post(address, V | {"reason": "Falscher Zeitraum"}, follow=True))
    assert "Mittelabruf 1 ist zurückgezogen." in shown
    assert f"Zurückgezogen von {people['kaemmerei2'].label}" in shown
    assert address not in other.get(reverse("office_land")).content.decode()
    assert "schon zurückgezogen" in text_of(other.post(address, V | {"reason": "Noch einmal"}))
