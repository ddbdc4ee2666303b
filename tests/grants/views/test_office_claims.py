"""The page of a claim: every step from its form, and a refusal in words."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.money import format_euro
from grants.models import Claim, FundRules, PaymentKind
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.receipt_orders import certify_receipt_order
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

People = Mapping[str, Actor]


@pytest.fixture
def due(story: Story, people: People, clock: time_machine.Traveller) -> Claim:
    """100.00 have to come back, and the term has just passed."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    heard = story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, actor=people["officer"], now=story.now, heard_until=heard)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    claim = release_claim_notice(claim=claim, actor=people["officer2"], now=story.now)
    assert claim.pay_by is not None
    story.day = claim.pay_by + timedelta(days=1)
    clock.move_to(story.now)
    return claim


def page(claim: Claim, action: str = "") -> str:
    return reverse(
        "office_claim_action" if action else "office_claim", args=[claim.uuid, action][: 1 + bool(action)]
    )


def day(story: Story, days: int) -> str:
    return (story.day + timedelta(days=days)).strftime("%d.%m.%Y")


def test_kasse_reminds_twice_and_enforces(
    story: Story, people: People, due: Claim, clock: time_machine.Traveller
) -> None:
    for action in ("mahnung", "zweite-mahnung"):
        cashier = browser_of(people["cashier"])
        assert send(cashier, page(due, action), until=day(story, 14)).status_code == 302
        story.day += timedelta(days=15)
        clock.move_to(story.now)
    cashier = browser_of(people["cashier"])
    assert send(cashier, page(due, "vollstreckung")).status_code == 302
    assert "Vollstreckung" in text_of(cashier.get(page(due)))


def test_office_defers_and_the_list_leads_to_the_claim(story: Story, people: People, due: Claim) -> None:
    officer = browser_of(people["officer"])
    assert page(due) in officer.get(reverse("office_claims")).content.decode()
    refused = send(officer, page(due, "stundung"), until=day(story, 0), reason="Zahlt im Herbst.")
    assert "Dieser Tag ist schon da oder vorbei. Tragen Sie einen späteren ein." in text_of(refused)
    assert "Zahlt im Herbst." in refused.content.decode()
    assert (
        send(officer, page(due, "stundung"), until=day(story, 90), reason="Zahlt im Herbst.").status_code
        == 302
    )
    assert f"Gestundet bis {day(story, 90)}" in text_of(officer.get(page(due)))


def test_relief_is_proposed_and_decided_by_another(people: People, due: Claim) -> None:
    officer, second = browser_of(people["officer"]), browser_of(people["officer2"])
    assert "liest die Person das so im Schreiben" in text_of(officer.get(page(due, "vorschlag")))
    assert send(officer, page(due, "vorschlag"), relief="waive", reason="Kein Einkommen.").status_code == 302
    assert officer.get(page(due, "erlass")).status_code == 403
    assert "Kein Einkommen." in text_of(second.get(page(due, "erlass")))
    assert send(second, page(due, "erlass"), channel="letter").status_code == 302
    assert "Drucken Sie das Schreiben aus, und geben Sie es heute zur Post." in text_of(second.get(page(due)))
    waived = Claim.objects.get()
    assert waived.state == "waived"
    assert "Erlassen am" in text_of(second.get(page(due)))
    amount = f"{format_euro(waived.open_cents)} erlassen, nichts mehr offen".replace("\xa0", " ")
    assert amount in text_of(second.get(page(due))).replace("\xa0", " ")


def test_claim_is_deferred_in_rates(story: Story, people: People, due: Claim) -> None:
    officer = browser_of(people["officer"])
    first = day(story, 20)
    refused = send(officer, page(due, "stundung"), until=first, rate="100,00", reason="Wenig Geld.")
    assert "Geben Sie eine Rate unter 100,00" in text_of(refused)
    assert "Wenig Geld." in refused.content.decode()
    nothing = send(officer, page(due, "stundung"), until=first, rate="0", reason="Wenig Geld.")
    assert nothing.status_code == 200  # a rate of nothing is a slip of the pen, not "all at once"
    sent = send(officer, page(due, "stundung"), until=first, rate="30,00", reason="Wenig Geld.")
    assert sent.status_code == 302
    shown = text_of(officer.get(page(due))).replace("\xa0", " ")
    assert f"Rate bis {first} 30,00 €" in shown
    assert f"Als Nächstes 30,00 € bis {first}." in shown
    assert shown.count("Rate bis") == 4


