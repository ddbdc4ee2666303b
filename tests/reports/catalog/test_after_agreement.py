"""What follows from an agreement: no paper calls itself an act or names a remedy, and the form stays."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation.files.models import Document
from grants.models import ChangeKind, Claim, ClaimRelief, FundRules, Letter, Notice, PaymentKind
from grants.models.letter import IS_WAITING
from grants.selectors.notice_preview import preview_repayment, preview_revocation
from grants.selectors.objections import attackable_notices
from grants.selectors.resident_result import check_result
from grants.services.changes import Wish, decide_change, prepare_change, request_change
from grants.services.claim_steps import defer_claim, propose_relief, waive_claim
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.exits import cancel_grant, decline_grant, hear_about_start
from grants.services.grants import advance_grants, demand_proof, remind_proof
from grants.services.interest import draft_interest
from grants.services.lapses import draft_lapse, release_lapse
from grants.services.letters import release_letters
from grants.services.objections import note_arrival
from grants.services.repayments import record_repayment
from grants.services.revocations import draft_revocation, release_revocation
from grants.workflows.requirements.claim import act_founds_the_claim
from grants.workflows.requirements.retention import remedy_is_over
from tests.grants.rows import fetch
from tests.grants.texts import say
from tests.reports.letters import words_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
OF_AN_ACT = (
    "bescheid",
    "widerspruch",
    "klage",
    "rechtsbehelf",
    "verwaltungsgericht",
    "widerruf",
    "49a",
    "§ 35",
)


@pytest.fixture
def agreed(story: Story) -> Story:
    """The agreement is out; then the fund turns to notices, which changes nothing for it."""
    say(award_form="agreement")
    story.issued()
    say(award_form="notice")
    story.grant = fetch(story.grant)
    return story


def read(slug: str, story: Story, *phrases: str) -> str:
    """What the paper says, seen to be none of an act; returns the title that its reader finds."""
    text = words_of(slug, story)
    assert [each for each in OF_AN_ACT if each in text.lower()] == []
    assert [each for each in phrases if each not in text] == []
    return Document.objects.get(slug=slug).title.rpartition(" ")[0]


def claimed(story: Story) -> Claim:
    """100.00 have to come back; the hearing is over, nothing is out."""
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(30_000)
    grant, heard = story.proof_confirmed(), story.day + timedelta(days=14)
    claim = draft_claim(grant=grant, actor=story.people["officer"], now=story.now, heard_until=heard)
    letters = list(Letter.objects.filter(IS_WAITING, kind="anhoerung-rueckforderung"))
    release_letters(letters=letters, count=1, actor=story.people["manager"], now=story.now)
    story.day = heard + timedelta(days=1)
    return claim


def release(story: Story, claim: Claim) -> Claim:
    return release_claim_notice(claim=claim, actor=story.people["officer2"], now=story.now)


def sentences(story: Story) -> str:
    """What the resident's page says of the money."""
    result = check_result(fetch(story.grant))
    assert result is not None
    return " ".join(result.money)


