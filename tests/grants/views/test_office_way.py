"""A grant goes all the way through the pages of the office, from the check to the last payment."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from foundation.values.dates import format_date, format_long_date
from grants.models import Application, Grant, JurySession, Particulars, PaymentKind, PaymentOrder
from tests.grants.views.office_browser import browser_of, hidden_version, send, text_of
from tests.stories import Story

RELEASE_CLAIM = "rueckforderung-freigeben"
People = dict[str, Actor]


@pytest.fixture
def travel(story: Story) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(story.now, tick=False) as traveller:
        yield traveller


def act(people: People, name: str, case: Application, slug: str, **data: object) -> None:
    address = reverse("office_action", args=[case.reference, slug])
    response = send(browser_of(people[name]), address, **data)
    assert response.status_code == 302, text_of(response)


def sign(people: People, name: str, order: PaymentOrder, slug: str, **data: object) -> None:
    address = reverse("office_order_action", args=[order.number, slug])
    response = send(browser_of(people[name]), address, **data)
    assert response.status_code == 302, text_of(response)


def hold_session(people: People, story: Story, case: Application, amount: str) -> None:
    """Plan, invite, put on the agenda, open, decide, close: all of it by the manager, on the pages."""
    manager = browser_of(people["manager"])
    day = format_date(story.day)
    planned = send(manager, reverse("office_session_new"), held_on=day, place="Quartiersbüro")
    assert planned.status_code == 302
    session = JurySession.objects.get()
    assert send(manager, reverse("office_session_action", args=[session.pk, "einladen"])).status_code == 302
    act(people, "manager", case, "tagesordnung", session=session.pk)
    members = list(story.fund.jury_members.all())
    opening = reverse("office_session_action", args=[session.pk, "eroeffnen"])
    assert send(manager, opening, present=[member.pk for member in members[:6]]).status_code == 302
    votes = {f"vote_{member.pk}": "yes" for member in members[:6]}
    act(people, "manager", case, "beschluss", outcome="yes", amount=amount, **votes)
    assert send(manager, reverse("office_session_action", args=[session.pk, "schliessen"])).status_code == 302


def test_grant_goes_all_the_way_through_the_pages(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    case = story.submitted()
    act(people, "manager", case, "foerderfaehig", cost_1="ja", field_of_action="Grün und Aufenthalt")
    hold_session(people, story, case, "487,65")
    act(people, "officer", case, "bescheid-entwerfen", reason="")
    act(people, "officer2", case, "bescheid-freigeben", channel="letter")
    story.grant = Grant.objects.get()
    story.application = case
    give_bank_details(story)
    grant = story.proof_sent(40_000, 7_930)
    travel.move_to(story.now)
    act(people, "manager", case, "nachweis-pruefen", purpose="ja", cut_1="1,00", reason_1="Pfand")
    act(people, "officer", case, "pruefvermerk-bestaetigen")
    act(people, "certifier", case, "auszahlung", kind="final", amount="478,30", due_on="")
    order = PaymentOrder.objects.get()
    sign(people, "officer", order, "zeichnen")
    sign(people, "orderer", order, "anordnen")
    paid_on = format_date(story.day)
    sign(people, "cashier", order, "ausfuehren", paid_on=paid_on, bank_reference="GVC 166", sure="on")
    found = Grant.objects.get(pk=grant.pk)
    assert (found.state, found.paid_cents, found.released_cents) == ("closed", 47_830, 935)


def give_bank_details(story: Story) -> None:
    """The resident accepts; that is another part of the house."""
    from applicants.services.bank_details import add_bank_account
    from grants.services.grants import accept_grant
    from tests.stories import IBAN

    account = add_bank_account(
        applicant=story.grant.case.applicant,
        holder=story.name,
        iban=IBAN,
        actor=story.resident,
        now=story.now,
    )
    story.grant = accept_grant(
        grant=story.grant, actor=story.resident, now=story.now, waiver=True, bank_account=account
    )


def test_question_is_asked_with_the_proposed_term(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    case = story.submitted()
    page = browser_of(people["manager"]).get(reverse("office_action", args=[case.reference, "rueckfrage"]))
    assert 'value="16.03.2026"' in page.content.decode()
    act(people, "manager", case, "rueckfrage", text="Wie lang ist das Beet?", due_on="20. März 2026")
    question = case.information_requests.get()
    assert (question.text, question.due_on.isoformat()) == ("Wie lang ist das Beet?", "2026-03-20")


def test_overpayment_is_claimed_and_the_kasse_notes_what_came_back(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    grant = story.proof_sent(30_000)
    travel.move_to(story.now)
    case = grant.case
    act(people, "manager", case, "nachweis-pruefen", purpose="ja")
    act(people, "officer", case, "pruefvermerk-bestaetigen")
    heard_until = story.day + timedelta(days=14)
    act(people, "manager", case, "rueckforderung", heard_until=format_date(heard_until))
    early = browser_of(people["officer"]).get(reverse("office_action", args=[case.reference, RELEASE_CLAIM]))
    assert f"Die Anhörung läuft bis {format_long_date(heard_until)}." in text_of(early)
    assert "Der Brief „Anhörung zur Rückforderung“ wartet noch im Ausgang." in text_of(early)
    story.post("anhoerung-rueckforderung")
    travel.shift(timedelta(days=15))
    act(people, "officer", case, RELEASE_CLAIM, channel="letter")
    claim = grant.claims.get()
    cashier, address = browser_of(people["cashier"]), reverse("office_claim_payment", args=[claim.uuid])
    first = format_date(story.day + timedelta(days=15))
    assert send(cashier, address, amount="30,00", received_on=first).status_code == 302
    travel.shift(timedelta(days=1))
    again = send(browser_of(people["cashier"]), address, amount="70", received_on=first)
    assert again.status_code == 302
    claim = grant.claims.get()
    page = browser_of(people["officer"]).get(reverse("office_case", args=[case.reference]))
    assert f"Eingegangen am {first} 70,00 €, rechtzeitig" in text_of(page)
    assert (claim.state, claim.repaid_cents) == ("paid", 10_000)
    assert Grant.objects.get(pk=grant.pk).state == "closed"


def test_open_obligation_keeps_the_case_open_until_it_is_noted(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    story.drafted()
    for text in ("Schild aufstellen", "Im Beirat berichten"):
        story.grant.obligations.create(text=text)
    act(people, "officer2", story.application, "bescheid-freigeben", channel="letter")
    story.grant = Grant.objects.get()
    give_bank_details(story)
    grant = story.proof_sent(48_765)
    travel.move_to(story.now)
    sign, late = grant.obligations.all()
    act(people, "manager", grant.case, "nachweis-pruefen", purpose="ja", fulfilled=sign.pk)
    act(people, "officer", grant.case, "pruefvermerk-bestaetigen")
    story.grant = Grant.objects.get()
    story.paid(PaymentKind.FINAL, 48_765)
    assert Grant.objects.get().state == "settling"
    day = story.day.strftime("%d.%m.%Y")
    shown = {"shown_by": "Foto vom Schild", "fulfilled_on": day}
    act(people, "manager", grant.case, "auflagen", fulfilled=late.pk, **shown)
    assert Grant.objects.get().state == "closed"


def test_rejection_is_drafted_by_one_and_released_by_another(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    case = story.submitted()
    act(people, "manager", case, "nicht-foerderfaehig", reason="Die Aktion liegt nicht im Quartier.")
    act(people, "officer", case, "ablehnung-entwerfen", reason="Die Aktion liegt nicht im Quartier.")
    address = reverse("office_action", args=[case.reference, "ablehnung-freigeben"])
    refused = browser_of(people["officer"]).get(address)
    assert refused.status_code == 403
    assert "Bitten Sie eine andere Person" in text_of(refused)
    act(people, "officer2", case, "ablehnung-freigeben", channel="letter")
    assert Application.objects.get(pk=case.pk).state == "rejected"


def test_application_of_a_minor_waits_for_the_signature(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    case = story.submitted()
    Particulars.objects.update(is_adult=False)
    manager = browser_of(people["manager"])
    address = reverse("office_action", args=[case.reference, "foerderfaehig"])
    page = manager.get(reverse("office_case", args=[case.reference]))
    assert "Achtung: Die Unterschrift eines Elternteils fehlt noch." in text_of(page)
    answers = {"cost_1": "ja", "field_of_action": "Grün und Aufenthalt"}
    refused = send(manager, address, **answers)
    assert "Holen Sie zuerst die Unterschrift ein." in text_of(refused)
    act(people, "manager", case, "foerderfaehig", represented="on", **answers)
    page = manager.get(reverse("office_case", args=[case.reference]))
    assert "Elternteils fehlt" not in text_of(page)


def test_office_is_told_how_to_reach_who_has_no_mail(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    case = story.submitted()
    manager = browser_of(people["manager"])
    address = reverse("office_action", args=[case.reference, "rueckfrage"])
    send(manager, address, text="Wie lang?", due_on="20. März 2026")
    page = manager.get(reverse("office_case", args=[case.reference]))
    assert "Die Rückfrage ist gestellt. Der Brief wartet im Ausgang." in text_of(page)


def test_account_of_a_third_person_needs_a_tick_and_is_seen_at_the_signature(
    story: Story, people: People, travel: time_machine.Traveller
) -> None:
    story.issued()
    story.name, name = "Kurt Fremd", story.name
    story.accepted_now()
    story.name = name
    address = reverse("office_action", args=[story.application.reference, "auszahlung"])
    browser = browser_of(people["certifier"])
    page = browser.get(address)
    said = "Das Konto gehört: Kurt Fremd. Den Antrag hat gestellt: Nachbarschaftsgruppe Musterhof."
    assert said in text_of(page)
    assert "Kurt Fremd, DE89 •••• 3000" in text_of(page)
    typed = {"expected_version": hidden_version(page), "kind": "advance", "amount": "100"}
    assert "Fragen Sie nach, und bestätigen Sie es hier." in text_of(browser.post(address, typed))
    assert browser.post(address, typed | {"holder_checked": "on"}).status_code == 302
    order = story.grant.orders.get()
    for route in ([order.number],), ([order.number, "zeichnen"],):
        name = "office_order" if len(route[0]) == 1 else "office_order_action"
        assert said in text_of(browser.get(reverse(name, args=route[0])))