def test_deferral_gets_other_days_and_ends_by_two(story: Story, people: People, due: Claim) -> None:
    officer, second = browser_of(people["officer"]), browser_of(people["officer2"])
    send(officer, page(due, "stundung"), until=day(story, 90), reason="Zahlt im Herbst.")
    offered = officer.get(page(due)).content.decode()
    assert (page(due, "stundung") + '"' in offered, page(due, "neue-stundung") in offered) == (False, True)
    again = page(due, "neue-stundung")
    assert send(officer, again, until="01.11.2026", rate="60", reason="Krank.").status_code == 302
    shown = text_of(officer.get(page(due)))
    assert "Rate bis 02.11.2026 60,00 € (statt 01.11.2026, kein Werktag)" in shown
    assert "Rate bis 01.12.2026 40,00 €" in shown
    proposal = page(due, "stundung-aufheben-vorschlagen")
    refused = send(officer, proposal, reason="Falscher Fall.", heard="")
    assert "Schreiben Sie, wann sich die Person äußern konnte." in text_of(refused)
    assert send(officer, proposal, reason="Falscher Fall.", heard="Am Telefon.").status_code == 302
    decide = page(due, "stundung-aufheben")
    assert officer.get(decide).status_code == 403
    assert "Am Telefon." in text_of(second.get(decide))
    assert send(second, decide, channel="letter").status_code == 302
    claim = Claim.objects.get()
    assert (claim.state, claim.deferred_until) == ("due", None)
    assert "Drucken Sie das Schreiben aus" in text_of(second.get(page(due)))


def test_kasse_reads_the_new_days_on_the_receipt_order(story: Story, people: People, due: Claim) -> None:
    order = due.receipt_orders.get()
    certify_receipt_order(order=order, actor=people["certifier"], now=story.now)
    send(browser_of(people["officer"]), page(due, "stundung"), until="01.11.2026", rate="60", reason="Krank.")
    cashier = browser_of(people["cashier"])
    shown = text_of(cashier.get(reverse("office_receipt", args=[order.number])))
    assert "(so gezeichnet). Es gelten jetzt die Tage der Stundung." in shown
    assert "Gestundet bis 02.11.2026: 60,00 € (statt 01.11.2026, kein Werktag)" in shown
    assert "Stunden, " in shown
    assert "Krank." not in shown
    assert "02.11.2026 gestundet" in text_of(cashier.get(reverse("office_receipts")))


def test_written_off_claim_stays_where_the_kasse_finds_it(story: Story, people: People, due: Claim) -> None:
    officer, second = browser_of(people["officer"]), browser_of(people["officer2"])
    send(officer, page(due, "vorschlag"), relief="write_off", reason="Kein Einkommen.")
    send(second, page(due, "niederschlagung"))
    cashier = browser_of(people["cashier"])
    listed = cashier.get(reverse("office_claims"))
    assert page(due) in listed.content.decode()
    assert "Niedergeschlagen" in text_of(listed)
    paid = send(cashier, page(due, "spaete-zahlung"), amount="100", received_on=day(story, 0))
    assert (paid.status_code, Claim.objects.get().state) == (302, "paid")


def test_proposal_is_withdrawn_from_its_page(people: People, due: Claim) -> None:
    officer = browser_of(people["officer"])
    send(officer, page(due, "vorschlag"), relief="waive", reason="Kein Einkommen.")
    assert "Kein Einkommen." in text_of(officer.get(page(due, "vorschlag-zuruecknehmen")))
    assert send(officer, page(due, "vorschlag-zuruecknehmen")).status_code == 302
    assert page(due, "vorschlag-zuruecknehmen") not in officer.get(page(due)).content.decode()


@pytest.mark.usefixtures("clock")
def test_small_amount_is_seen_before_it_is_let_go(story: Story, people: People) -> None:
    FundRules.objects.update(claim_from_cents=1_000)
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(39_500)
    story.proof_confirmed()
    officer = browser_of(people["officer"])
    steps = ("rueckforderung", "kleinbetrag")
    case = {step: reverse("office_action", args=[story.application.reference, step]) for step in steps}
    draft = text_of(officer.get(case["rueckforderung"])).replace("\xa0", " ")
    assert "weniger als die Grenze des Fonds von 10,00 €" in draft
    asked = text_of(officer.get(case["kleinbetrag"])).replace("\xa0", " ")
    assert "Zu viel gezahlt 5,00 € Der Fonds fordert zurück ab 10,00 €" in asked
    assert send(officer, case["kleinbetrag"], reason="Unter der Grenze.").status_code == 302
    shown = text_of(officer.get(page(Claim.objects.get()))).replace("\xa0", " ")
    assert "5,00 € erlassen, nichts mehr offen" in shown