def test_money_is_asked_back_by_a_demand_until_its_day(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    claim = claimed(agreed)
    read("anhoerung-rueckforderung", agreed, "als Ihnen nach der Vereinbarung zusteht", "noch nichts")
    preview = preview_repayment(claim, today=agreed.day)
    assert (preview.title, preview.remedy, preview.has_remedy) == ("Zahlungsaufforderung", "", False)
    claim = release(agreed, claim)
    assert claim.pay_by == date(2026, 6, 30)
    said = (
        "Nach der Vereinbarung vom",
        "steht Ihnen dieser Teil",
        "bis zum 30. Juni 2026",
        "§ 61 VwVfG",
        "§ 62",
    )
    assert read("erstattungsbescheid", agreed, *said) == "Zahlungsaufforderung"
    assert "(Zahlungsaufforderung)" in sentences(agreed)
    notice = Notice.objects.get(kind="repayment")
    late = notice.posted_on or agreed.day
    agreed.day += timedelta(days=12)
    note_arrival(
        notice=notice, arrived_on=late + timedelta(days=12), actor=agreed.people["officer"], now=agreed.now
    )
    assert fetch(claim).pay_by == date(2026, 6, 30)
    assert attackable_notices(fetch(agreed.grant).case) == []
    assert list(remedy_is_over(fetch(agreed.grant), agreed.day)) == []
    assert [each.code for each in act_founds_the_claim(fetch(claim), agreed.day)] == ["claim.by_agreement"]


def late_interest(story: Story, claim: Claim) -> Claim:
    """It came back sixty days after the term; the interest on it is out."""
    FundRules.objects.update(interest_from_cents=0)
    story.day = (claim.pay_by or story.day) + timedelta(days=60)
    came = record_repayment(claim=claim, amount_cents=10_000, actor=story.people["cashier"], now=story.now)
    heard = story.day + timedelta(days=14)
    made = draft_interest(claim=came, heard_until=heard, actor=story.people["officer"], now=story.now)
    story.post("anhoerung-zinsen")
    story.day = heard + timedelta(days=1)
    return release(story, made)


def test_order_names_the_agreement_as_its_ground(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    agreed.ordered(PaymentKind.ADVANCE, 20_000)
    read("auszahlungsanordnung", agreed, "Rechtsgrund Fördervereinbarung vom 2. März 2026")


def test_late_money_of_an_agreement_bears_interest_from_the_day_named(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    claim = release(agreed, claimed(agreed))
    interest = late_interest(agreed, claim)
    (row,) = interest.calculation
    assert (row.since, row.days) == (claim.pay_by, 60)
    read(
        "anhoerung-zinsen",
        agreed,
        "Zeit möchten wir 1,03 € Verzugszinsen",
        "Bitte zahlen Sie jetzt noch nichts.",
    )
    said = ("Bitte zahlen Sie 1,03 € Zinsen", "60 100,00 € 1,27 % + 5 1,03 €", "288 Abs. 1 BGB")
    assert read("zinsbescheid", agreed, *said) == "Zinsforderung"


def test_late_money_of_a_notice_bears_interest_from_the_payment(story: Story) -> None:
    story.accepted()
    paid_on = story.day
    interest = late_interest(story, release(story, claimed(story)))
    (row,) = interest.calculation
    assert row.since == paid_on
    text = words_of("zinsbescheid", story)
    said = ("Zinsbescheid zu", "§ 49a Abs. 3 Satz 1", "Klage", "Dafür hatten Sie Zeit bis zum")
    assert [each for each in said if each not in text] == []


def test_deferral_speaks_of_the_letter(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    claim, officer = release(agreed, claimed(agreed)), agreed.people["officer"]
    until = agreed.day + timedelta(days=90)
    defer_claim(claim=claim, until=until, reason="Kein Geld.", actor=officer, now=agreed.now)
    assert read("stundungsbescheid", agreed, "mit unserem Schreiben vom") == "Stundung"


def test_waiver_speaks_of_the_letter(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    claim, officer = release(agreed, claimed(agreed)), agreed.people["officer"]
    claim = propose_relief(
        claim=claim, relief=ClaimRelief.WAIVE, reason="Krank.", actor=officer, now=agreed.now
    )
    waive_claim(claim=claim, actor=agreed.people["officer2"], now=agreed.now)
    said = ("Wir erlassen Ihnen 100,00 €.", "unbillig", "mit unserem Schreiben vom")
    assert read("erlassbescheid", agreed, *said) == "Erlass der Zahlung"


def test_agreement_without_proof_is_terminated(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    agreed.paid(PaymentKind.ADVANCE, 20_000)
    assert agreed.grant.proof_due_on is not None
    agreed.day = agreed.grant.proof_due_on + timedelta(days=1)
    advance_grants(now=agreed.now)
    officer = agreed.people["officer"]
    for service, letter in ((remind_proof, "nachweis-erinnerung"), (demand_proof, "nachweis-mahnung")):
        until = agreed.day + timedelta(days=14)
        agreed.grant = service(grant=fetch(agreed.grant), until=until, actor=officer, now=agreed.now)
        agreed.post(letter)
        agreed.day = until + timedelta(days=1)
    read("nachweis-mahnung", agreed, "In der Vereinbarung haben Sie diesen Nachweis zugesagt.", "§ 314 BGB")
    draft_revocation(grant=agreed.grant, reason="Keine Antwort.", actor=officer, now=agreed.now)
    preview = preview_revocation(fetch(agreed.grant), reason="Keine Antwort.", today=agreed.day)
    assert preview.title == "Kündigung der Vereinbarung"
    assert preview.sentence.startswith("Die Vereinbarung über „Blühstreifen Musterhof“ kündigen wir.")
    release_revocation(grant=agreed.grant, actor=agreed.people["officer2"], now=agreed.now)
    said = ("kündigen wir", "§ 60 VwVfG", "§ 314 BGB", "200,00 €", "Keine Antwort.")
    assert read("widerrufsbescheid", agreed, *said) == "Kündigung der Vereinbarung"
    assert Claim.objects.get().state == "due"


@pytest.mark.parametrize(
    ("approve", "slug", "said", "title"),
    [
        (
            True,
            "verlaengerungsbescheid",
            "Sonst gilt die Vereinbarung vom",
            "Ergänzung zur Vereinbarung",
        ),
        (
            False,
            "aenderungsbescheid",
            "Dieser Änderung stimmen wir nicht zu.",
            "Ablehnung einer Änderung",
        ),
    ],
)
def test_change_is_an_addendum(agreed: Story, approve: bool, slug: str, said: str, title: str) -> None:
    grant = agreed.accepted_now(waiver=False)
    wish = Wish(ChangeKind.PERIOD, "Es regnet.", grant.ends_on + timedelta(days=21))
    grant = request_change(grant=grant, wish=wish, actor=agreed.resident, now=agreed.now)
    step: dict[str, Any] = {"approve": approve, "reason": "Das Wetter.", "now": agreed.now}
    prepare_change(grant=grant, actor=agreed.people["manager"], **step)
    decide_change(grant=fetch(grant), actor=agreed.people["officer"], **step)
    assert read(slug, agreed, said, "Es bleibt bei 487,65 €.") == title


def test_agreement_that_nobody_signs_lapses(agreed: Story) -> None:
    FundRules.objects.update(acceptance_days=14)
    agreed.day += timedelta(days=30)
    step = {"grant": fetch(agreed.grant), "now": agreed.now}
    draft_lapse(**step, reason="Keine Antwort.", actor=agreed.people["manager"])
    release_lapse(**step, actor=agreed.people["officer"])
    said = (
        "mit unserer Vereinbarung vom",
        "487,65 € zugesagt",
        "Die Vereinbarung vom 2. März 2026 gilt nicht mehr.",
    )
    assert read("verfallsmitteilung", agreed, *said) == "Verfallsmitteilung"


def test_start_of_an_agreement_is_asked_for_in_its_words(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    FundRules.objects.update(start_within_months=1)
    agreed.day = agreed.grant.starts_on + timedelta(days=20)
    advance_grants(now=agreed.now)
    until = agreed.day + timedelta(days=14)
    hear_about_start(grant=fetch(agreed.grant), until=until, actor=agreed.people["officer"], now=agreed.now)
    agreed.post("anhoerung-beginn")
    agreed.day += timedelta(days=1)
    read("anhoerung-beginn", agreed, "in der Vereinbarung haben wir Ihnen", "kann die Vereinbarung enden")


def test_agreement_ends_by_the_other_side(agreed: Story) -> None:
    decline_grant(grant=agreed.grant, actor=agreed.resident, now=agreed.now)
    read("beendigungsmitteilung", agreed, "Unsere Vereinbarung vom", "hat sich damit erledigt")


def test_paid_agreement_that_is_cancelled_announces_a_letter(agreed: Story) -> None:
    agreed.accepted_now(waiver=False)
    agreed.paid(PaymentKind.ADVANCE, 20_000)
    agreed.day = agreed.grant.starts_on + timedelta(days=2)
    advance_grants(now=agreed.now)
    cancel_grant(grant=fetch(agreed.grant), reason="Zu wenig Leute.", actor=agreed.resident, now=agreed.now)
    read("beendigungsmitteilung", agreed, "aus unserer Vereinbarung vom", "ein eigenes Schreiben")


def test_notice_stays_a_notice_when_the_fund_turns_to_agreements(story: Story) -> None:
    story.accepted()
    say(award_form="agreement")
    claim = release(story, claimed(story))
    text = words_of("erstattungsbescheid", story)
    assert "Erstattungsbescheid zu" in text
    assert "Rechtsbehelfsbelehrung" in text
    assert "(Erstattungsbescheid)" in sentences(story)
    assert list(act_founds_the_claim(fetch(claim), story.day)) == []
    assert {each.kind for each in attackable_notices(fetch(story.grant).case)} == {"award", "repayment"}
