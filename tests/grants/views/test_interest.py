"""Interest at the desk: the base rate with its slips of the pen, the calculation before anybody drafts."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import BaseRate, Claim, FundRules, PaymentKind
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.repayments import record_repayment
from tests.grants.rows import fetch
from tests.grants.texts import say
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

People = Mapping[str, Actor]
RATES = "office_base_rates"


@pytest.fixture
def late(story: Story, people: People, clock: time_machine.Traveller) -> Claim:
    """100.00 came back thirty days after the term."""
    FundRules.objects.update(interest_from_cents=0)
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant = story.proof_confirmed()
    heard = story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, actor=people["officer"], now=story.now, heard_until=heard)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    claim = release_claim_notice(claim=claim, actor=people["officer2"], now=story.now)
    story.day = (claim.pay_by or date.min) + timedelta(days=30)
    clock.move_to(story.now)
    return record_repayment(claim=claim, amount_cents=10_000, actor=people["cashier"], now=story.now)


def test_slip_of_the_pen_is_said_and_what_was_typed_stays(
    people: People, clock: time_machine.Traveller
) -> None:
    officer, address = browser_of(people["officer"]), reverse(RATES)
    for typed, sentence in (
        ({"valid_from": "1.2.2026", "rate": "1,27"}, "gilt ab dem 1. Januar oder dem 1. Juli"),
        ({"valid_from": "1.1.2026", "rate": "1,2,7"}, "Geben Sie den Satz in Prozent ein"),
        ({"valid_from": "1.1.2026", "rate": "--1"}, "Geben Sie den Satz in Prozent ein"),
        ({"valid_from": "1.7.2040", "rate": "1"}, "Geben Sie einen Tag vom 01.01.2002 bis zum"),
        ({"valid_from": "1.1.2026", "rate": "127"}, "So hoch ist der Basiszinssatz nicht"),
        ({"valid_from": "", "rate": ""}, "Geben Sie ein, ab wann der Satz gilt."),
    ):
        answer = send(officer, address, **typed)
        assert sentence in text_of(answer)
        assert all(f'value="{text}"' in answer.content.decode() for text in typed.values() if text)
    count = BaseRate.objects.count()
    assert send(officer, address, valid_from="1.1.2020", rate="-0,88 %").status_code == 302
    assert BaseRate.objects.count() == count + 1
    assert "01.01.2020" in text_of(officer.get(address))
    assert BaseRate.objects.get(valid_from=date(2020, 1, 1)).rate == -88
    twice = send(officer, address, valid_from="1.1.2020", rate="-0,88")
    assert "Ab 01.01.2020 ist dieser Satz schon eingetragen." in text_of(twice)
    assert send(officer, address, valid_from="1.1.2020", rate="-0,87").status_code == 302
    assert "−0,87\xa0% " in officer.get(address).content.decode().replace("<", " ")
    assert "−0,88\xa0%, berichtigt" in officer.get(address).content.decode()


def test_reader_sees_the_rates_and_no_form(people: People, late: Claim) -> None:
    seen = browser_of(people["cashier"]).get(reverse(RATES))
    assert "1,27\xa0%" in seen.content.decode()
    assert "<form" not in seen.content.decode().partition("<main")[2].partition("</main>")[0]


def test_officer_sees_the_rows_and_drafts(story: Story, people: People, late: Claim) -> None:
    officer = browser_of(people["officer"])
    assert "Zinsen noch zu entscheiden" in text_of(officer.get(reverse("office_claims")))
    step = reverse("office_claim_action", args=[late.uuid, "zinsen"])
    shown = text_of(officer.get(step))
    assert [
        each for each in ("Auf den Betrag", "100,00 €", "6,27 %", "Anhörung bis") if each not in shown
    ] == []
    today = officer.get(reverse("office_today"))
    assert f"Über Zinsen zu entscheiden: 1 {late.case.reference}" in text_of(today)
    assert "Über Zinsen" not in text_of(browser_of(people["manager"]).get(reverse("office_today")))
    until = (story.day + timedelta(days=14)).strftime("%d.%m.%Y")
    assert send(officer, step, heard_until=until).status_code == 302
    interest = Claim.objects.get(principal=late)
    assert "Zinsen darauf: Anhörung" in text_of(officer.get(reverse("office_claim", args=[late.uuid])))
    page = text_of(officer.get(reverse("office_case", args=[late.case.reference])))
    assert "Zinsen" in page
    assert "Berechnung der Zinsen" in text_of(officer.get(reverse("office_claim", args=[interest.uuid])))
    release = reverse("office_action", args=[late.case.reference, "rueckforderung-freigeben"])
    assert "Zinsbescheid freigeben" in text_of(officer.get(release))
    back = reverse("office_action", args=[late.case.reference, "rueckforderung-zuruecknehmen"])
    assert "Entwurf der Zinsen zurücknehmen" in text_of(officer.get(back))


def test_sum_that_nobody_saw_is_not_drafted(story: Story, people: People, late: Claim) -> None:
    officer, step = browser_of(people["officer"]), reverse("office_claim_action", args=[late.uuid, "zinsen"])
    seen = officer.get(step).context["form"]["expected_version"].value()
    BaseRate.objects.create(
        valid_from=date(2026, 1, 1), rate=327, entered_by="x", entered_by_label="x", entered_at=story.now
    )
    sent = {"expected_version": seen, "heard_until": (story.day + timedelta(days=14)).strftime("%d.%m.%Y")}
    stale = officer.post(step, sent)
    assert stale.status_code == 409
    assert "Inzwischen kommt ein anderer Betrag heraus:" in text_of(stale)
    assert not Claim.objects.filter(principal=late).exists()
    assert send(officer, step, heard_until=sent["heard_until"]).status_code == 302


@pytest.mark.parametrize(
    ("form", "law"), [("notice", "§ 49a Abs. 3 VwVfG"), ("agreement", "§§ 286, 288 BGB")]
)
def test_interest_names_its_law(
    people: People, story: Story, request: pytest.FixtureRequest, form: str, law: str
) -> None:
    say(award_form=form)
    late: Claim = request.getfixturevalue("late")
    step = reverse("office_claim_action", args=[late.uuid, "zinsen"])
    shown = text_of(browser_of(people["officer"]).get(step))
    assert [each for each in ("§ 49a Abs. 3 VwVfG", "§§ 286, 288 BGB") if each in shown] == [law]


def test_missing_rate_leads_to_the_page_of_rates(people: People, late: Claim) -> None:
    late.rows.update(interest_from=date(2019, 12, 31))
    step = reverse("office_claim_action", args=[late.uuid, "zinsen"])
    assert "Für die Zeit ab 1. Januar 2020 fehlt der Basiszinssatz." in text_of(
        browser_of(people["officer"]).get(step)
    )


def test_second_person_forgoes_with_a_reason(people: People, late: Claim) -> None:
    step = reverse("office_claim_action", args=[late.uuid, "zinsverzicht"])
    second = browser_of(people["officer2"])
    assert "Schreiben Sie eine Begründung." in text_of(send(second, step, reason=""))
    first = browser_of(people["officer"])
    assert "entscheidet nicht über die Zinsen" in text_of(first.get(step))
    sent = {"expected_version": late.version, "reason": "Nein."}
    assert first.post(step, sent).status_code == 403
    assert fetch(late).forgone_by == ""
    assert send(second, step, reason="Die Bank war schuld.").status_code == 302
    assert fetch(late).forgone_reason == "Die Bank war schuld."
    assert "Auf Zinsen verzichtet" in text_of(second.get(reverse("office_claim", args=[late.uuid])))
