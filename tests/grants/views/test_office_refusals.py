"""Stale tabs, double clicks, wrong input: a sentence, everything typed kept, nothing changed twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation.audit.actors import Actor
from foundation.values.dates import format_date, local_date
from grants.models import (
    Application,
    Grant,
    InformationRequest,
    JurySession,
    PaymentKind,
    PaymentOrder,
    Surplus,
)
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.review import ask_question, declare_eligible
from tests.grants.views.office_browser import browser_of, hidden_version, send, text_of
from tests.stories import Story

SOON = format_date(local_date(timezone.now()) + timedelta(days=20))
People = dict[str, Actor]


def address_of(case: Application, slug: str) -> str:
    return reverse("office_action", args=[case.reference, slug])


def test_stale_tab_gets_the_sentence_and_keeps_what_was_typed(story: Story, people: People) -> None:
    case = story.submitted()
    address, manager = address_of(case, "rueckfrage"), browser_of(people["manager"])
    seen = hidden_version(manager.get(address))
    Application.objects.filter(pk=case.pk).update(version=case.version + 1)
    typed = {"expected_version": seen, "text": "Wie lang ist das Beet?", "due_on": SOON}
    response = manager.post(address, typed)
    assert response.status_code == 409
    assert "Inzwischen hat sich hier etwas geändert." in text_of(response)
    assert "Wie lang ist das Beet?" in response.content.decode()
    assert f'value="{SOON}"' in response.content.decode()
    assert InformationRequest.objects.count() == 0
    again = manager.post(address, {**typed, "expected_version": hidden_version(response)})
    assert again.status_code == 302


def test_step_that_somebody_else_took_keeps_what_was_typed(story: Story, people: People) -> None:
    case = story.submitted()
    address, manager = address_of(case, "rueckfrage"), browser_of(people["manager"])
    seen = hidden_version(manager.get(address))
    field = case.rules.fields_of_action[0]
    declare_eligible(
        application=case,
        eligible_items={1: True},
        field_of_action=field,
        actor=people["officer"],
        now=story.now,
    )
    typed = {"expected_version": seen, "text": "Wie lang ist das Beet?", "due_on": SOON}
    response = manager.post(address, typed)
    assert response.status_code == 409
    assert "Inzwischen ist dieser Schritt getan" in text_of(response)
    assert "Wie lang ist das Beet?" in response.content.decode()


def test_double_click_asks_once(story: Story, people: People) -> None:
    case = story.submitted()
    address, manager = address_of(case, "rueckfrage"), browser_of(people["manager"])
    typed = {"expected_version": case.version, "text": "Wie lang?", "due_on": SOON}
    assert [manager.post(address, typed).status_code for _ in range(2)] == [302, 409]
    assert InformationRequest.objects.count() == 1


def test_double_click_prepares_one_order(story: Story, people: People) -> None:
    grant = story.accepted()
    address, certifier = address_of(grant.case, "auszahlung"), browser_of(people["certifier"])
    typed = {
        "expected_version": hidden_version(certifier.get(address)),
        "kind": "advance",
        "amount": "100",
        "due_on": "",
    }
    first, second = certifier.post(address, typed), certifier.post(address, typed)
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Prüfen Sie, ob es Ihre ist." in text_of(second)
    assert PaymentOrder.objects.count() == 1


def test_form_without_its_version_is_refused_with_a_sentence(story: Story, people: People) -> None:
    case = story.submitted()
    response = browser_of(people["manager"]).post(address_of(case, "foerderfaehig"), {"cost_1": "ja"})
    assert "Laden Sie sie neu" in text_of(response)
    assert Application.objects.get(pk=case.pk).state == "submitted"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": ""}, "Geben Sie den Betrag ein."),
        ({"amount": "viel"}, "Geben Sie einen Betrag in Euro ein, zum Beispiel 49,90."),
        ({"amount": "1.234"}, "Meinen Sie 1.234,00 €?"),
        ({"amount": "-5"}, "Geben Sie den Betrag ohne Minuszeichen ein"),
        ({"amount": "0"}, "Geben Sie einen Betrag über 0,00 € ein."),
        ({"amount": "600"}, "Von der Bewilligung sind noch 487,65 € übrig."),
        ({"kind": "geschenk"}, "Wählen Sie die Art der Auszahlung."),
        ({"kind": "final"}, "Prüfen Sie zuerst den Nachweis."),
        ({"due_on": "31.2.2027"}, "Den 31. Februar 2027 gibt es nicht."),
        ({"due_on": "bald"}, "Geben Sie einen Tag mit Monat und Jahr ein"),
    ],
)
def test_wrong_input_is_told_and_kept(
    story: Story, people: People, typed: dict[str, str], sentence: str
) -> None:
    grant = story.accepted()
    data: dict[str, Any] = {"kind": "advance", "amount": "100", "due_on": SOON, **typed}
    response = send(browser_of(people["certifier"]), address_of(grant.case, "auszahlung"), **data)
    assert response.status_code == 200
    assert sentence in text_of(response)
    assert response.content.decode().count("Fehler: Auszahlung vorbereiten") == 1
    for name in ("amount", "due_on"):
        if data[name]:
            assert f'value="{data[name]}"' in response.content.decode()
    assert PaymentOrder.objects.count() == 0


def test_every_reason_stands_in_the_error_summary(story: Story, people: People) -> None:
    grant = story.issued()
    response = send(
        browser_of(people["certifier"]), address_of(grant.case, "auszahlung"),
        kind="advance", amount="600", due_on="",
    )  # fmt: skip
    text = text_of(response)
    for sentence in (
        "Lassen Sie zuerst die Bankverbindung bestätigen.",
        "Von der Bewilligung sind noch 487,65 € übrig.",
        "Vor dem Nachweis dürfen Sie noch höchstens 487,65 € anordnen.",
    ):
        assert sentence in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": ""}, "Wählen Sie, wie die Jury entschieden hat."),
        ({"first": ""}, "Tragen Sie ein, wie"),
        ({"amount": "500"}, "Bewilligen Sie höchstens 487,65 €."),
        ({"amount": ""}, "Tragen Sie ein, wie viel Geld bewilligt ist."),
        ({"outcome": "no"}, "Schreiben Sie auf, warum die Jury Nein gesagt hat."),
        ({"outcome": "no", "reason": "Zu teuer."}, "Das Ergebnis passt nicht zu 7 Ja und 0 Nein."),
        ({"outcome": "partial", "amount": "300"}, "Schreiben Sie auf, warum es nur ein Teil ist"),
    ],
)
def test_decision_that_does_not_fit_is_told(
    story: Story, people: People, changes: dict[str, str], sentence: str
) -> None:
    case = story.scheduled()
    names = [f"vote_{member.pk}" for member in story.fund.jury_members.all()]
    typed = {"outcome": "yes", "amount": "487,65", **dict.fromkeys(names, "yes"), **changes}
    if "first" in typed:
        typed[names[0]] = typed.pop("first")
    response = send(browser_of(people["manager"]), address_of(case, "beschluss"), **typed)
    assert response.status_code == 200
    assert sentence in text_of(response)
    assert Application.objects.get(pk=case.pk).state == "scheduled"


def test_biased_member_is_not_counted_and_stands_in_the_minutes(story: Story, people: People) -> None:
    case = story.scheduled()
    members = list(story.fund.jury_members.order_by("name"))
    choices = ["biased", "absent", "no", "abstain", "yes", "yes", "yes"]
    votes = {f"vote_{member.pk}": choice for member, choice in zip(members, choices, strict=True)}
    response = send(
        browser_of(people["manager"]), address_of(case, "beschluss"), outcome="partial", amount="300",
        reason="Ein Teil ist schon da.", obligations="Schild aufstellen\n\nBericht im Beirat", **votes,
    )  # fmt: skip
    assert response.headers["Location"] == reverse("office_session", args=[JurySession.objects.get().pk])
    item = case.agenda_items.get()
    counts = (item.present_count, item.biased_count, item.yes_count, item.no_count, item.abstain_count)
    assert counts == (6, 1, 3, 1, 1)
    assert item.obligations == ["Schild aufstellen", "Bericht im Beirat"]
    assert [each.person_label for each in case.conflicts.all()] == [members[0].name]


def test_deferral_needs_no_votes(story: Story, people: People) -> None:
    case = story.scheduled()
    response = send(
        browser_of(people["manager"]), address_of(case, "beschluss"), outcome="deferred", amount=""
    )
    assert response.status_code == 302
    assert Application.objects.get(pk=case.pk).state == "deferred"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"cut_1": "301", "reason_1": "Pfand"}, "Beleg 1: Kürzen Sie um höchstens 300,00 €."),
        ({"cut_1": "10"}, "Beleg 1: Schreiben Sie auf, warum Sie kürzen."),
        ({"cut_1": "zehn", "reason_1": "Pfand"}, "Geben Sie einen Betrag in Euro ein"),
        ({"purpose": ""}, "Tragen Sie ein, ob der Zweck erreicht ist."),
    ],
)
def test_check_that_is_not_complete_is_told(
    story: Story, people: People, typed: dict[str, str], sentence: str
) -> None:
    story.accepted()
    grant = story.proof_sent(30_000)
    data = {"purpose": "ja", **typed}
    response = send(browser_of(people["manager"]), address_of(grant.case, "nachweis-pruefen"), **data)
    assert sentence in text_of(response)
    assert Grant.objects.get(pk=grant.pk).checks.count() == 0


def test_question_in_the_past_is_told(story: Story, people: People) -> None:
    case = story.submitted()
    manager = browser_of(people["manager"])
    response = send(manager, address_of(case, "rueckfrage"), text="Wie lang?", due_on="1.1.2020")
    assert "Wählen Sie einen Tag in der Zukunft." in text_of(response)


def test_preview_of_the_notice_shows_what_is_typed_and_drafts_nothing(story: Story, people: People) -> None:
    case = story.voted()
    officer, address = browser_of(people["officer"]), address_of(case, "bescheid-entwerfen")
    response = send(officer, address, reason="Das Beet ist für alle da.", preview="1")
    text = text_of(response)
    assert "Sie bekommen 487,65 € für „Blühstreifen Musterhof“." in text
    assert "Begründung Das Beet ist für alle da. Rechtsbehelfsbelehrung" in text
    assert Application.objects.get(pk=case.pk).state == "voted_yes"


def test_repayment_above_the_claim_is_told(story: Story, people: People) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    heard_until = story.day - timedelta(days=1)
    claim = draft_claim(
        grant=grant, actor=people["manager"], now=story.now - timedelta(days=11), heard_until=heard_until
    )
    story.post("anhoerung-rueckforderung", days_ago=11)
    release_claim_notice(claim=claim, actor=people["officer"], now=story.now)
    address = reverse("office_claim_payment", args=[claim.uuid])
    received_on = format_date(story.day)
    response = send(browser_of(people["cashier"]), address, amount="100,01", received_on=received_on)
    assert "Offen sind noch 100,00 €. Ist wirklich so viel eingegangen" in text_of(response)
    assert 'value="100,01"' in response.content.decode()
    again = {"amount": "100,01", "received_on": received_on, "surplus_checked": "on"}
    assert send(browser_of(people["cashier"]), address, **again).status_code == 302
    surplus = Surplus.objects.get()
    cashier, officer = browser_of(people["cashier"]), browser_of(people["officer"])
    assert "Zu viel eingegangen, zurückzugeben: 1" in text_of(cashier.get(reverse("office_today")))
    assert "Zu viel eingegangen" not in text_of(officer.get(reverse("office_today")))
    listed = text_of(cashier.get(reverse("office_claims")))
    assert "Dieses Geld gehört nicht dem Fonds." in listed
    assert "0,01 €" in listed.replace("\xa0", " ")
    done = reverse("office_surplus_returned", args=[surplus.pk])
    assert officer.post(done).status_code == 403
    assert "Die Rückgabe ist vermerkt." in text_of(cashier.post(done, follow=True))
    assert "Das ist schon als zurückgegeben vermerkt." in text_of(cashier.post(done, follow=True))
    assert "Zu viel eingegangen" not in text_of(cashier.get(reverse("office_today")))


def test_day_of_payment_in_the_future_is_told_and_stays(story: Story, people: People) -> None:
    story.accepted()
    order = story.ordered(PaymentKind.ADVANCE, 10_000)
    address = reverse("office_order_action", args=[order.number, "ausfuehren"])
    today, tomorrow = local_date(timezone.now()), format_date(local_date(timezone.now()) + timedelta(days=1))
    cashier = browser_of(people["cashier"])
    assert f'value="{format_date(today)}"' in cashier.get(address).content.decode()
    response = send(cashier, address, paid_on=tomorrow, bank_reference="K-1", sure="on")
    assert "Dieser Tag kommt erst noch." in text_of(response)
    assert f'value="{tomorrow}"' in response.content.decode()
    assert "Geben Sie den Tag ein, an dem das Geld abgebucht wurde." in text_of(
        send(cashier, address, paid_on="", sure="on")
    )


def test_session_on_the_same_day_is_told(story: Story, people: People) -> None:
    manager = browser_of(people["manager"])
    first = send(manager, reverse("office_session_new"), held_on=SOON, place="")
    second = send(manager, reverse("office_session_new"), held_on=SOON, place="Rathaus")
    assert (first.status_code, second.status_code) == (302, 200)
    assert "An diesem Tag gibt es schon eine Sitzung." in text_of(second)
    assert 'value="Rathaus"' in second.content.decode()


def test_question_of_another_tab_is_answered_with_the_new_state(story: Story, people: People) -> None:
    case = story.submitted()
    ask_question(application=case, text="Wo?", due_on=story.day, actor=people["manager"], now=story.now)
    page = browser_of(people["manager"]).get(address_of(case, "foerderfaehig"))
    assert "Dieser Schritt ist im jetzigen Stand nicht möglich." in text_of(page)
